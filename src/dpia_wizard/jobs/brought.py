"""What one of our PDFs brings with it: an activity, its question sets and its kept PDFs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.history import broken_links
from dpia_wizard.codec.record import OpenedRecord, Record, open_record
from dpia_wizard.codec.record_restore import approvals_in, restore_activity
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, KeptRecord, Status
from dpia_wizard.domain.checking import Signature, SignatureKind, Trust
from dpia_wizard.domain.errors import CannotReadError, NotARecordError, UnreadableError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.report.attachment import read_attachment, read_kept_files
from dpia_wizard.sign.trust import TrustStore, load_trust
from dpia_wizard.sign.verify import signatures_in
from dpia_wizard.store.atomic import reason_of
from dpia_wizard.store.workspace import Workspace

_MOST_BYTES = 64 * 1024 * 1024 + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A version's PDF as it came, and the signatures in it, all of them whole."""

    pdf: bytes = field(repr=False)
    kept: KeptRecord
    signatures: tuple[Signature, ...] = ()

    def signature(self, kind: SignatureKind) -> Signature | None:
        """The signature of a kind."""
        return next((s for s in self.signatures if s.kind is kind), None)

    @property
    def approval(self) -> Signature | None:
        """The approver's signature, where it is trusted here."""
        found = self.signature(SignatureKind.APPROVED)
        return found if found and found.trust is Trust.TRUSTED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A PDF understood; `approved` are the versions whose approval is believed."""

    source: str
    opened: OpenedRecord
    data: bytes = field(repr=False)
    activity: Activity
    files: Mapping[str, KeptFile]
    approved: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether the file tells everything about the activity."""
        return self.opened.record.kind == "handover"

    def untrusted(self, known: Activity) -> tuple[str, ...]:
        """Approvers whose signature came, but settles nothing in this activity as it stands."""
        waiting = [a.key for a in known.assessments if a.status is Status.COMPLETED]
        signed = (
            self.files[key].signature(SignatureKind.APPROVED)
            for key in waiting
            if key in self.files
        )
        found = [s.certificate.name for s in signed if s and s.trust is not Trust.TRUSTED]
        return tuple(dict.fromkeys(found))

    def find(self, assessment: Assessment) -> Questionnaire:
        """The questions of a version that the file holds."""
        return self.opened.asked_in(assessment)


def read_brought(workspace: Workspace, path: Path, *, label: str = "") -> Brought:
    """Understand a PDF and what is attached to it; nothing is stored.

    Raises `CannotReadError`, `NotARecordError` or `UnreadableError`.
    """
    pdf, source = read_pdf(path), path.name
    data = read_attachment(pdf, source=source)
    opened = open_record(data, source=source)
    _check_history(opened.record, source)
    files = _files(opened, pdf, load_trust(workspace.trust_folder), source)
    approved = _proven(opened.record, files)
    activity = restore_activity(opened, label=label, source=source, approved=approved)
    return Brought(
        source=source,
        opened=opened,
        data=data,
        activity=activity,
        files=files,
        approved=approved,
    )


def read_pdf(path: Path) -> bytes:
    """The file's bytes, but no more than show that it is too large for a record."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error


def _check_history(record: Record, source: str) -> None:
    """Histories are joined by their digests, so they must be what they say."""
    head = record.history[-1].digest if record.history else ""
    if head != record.history_head or broken_links(record.history):
        raise UnreadableError(source=source, problems=["its history was changed by hand"])


def _files(
    opened: OpenedRecord, pdf: bytes, trust: TrustStore, source: str
) -> Mapping[str, KeptFile]:
    record = opened.record
    if record.kind == "record":
        part = record.assessment
        if part is None or part.state != Status.COMPLETED.value:
            return {}
        return {part.key: _kept_file(part.key, pdf, fingerprint(opened.plain), trust, source)}
    wanted = {part.key: part.kept for part in record.assessments if part.kept is not None}
    files: dict[str, KeptFile] = {}
    for key, found in read_kept_files(pdf, wanted, source=source).items():
        file = _kept_file(key, found, wanted[key].fingerprint, trust, f"{key}.pdf in {source}")
        if file.kept.sha256 != wanted[key].sha256:
            problem = f"{key}.pdf inside is not the file it says was kept"
            raise UnreadableError(source=source, problems=[problem])
        files[key] = file
    return files


def _kept_file(key: str, pdf: bytes, printed: str, trust: TrustStore, source: str) -> KeptFile:
    found = signatures_in(pdf, trust=trust)
    if found.problem or any(s.problem for s in found.signatures):
        raise NotARecordError(source=source, problem="changed")
    kept = KeptRecord(
        file=f"{key}.pdf",
        sha256=hashlib.sha256(pdf).hexdigest(),
        fingerprint=printed,
        signatures=tuple(s.kind.value for s in found.signatures),
    )
    return KeptFile(pdf=pdf, kept=kept, signatures=found.signatures)


def _proven(record: Record, files: Mapping[str, KeptFile]) -> frozenset[str]:
    """The approvals to believe: by name where the history has them, else by their signature."""
    told = approvals_in(record)
    by_name = {p.key for p in record.assessments if not (p.kept and p.kept.signatures)}
    signed = {key for key, file in files.items() if file.approval is not None}
    return told & (by_name | signed)
