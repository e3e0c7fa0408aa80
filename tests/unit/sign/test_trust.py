"""Whose signatures count: the folder's, those its authorities issued, until trust ends."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from dpia_wizard.app.sentences import sentence
from dpia_wizard.codec.certificate_file import dump_ended
from dpia_wizard.domain.checking import Trust
from dpia_wizard.domain.errors import IdentityError
from dpia_wizard.domain.identity import TrustEnded
from dpia_wizard.sign.authority import create_authority, issue_identity, open_authority
from dpia_wizard.sign.certificates import certificate_of, fingerprint_of, read_certificates
from dpia_wizard.sign.identity import NewIdentity, create_identity, open_pkcs12
from dpia_wizard.sign.trust import load_trust
from tests.builders import NOW
from tests.unit.sign import odd_files as odd
from tests.unit.sign.odd_files import PASSPHRASE


@dataclass(frozen=True)
class House:
    """An authority, whom it vouches for, and a stranger."""

    authority: NewIdentity
    issued: NewIdentity
    alone: NewIdentity


@pytest.fixture(scope="module")
def house() -> House:
    authority = create_authority("Example Homes", PASSPHRASE, NOW)
    opened = open_authority(authority.p12, PASSPHRASE, source="ca.p12", at=NOW)
    issued = issue_identity(
        opened,
        name="Approver",
        role="Head of communications",
        organisation="Example Homes",
        passphrase="some other words",
        at=NOW,
    )
    alone = create_identity("Owner", "Campaign owner", "Example Homes", PASSPHRASE, NOW)
    return House(authority, issued, alone)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "trust"
    made.mkdir()
    return made


def held(made: NewIdentity) -> x509.Certificate:
    return read_certificates(made.pem, source="x")[0]


def end(folder: Path, made: NewIdentity | str, on: date) -> None:
    fingerprint = made if isinstance(made, str) else made.certificate.fingerprint
    ended = {fingerprint: TrustEnded(on=on, reason="Left")}
    (folder / "ended.json").write_text(dump_ended(ended), encoding="utf-8")


def trust(folder: Path, made: NewIdentity, at: datetime = NOW) -> Trust:
    return load_trust(folder).trust_of(held(made), at)


def test_nobody_is_trusted_by_an_empty_or_missing_folder(house: House, tmp_path: Path) -> None:
    assert trust(tmp_path / "nowhere", house.alone) is Trust.UNKNOWN
    assert load_trust(tmp_path / "nowhere").problems == ()


@pytest.mark.parametrize("suffix", ["pem", "crt", "cer", "PEM"])
def test_a_certificate_in_the_folder_is_trusted(
    house: House, folder: Path, suffix: str
) -> None:
    (folder / f"owner.{suffix}").write_bytes(house.alone.pem)
    assert trust(folder, house.alone) is Trust.TRUSTED
    assert trust(folder, house.issued) is Trust.UNKNOWN


def test_der_and_several_in_one_file_will_do(house: House, folder: Path) -> None:
    (folder / "owner.der").write_bytes(odd.der(held(house.alone)))
    (folder / "all.pem").write_bytes(b"Ours:\n" + house.authority.pem + house.issued.pem)
    store = load_trust(folder)
    assert [one.certificate.name for one in store.certificates] == [
        "Example Homes signing authority",
        "Approver",
        "Owner",
    ]
    assert store.trust_of(odd.der(held(house.alone)), NOW) is Trust.TRUSTED


def test_whom_a_trusted_authority_vouches_for_is_trusted(house: House, folder: Path) -> None:
    (folder / "ca.pem").write_bytes(house.authority.pem)
    assert trust(folder, house.issued) is Trust.TRUSTED
    assert trust(folder, house.alone) is Trust.UNKNOWN
    assert house.issued.certificate.issuer == "Example Homes signing authority"


def test_an_authority_itself_signs_no_records(house: House, folder: Path) -> None:
    (folder / "ca.pem").write_bytes(house.authority.pem)
    assert trust(folder, house.authority) is Trust.UNKNOWN


def test_only_an_authority_vouches_for_others(folder: Path) -> None:
    leaf, signer = odd.curve(), odd.curve()
    pretender = odd.certificate(leaf, name="Leaf", ca=False)
    (folder / "leaf.pem").write_bytes(odd.pem(pretender))
    forged = odd.certificate(signer, name="Forged", issuer="Leaf", by=leaf)
    assert load_trust(folder).trust_of(forged, NOW) is Trust.UNKNOWN


def test_a_borrowed_name_is_not_a_signature(house: House, folder: Path) -> None:
    (folder / "ca.pem").write_bytes(house.authority.pem)
    key, other = odd.curve(), odd.curve()
    authority = held(house.authority)
    forged = (
        x509.CertificateBuilder()
        .subject_name(odd.named("Approver"))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .sign(other, hashes.SHA256())
    )
    assert load_trust(folder).trust_of(forged, NOW) is Trust.UNKNOWN


def test_a_weak_key_is_not_trusted_whoever_vouches_for_it(house: House, folder: Path) -> None:
    key = rsa.generate_private_key(65537, 1024)
    (folder / "weak.pem").write_bytes(odd.pem(odd.certificate(key)))
    weak = read_certificates((folder / "weak.pem").read_bytes(), source="weak.pem")[0]
    assert load_trust(folder).trust_of(weak, NOW) is Trust.UNKNOWN


def test_a_certificate_counts_only_within_its_validity(house: House, folder: Path) -> None:
    (folder / "owner.pem").write_bytes(house.alone.pem)
    certificate = house.alone.certificate
    second = timedelta(seconds=1)
    assert trust(folder, house.alone, certificate.not_before) is Trust.TRUSTED
    assert trust(folder, house.alone, certificate.not_after) is Trust.TRUSTED
    assert trust(folder, house.alone, certificate.not_before - second) is Trust.NOT_VALID_THEN
    assert trust(folder, house.alone, certificate.not_after + second) is Trust.NOT_VALID_THEN


def test_what_was_signed_before_trust_ended_stands_and_later_not(
    house: House, folder: Path
) -> None:
    (folder / "owner.pem").write_bytes(house.alone.pem)
    end(folder, house.alone, date(2026, 12, 1))
    midnight = datetime(2026, 12, 1, tzinfo=UTC)
    assert trust(folder, house.alone, midnight - timedelta(seconds=1)) is Trust.TRUSTED
    assert trust(folder, house.alone, midnight) is Trust.ENDED
    assert trust(folder, house.alone, midnight + timedelta(days=30)) is Trust.ENDED
    assert load_trust(folder).certificates[0].ended == TrustEnded(
        on=date(2026, 12, 1), reason="Left"
    )


def test_the_day_is_that_of_utc_wherever_one_signs(house: House, folder: Path) -> None:
    (folder / "owner.pem").write_bytes(house.alone.pem)
    end(folder, house.alone, date(2026, 12, 1))
    late = datetime.fromisoformat("2026-11-30T23:30:00-05:00")
    early = datetime.fromisoformat("2026-12-01T01:30:00+05:00")
    assert trust(folder, house.alone, late) is Trust.ENDED
    assert trust(folder, house.alone, early) is Trust.TRUSTED


def test_trust_in_one_of_the_issued_ends_alone(house: House, folder: Path) -> None:
    (folder / "ca.pem").write_bytes(house.authority.pem)
    end(folder, house.issued, NOW.date())
    assert trust(folder, house.issued) is Trust.ENDED
    assert trust(folder, house.issued, NOW - timedelta(minutes=5)) is Trust.ENDED


def test_with_the_authority_trust_ends_in_all_it_issued(house: House, folder: Path) -> None:
    (folder / "all.pem").write_bytes(house.authority.pem + house.issued.pem)
    end(folder, house.authority, NOW.date())
    assert trust(folder, house.issued) is Trust.ENDED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"ab": {"on": "2026-12-01"}}',
        json.dumps({"0" * 64: {"on": "soon"}}),
        json.dumps({"0" * 64: {}}),
        json.dumps({"0" * 64: "2026-12-01"}),
        "[" * 100_000,
    ],
)
def test_a_damaged_list_of_ended_trust_trusts_nobody(
    house: House, folder: Path, text: str
) -> None:
    (folder / "owner.pem").write_bytes(house.alone.pem)
    (folder / "ended.json").write_text(text, encoding="utf-8")
    store = load_trust(folder)
    assert not store.is_whole
    assert store.trust_of(held(house.alone), NOW) is Trust.UNKNOWN
    assert [sentence(problem).startswith("ended.json") for problem in store.problems] == [True]


def test_a_broken_file_is_named_and_the_others_count(house: House, folder: Path) -> None:
    (folder / "owner.pem").write_bytes(house.alone.pem)
    (folder / "empty.crt").write_bytes(b"")
    (folder / "text.pem").write_text("not a certificate")
    (folder / "cut.pem").write_bytes(house.alone.pem[:300])
    (folder / "huge.der").write_bytes(b"\x30" * (1024 * 1024 + 1))
    (folder / "folder.pem").mkdir()
    (folder / "notes.txt").write_text("ours")
    os.mkfifo(folder / "pipe.pem")
    store = load_trust(folder)
    assert store.trust_of(held(house.alone), NOW) is Trust.TRUSTED
    told = [sentence(problem) for problem in store.problems]
    assert [text.split()[0] for text in told] == [
        "cut.pem",
        "empty.crt",
        "huge.der",
        "text.pem",
    ]


def test_bytes_that_are_no_certificate_are_unknown(folder: Path) -> None:
    assert load_trust(folder).trust_of(b"nothing", NOW) is Trust.UNKNOWN
    with pytest.raises(IdentityError):
        certificate_of(b"nothing")


def test_names_from_outside_are_shown_on_one_line_without_controls() -> None:
    key = odd.curve()
    made = odd.certificate(key, name="Bad\x1b[31m\nName\u202e" + "x" * 40)
    told = certificate_of(made)
    assert told.name == "Bad [31m Name " + "x" * 40


def test_an_authority_issues_no_authorities_and_nothing_beyond_its_time(house: House) -> None:
    made = held(house.authority)
    basic = made.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (basic.value.ca, basic.value.path_length, basic.critical) == (True, 0, True)
    usage = made.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.value == odd.may(key_cert_sign=True, crl_sign=True)
    late = made.not_valid_after_utc - timedelta(days=10)
    opened = open_authority(house.authority.p12, PASSPHRASE, source="ca.p12", at=late)
    issued = issue_identity(
        opened, name="Late", role="", organisation="", passphrase="some other words", at=late
    )
    assert issued.certificate.not_after == made.not_valid_after_utc
    chain = open_pkcs12(issued.p12, "some other words", source="x").chain
    assert [fingerprint_of(one) for one in chain] == [fingerprint_of(made)]


def test_only_an_authority_issues(house: House) -> None:
    with pytest.raises(IdentityError) as refused:
        open_authority(house.alone.p12, PASSPHRASE, source="me.p12", at=NOW)
    assert "not an authority" in sentence(refused.value)
    with pytest.raises(IdentityError) as refused:
        create_authority(" ", PASSPHRASE, NOW)
    assert "name of its organisation" in sentence(refused.value)
