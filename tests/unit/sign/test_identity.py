"""Signing identities: made strongly, opened by their passphrase, refused in one sentence."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pkcs12
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa

from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.errors import IdentityError
from dpia_wizard.sign.certificates import MOST_BYTES
from dpia_wizard.sign.identity import (
    NewIdentity,
    create_identity,
    open_identity,
    open_pkcs12,
    reprotected,
)
from dpia_wizard.sign.pkcs12_file import ROUNDS
from tests.builders import NOW
from tests.unit.sign import odd_files as odd
from tests.unit.sign.odd_files import PASSPHRASE

NAME, ROLE, ORGANISATION = "Data protection officer", "Officer", "Example Homes"
SOURCE = "me.p12"


@pytest.fixture(scope="module")
def made() -> NewIdentity:
    return create_identity(NAME, ROLE, ORGANISATION, PASSPHRASE, NOW)


def _refused(p12: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(IdentityError) as refused:
        open_identity(p12, passphrase, source=SOURCE, at=NOW)
    told = sentence(refused.value)
    said = f"{refused.value}{refused.value.facts}{told}"
    assert not passphrase or passphrase not in said
    return told


def test_it_says_who_signs_and_for_how_long(made: NewIdentity) -> None:
    told = open_identity(made.p12, PASSPHRASE, source=SOURCE, at=NOW).certificate
    assert (told.name, told.role, told.organisation) == (NAME, ROLE, ORGANISATION)
    assert told == made.certificate
    assert told.issuer == ""
    assert not told.is_authority
    assert told.not_before < NOW < told.not_after
    assert timedelta(days=3 * 365) <= told.not_after - NOW <= timedelta(days=3 * 366)


def test_its_certificate_is_for_signing_records_and_nothing_else(made: NewIdentity) -> None:
    held = x509.load_pem_x509_certificate(made.pem)
    basic = held.extensions.get_extension_for_class(x509.BasicConstraints)
    usage = held.extensions.get_extension_for_class(x509.KeyUsage)
    assert basic.critical
    assert not basic.value.ca
    assert usage.critical
    assert usage.value == odd.may(digital_signature=True, content_commitment=True)
    named = held.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    assert named == x509.SubjectKeyIdentifier.from_public_key(held.public_key())
    key = held.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    held.verify_directly_issued_by(held)


def test_every_way_to_guess_the_passphrase_is_slow(made: NewIdentity) -> None:
    outer = pkcs12.Pfx.load(made.p12, strict=True)
    assert outer["mac_data"]["iterations"].native == ROUNDS
    assert outer["mac_data"]["mac"]["digest_algorithm"]["algorithm"].native == "sha256"
    content = outer.authenticated_safe[0]["content"]["encrypted_content_info"]
    protections = [content["content_encryption_algorithm"]]
    keys = pkcs12.SafeContents.load(outer.authenticated_safe[1]["content"].native)
    protections.append(keys[0]["bag_value"].untag()["encryption_algorithm"])
    for protection in protections:
        assert protection["algorithm"].native == "pbes2"
        assert protection.encryption_cipher == "aes"
        assert protection.key_length == 32
        assert protection.kdf_hmac == "sha256"
        assert protection.kdf_iterations == ROUNDS


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "žluťoučký kůň 😀 běžel"])
def test_openssl_opens_it_too(passphrase: str, tmp_path: Path) -> None:
    path = tmp_path / SOURCE
    path.write_bytes(create_identity(NAME, ROLE, ORGANISATION, passphrase, NOW).p12)
    command = ["openssl", "pkcs12", "-in", str(path), "-passin", "stdin", "-nokeys"]
    ran = subprocess.run(command, input=passphrase.encode(), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert b"BEGIN CERTIFICATE" in ran.stdout


def test_a_passphrase_is_the_same_from_every_keyboard() -> None:
    made = create_identity(NAME, ROLE, ORGANISATION, "cafe\u0301 at the corner", NOW)
    for typed in ("caf\u00e9 at the corner", "cafe\u0301 at the corner"):
        opened = open_identity(made.p12, typed, source=SOURCE, at=NOW)
        assert opened.certificate == made.certificate


def test_nothing_secret_is_ever_shown(made: NewIdentity) -> None:
    opened = open_identity(made.p12, PASSPHRASE, source=SOURCE, at=NOW)
    shown = f"{opened!r} {opened} {made!r}"
    assert "PrivateKey" not in shown
    assert "p12" not in shown
    assert PASSPHRASE not in shown


def test_a_wrong_passphrase_is_told_from_a_damaged_file(made: NewIdentity) -> None:
    assert _refused(made.p12, "not the right words") == (
        "The passphrase for me.p12 is not right. Please try again."
    )
    assert _refused(made.p12, "") == _refused(made.p12, "not the right words")
    damaged = "me.p12 is damaged, or not a PKCS#12 file (.p12 or .pfx)."
    assert _refused(made.p12[: len(made.p12) // 2]) == damaged
    assert _refused(b"") == damaged
    assert _refused(b"%PDF-1.7") == damaged
    assert _refused(made.pem) == damaged


def test_where_the_passphrase_is_right_a_changed_byte_is_damage(made: NewIdentity) -> None:
    place = made.p12.index(pkcs12.Pfx.load(made.p12)["mac_data"]["mac"]["digest"].native)
    changed = made.p12[:place] + bytes([made.p12[place] ^ 1]) + made.p12[place + 1 :]
    assert "damaged" in _refused(changed)
    assert "not right" in _refused(changed, "not the right words")


def test_a_file_that_would_take_for_ever_to_open_is_not_tried(made: NewIdentity) -> None:
    outer = pkcs12.Pfx.load(made.p12)
    outer["mac_data"]["iterations"] = 2**31
    assert "damaged" in _refused(outer.dump(force=True))


def test_a_large_file_is_not_even_looked_at() -> None:
    assert "far too large" in _refused(b"0" * (MOST_BYTES + 1))


def _weak() -> bytes:
    key = rsa.generate_private_key(65537, 1024)
    return odd.p12(key, odd.certificate(key))


def _other_curve() -> bytes:
    key = odd.curve(ec.SECP256K1)
    return odd.p12(key, odd.certificate(key))


def _dsa() -> bytes:
    key = dsa.generate_private_key(2048)
    return odd.p12(key, odd.certificate(key))


def _edwards() -> bytes:
    key = ed25519.Ed25519PrivateKey.generate()
    return odd.p12(key, odd.certificate(key))


def _expired() -> bytes:
    key = odd.curve()
    return odd.p12(key, odd.certificate(key, until=NOW - timedelta(seconds=1)))


def _not_yet() -> bytes:
    key = odd.curve()
    return odd.p12(key, odd.certificate(key, since=NOW + timedelta(seconds=1)))


def _authority() -> bytes:
    key = odd.curve()
    return odd.p12(key, odd.certificate(key, ca=True))


def _for_encryption() -> bytes:
    key = odd.curve()
    usage = odd.may(key_agreement=True)
    return odd.p12(key, odd.certificate(key, usage=usage))


def _no_key() -> bytes:
    return odd.p12(None, None)


@pytest.mark.parametrize(
    ("made_so", "words"),
    [
        (_weak, "too weak to sign with"),
        (_other_curve, "too weak to sign with"),
        (_dsa, "too weak to sign with"),
        (_edwards, "too weak to sign with"),
        (_expired, "has expired"),
        (_not_yet, "not valid yet"),
        (_authority, "not one for signing records"),
        (_for_encryption, "not one for signing records"),
        (_no_key, "holds no private key"),
    ],
)
def test_each_thing_that_is_wrong_has_one_sentence(
    made_so: Callable[[], bytes], words: str
) -> None:
    told = _refused(made_so())
    assert words in told
    assert SOURCE in told
    assert "\n" not in told


@pytest.mark.parametrize("bits", [2048, 3072])
def test_an_rsa_identity_from_elsewhere_can_be_used(bits: int) -> None:
    key = rsa.generate_private_key(65537, bits)
    brought = odd.p12(key, odd.certificate(key, name="Approver", ca=None))
    opened = open_identity(brought, PASSPHRASE, source=SOURCE, at=NOW)
    assert opened.certificate.name == "Approver"


def test_what_is_brought_in_is_protected_anew() -> None:
    key = odd.curve()
    opened = open_pkcs12(odd.p12(key, odd.certificate(key)), PASSPHRASE, source=SOURCE)
    anew = reprotected(opened, PASSPHRASE)
    assert pkcs12.Pfx.load(anew.p12)["mac_data"]["iterations"].native == ROUNDS
    assert open_identity(anew.p12, PASSPHRASE, source=SOURCE, at=NOW).x509_certificate == (
        opened.x509_certificate
    )


@pytest.mark.parametrize(
    ("name", "role", "passphrase", "words"),
    [
        (" ", ROLE, PASSPHRASE, "needs a name"),
        ("n" * 65, ROLE, PASSPHRASE, "64 characters"),
        (NAME, "r" * 65, PASSPHRASE, "64 characters"),
        (NAME, ROLE, "password1", "longer passphrase"),
        (NAME, ROLE, "Data protection", "longer passphrase"),
    ],
)
def test_an_identity_that_cannot_be_made_says_why(
    name: str, role: str, passphrase: str, words: str
) -> None:
    with pytest.raises(IdentityError) as refused:
        create_identity(name, role, ORGANISATION, passphrase, NOW)
    assert words in sentence(refused.value)
    assert passphrase not in str(refused.value)
