"""From a question-set file's shape to the domain's question set, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dpia_wizard.codec import condition_file as when
from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec import row_parts_build as parts
from dpia_wizard.codec import rule_parts_build as rule_parts
from dpia_wizard.domain.answers import NONE_OF_THESE, Mark
from dpia_wizard.domain.conditions import (
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Condition,
    Count,
    Marked,
    Not,
    Operator,
    Rows,
    Source,
    Subject,
)
from dpia_wizard.domain.questionnaire import (
    Check,
    Kind,
    NextStep,
    Option,
    Prompt,
    Question,
    Questionnaire,
    Required,
    Section,
)
from dpia_wizard.domain.rule_parts import Derivation
from dpia_wizard.domain.rulings import (
    Need,
    Outcome,
    Rule,
    Ruling,
)

_SHORT_TEXT = 500
_LONG_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Builder:
    """Turns file shapes into values, saying each text in one language."""

    language: str
    organisation: str
    digest: str = ""
    notice: str = "your privacy notice"

    def build(self, shape: file.QuestionnaireFile) -> Questionnaire:
        """The whole set."""
        return Questionnaire(
            id=shape.id,
            version=shape.version,
            title=self._say(shape.title),
            short_title=self._say(shape.short_title),
            purpose=self._say(shape.purpose),
            source=self._say(shape.source),
            law_version=shape.law_version,
            law_as_at=shape.law_as_at,
            language=self.language,
            digest=self.digest,
            sector_examples=tuple(shape.sector_examples),
            review_after_months=shape.review_after_months,
            advice_required=shape.dpo_advice == "required",
            sections=self.sections(shape.sections),
            rulings=tuple(self._ruling(r) for r in shape.results),
            needs={n.id: self._need(n) for n in shape.needs},
            checks=tuple(self._check(c) for c in shape.checks),
            next_steps=tuple(self._next_step(n) for n in shape.next_steps),
            derivations=tuple(_derivation(d) for d in shape.derive),
            pictures=parts.pictures(shape.pictures, self._say, condition),
            not_needed=parts.not_needed(shape.not_needed, self._say, condition),
            not_yet=parts.not_needed(shape.not_yet, self._say, condition),
            law_on=shape.law_on,
            flat_rows=shape.flat_rows,
            offered=shape.offered,
            optional=shape.optional,
            live_facts=frozenset(shape.live_facts),
            house=rule_parts.house_settings(shape.house, self._say),
            remedies=rule_parts.remedies(shape.remedies, self._say, condition),
            sending=rule_parts.sending_rules(shape.sending, self._say, condition),
            told=rule_parts.told_words(shape.told, self._say),
        )

    def _say(self, text: file.Text) -> str:
        said = text if isinstance(text, str) else text.get(self.language, text.get("en", ""))
        words = " ".join(said.split()).replace("{organisation}", self.organisation)
        begun = f"{self.notice[:1].upper()}{self.notice[1:]}"
        return words.replace("{notice}", self.notice).replace("{Notice}", begun)

    def sections(self, shapes: Iterable[file.SectionFile]) -> tuple[Section, ...]:
        """Parts with their questions, which need be of no set."""
        return tuple(self._section(shape) for shape in shapes)

    def _need(self, shape: file.NeedFile) -> Need:
        return Need(
            id=shape.id,
            text=self._say(shape.text),
            cite=self._say(shape.cite),
            when=condition(shape.when) if shape.when else None,
            until_decided=shape.until_decided,
        )

    def _section(self, shape: file.SectionFile) -> Section:
        questions = [q for item in shape.questions for q in self._questions(item)]
        return Section(
            id=shape.id,
            title=self._say(shape.title),
            short_title=self._say(shape.short_title),
            intro=self._say(shape.intro),
            one_per_page=shape.pages == "question",
            questions=tuple(questions),
        )

    def _questions(
        self, shape: file.QuestionFile, parent: file.QuestionFile | None = None
    ) -> Iterator[Question]:
        yield self._question(shape, parent)
        for follow_up in shape.follow_up:
            yield from self._questions(follow_up, shape)

    def _question(
        self, shape: file.QuestionFile, parent: file.QuestionFile | None = None
    ) -> Question:
        longest = _SHORT_TEXT if shape.kind is Kind.TEXT else _LONG_TEXT
        return Question(
            id=shape.id,
            text=self._say(shape.text),
            kind=shape.kind,
            number=shape.number,
            label=self._say(shape.label),
            help=self._say(shape.help),
            why=self._say(shape.why),
            examples={sector: self._say(text) for sector, text in shape.examples.items()},
            cite=self._say(shape.cite),
            required=shape.required or _required(shape, parent),
            required_if=condition(shape.required_if) if shape.required_if else None,
            show_if=condition(shape.show_if) if shape.show_if else None,
            parent=parent.id if parent else "",
            asked_on=tuple(shape.on or ("yes", "not_sure")) if parent else (),
            options=tuple(self._options(shape)),
            prompts=tuple(
                Prompt(id=p.id, text=self._say(p.text), label=self._say(p.label))
                for p in shape.prompts
            ),
            fields=tuple(self._question(f) for f in shape.fields),
            max_length=shape.max_length or longest,
            carry_from=tuple(shape.carry_from),
            worked_out=parts.worked_out(shape.worked_out, condition),
            numbered=shape.numbered,
            refers_to=shape.refers_to,
            suggestions=parts.suggestions(shape.suggestions, self._say, condition),
            given_only=shape.given_only,
            anew=shape.anew,
            worse=tuple(tuple(values) for values in shape.worse),
        )

    def _options(self, shape: file.QuestionFile) -> Iterator[Option]:
        for option in shape.options:
            yield Option(
                id=option.id,
                text=self._say(option.text),
                help=self._say(option.help),
                cite=self._say(option.cite),
                sector=option.sector,
                given_only=option.given_only,
            )
        if shape.none_of_these is not None:
            yield Option(id=NONE_OF_THESE, text=self._say(shape.none_of_these))

    def _ruling(self, shape: file.RulingFile) -> Ruling:
        return Ruling(
            id=shape.id,
            title=self._say(shape.title),
            decide=shape.decide,
            outcomes=tuple(
                Outcome(
                    id=o.id,
                    title=self._say(o.title),
                    short=self._say(o.short),
                    text=self._say(o.text),
                    tone=o.tone,
                    facts=dict(o.facts),
                    tells=dict(o.tells),
                    allows=o.allows,
                    blocks_sending=self._say(o.blocks_sending),
                    decided_as={to: self._say(text) for to, text in o.decided_as.items()},
                )
                for o in shape.outcomes
            ),
            rules=tuple(self._rule(r) for r in shape.rules),
            otherwise=shape.otherwise.outcome,
            otherwise_because=self._say(shape.otherwise.because),
            otherwise_cite=self._say(shape.otherwise.cite),
            otherwise_tells=dict(shape.otherwise.tells),
            rows=shape.rows,
            row_facts=rule_parts.row_facts(shape.facts, condition),
        )

    def _rule(self, shape: file.RuleFile) -> Rule:
        return Rule(
            id=shape.id,
            when=condition(shape.when),
            outcome=shape.outcome,
            because=self._say(shape.because),
            cite=self._say(shape.cite),
            needs=tuple(shape.needs),
            valid_from=shape.valid_from,
            valid_to=shape.valid_to,
            tells=dict(shape.tells),
            house=shape.house,
            unsettled=self._say(shape.unsettled),
            goes_on=shape.goes_on,
        )

    def _check(self, shape: file.CheckFile) -> Check:
        return Check(
            id=shape.id,
            at=shape.at,
            when=condition(shape.when),
            text=self._say(shape.text),
            cite=self._say(shape.cite),
            severity=shape.severity,
            go_to=shape.go_to,
        )

    def _next_step(self, shape: file.NextStepFile) -> NextStep:
        return NextStep(
            id=shape.id,
            text=self._say(shape.text),
            help=self._say(shape.help),
            cite=self._say(shape.cite),
            when=condition(shape.when) if shape.when else None,
        )


def _required(shape: file.QuestionFile, parent: file.QuestionFile | None) -> Required:
    """What is owed where the file does not say: follow-ups, and what has a condition for it."""
    owed = parent is not None or shape.required_if is not None
    return Required.FOR_SIGN_OFF if owed else Required.NO


def _derivation(shape: file.DerivationFile) -> Derivation:
    cases = tuple((condition(case.when), case.value) for case in shape.cases)
    return Derivation(id=shape.id, cases=cases, otherwise=shape.otherwise)


def condition(shape: when.ConditionFile) -> Condition:
    """A condition as the rules know it."""
    match shape:
        case when.AllFile():
            return AllOf(parts=tuple(condition(part) for part in shape.all))
        case when.AnyFile():
            return AnyOf(parts=tuple(condition(part) for part in shape.any))
        case when.NotFile():
            return Not(part=condition(shape.not_))
        case when.CountTest():
            return Count(
                questions=tuple(shape.count),
                values=tuple(shape.in_),
                at_least=shape.at_least,
                at_most=shape.at_most,
            )
        case when.AnyRowFile():
            inner, same = condition(shape.where), tuple(shape.same)
            return Rows(question=shape.any_row, where=inner, same=same)
        case when.EachRowFile():
            inner, same = condition(shape.where), tuple(shape.same)
            return Rows(question=shape.each_row, where=inner, each=True, same=same)
        case when.QuestionTest() if shape.marked:
            return Marked(
                question=shape.question,
                mark=Mark(shape.marked),
                prompts=tuple(shape.prompts or ()),
                at_least=shape.at_least or 1,
            )
        case when.QuestionTest():
            return _compare(shape, Subject(source=Source.QUESTION, id=shape.question))
        case when.FactTest():
            return _compare(shape, Subject(source=Source.FACT, id=shape.fact))
        case when.DerivedTest():
            return _compare(shape, Subject(source=Source.DERIVED, id=shape.derived))


def _compare(
    shape: when.QuestionTest | when.FactTest | when.DerivedTest, subject: Subject
) -> Compare:
    if shape.equals is not None:
        return Compare(subject=subject, operator=Operator.IN, values=(shape.equals,))
    if shape.in_ is not None:
        return Compare(subject=subject, operator=Operator.IN, values=tuple(shape.in_))
    if isinstance(shape, when.QuestionTest) and shape.includes is not None:
        one = (shape.includes,)
        return Compare(subject=subject, operator=Operator.INCLUDES, values=one)
    if isinstance(shape, when.QuestionTest) and shape.includes_any is not None:
        several = tuple(shape.includes_any)
        return Compare(subject=subject, operator=Operator.INCLUDES, values=several)
    if shape.answered is not None:
        operator = Operator.ANSWERED if shape.answered else Operator.UNANSWERED
        return Compare(subject=subject, operator=operator)
    return _compare_days(shape, subject)


def _compare_days(
    shape: when.QuestionTest | when.FactTest | when.DerivedTest, subject: Subject
) -> Compare:
    operator = Operator(shape.operator())
    bound = shape.given(operator)
    if not isinstance(bound, date | when.BoundFile):
        raise TypeError(operator)
    return Compare(subject=subject, operator=operator, bound=_bound(bound))


def _bound(shape: date | when.BoundFile) -> Bound:
    if isinstance(shape, date):
        return Bound(day=shape)
    days = shape.plus_days - shape.minus_days
    if shape.question is not None:
        return Bound(subject=Subject(source=Source.QUESTION, id=shape.question), days=days)
    if shape.fact is not None:
        return Bound(subject=Subject(source=Source.FACT, id=shape.fact), days=days)
    return Bound(subject=Subject(source=Source.AS_AT), days=days)
