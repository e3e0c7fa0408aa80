"""Writes PKCS#12 files whose passphrase is slow to guess by every way in."""

from __future__ import annotations

import hashlib
import hmac
import os

from asn1crypto import pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PBES,
    serialize_key_and_certificates,
)

ROUNDS = 300_000
"""How often the passphrase is turned over; opening takes some 150 ms."""

_BLOCK = 64
_FOR_MAC = b"\x03"


def write_pkcs12(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...],
    passphrase: str,
) -> bytes:
    """Key and certificates as PKCS#12: PBES2 with AES-256, and an HMAC with SHA-256."""
    protection = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode("utf-8"))
    )
    written = serialize_key_and_certificates(None, key, certificate, chain or None, protection)
    return _with_slow_mac(written, passphrase)


def _with_slow_mac(written: bytes, passphrase: str) -> bytes:
    """The same file with as many rounds for its checksum as for its content.

    The library's checksum takes 2,048 rounds whatever it is told: trying passphrases against
    that would be 150 times quicker than against the key.
    """
    outer = pkcs12.Pfx.load(written)
    salt = os.urandom(16)
    key = _mac_key(passphrase, salt)
    content = outer["auth_safe"]["content"].native
    mac = outer["mac_data"]
    mac["mac"]["digest"] = hmac.new(key, content, hashlib.sha256).digest()
    mac["mac_salt"] = salt
    mac["iterations"] = ROUNDS
    return bytes(outer.dump(force=True))


def _mac_key(passphrase: str, salt: bytes) -> bytes:
    """The key of the checksum (RFC 7292, appendix B), of one block of SHA-256."""
    secret = passphrase.encode("utf-16-be") + b"\x00\x00"
    turned = _FOR_MAC * _BLOCK + _filled(salt) + _filled(secret)
    for _ in range(ROUNDS):
        turned = hashlib.sha256(turned).digest()
    return turned


def _filled(part: bytes) -> bytes:
    """Repeated to a whole number of blocks."""
    length = -(-len(part) // _BLOCK) * _BLOCK
    return (part * -(-length // len(part)))[:length]
