"""Reads the signatures in a record and says whether anything has changed since."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from dpia_wizard.codec.stumbles import STUMBLES
from dpia_wizard.domain.checking import Signature, SignatureKind, Trust
from dpia_wizard.domain.errors import IdentityError
from dpia_wizard.sign.certificates import certificate_of
from dpia_wizard.sign.changes import is_only_a_signature
from dpia_wizard.sign.container import MalformedError, canonical
from dpia_wizard.sign.trust import TrustStore

CHANGED = "changed"
"""What a signature covers is different, or something but a signature was added."""
APPENDED = "appended"
"""Something stands after the last signature."""
NOT_CANONICAL = "not_canonical"
"""A signature's container is written in another way than ours."""
UNEXPECTED = "unexpected"
"""The file is not built as we build it."""

_END = b"%%EOF"
_SIGNED = b"/ByteRange"
"""Stands in every signed file; where no signature is found, one was put out of reach."""
_STUMBLES: tuple[type[Exception], ...] = (
    PdfError,
    SignatureValidationError,
    MalformedError,
    IdentityError,
    *STUMBLES,
)


class _BrokenError(ValueError):
    """A signature, or the file around it, is not as we make it; the message is the problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSignatures:
    """The signatures of a file in the order they were made.

    `problem` is empty while all are whole and nothing else was added. `unsigned_length` is
    the number of bytes before the first signature: the file as it was rendered.
    """

    signatures: tuple[Signature, ...] = ()
    problem: str = ""
    unsigned_length: int = 0


def signatures_in(pdf: bytes, *, trust: TrustStore) -> FileSignatures:
    """Check every signature in a file that may hold anything at all; raises nothing of its own.

    Cryptography alone does not suffice: a cut-off approval leaves a valid file, and a PDF can
    be added to. So the fields, the certifying signature, what lies between and after the
    signatures, and the form of each container must be as we write them.
    """
    try:
        with _quiet():
            reader = PdfFileReader(BytesIO(pdf), strict=True)
            embedded = list(reader.embedded_signatures)
            if not embedded:
                hidden = UNEXPECTED if _SIGNED in pdf else ""
                return FileSignatures(problem=hidden, unsigned_length=len(pdf))
            _check_frame(reader, embedded, pdf)
    except _BrokenError as broken:
        return FileSignatures(problem=str(broken))
    except _STUMBLES:
        return FileSignatures(problem=UNEXPECTED)
    found = tuple(_read(one, pdf, trust, is_last=one is embedded[-1]) for one in embedded)
    known = tuple(signature for signature, _ in found if signature is not None)
    problem = next((problem for _, problem in found if problem), "")
    return FileSignatures(
        signatures=known, problem=problem, unsigned_length=_unsigned_length(reader, pdf)
    )


def _check_frame(
    reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], pdf: bytes
) -> None:
    """Our fields and no others, the first signature certifying, a revision for each."""
    kinds = [one.field_name for one in embedded]
    fields = reader.root["/AcroForm"]["/Fields"]
    names = [fields[place]["/T"] for place in range(len(fields))]
    expected = [kind.value for kind in SignatureKind if kind.value in names]
    if names != expected or not {"completed", "approved"} <= set(names):
        raise _BrokenError(UNEXPECTED)
    if kinds[0] != SignatureKind.COMPLETED or len(set(kinds)) != len(kinds):
        raise _BrokenError(UNEXPECTED)
    levels = [one.docmdp_level for one in embedded]
    if levels != [MDPPerm.FILL_FORMS, *[None] * (len(embedded) - 1)]:
        raise _BrokenError(UNEXPECTED)
    certified = reader.root["/Perms"].raw_get("/DocMDP").reference
    if certified != embedded[0].sig_field.raw_get("/V").reference:
        raise _BrokenError(UNEXPECTED)
    _, _, start, length = (int(part) for part in embedded[-1].byte_range)
    if start + length != len(pdf):
        raise _BrokenError(APPENDED)
    if reader.xrefs.total_revisions != 1 + len(embedded):
        raise _BrokenError(CHANGED)
    for revision, one in enumerate(embedded, 1):
        place = fields.raw_get(names.index(one.field_name))
        if not is_only_a_signature(reader, revision=revision, field=place):
            raise _BrokenError(CHANGED)


def _read(
    embedded: EmbeddedPdfSignature, pdf: bytes, trust: TrustStore, *, is_last: bool
) -> tuple[Signature | None, str]:
    """One signature with what is wrong about it; None where not even its maker can be told."""
    problem = ""
    try:
        with _quiet():
            kind = SignatureKind(embedded.field_name)
            own = embedded.signer_cert
            certificate = certificate_of(own.dump())
            claimed = embedded.self_reported_timestamp
            if claimed is None:
                return None, UNEXPECTED
    except _STUMBLES:
        return None, UNEXPECTED
    at, stamped_by = claimed, ""
    try:
        with _quiet():
            _check_container(embedded, pdf)
            status = _status(embedded, own, trust)
            problem = _problem(status, is_last=is_last)
            stamp = status.timestamp_validity
            if stamp is not None and not (stamp.intact and stamp.valid):
                problem = problem or CHANGED
            elif stamp is not None and stamp.trusted:
                at = stamp.timestamp
                stamped_by = certificate_of(stamp.signing_cert.dump()).name
    except _BrokenError as broken:
        problem = str(broken)
    except _STUMBLES:
        problem = CHANGED
    trusted = Trust.UNKNOWN if problem else trust.trust_of(own.dump(), at)
    signature = Signature(
        kind=kind,
        certificate=certificate,
        at=at,
        stamped_by=stamped_by,
        trust=trusted,
        problem=problem,
    )
    return signature, problem


def _check_container(embedded: EmbeddedPdfSignature, pdf: bytes) -> None:
    """The container is where the byte range leaves room, in the one form we write."""
    first, length, start, _ = (int(part) for part in embedded.byte_range)
    gap = pdf[length:start]
    if first != 0 or gap[:1] != b"<" or gap[-1:] != b">":
        raise _BrokenError(CHANGED)
    digits = gap[1:-1]
    try:
        held = bytes.fromhex(digits.decode("ascii"))
    except ValueError as error:
        raise _BrokenError(NOT_CANONICAL) from error
    if held.hex().encode() != digits or held != embedded.pkcs7_content:
        raise _BrokenError(NOT_CANONICAL)
    container = canonical(cms.ContentInfo.load(held)).dump()
    if held != container + bytes(len(held) - len(container)):
        raise _BrokenError(NOT_CANONICAL)


def _status(
    embedded: EmbeddedPdfSignature, own: asn1_x509.Certificate, trust: TrustStore
) -> PdfSignatureStatus:
    """What pyHanko says of the signature itself; whom we trust is decided elsewhere."""
    stampers = [
        asn1_x509.Certificate.load(held.public_bytes(Encoding.DER))
        for held in trust.held.values()
    ]
    return validate_pdf_signature(
        embedded,
        signer_validation_context=_context([own]),
        ts_validation_context=_context(stampers),
        skip_diff=True,
    )


def _context(roots: Sequence[asn1_x509.Certificate]) -> Any:  # noqa: ANN401 - pyHanko is untyped here
    return ValidationContext(trust_roots=list(roots), allow_fetching=False)


def _problem(status: PdfSignatureStatus, *, is_last: bool) -> str:
    if not (status.intact and status.valid):
        return CHANGED
    whole, revision = (
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    )
    if status.coverage is not (whole if is_last else revision):
        return APPENDED if is_last else CHANGED
    return ""


def _unsigned_length(reader: PdfFileReader, pdf: bytes) -> int:
    """Where the file ended before the first signature was appended."""
    table = reader.xrefs.get_startxref_for_revision(0)
    end = pdf.find(_END, table)
    if end < 0:
        return 0
    after = end + len(_END)
    return after + 1 if pdf[after : after + 1] == b"\n" else after


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyHanko's remarks on a stranger's file out of our log."""
    logger, silence = logging.getLogger("pyhanko"), logging.NullHandler()
    other = logging.getLogger("pyhanko_certvalidator")
    kept = (logger.propagate, other.propagate)
    for one in (logger, other):
        one.addHandler(silence)
        one.propagate = False
    try:
        yield
    finally:
        logger.propagate, other.propagate = kept
        for one in (logger, other):
            one.removeHandler(silence)
