"""Who signed a PDF: the certificates in its signatures, before anything is said of them."""

from __future__ import annotations

from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from dpia_wizard.domain.errors import IdentityError, NotARecordError
from dpia_wizard.domain.identity import Certificate
from dpia_wizard.sign.certificates import (
    MALFORMED,
    certificate_of,
    fingerprint_of,
    pem_of,
    read_certificates,
)

_MOST_BYTES = 64 * 1024 * 1024
_MOST_SIGNATURES = 20
_DAMAGED = (*MALFORMED, PdfError, KeyError, AttributeError, IndexError, RecursionError)


def is_pdf(data: bytes) -> bool:
    """Whether a file says that it is a PDF."""
    return data.startswith(b"%PDF-")


def certificates_in(pdf: bytes, *, source: str) -> tuple[x509.Certificate, ...]:
    """The certificate of every signer; raises `NotARecordError` or `IdentityError`.

    Nothing is checked: trusting one of them is for somebody who knows its fingerprint.
    """
    if len(pdf) > _MOST_BYTES:
        raise NotARecordError(source=source, problem="too_large")
    try:
        signatures = PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures
        signed = [one.signer_cert.dump() for one in signatures[:_MOST_SIGNATURES]]
        found = [x509.load_der_x509_certificate(der) for der in signed]
    except _DAMAGED as error:
        raise NotARecordError(source=source, problem="damaged") from error
    if not found:
        raise IdentityError(source=source, problem="not_a_certificate")
    for certificate in found:
        certificate_of(certificate, source=source)
    return tuple({fingerprint_of(one): one for one in found}.values())


def certificates_to_look_at(data: bytes, *, source: str) -> tuple[Certificate, ...]:
    """Every certificate that a file holds or that signed it.

    Raises `IdentityError` or `NotARecordError`.
    """
    return tuple(certificate_of(one) for one in _certificates(data, source))


def certificate_to_trust(
    data: bytes, *, fingerprint: str, source: str
) -> tuple[Certificate, bytes]:
    """The one certificate that a file means, and its PEM form.

    `fingerprint` says which of several, and always whose in a signed PDF. Raises
    `IdentityError` or `NotARecordError`.
    """
    signed = is_pdf(data)
    held = {fingerprint_of(one): one for one in _certificates(data, source)}
    if not fingerprint and (signed or len(held) > 1):
        problem = "which_signer" if signed else "several"
        raise IdentityError(source=source, problem=problem, fingerprints=", ".join(held))
    chosen = held.get(fingerprint or next(iter(held)))
    if chosen is None:
        raise IdentityError(source=source, problem="no_such_signer")
    return certificate_of(chosen), pem_of(chosen)


def _certificates(data: bytes, source: str) -> tuple[x509.Certificate, ...]:
    return (certificates_in if is_pdf(data) else read_certificates)(data, source=source)
