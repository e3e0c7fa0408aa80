"""What two sides tell differently, in words for the rows of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dpia_wizard.app.stale_words import DETAIL_WORDS
from dpia_wizard.codec.decision_words import decided_words, rule_named
from dpia_wizard.domain.activity import StepDone
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    Override,
    Status,
)
from dpia_wizard.domain.compare import About, Difference, Told, differences
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Question, Questionnaire
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.gui.history.compare_table import CompareRow
from dpia_wizard.gui.history.history_words import full_answer
from dpia_wizard.gui.words import day

_NOT_ASKED = "Not asked in this version"
_ADVICE = {
    AdviceOutcome.ACCEPTED: "Accepted",
    AdviceOutcome.OVERRULED: "Overruled",
    AdviceOutcome.NO_DPO: "No data protection officer is designated",
}
_PLAN = {
    "completed_by": "Completed by",
    "approver": "To be approved by",
    "review_on": "Next review",
}
_GROUPS = {
    About.STATE: "State",
    About.REASON: "State",
    About.DECISION: "Decisions of the data protection officer",
    About.COMMENT: "Comments",
    About.ADVICE: "Advice of the data protection officer",
    About.PLAN: "Sign-off",
    About.DETAIL: "The activity",
    About.STEP: "Next steps",
    About.FACT: "Facts",
}
_CODES = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}


@dataclass(frozen=True, slots=True)
class SideOf:
    """One version in a comparison: with its questions as they were asked, and its result."""

    assessment: Assessment
    questionnaire: Questionnaire
    evaluation: Evaluation


def version_rows(left: SideOf, right: SideOf, *, everything: bool) -> list[CompareRow]:
    """Two versions of one set, answer by answer; `everything` also shows what is the same."""
    found = differences(left.assessment, right.assessment, right.questionnaire)
    differing = {difference.key for difference in found}
    return [
        *_results(left, right, everything=everything),
        *_told(found, (About.STATE, About.REASON), left, right),
        *_answers(left, right, differing, everything=everything),
        *_told(found, tuple(a for a in About if a is not About.ANSWER), left, right, rest=True),
    ]


def difference_row(
    difference: Difference, ours: Questionnaire, theirs: Questionnaire
) -> CompareRow:
    """One difference as a row, with the questions known on either side."""
    name = difference.name
    mine, other = ours.questions.get(name), theirs.questions.get(name)
    on_rule = rule_decision(difference, theirs) or rule_decision(difference, ours)
    named, left, right = on_rule or (
        name_words(difference, other or mine),
        told_words(difference.ours, mine or other),
        told_words(difference.theirs, other or mine),
    )
    return CompareRow(
        key=difference.key,
        name=named,
        left=left,
        right=right,
        group="" if difference.about is About.ANSWER else _GROUPS[difference.about],
    )


def rule_decision(difference: Difference, asked: Questionnaire) -> tuple[str, str, str] | None:
    """What a decision on a rule is about and what each side decided; None for anything else."""
    sides = (difference.ours, difference.theirs)
    target = next((made.target for made in sides if isinstance(made, Override)), "")
    found = rule_named(asked, target)
    if found is None:
        return None
    ruling, rule = found
    left, right = (
        f"{decided_words(ruling, rule, made.after)}: {made.reason} ({made.by})"
        if isinstance(made, Override)
        else ""
        for made in sides
    )
    return f"“{rule.because}”", left, right


def name_words(difference: Difference, question: Question | None) -> str:
    """What a difference is about."""
    asked = question.text if question else difference.name
    match difference.about:
        case About.ANSWER:
            return asked
        case About.DECISION | About.COMMENT:
            return asked or "The whole assessment"
        case About.ADVICE:
            return "Advice"
        case About.PLAN:
            return _PLAN.get(difference.name, difference.name)
        case About.REASON:
            return "Reason for the version"
        case About.STATE:
            return "State"
        case About.DETAIL:
            words = DETAIL_WORDS.get(difference.name, difference.name)
            return words[:1].upper() + words[1:]
        case About.STEP | About.FACT:
            return difference.name.replace("_", " ").replace(".", ": ")


def told_words(value: Told, question: Question | None = None) -> str:
    """One side's value as it reads in a table."""
    match value:
        case None:
            return ""
        case Status():
            return value.value.replace("_", " ").capitalize()
        case Advice():
            return _advice(value)
        case Override():
            before, after = (_code(text) for text in (value.before, value.after))
            return f"From {before} to {after}: {value.reason} ({value.by})"
        case Comment():
            return f"{value.text} ({value.by}, {day(value.at.astimezone().date())})"
        case StepDone():
            return f"Done by {value.by} on {day(value.at.astimezone().date())}"
        case date():
            return day(value)
        case _ if question is not None:
            return full_answer(question, value)
        case Person() | int() | float():
            return str(value)
        case PromptsAnswer():
            return value.text
        case str():
            return _CODES.get(value, value)
        case tuple():
            return "\n".join(str(item) for item in value)


