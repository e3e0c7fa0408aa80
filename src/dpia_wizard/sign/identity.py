"""Signing identities: made here or brought in, always behind a passphrase."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from asn1crypto import keys, pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12KeyAndCertificates,
    load_pkcs12,
)

from dpia_wizard.domain.errors import IdentityError
from dpia_wizard.domain.identity import Certificate
from dpia_wizard.domain.passphrase import passphrase_hint
from dpia_wizard.sign.certificates import (
    MALFORMED,
    MOST_BYTES,
    certificate_of,
    is_valid,
    pem_of,
    signer_problem,
)
from dpia_wizard.sign.pkcs12_file import write_pkcs12

Key: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

LONGEST_NAME = 64
"""The most characters X.509 allows for a name, a role or an organisation."""

_CLOCKS_APART = timedelta(minutes=10)
_MOST_ROUNDS = 10_000_000
_NOT_PKCS12 = (ValueError, TypeError, KeyError, AttributeError)
IDENTITY_VALID_FOR = timedelta(days=3 * 365 + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIdentity:
    """A PKCS#12 file and the certificate to pass on, just made."""

    p12: bytes = field(repr=False)
    pem: bytes = field(repr=False)
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """An opened identity: what signing takes. Never kept, printed or passed on.

    `chain` holds the certificates that came with it, such as its authority's.
    """

    key: Key = field(repr=False)
    x509_certificate: x509.Certificate = field(repr=False)
    chain: tuple[x509.Certificate, ...] = field(repr=False)
    certificate: Certificate


def create_identity(
    name: str, role: str, organisation: str, passphrase: str, at: datetime
) -> NewIdentity:
    """Make an identity whose certificate speaks for itself; raises `IdentityError`."""
    check_passphrase(passphrase, name, role, organisation)
    made = passing_key(name, role, organisation, at)
    return packed(made.key, made.x509_certificate, (), passphrase)


def passing_key(name: str, role: str, organisation: str, at: datetime) -> SigningKey:
    """A key that is never written anywhere: gone with whoever holds it in memory."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = subject_of(name, role, organisation)
    builder = signer_certificate(key, subject, at, at + IDENTITY_VALID_FOR).issuer_name(subject)
    certificate = builder.sign(key, hashes.SHA256())
    return SigningKey(
        key=key,
        x509_certificate=certificate,
        chain=(),
        certificate=certificate_of(certificate),
    )


def open_identity(p12: bytes, passphrase: str, *, source: str, at: datetime) -> SigningKey:
    """Open an identity for signing at a moment; raises `IdentityError`."""
    opened = open_pkcs12(p12, passphrase, source=source)
    problem = signer_problem(opened.x509_certificate) or validity_problem(
        opened.x509_certificate, at
    )
    if problem:
        raise IdentityError(source=source, problem=problem)
    return opened


def open_pkcs12(p12: bytes, passphrase: str, *, source: str) -> SigningKey:
    """What a PKCS#12 file holds, whatever it may be used for; raises `IdentityError`."""
    if len(p12) > MOST_BYTES:
        raise IdentityError(source=source, problem="too_large")
    outer = _outer(p12, source)
    held = next(_loaded(p12, passphrase), None) if passphrase else None
    if held is None:
        problem = "damaged" if _opens_key(outer, passphrase) else "wrong_passphrase"
        raise IdentityError(source=source, problem=problem)
    if held.key is None:
        raise IdentityError(source=source, problem="no_key")
    if held.cert is None:
        raise IdentityError(source=source, problem="not_a_certificate")
    certificate = held.cert.certificate
    if not isinstance(held.key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise IdentityError(source=source, problem="weak_key")
    return SigningKey(
        key=held.key,
        x509_certificate=certificate,
        chain=tuple(other.certificate for other in held.additional_certs),
        certificate=certificate_of(certificate, source=source),
    )


def reprotected(opened: SigningKey, passphrase: str) -> NewIdentity:
    """The same identity in a file of today's algorithms, however it was protected before."""
    return packed(opened.key, opened.x509_certificate, opened.chain, passphrase)


def check_passphrase(passphrase: str, *known: str) -> None:
    """Refuse a passphrase that is guessed quickly; raises `IdentityError`."""
    if not passphrase_hint(passphrase, known=known).is_enough:
        raise IdentityError(source="", problem="weak_passphrase")


def subject_of(name: str, role: str, organisation: str) -> x509.Name:
    """Whom a certificate is to name; raises `IdentityError`."""
    given = {
        x509.NameOID.COMMON_NAME: " ".join(name.split()),
        x509.NameOID.TITLE: " ".join(role.split()),
        x509.NameOID.ORGANIZATION_NAME: " ".join(organisation.split()),
    }
    if not given[x509.NameOID.COMMON_NAME]:
        raise IdentityError(source="", problem="no_name")
    if max(map(len, given.values())) > LONGEST_NAME:
        raise IdentityError(source="", problem="name_too_long")
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in given.items() if text])


