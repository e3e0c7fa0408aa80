"""The organisation's own small authority: one key that issues everybody's identities."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from dpia_wizard.domain.errors import IdentityError
from dpia_wizard.sign.certificates import is_authority, is_strong
from dpia_wizard.sign.identity import (
    IDENTITY_VALID_FOR,
    LONGEST_NAME,
    NewIdentity,
    SigningKey,
    authority_usage,
    certificate_for,
    check_passphrase,
    open_pkcs12,
    packed,
    signer_certificate,
    subject_of,
    validity_problem,
)

_VALID_FOR = timedelta(days=10 * 365 + 3)
_CALLED = " signing authority"


def create_authority(organisation: str, passphrase: str, at: datetime) -> NewIdentity:
    """Make an authority that may issue identities and nothing below; raises `IdentityError`."""
    check_passphrase(passphrase, organisation)
    name = " ".join(organisation.split())
    if not name:
        raise IdentityError(source="", problem="no_organisation")
    subject = subject_of(name[: LONGEST_NAME - len(_CALLED)].rstrip() + _CALLED, "", name)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        certificate_for(key, subject, at, at + _VALID_FOR)
        .issuer_name(subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(authority_usage(), critical=True)
        .sign(key, hashes.SHA256())
    )
    return packed(key, certificate, (), passphrase)


def open_authority(p12: bytes, passphrase: str, *, source: str, at: datetime) -> SigningKey:
    """Open an authority for issuing; raises `IdentityError`."""
    opened = open_pkcs12(p12, passphrase, source=source)
    certificate = opened.x509_certificate
    problem = validity_problem(certificate, at)
    if not is_authority(certificate):
        problem = "not_an_authority"
    elif not is_strong(certificate):
        problem = "weak_key"
    if problem:
        raise IdentityError(source=source, problem=problem)
    return opened


def issue_identity(
    authority: SigningKey, *, name: str, role: str, organisation: str,
    passphrase: str, at: datetime,
) -> NewIdentity:  # fmt: skip
    """Make an identity that the authority vouches for; raises `IdentityError`."""
    check_passphrase(passphrase, name, role, organisation)
    issuer = authority.x509_certificate
    until = min(at + IDENTITY_VALID_FOR, issuer.not_valid_after_utc)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        signer_certificate(key, subject_of(name, role, organisation), at, until)
        .issuer_name(issuer.subject)
        .add_extension(_issuer_key(issuer), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return packed(key, certificate, (issuer,), passphrase)


def _issuer_key(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    """The issuer's key by the name its own certificate gives it."""
    try:
        known = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    except x509.ExtensionNotFound:
        known = x509.SubjectKeyIdentifier.from_public_key(issuer.public_key())
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known)
