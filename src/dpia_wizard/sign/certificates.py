"""X.509 certificates as the program understands them: whom they name, what they may do."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from dpia_wizard.domain.errors import IdentityError
from dpia_wizard.domain.identity import Certificate

MOST_BYTES = 1024 * 1024
"""No certificate and no identity is larger."""

MALFORMED = (ValueError, TypeError, OverflowError, UnsupportedAlgorithm, x509.InvalidVersion,
             x509.DuplicateExtension, x509.UnsupportedGeneralNameType)  # fmt: skip
"""What cryptography raises over a certificate that does not keep to the rules."""

_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_LEAST_RSA_BITS = 2048
_LONGEST_NAME = 200
_WEAK_HASHES = (hashes.MD5, hashes.SHA1)
_E = TypeVar("_E", bound=x509.ExtensionType)
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


def read_certificates(data: bytes, *, source: str) -> tuple[x509.Certificate, ...]:
    """Every certificate in a PEM or DER file; raises `IdentityError`."""
    if len(data) > MOST_BYTES:
        raise IdentityError(source=source, problem="too_large")
    blocks = _PEM.findall(data)
    try:
        if blocks:
            found = [x509.load_pem_x509_certificate(block) for block in blocks]
        else:
            found = [x509.load_der_x509_certificate(data)]
    except MALFORMED as error:
        raise IdentityError(source=source, problem="not_a_certificate") from error
    for certificate in found:
        certificate_of(certificate, source=source)
    return tuple(found)


def read_certificate(data: bytes, *, source: str) -> x509.Certificate:
    """The first certificate in a PEM or DER file; raises `IdentityError`."""
    return read_certificates(data, source=source)[0]


def certificate_of(
    certificate: x509.Certificate | bytes, *, source: str = "The signature"
) -> Certificate:
    """What people are told of a certificate, or of its DER; raises `IdentityError`."""
    try:
        if isinstance(certificate, bytes):
            certificate = x509.load_der_x509_certificate(certificate)
        return _told(certificate)
    except MALFORMED as error:
        raise IdentityError(source=source, problem="not_a_certificate") from error


def _told(certificate: x509.Certificate) -> Certificate:
    subject, issuer = certificate.subject, certificate.issuer
    return Certificate(
        name=_name(subject),
        role=_first(subject, x509.NameOID.TITLE),
        organisation=_first(subject, x509.NameOID.ORGANIZATION_NAME),
        issuer="" if issuer == subject else _name(issuer),
        fingerprint=fingerprint_of(certificate),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        is_authority=is_authority(certificate),
    )


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, in lower-case hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def pem_of(certificate: x509.Certificate) -> bytes:
    """The certificate as a PEM file, for people to pass on."""
    return certificate.public_bytes(Encoding.PEM)


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether the certificate may issue others."""
    basic = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    return basic is not None and basic.ca and (usage is None or usage.key_cert_sign)


def signer_problem(certificate: x509.Certificate) -> str:
    """Why records cannot be signed with it, as `IdentityError` says it, or nothing."""
    basic = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    if basic is not None and basic.ca:
        return "not_an_identity"
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        return "not_an_identity"
    return "" if is_strong(certificate) else "weak_key"


def is_strong(certificate: x509.Certificate) -> bool:
    """Whether the key is one we sign with: P-256, P-384, P-521 or RSA from 2,048 bits on."""
    try:
        key = certificate.public_key()
    except MALFORMED:
        return False
    if isinstance(key, ec.EllipticCurvePublicKey):
        return isinstance(key.curve, _CURVES)
    return isinstance(key, rsa.RSAPublicKey) and key.key_size >= _LEAST_RSA_BITS


def is_valid(certificate: x509.Certificate, at: datetime) -> bool:
    """Whether a moment lies within the certificate's validity."""
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def is_issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Whether an authority's own key, and a hash that still holds, signed the certificate."""
    try:
        if isinstance(certificate.signature_hash_algorithm, _WEAK_HASHES):
            return False
        if not (is_authority(authority) and is_strong(authority)):
            return False
        certificate.verify_directly_issued_by(authority)
    except (*MALFORMED, InvalidSignature):
        return False
    return True


def _extension(certificate: x509.Certificate, kind: type[_E]) -> _E | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _name(name: x509.Name) -> str:
    return (
        _first(name, x509.NameOID.COMMON_NAME)
        or _first(name, x509.NameOID.ORGANIZATION_NAME)
        or _plain(name.rfc4514_string())
    )


def _first(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    for attribute in name.get_attributes_for_oid(kind):
        value = attribute.value
        return _plain(value if isinstance(value, str) else value.decode("utf-8", "replace"))
    return ""


def _plain(text: str) -> str:
    """One line, without signs that would steer what shows it."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:_LONGEST_NAME]
