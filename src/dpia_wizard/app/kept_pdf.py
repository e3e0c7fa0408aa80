"""The PDF that was kept when a version was completed, handed out byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.errors import CannotReadError
from dpia_wizard.store.atomic import write_bytes


def kept_file(desk: Desk, activity: Activity, assessment: Assessment) -> Path | None:
    """Where the kept PDF lies while it tells everything; else a reprint has to.

    It does from completion to approval, which is not on its pages; and only while it is the
    very file that was kept.
    """
    if assessment.status is not Status.COMPLETED or assessment.kept is None:
        return None
    try:
        pdf = desk.records.read(activity.id, assessment.key)
    except CannotReadError:
        return None
    if hashlib.sha256(pdf).hexdigest() != assessment.kept.sha256:
        return None
    return desk.records.path(activity.id, assessment.key)


def copy_kept(source: Path, out: Path) -> None:
    """Copy a kept PDF to where the user wants it; raises `CannotWriteError`."""
    write_bytes(out, source.read_bytes(), private=False)
