"""Whether a record carries on a version we hold, so that it can take its place."""

from __future__ import annotations

from collections.abc import Sequence

from dpia_wizard.codec.record import OpenedRecord
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Event, EventKind


def carries_on(known: Activity, brought: Assessment, opened: OpenedRecord) -> bool:
    """Whether a record knows all that was done to a version here, and more.

    A draft must also have the answers it had when the two histories parted, and no advice of
    its own: what was typed since without an event would be lost.
    """
    there = known.version(brought.set_id, brought.version)
    if there.is_locked:
        return False
    ours = {event.digest for event in _events(known.history, there) if _is_work(event)}
    theirs = _events(opened.record.history, brought)
    new = [event for event in theirs if event.digest not in ours]
    if not ours <= {event.digest for event in theirs} or not any(map(_is_work, new)):
        return False
    if not there.is_editable:
        return True
    nothing_typed = there.answers == _before(brought.answers, new)
    return nothing_typed and there.advice in (None, brought.advice)


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
