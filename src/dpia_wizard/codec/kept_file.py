"""Which file holds a version, noted in the history each time it changes."""

from __future__ import annotations

from datetime import datetime

from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, KeptRecord
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person


def with_kept_file(
    activity: Activity, assessment: Assessment, kept: KeptRecord, *, by: Person, at: datetime
) -> Activity:
    """The activity with a version's PDF noted by its SHA-256; `doctor` reads the note."""
    held = signoff.keep(assessment, kept)
    return noted(
        activity.put(held),
        EventKind.RECORD_KEPT,
        by=by,
        at=at,
        assessment=held,
        note=f"SHA-256 {kept.sha256}",
        salt=kept.sha256[:16],
    )
