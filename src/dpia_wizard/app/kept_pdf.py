"""The PDF that was kept when a version was completed, handed out byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import CannotReadError
from dpia_wizard.store.atomic import write_bytes


def kept_file(desk: Desk, activity: Activity, assessment: Assessment) -> Path | None:
    """Where the kept PDF lies while it tells everything; else a reprint has to.

    It does from completion to approval, and after it where the approval is a signature in the
    file. How a version ended later stands only in a reprint.
    """
    status = assessment.status
    approved = status is Status.SIGNED_OFF and assessment.bears(SignatureKind.APPROVED)
    if status is Status.COMPLETED or approved:
        return _untouched(desk, activity, assessment)
    return None


def signed_file(desk: Desk, activity: Activity, assessment: Assessment) -> Path | None:
    """Where the signed PDF lies, whatever became of the version since."""
    if not is_signed(assessment):
        return None
    return _untouched(desk, activity, assessment)


def is_signed(assessment: Assessment) -> bool:
    """Whether a signed PDF was kept for this version."""
    return assessment.kept is not None and bool(assessment.kept.signatures)


def copy_kept(source: Path, out: Path) -> None:
    """Copy a kept PDF to where the user wants it; raises `CannotWriteError`."""
    write_bytes(out, source.read_bytes(), private=False)


def _untouched(desk: Desk, activity: Activity, assessment: Assessment) -> Path | None:
    """The kept file, only while it is the very one that was kept."""
    if assessment.kept is None:
        return None
    try:
        pdf = desk.records.read(activity.id, assessment.key)
    except CannotReadError:
        return None
    if hashlib.sha256(pdf).hexdigest() != assessment.kept.sha256:
        return None
    return desk.records.path(activity.id, assessment.key)
