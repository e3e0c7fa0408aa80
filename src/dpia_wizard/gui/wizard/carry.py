"""Facts told once are offered later with their source; the user accepts them or not."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.codec.profile_form import said_in
from dpia_wizard.domain.answers import AnswerValue, is_written, words_of
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.words import answer_words

_FROM_ACTIVITY = "activity."
_FROM_PROFILE = "profile."
_RESULT = "result"
_LONGEST_NAME = 200
_WRITTEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.PROMPTS)
_NAMES = {
    "title": "the activity’s title",
    "description": "the activity’s description",
    "audience": "the activity’s audience",
    "channels": "the activity’s channels",
    "systems": "the activity’s systems",
    "planned_start": "the activity’s day of sending",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something told earlier: where, how it reads, and what it would be as the answer here."""

    source: str
    text: str
    value: AnswerValue
    said: str = "You wrote this in"
    use: str = "Use what you wrote in"


def offers(case: CaseSession, question: Question) -> list[Offer]:
    """What was written earlier and may serve here."""
    found = [_offer(case, question, source) for source in question.carry_from]
    return [offer for offer in found if offer is not None]


def _offer(case: CaseSession, question: Question, source: str) -> Offer | None:
    if source.startswith(_FROM_ACTIVITY):
        return _from_activity(case, question, source.removeprefix(_FROM_ACTIVITY))
    if source.startswith(_FROM_PROFILE):
        return _from_profile(case, question, source.removeprefix(_FROM_PROFILE))
    set_id, _, what = source.partition(".")
    assessment = case.assessment(set_id)
    if assessment is not None and what == _RESULT:
        return _result(case, assessment)
    value = assessment.answers.get(source) if assessment else None
    if assessment is None or value is None or not is_written(value):
        return None
    questionnaire = case.questionnaire(assessment)
    asked = questionnaire.questions.get(source)
    if asked is None:
        return None
    top = questionnaire.question(asked.parent) if asked.parent else asked
    number = f", question {top.number}" if top.number else f": {top.short}"
    where = f"{questionnaire.title}{number}"
    if question.kind in _WRITTEN:
        text = "\n".join(words_of(value))
        return Offer(where, text, text)
    return _choice(question, asked, value, where)


def _from_activity(case: CaseSession, question: Question, name: str) -> Offer | None:
    """What the activity was described with, as words or as the same choice."""
    told = str(getattr(case.activity.details, name, "") or "")
    if not told.strip():
        return None
    where = _NAMES.get(name, "the activity’s details")
    if question.kind in _WRITTEN:
        return Offer(where, told, told)
    if name == "sector":
        told = next((o.id for o in question.options if o.sector == told), "")
    words = answer_words(question, told)
    return (
        Offer(where, words, told, "You said this in", "Use what you said in") if told else None
    )


def _from_profile(case: CaseSession, question: Question, name: str) -> Offer | None:
    """What the organisation profile says, as words or as the same choices."""
    said = next((s for s in said_in(case.desk.profile) if s.name == name), None)
    if said is None:
        return None
    where = f"the organisation profile: {said.question.short}"
    if question.kind in _WRITTEN:
        return Offer(where, "; ".join(said.lines), said.text, "From", "Use what stands in")
    if question.kind is Kind.PERSON:  # a contact begins with who it is
        who = Person(name=said.lines[0][:_LONGEST_NAME])
        return Offer(where, who.name, who, "From", "Use what stands in")
    told, here = getattr(case.desk.profile, name), {option.id for option in question.options}
    chosen = tuple(item for item in told if item in here) if isinstance(told, tuple) else ()
    if question.kind is not Kind.CHOICES or not chosen:
        return None
    text = "; ".join(option.text for option in question.options if option.id in chosen)
    return Offer(where, text, chosen, "From", "Use what stands in")


def _choice(
    question: Question, asked: Question, value: AnswerValue, where: str
) -> Offer | None:
    """The same choice made elsewhere, if it can be made here."""
    here = {option.id for option in question.options}
    chosen = set(value) if isinstance(value, tuple) else set()
    if asked.kind is not question.kind or not all(item in here for item in chosen):
        return None
    text = answer_words(question, value)
    return Offer(where, text, value, "You answered this in", "Use what you answered in")


def _result(case: CaseSession, assessment: Assessment) -> Offer | None:
    """What another set came to, with its reasons."""
    try:
        evaluation = case.evaluate(assessment)
    except NotFoundError:
        return None
    outcome = evaluation.result.outcome
    if outcome is None:
        return None
    lines = [
        f"{outcome.title}.",
        *(f"- {reason.because}" for reason in evaluation.result.reasons),
    ]
    title = evaluation.situation.questionnaire.title
    text = "\n".join(lines)
    return Offer(f"the result of {title}", text, text, "This is", "Use")
