"""Identities are kept for their owner's eyes, and listed without being opened."""

from __future__ import annotations

import json
import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.certificate_file import (
    dump_ended,
    load_certificate,
    load_ended,
    load_trusted,
    plain_certificate,
    plain_trusted,
    read_fingerprint,
)
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, UnreadableError
from dpia_wizard.domain.identity import (
    Certificate,
    TrustedCertificate,
    TrustEnded,
    readable_fingerprint,
)
from dpia_wizard.store.identities import Identities, TrustFolder, read_bounded
from dpia_wizard.store.workspace import open_workspace
from tests.builders import NOW


def a_certificate(name: str = "Approver", fingerprint: str = "ab" * 32) -> Certificate:
    return Certificate(
        name=name,
        role="Head of communications",
        organisation="Example Homes",
        issuer="",
        fingerprint=fingerprint,
        not_before=NOW,
        not_after=NOW + timedelta(days=1),
    )


@pytest.fixture
def identities(tmp_path: Path) -> Identities:
    return Identities(tmp_path / "data" / "identities")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_may_read_an_identity(identities: Identities) -> None:
    before = os.umask(0)
    try:
        kept = identities.keep(a_certificate(), p12=b"key", pem=b"certificate")
    finally:
        os.umask(before)
    assert _mode(identities.folder) == 0o700
    files = sorted(identities.folder.iterdir())
    assert [path.name for path in files] == [
        f"{'ab' * 8}{s}" for s in (".json", ".p12", ".pem")
    ]
    assert {_mode(path) for path in files} == {0o600}
    assert Path(kept.file).read_bytes() == b"key"


def test_an_open_folder_is_closed_before_a_key_lies_in_it(identities: Identities) -> None:
    identities.folder.mkdir(parents=True)
    identities.folder.chmod(0o755)
    identities.keep(a_certificate(), p12=b"key", pem=b"")
    assert _mode(identities.folder) == 0o700


def test_they_are_listed_by_name_and_found_by_fingerprint(identities: Identities) -> None:
    assert identities.known() == ()
    for name, digit in (("owner", "1"), ("Approver", "2")):
        identities.keep(a_certificate(name, digit * 64), p12=b"", pem=b"")
    assert [one.certificate.name for one in identities.known()] == ["Approver", "owner"]
    found = identities.find("1" * 64)
    assert found is not None
    assert found.certificate == a_certificate("owner", "1" * 64)
    assert identities.find("3" * 64) is None


def test_a_damaged_note_or_a_missing_file_leaves_the_others_listed(
    identities: Identities,
) -> None:
    for digit in "1234":
        identities.keep(a_certificate(digit, digit * 64), p12=b"", pem=b"")
    (identities.folder / f"{'1' * 16}.json").write_text("{", encoding="utf-8")
    (identities.folder / f"{'2' * 16}.p12").unlink()
    note = identities.folder / f"{'3' * 16}.json"
    note.rename(identities.folder / "somebody-else.json")
    assert [one.certificate.name for one in identities.known()] == ["4"]


def test_where_it_cannot_be_kept_it_says_so(identities: Identities) -> None:
    identities.folder.parent.mkdir()
    identities.folder.write_text("a file stands in the way")
    with pytest.raises(CannotWriteError):
        identities.keep(a_certificate(), p12=b"", pem=b"")
    assert identities.known() == ()


def test_a_workspace_knows_its_identities_and_whom_it_trusts(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    assert workspace.identities.folder == tmp_path / "identities"
    assert workspace.trust_folder == tmp_path / "trust"
    assert not workspace.trust_folder.exists()


def test_the_trust_folder_holds_certificates_by_fingerprint(tmp_path: Path) -> None:
    folder = TrustFolder(tmp_path / "trust")
    folder.add("cd" * 32, b"certificate")
    folder.write_ended({"cd" * 32: TrustEnded(on=date(2026, 11, 30), reason="Left")})
    assert (tmp_path / "trust" / f"{'cd' * 8}.pem").read_bytes() == b"certificate"
    ended = json.loads((tmp_path / "trust" / "ended.json").read_text(encoding="utf-8"))
    assert ended == {"cd" * 32: {"on": "2026-11-30", "reason": "Left"}}


def test_a_file_is_read_no_further_than_asked(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"0123456789")
    assert read_bounded(path, most=4) == b"01234"
    with pytest.raises(CannotReadError):
        read_bounded(tmp_path / "nowhere")


days = st.dates()
fingerprints = st.text("0123456789abcdef", min_size=64, max_size=64)
ends = st.builds(TrustEnded, on=days, reason=st.text(st.characters(exclude_categories=["Cs"])))


@given(st.dictionaries(fingerprints, ends, max_size=4))
def test_what_is_written_of_ended_trust_is_read_again(ended: dict[str, TrustEnded]) -> None:
    assert load_ended(dump_ended(ended), source="ended.json") == ended


def test_a_certificate_comes_back_whole_from_plain_data() -> None:
    trusted = TrustedCertificate(
        certificate=a_certificate(), ended=TrustEnded(on=date(2026, 12, 1))
    )
    plain = json.loads(json.dumps(plain_trusted(trusted)))
    assert load_trusted(plain, source="x") == trusted
    assert load_certificate(plain, source="x") == trusted.certificate


@pytest.mark.parametrize(
    "change",
    [
        {"name": 7},
        {"fingerprint": "AB" * 32},
        {"fingerprint": "ab"},
        {"not_before": "2026-11-22"},
        {"not_after": "soon"},
        {"not_after": None},
    ],
)
def test_what_does_not_describe_a_certificate_is_refused(change: dict[str, object]) -> None:
    plain = {**plain_certificate(a_certificate()), **change}
    with pytest.raises(UnreadableError):
        load_certificate(plain, source="x")


@pytest.mark.parametrize("plain", [None, [], "text", {}])
def test_other_shapes_are_refused(plain: object) -> None:
    with pytest.raises(UnreadableError):
        load_certificate(plain, source="x")


def test_a_fingerprint_is_understood_as_people_write_it() -> None:
    fingerprint = "0123456789abcdef" * 4
    shown = readable_fingerprint(fingerprint)
    assert shown.startswith("0123 4567 89ab cdef 0123")
    assert len(shown.split()) == 16
    colons = ":".join(fingerprint[i : i + 2] for i in range(0, 64, 2)).upper()
    for written in (fingerprint, shown, colons, f"  {shown}\n"):
        assert read_fingerprint(written) == fingerprint
    for other in ("", "me.pem", fingerprint[:-1], fingerprint + "0", "g" * 64):
        assert read_fingerprint(other) == ""
