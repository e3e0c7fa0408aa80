"""What a merge leaves in the history: each difference by a name and with both its values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dpia_wizard.domain.activity import StepDone
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Advice, Assessment, Comment, Override, Status
from dpia_wizard.domain.compare import About, Difference, Told
from dpia_wizard.domain.history import Event

_IN_HISTORY = {
    About.DECISION: "decision on {name}",
    About.COMMENT: "comment",
    About.ADVICE: "DPO advice",
    About.REASON: "reason for the version",
    About.STATE: "state",
    About.STEP: "next step {name}",
    About.FACT: "fact {name}",
}
_PLAN = {
    "completed_by": "completed by",
    "approver": "approver",
    "review_on": "day of the review",
}


def last_word(
    history: Sequence[Event], assessment: Assessment, difference: Difference
) -> Event | None:
    """The last event that changed what a difference is about, where one is known."""
    which = (assessment.set_id, assessment.version)
    for event in reversed(history):
        changes = event.detail.changes if event.detail else ()
        if (event.set_id, event.version) == which and any(
            change.what == name_of(difference) for change in changes
        ):
            return event
    return None


def name_of(difference: Difference) -> str:
    """What a change in the history calls a difference: a question or field by its own name."""
    words = _IN_HISTORY.get(difference.about, "{name}")
    name = difference.name.partition("@")[0]  # what a decision rests on is no word for people
    return words.format(name=_PLAN.get(name, name))


def as_answer(value: Told) -> AnswerValue | None:
    """A value as the history can keep it: whole, in words where it is no answer."""
    match value:
        case Advice():
            said = (value.outcome.value, str(value.by or ""), _day(value.on), value.text)
            return "\n".join(part for part in (*said, value.reason) if part)
        case Override():
            return f"{value.before} → {value.after}: {value.reason} ({value.by})"
        case Comment():
            return f"{value.text} ({value.by})"
        case StepDone():
            return f"{value.by}, {value.at.isoformat()}"
        case Status():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return value


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
