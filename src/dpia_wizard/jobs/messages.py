"""The worker's protocol: one message a line, exactly one answer a message, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeAlias, get_args

from dpia_wizard.domain.examples import FIRST_EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRecord:
    """Write the PDF of an assessment version as it stands to `out`; answers pages."""

    activity: str
    set_id: str
    version: int
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteAssessment:
    """Freeze a version and keep its PDF, signed; answers the file's path and a note.

    `identity` is the path of a PKCS#12 file; empty means by name only.
    """

    activity: str
    set_id: str
    version: int
    name: str
    role: str
    one_person_allowed: bool = False
    identity: str = ""
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRecord:
    """Add a signature to a kept PDF: `sign_as` advised or approved; answers path and note."""

    activity: str
    set_id: str
    version: int
    sign_as: str
    identity: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExample:
    """Put a shipped example into the register; answers the activity's id."""

    name: str = FIRST_EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    """Bring one of our PDFs into the register; answers the activity's id and what was done."""

    path: str
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshRegister:
    """Bring the register's cache up to date with the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """Look into one of our PDFs without changing anything.

    Answers `relation` (unknown, same, newer, older or diverged), `activity`, `record`, the
    attached JSON as text, `approved`, the versions whose approval is believed, and `untrusted`,
    approvers whose signature does not count here yet.
    """

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRecord:
    """Merge a PDF into a known activity; answers its id and what was done.

    `choices` is JSON, which side (ours or theirs) each difference is taken from, by the keys of
    `codec.activity_merge.Choices`; what is left out is settled by what loses nothing.
    """

    path: str
    choices: str
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Write the whole activity as one draft PDF to `out`; answers pages.

    `note` is what the sender asks of whoever opens it.
    """

    activity: str
    out: str
    note: str = ""
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateIdentity:
    """Make a signing identity in the data folder and trust it here; answers `identity`."""

    name: str
    role: str
    organisation: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportIdentity:
    """Bring a PKCS#12 file into the data folder.

    Answers `identity`, and `trust`, whether its signatures count here.
    """

    path: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTrust:
    """Answers `certificates`: everything in the trust folder, and `problems`, sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCertificates:
    """Look at the certificates in a file, or of a PDF's signers, before one trusts any.

    Answers `certificates`.
    """

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustCertificate:
    """Trust the certificate in a PEM file, or that of a signer in a record's PDF.

    For a PDF `fingerprint` says which signer's.
    """

    path: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTrust:
    """End trust in a certificate from a day on (ISO date); an empty day takes that back."""

    fingerprint: str
    on: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFile:
    """Check one PDF; answers `report`, a FileReport as plain data."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswers:
    """Read what a PDF holds, only to be looked at, whatever its signatures are worth.

    Answers `record`, the attached JSON as text.
    """

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """Write what checks found to `out` (.csv or .pdf); `reports` is JSON, a list of them."""

    reports: str
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackUp:
    """Copy the data folder into one file, with the signing identities if so wished.

    Answers `out`, how many `activities`, `records` and `sets` are in it, and what was
    `left_out`, a list of files.
    """

    out: str
    identities: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRegister:
    """Write the register as a table to `out`; `format` is xlsx, csv or json.

    Answers `out`, how many `activities` are in it, and what was `left_out`, a list of files.
    """

    format: str
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTakeAway:
    """Write a take-away of an activity to `out`; `format` is pdf or docx.

    `what` is a `TakeAwayKind`. Answers `out` and `gaps`, what is still to be filled in.
    """

    activity: str
    what: str
    format: str
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSendingRecord:
    """Write the PDF of everything that was sent for an activity to `out`; answers pages."""

    activity: str
    out: str


Message: TypeAlias = (
    RenderRecord
    | CompleteAssessment
    | SignRecord
    | OpenExample
    | OpenRecord
    | RefreshRegister
    | ReadRecord
    | TakeRecord
    | HandOver
    | CreateIdentity
    | ImportIdentity
    | ListTrust
    | ReadCertificates
    | TrustCertificate
    | EndTrust
    | CheckFile
    | ReadAnswers
    | ExportReport
    | BackUp
    | ExportRegister
    | WriteTakeAway
    | WriteSendingRecord
)

_KINDS: Mapping[str, type[Message]] = {kind.__name__: kind for kind in get_args(Message)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The job is done; `facts` are what the caller asked for."""

    id: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The job could not be done; the error's name and facts, never an answer's text."""

    id: int
    error: str
    facts: Mapping[str, Any] = field(default_factory=dict)


Answer: TypeAlias = Done | Refused

_ANSWERS: Mapping[str, type[Answer]] = {"Done": Done, "Refused": Refused}
_TYPES: Mapping[str, type] = {"str": str, "int": int, "bool": bool}


class ProtocolError(ValueError):
    """A line is not a message."""


def dump_message(number: int, message: Message) -> str:
    """One line for the worker, without the line's end."""
    told = {"id": number, "kind": type(message).__name__, **asdict(message)}
    return json.dumps(told, ensure_ascii=True, allow_nan=False)


def load_message(line: str) -> tuple[int, Message]:
    """What a line asks for; raises `ProtocolError`."""
    told = _object(line)
    kind = _KINDS.get(str(told.pop("kind", "")))
    number = told.pop("id", None)
    if kind is None or type(number) is not int:
        raise ProtocolError("no such message")
    known = {f.name: _TYPES[str(f.type)] for f in fields(kind)}
    if any(type(value) is not known.get(name) for name, value in told.items()):
        raise ProtocolError("unknown fields, or values of another type")
    try:
        return number, kind(**told)
    except TypeError as error:
        raise ProtocolError("missing fields") from error


def dump_answer(answer: Answer) -> str:
    """One line for the window, without the line's end."""
    told = {"kind": type(answer).__name__, **asdict(answer)}
    return json.dumps(told, ensure_ascii=True, default=_plain)


def load_answer(line: str) -> Answer:
    """What the worker answered; raises `ProtocolError`."""
    told = _object(line)
    kind = _ANSWERS.get(str(told.pop("kind", "")))
    if kind is None:
        raise ProtocolError("not an answer")
    try:
        return kind(**told)
    except TypeError as error:
        raise ProtocolError("not an answer") from error


def _object(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("not JSON") from error
    if not isinstance(told, dict):
        raise ProtocolError("not an object")
    return told


def _plain(value: object) -> object:
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return str(value)
