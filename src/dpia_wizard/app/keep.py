"""Keeps what a light verb did: the assessment in its activity, with one event."""

from __future__ import annotations

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Change, EventKind


def keep(
    desk: Desk,
    activity: Activity,
    assessment: Assessment,
    kind: EventKind,
    *,
    note: str = "",
    changes: tuple[Change, ...] = (),
) -> Activity:
    """Save the activity with this assessment and an event by the user, now."""
    return desk.save(
        noted(
            activity.put(assessment),
            kind,
            by=desk.me,
            at=desk.now(),
            assessment=assessment,
            note=note,
            changes=changes,
        )
    )
