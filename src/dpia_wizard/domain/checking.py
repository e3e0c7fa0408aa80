"""What checking a record comes to: each check with its own verdict, and one for the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dpia_wizard.domain.identity import Certificate


class Verdict(StrEnum):
    """What a file is; only the first is a record one can rely on."""

    INTACT_APPROVED = "intact_approved"
    INTACT_NOT_APPROVED = "intact_not_approved"
    SIGNER_NOT_TRUSTED = "signer_not_trusted"
    CHANGED = "changed"
    NOT_A_RECORD = "not_a_record"
    UNREADABLE = "unreadable"


class Grade(StrEnum):
    """How one check came out; `noted` is worth knowing and holds nothing back."""

    PASSED = "passed"
    NOTED = "noted"
    FAILED = "failed"
    CANNOT_TELL = "cannot_tell"


class SignatureKind(StrEnum):
    """What somebody stands behind by signing; also what `sign --as` takes."""

    COMPLETED = "completed"
    ADVISED = "advised"
    APPROVED = "approved"


class Trust(StrEnum):
    """Whether a signer's certificate is trusted here, for the moment of signing."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    ENDED = "ended"
    NOT_VALID_THEN = "not_valid_then"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature in a file.

    `at` is claimed by the signer's computer unless `stamped_by` names a time-stamp server.
    `problem` is empty while the signature is whole.
    """

    kind: SignatureKind
    certificate: Certificate
    at: datetime
    stamped_by: str = ""
    trust: Trust = Trust.UNKNOWN
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check in plain words; `id` names it for programs."""

    id: str
    grade: Grade
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Everything the check of one file found; `headline` and `text` say the verdict in words.

    `file` is its name without folders, `sha256` of the whole file (hex, empty if unreadable).
    """

    file: str
    verdict: Verdict
    headline: str
    text: str
    checks: tuple[Check, ...] = ()
    signatures: tuple[Signature, ...] = ()
    sha256: str = ""
    title: str = ""
    label: str = ""
    fingerprint: str = ""
