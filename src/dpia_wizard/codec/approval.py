"""An approval noted in the history, and what it supersedes with it."""

from __future__ import annotations

from datetime import datetime

from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person


def with_approval(
    activity: Activity, approved: Assessment, *, by: Person, at: datetime
) -> Activity:
    """The activity with this version approved; older ones in force are superseded by it."""
    told = noted(activity.put(approved), EventKind.APPROVED, by=by, at=at, assessment=approved)
    for older in activity.assessments:
        same_set = older.set_id == approved.set_id and older.version < approved.version
        if same_set and older.status in (Status.SIGNED_OFF, Status.COMPLETED):
            moved = signoff.supersede(older, by=by, at=at)
            told = noted(told.put(moved), EventKind.SUPERSEDED, by=by, at=at, assessment=moved)
    return told