def _advice(advice: Advice) -> str:
    on = f", {day(advice.on)}" if advice.on else ""
    who = f"{advice.by}{on}" if advice.by else ""
    reason = f"Reasons: {advice.reason}" if advice.reason else ""
    lines = (_ADVICE[advice.outcome], who, advice.text, reason)
    return "\n".join(line for line in lines if line)


def _code(value: str) -> str:
    return _CODES.get(value, value).lower() if value else "nothing"


def _results(left: SideOf, right: SideOf, *, everything: bool) -> Iterator[CompareRow]:
    for key, name, one, other in (
        ("result:", "Result", _outcome(left), _outcome(right)),
        ("result:reasons", "Because", _reasons(left), _reasons(right)),
    ):
        if everything or one != other or key == "result:":
            yield CompareRow(key=key, name=name, left=one, right=other, group="Result")


def _outcome(side: SideOf) -> str:
    outcome = side.evaluation.result.outcome
    return outcome.title if outcome else "Not decided yet"


def _reasons(side: SideOf) -> str:
    return "\n".join(reason.because for reason in side.evaluation.result.reasons)


def _answers(
    left: SideOf, right: SideOf, differing: set[str], *, everything: bool
) -> Iterator[CompareRow]:
    here, there = left.questionnaire, right.questionnaire
    sections = {
        question.id: section.title
        for asked in (here, there)
        for section in asked.sections
        for question in section.questions
    }
    for name in dict.fromkeys([*there.questions, *here.questions]):
        key = f"{About.ANSWER.value}:{name}"
        one, other = here.questions.get(name), there.questions.get(name)
        same = key not in differing and (one is None) == (other is None)
        if same and not everything:
            continue
        if everything and same and not left.assessment.answers.get(name):
            continue
        yield CompareRow(
            key=key,
            name=_asked(one, other),
            left=told_words(left.assessment.answers.get(name), one or other),
            right=told_words(right.assessment.answers.get(name), other or one),
            left_note="" if one else _NOT_ASKED,
            right_note="" if other else _NOT_ASKED,
            group=sections[name],
        )


def _asked(one: Question | None, other: Question | None) -> str:
    """A question's text; both where the two versions word it differently."""
    if one and other and one.text != other.text:
        return f"{other.text}\nAsked before as: {one.text}"
    found = other or one
    return found.text if found else ""


def _told(
    found: Sequence[Difference],
    about: Sequence[About],
    left: SideOf,
    right: SideOf,
    *,
    rest: bool = False,
) -> Iterator[CompareRow]:
    """The differences of some kinds, in the order of the kinds."""
    skipped = (About.STATE, About.REASON) if rest else ()
    here, there = left.questionnaire, right.questionnaire
    for kind in about:
        for difference in found:
            if difference.about is kind and kind not in skipped:
                yield difference_row(difference, here, there)
