import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Holds PDF files against veraPDF's profiles and prints one line for each rule a file breaks.
 *
 * <p>usage: ConformanceCheck PROFILE,PROFILE… FILE… (profiles: 3a, ua1 …); exit 0 if all files
 * conform, 1 if not.
 */
public final class ConformanceCheck {
    private static final int FAILURES_LOOKED_AT = 100;

    private ConformanceCheck() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean conforms = true;
        for (String profileId : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(profileId);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("no such profile: " + profileId);
            }
            ValidationProfile profile = readProfile(flavour);
            for (int i = 1; i < arguments.length; i++) {
                for (String failure : failures(new File(arguments[i]), flavour, profile)) {
                    out.println(arguments[i] + ": " + profileId + " " + failure);
                    conforms = false;
                }
            }
        }
        System.exit(conforms ? 0 : 1);
    }

    /** What a file breaks: each rule once, with the first place and the number of places. */
    private static List<String> failures(File file, PDFAFlavour flavour, ValidationProfile profile) {
        TreeMap<String, List<TestAssertion>> broken = new TreeMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, FAILURES_LOOKED_AT, false, true, false)) {
            var result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    String name = rule.getClause() + "-" + rule.getTestNumber();
                    broken.computeIfAbsent(name, unused -> new ArrayList<>()).add(assertion);
                }
            }
            if (broken.isEmpty() && !result.isCompliant()) {
                return List.of("does not conform, and veraPDF does not say why");
            }
        } catch (Exception error) {
            return List.of("could not be read: " + oneLine(String.valueOf(error)));
        }
        List<String> lines = new ArrayList<>();
        broken.forEach((rule, places) -> {
            TestAssertion first = places.get(0);
            String where = first.getLocation() == null ? "" : first.getLocation().getContext();
            lines.add(String.format("%s: %s (%d x, first at %s)", rule,
                    oneLine(first.getErrorMessage()), places.size(), oneLine(where)));
        });
        return lines;
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ").strip();
    }

    /** veraPDF's own reader of profiles needs JAXB, which neither the jar nor the JDK has. */
    private static ValidationProfile readProfile(PDFAFlavour flavour)
            throws IOException, ParserConfigurationException, SAXException {
        String id = flavour.getId();
        String name = id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase();
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream xml = Profiles.class.getResourceAsStream(place)) {
            if (xml == null) {
                throw new IOException("the jar has no profile " + name);
            }
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(xml).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : inside(root, "rule")) {
                rules.add(readRule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : inside(root, "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                        variable.getAttribute("object"), text(variable, "defaultValue"),
                        text(variable, "value")));
            }
            if (rules.isEmpty()) {
                throw new IOException("the profile " + name + " has no rules");
            }
            var details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
            return Profiles.profileFromValues(flavour, details, "", rules, variables);
        }
    }

    private static Rule readRule(Element rule) {
        Element id = inside(rule, "id").get(0);
        Boolean deferred =
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                readError(inside(rule, "error").get(0)), List.of());
    }

    private static ErrorDetails readError(Element error) {
        List<ErrorArgument> values = new ArrayList<>();
        for (Element argument : inside(error, "argument")) {
            values.add(ErrorArgumentImpl.fromValues(
                    argument.getTextContent(), argument.getAttribute("name"), null));
        }
        return Profiles.errorFromValues(text(error, "message"), values);
    }

    private static List<Element> inside(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String tag) {
        List<Element> found = inside(parent, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
