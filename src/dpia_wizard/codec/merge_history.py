"""What a merge leaves in the history: each difference by a name and with both its values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dpia_wizard.domain.activity import StepDone
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Advice, Assessment, Comment, Override, Status
from dpia_wizard.domain.compare import About, Difference, Told
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.people import Person

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
    history: Sequence[Event], assessment: Assessment | None, difference: Difference
) -> Event | None:
    """The last event that changed what a difference is about, where one is known.

    Without an assessment the difference lies beside them: in the details.
    """
    which = (assessment.set_id, assessment.version) if assessment else ("", 0)
    for event in reversed(history):
        if (event.set_id, event.version) == which and _is_about(event, difference):
            return event
    return None


def is_later_there(
    difference: Difference,
    assessment: Assessment | None,
    ours: Sequence[Event],
    theirs: Sequence[Event],
) -> bool:
    """Whether the file knows our last word on a difference and has another.

    Where no event tells, it has another if we say nothing and never did.
    """
    known, their_known = ({event.digest for event in history} for history in (ours, theirs))
    here = last_word(ours, assessment, difference)
    there = last_word(theirs, assessment, difference)
    silent = difference.ours in (None, "")
    if there is None:
        return here is None and silent
    if here is not None:
        return there.digest not in known and here.digest in their_known
    return there.digest not in known and (silent or _began_as_ours(difference, known, theirs))


def _began_as_ours(difference: Difference, known: set[str], theirs: Sequence[Event]) -> bool:
    """Whether the file changed a detail from what it still is here."""
    if difference.about is not About.DETAIL:
        return False
    changes = (
        change
        for event in theirs
        if not event.set_id and event.digest not in known and event.detail
        for change in event.detail.changes
        if change.what == difference.name
    )
    first = next(changes, None)
    return first is not None and first.before == _as_noted(difference.ours)


def _is_about(event: Event, difference: Difference) -> bool:
    if event.kind is not EventKind.MERGED:
        match difference.about:
            case About.ADVICE:
                return event.kind is EventKind.ADVISED
            case About.DECISION:
                target = difference.name.partition("@")[0]
                return event.kind is EventKind.OVERRIDDEN and target in _changed(event)
            case About.STEP:
                note = event.detail.note if event.detail else ""
                return event.kind is EventKind.NEXT_STEP and note.startswith(
                    f"{difference.name}: "
                )
            case About.ANSWER if event.kind is EventKind.OVERRIDDEN:
                return False
            case _:
                pass
    return name_of(difference) in _changed(event)


def _changed(event: Event) -> set[str]:
    return {change.what for change in event.detail.changes} if event.detail else set()


def _as_noted(value: Told) -> AnswerValue:
    """A detail as its event tells it."""
    return value if isinstance(value, Person) else str(value or "")


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
