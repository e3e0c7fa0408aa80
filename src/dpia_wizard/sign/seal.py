"""Puts a signature into one of the places a record has for it (PAdES, ETSI EN 319 142-1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import CannotSignError
from dpia_wizard.sign.container import canonical
from dpia_wizard.sign.identity import SigningKey

_STUMBLES = (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError)
_FILLING = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN)


def place_size(pdf: bytes, kind: SignatureKind, *, source: str) -> tuple[float, float]:
    """Width and height in points of the place for a signature.

    Raises `CannotSignError` where there is none, or where it is filled already.
    """
    with _readable(source):
        fields = PdfFileReader(BytesIO(pdf), strict=True).root["/AcroForm"]["/Fields"]
        for field in (fields[place] for place in range(len(fields))):
            if field["/T"] == kind.value:
                if "/V" in field:
                    raise CannotSignError(source=source, problem="already_signed")
                left, bottom, right, top = (float(edge) for edge in field["/Rect"])
                return right - left, top - bottom
    raise CannotSignError(source=source, problem="no_place")


def seal(
    pdf: bytes,
    key: SigningKey,
    *,
    kind: SignatureKind,
    at: datetime,
    stamp: bytes,
    time_stamper: TimeStamper | None = None,
    source: str = "The record",
) -> bytes:
    """The file with one signature more, everything before it untouched.

    `stamp` is a PDF of one page, as large as the place, that shows who signed. The first
    signature certifies: it allows nothing but signatures after it. Raises `CannotSignError`.
    """
    with _readable(source):
        writer = _OnlySignature(BytesIO(pdf), strict=True)
        signer = _pdf_signer(key, kind, at, stamp, time_stamper)
        signed: BytesIO = signer.sign_pdf(writer, existing_fields_only=True)
        return _in_lower_case(signed.getvalue())


def _pdf_signer(
    key: SigningKey,
    kind: SignatureKind,
    at: datetime,
    stamp: bytes,
    time_stamper: TimeStamper | None,
) -> _SignerAt:
    signer = _SignerAt(
        signers.PdfSignatureMetadata(
            field_name=kind.value,
            name=key.certificate.name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=kind is SignatureKind.COMPLETED,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        ),
        signer=_signer(key),
        timestamper=time_stamper,
        stamp_style=StaticStampStyle(
            background=_Stamp(stamp), background_layout=_FILLING, border_width=0
        ),
    )
    signer.at = at.astimezone(UTC)
    return signer


def _in_lower_case(pdf: bytes) -> bytes:
    """The file with the last container's digits in lower case: one form, no free choice."""
    last = list(PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures)[-1]
    _, start, end, _ = (int(part) for part in last.byte_range)
    return pdf[:start] + pdf[start:end].lower() + pdf[end:]


class _SignerAt(signers.PdfSigner):
    """Signs with the moment it is told, so that page, file and history say the same."""

    at: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """The session, at that moment."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _OnlySignature(IncrementalPdfFileWriter):
    """Adds a signature alone: metadata, extensions and version stay as the archive has them."""

    def _update_meta(self) -> None:
        pass

    def register_extension(self, ext: DeveloperExtension) -> None:
        """PDF/A-3 rests on PDF 1.7, and readers know these signatures without being told."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """A PDF/A-3 file must not call itself PDF 2.0."""


class _CanonicalSigner(signers.SimpleSigner):
    """Writes each container in the one form we accept."""

    async def async_sign(self, *args: Any, **options: Any) -> cms.ContentInfo:  # noqa: ANN401 - passed on
        """The container, with nothing in it that no signature covers."""
        return canonical(await super().async_sign(*args, **options))


class _Stamp(PdfContent):
    """A page of another PDF as the look of a signature."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """The drawing operators; the page comes along as a form of its own."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Stamp Do"


def _signer(key: SigningKey) -> signers.SimpleSigner:
    plain = key.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return _CanonicalSigner(
        signing_cert=asn1_x509.Certificate.load(
            key.x509_certificate.public_bytes(Encoding.DER)
        ),
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore(),
    )


@contextmanager
def _readable(source: str) -> Iterator[None]:
    """A file we cannot add to was changed since we made it."""
    try:
        yield
    except _STUMBLES as error:
        raise CannotSignError(source=source, problem="changed") from error
