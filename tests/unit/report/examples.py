"""Records of the supplied question sets, and one that strains every limit."""

from dataclasses import replace
from pathlib import Path

from dpia_wizard.codec.example_file import read_example
from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.questionnaire import Questionnaire
from tests.unit.report.samples import Sample, question_set, sample, written

SETS = Path(__file__).parents[3] / "questionnaires"

WELSH = "Rydym yn anfon cylchlythyr bob chwarter at ein tenantiaid, gan gynnwys y rhai tŷ-i-dŷ."
ARABIC = "نرسل نشرة إخبارية ربع سنوية إلى المستأجرين، ويمكنهم الاعتراض في أي وقت."
HEBREW = "אנו שולחים עלון רבעוני לדיירים, והם יכולים לסרב בכל עת."
HINDI = "हम किरायेदारों को हर तीन महीने में एक समाचार पत्र भेजते हैं।"
EMOJI = "Thumbs up 👍🏽, family 👨‍👩‍👧, heart ❤️, Wales 🏴󠁧󠁢󠁷󠁬󠁳󠁿, UK 🇬🇧 and a tick ✅."
LONG_WORD = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
)
LONG_ADDRESS = "https://example.org/" + "/".join(
    f"path-{n}?query={n}&more=1" for n in range(12)
)


def example(set_id: str, *, complete: bool = True) -> Sample:
    """A record of the shipped example, made as the program makes it."""
    path = SETS / "examples" / "tenant_newsletter.yaml"
    found = read_example(path.read_text("utf-8"), source=path.name)
    sets = {
        name: question_set(SETS / f"{name.replace('-', '_')}.yaml") for name in found.set_ids
    }

    def say(subject: Assessment) -> Questionnaire:
        return sets[subject.set_id].say(organisation=found.organisation)

    case = found.begin(label="ACT-0042")
    for name in found.set_ids[: found.set_ids.index(set_id) + 1]:
        case = found.answered(case, sets[name])
        subject = case.version(name, 1)
        if name == set_id and not complete:
            break
        at, approved_at = found.times(name)
        by, approver = found.signers(name)
        seen = evaluation_of(case, subject, say, today=at.date())
        done = signoff.complete(subject, seen, by=by, at=at, organisation=found.organisation)
        case = noted(case.put(done), EventKind.COMPLETED, by=by, at=at, assessment=done)
        if name == set_id:
            break
        done = signoff.approve(done, by=approver, at=approved_at)
        case = noted(
            case.put(done), EventKind.APPROVED, by=approver, at=approved_at, assessment=done
        )
    subject = case.version(set_id, 1)
    return sample(case, subject, *sets.values(), organisation=found.organisation)


def long_text(length: int = 20_000) -> str:
    """Words that differ, so that none can go missing unnoticed."""
    words = (f"word{number}" for number in range(length))
    paragraphs = []
    said = 0
    while said < length:
        line = " ".join(next(words) for _ in range(90))
        paragraphs.append(line)
        said += len(line) + 2
    return "\n\n".join(paragraphs)[:length]


def stress() -> Sample:
    """Every script, the longest answer, the longest word, and rows with much in them."""
    made = written(
        purpose_answer=PromptsAnswer(
            text="\n\n".join([WELSH, ARABIC, HEBREW, HINDI, EMOJI, LONG_WORD, LONG_ADDRESS]),
            addressed=("purpose_why",),
            not_relevant={"ethics": ARABIC, "benefit": "x" * 400},
        ),
        effects=long_text(),
        opt_out_details=f"- {WELSH}\n- {ARABIC}\n- {HEBREW}\n\n{LONG_WORD}",
        risks=(
            {"risk": LONG_WORD + " " + long_text(3000), "likelihood": "high"},
            {"risk": ARABIC, "likelihood": "low", "due": "2027-02-01"},
        ),
        unasked="\n".join(f"Line {n} of many short ones" for n in range(200)),
    )
    details = replace(
        made.record.activity.details, title=f"{LONG_WORD} {ARABIC}", description=long_text(800)
    )
    activity = made.record.activity.model_copy(update={"details": details})
    organisation = made.record.organisation.model_copy(update={"name": "Cymdeithas " * 12})
    record = made.record.model_copy(update={"activity": activity, "organisation": organisation})
    return Sample(record=record, questionnaire=made.questionnaire)
