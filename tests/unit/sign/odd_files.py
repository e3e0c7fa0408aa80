"""Identities and certificates that are not as they should be."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from tests.builders import NOW

PASSPHRASE = "several plain words"

Key = (
    ec.EllipticCurvePrivateKey
    | rsa.RSAPrivateKey
    | dsa.DSAPrivateKey
    | ed25519.Ed25519PrivateKey
)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def certificate(
    key: Key,
    *,
    name: str = "Odd",
    issuer: str = "",
    by: Key | None = None,
    since: datetime = NOW - timedelta(days=1),
    until: datetime = NOW + timedelta(days=365),
    ca: bool | None = False,
    usage: x509.KeyUsage | None = None,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer or name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )
    if ca is not None:
        basic = x509.BasicConstraints(ca=ca, path_length=None)
        builder = builder.add_extension(basic, critical=True)
    if usage is not None:
        builder = builder.add_extension(usage, critical=True)
    signer = by or key
    digest = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return builder.sign(signer, digest)


def p12(key: Key | None, held: x509.Certificate | None, passphrase: str = PASSPHRASE) -> bytes:
    protection = BestAvailableEncryption(passphrase.encode())
    others = None if held else [certificate(ec.generate_private_key(ec.SECP256R1()))]
    return serialize_key_and_certificates(None, key, held, others, protection)


def may(**allowed: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in names})


def curve(kind: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(kind())


def pem(held: x509.Certificate) -> bytes:
    return held.public_bytes(Encoding.PEM)


def der(held: x509.Certificate) -> bytes:
    return held.public_bytes(Encoding.DER)
