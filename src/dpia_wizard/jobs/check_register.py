"""What the register knows of a file: the very one it keeps, one cut short, or another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.checking import Check, SignatureKind
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.jobs.examined import Examined, failed, noted, passed
from dpia_wizard.store.workspace import Workspace


class Register(Protocol):
    """What the check asks of the register; it need not know the file."""

    def find(self, activity_id: str, key: str) -> Kept | None:
        """A version as it is kept here, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A version the register knows; `pdf` is empty where its file cannot be read."""

    activity: Activity
    assessment: Assessment
    pdf: bytes

    @property
    def is_approved(self) -> bool:
        """Whether the version was approved here."""
        return self.assessment.status in (Status.SIGNED_OFF, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class KnownHere:
    """The register of a data folder, which need not be there nor be writable."""

    workspace: Workspace

    def find(self, activity_id: str, key: str) -> Kept | None:
        """A version as it is kept here, or None."""
        try:
            activity = self.workspace.store.load(activity_id)
        except DpiaError:
            return None
        assessment = next((a for a in activity.assessments if a.key == key), None)
        if assessment is None or assessment.kept is None:
            return None
        try:
            pdf = self.workspace.records.read(activity_id, key)
        except DpiaError:
            pdf = b""
        return Kept(activity=activity, assessment=assessment, pdf=pdf)


def register_check(file: Examined, register: Register) -> Check | None:
    """What the register says about the file; nothing where it does not know the version."""
    kept = register.find(file.record.activity.id, file.assessment.key)
    if kept is None or kept.assessment.kept is None:
        return None
    label = kept.activity.label
    same = hashlib.sha256(file.pdf).hexdigest() == kept.assessment.kept.sha256
    if same:
        text = f"It is the very file that is kept here for {label}."
        return passed(ids.REGISTER, "Known in this register", text)
    unapproved = file.signed_as(SignatureKind.APPROVED) is None
    if file.signatures and unapproved and kept.is_approved:
        text = (
            f"The register has {label} approved. Here the approval is missing: it was cut off, "
            "or this is the file as it was before."
        )
        return failed(ids.REGISTER, "The approval is cut off", text)
    if kept.pdf and kept.pdf.startswith(file.pdf):
        text = f"The file kept here for {label} bears a later signature."
        return noted(ids.REGISTER, "There is a newer file in this register", text)
    if kept.pdf and file.pdf.startswith(kept.pdf):
        text = (
            f"It bears a signature that {label} here does not have yet. Open it to take it in."
        )
        return noted(ids.REGISTER, "Newer than this register", text)
    text = f"The register keeps another file for the same version of {label}."
    return failed(ids.REGISTER, "Not the file kept in this register", text)
