"""Whether one state of a version carries on another, so that it can take its place."""

from __future__ import annotations

from collections.abc import Sequence

from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Event, EventKind


def carries_on(
    newer: Assessment,
    newer_history: Sequence[Event],
    *,
    older: Assessment,
    older_history: Sequence[Event],
) -> bool:
    """Whether a state knows all that was done to an older one, and more.

    An older draft must also have the answers it had when the two histories parted, and no
    advice of its own: what was typed since without an event would be lost.
    """
    if older.is_locked:
        return False
    known = {event.digest for event in _events(older_history, older) if _is_work(event)}
    told = _events(newer_history, newer)
    new = [event for event in told if event.digest not in known]
    if not known <= {event.digest for event in told} or not any(map(_is_work, new)):
        return False
    if not older.is_editable:
        return True
    nothing_typed = older.answers == _before(newer.answers, new)
    return nothing_typed and older.advice in (None, newer.advice)


def _events(history: Sequence[Event], assessment: Assessment) -> list[Event]:
    which = (assessment.set_id, assessment.version)
    return [event for event in history if (event.set_id, event.version) == which]


def _is_work(event: Event) -> bool:
    """Bringing a record in changes nothing about what it says."""
    return event.kind is not EventKind.IMPORTED


def _before(answers: Answers, events: Sequence[Event]) -> Answers:
    """The answers as they were before some events."""
    then = dict(answers)
    for event in reversed(events):
        changes = event.detail.changes if event.detail else ()
        for change in changes if event.kind is EventKind.ANSWERED else ():
            if change.before is None:
                then.pop(change.what, None)
            else:
                then[change.what] = change.before
    return then