def signer_certificate(
    key: Key, subject: x509.Name, at: datetime, until: datetime
) -> x509.CertificateBuilder:
    """A certificate for signing records, still without an issuer."""
    return (
        certificate_for(key, subject, at, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=True), critical=True)
    )


def certificate_for(
    key: Key, subject: x509.Name, at: datetime, until: datetime
) -> x509.CertificateBuilder:
    """What all our certificates share; valid a little before `at`, as clocks differ."""
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before((at - _CLOCKS_APART).replace(microsecond=0))
        .not_valid_after(until.replace(microsecond=0))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def authority_usage() -> x509.KeyUsage:
    """What an authority's key may do: issue certificates."""
    return _usage(signing=False)


def packed(
    key: Key, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...],
    passphrase: str,
) -> NewIdentity:  # fmt: skip
    """Key and certificates as files."""
    return NewIdentity(
        p12=write_pkcs12(key, certificate, chain, composed(passphrase)),
        pem=pem_of(certificate),
        certificate=certificate_of(certificate),
    )


def validity_problem(certificate: x509.Certificate, at: datetime) -> str:
    """`expired` or `not_yet_valid`, or nothing."""
    if is_valid(certificate, at):
        return ""
    return "not_yet_valid" if at < certificate.not_valid_before_utc else "expired"


def composed(passphrase: str) -> str:
    """The passphrase the same from every keyboard: some send é as one sign, some as two."""
    return unicodedata.normalize("NFC", passphrase)


def _usage(*, signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signing,
        crl_sign=not signing,
        encipher_only=False,
        decipher_only=False,
    )


def _outer(p12: bytes, source: str) -> pkcs12.Pfx:
    """The file's outer structure, which stands without a passphrase."""
    try:
        outer = pkcs12.Pfx.load(p12, strict=True)
        rounds = [outer["mac_data"]["iterations"].native, *_rounds(outer)]
    except _NOT_PKCS12 as error:
        raise IdentityError(source=source, problem="damaged") from error
    if max(rounds) > _MOST_ROUNDS:
        raise IdentityError(source=source, problem="damaged")
    return outer


def _rounds(outer: pkcs12.Pfx) -> Iterator[int]:
    """How often each part turns the passphrase over; without a bound, opening never ends."""
    for part in outer.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            held = part["content"]["encrypted_content_info"]
            yield held["content_encryption_algorithm"].kdf_iterations
    for key in _shrouded(outer):
        yield key["encryption_algorithm"].kdf_iterations


def _shrouded(outer: pkcs12.Pfx) -> Iterator[keys.EncryptedPrivateKeyInfo]:
    for part in outer.authenticated_safe:
        if part["content_type"].native == "data":
            for bag in pkcs12.SafeContents.load(part["content"].native):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    yield bag["bag_value"].untag()


def _loaded(p12: bytes, passphrase: str) -> Iterator[PKCS12KeyAndCertificates]:
    for form in _forms(passphrase):
        try:
            yield load_pkcs12(p12, form)
        except MALFORMED:
            continue


def _opens_key(outer: pkcs12.Pfx, passphrase: str) -> bool:
    """Whether the passphrase is right for the key, so that something else must be damaged."""
    for key in _shrouded(outer):
        for form in _forms(passphrase):
            try:
                load_der_private_key(key.dump(), form)
            except MALFORMED:
                continue
            return True
    return False


def _forms(passphrase: str) -> list[bytes]:
    forms = dict.fromkeys((composed(passphrase), passphrase))
    return [form.encode("utf-8") for form in forms]
