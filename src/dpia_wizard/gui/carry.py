"""Facts told once are offered later with their source; the user accepts them or not."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.domain.answers import is_written, words_of
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.case_session import CaseSession

_FROM_ACTIVITY = "activity."
_NAMES = {
    "title": "the activity’s title",
    "description": "the activity’s description",
    "audience": "the activity’s audience",
    "channels": "the activity’s channels",
    "systems": "the activity’s systems",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A text written earlier and where."""

    source: str
    text: str


def offers(case: CaseSession, question: Question) -> list[Offer]:
    """What was written earlier and may serve here."""
    found = [_offer(case, source) for source in question.carry_from]
    return [offer for offer in found if offer is not None]


def _offer(case: CaseSession, source: str) -> Offer | None:
    if source.startswith(_FROM_ACTIVITY):
        name = source.removeprefix(_FROM_ACTIVITY)
        text = str(getattr(case.activity.details, name, "") or "")
        return Offer(_NAMES.get(name, name), text) if text.strip() else None
    assessment = case.assessment(source.split(".", 1)[0])
    value = assessment.answers.get(source) if assessment else None
    if assessment is None or value is None or not is_written(value):
        return None
    questionnaire = case.questionnaire(assessment)
    asked = questionnaire.questions.get(source)
    if asked is None:
        return None
    top = questionnaire.question(asked.parent) if asked.parent else asked
    number = f", question {top.number}" if top.number else f": {top.short}"
    return Offer(f"{questionnaire.title}{number}", "\n".join(words_of(value)))
