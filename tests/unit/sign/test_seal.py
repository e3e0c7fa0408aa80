"""Putting signatures into a record: what readers, validators and pyHanko say of them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import CannotSignError
from dpia_wizard.report.attachment import read_attachment
from dpia_wizard.report.stamp import render_stamp
from dpia_wizard.sign.seal import place_size
from tests.builders import APPROVER, DPO, NOW, OWNER
from tests.pdfcheck import check
from tests.signers import certificate, key_of
from tests.unit.report.pages import printed_with_margins as text_of
from tests.unit.sign import records

STATES = {
    "completed": records.ORDER[:1],
    "confirmed": records.ORDER[:2],
    "approved without confirmation": (SignatureKind.COMPLETED, SignatureKind.APPROVED),
    "all three": records.ORDER,
    "confirmed last": (
        SignatureKind.COMPLETED,
        SignatureKind.APPROVED,
        SignatureKind.ADVISED,
    ),
}


@pytest.fixture(scope="module", params=STATES)
def kinds(request: pytest.FixtureRequest) -> tuple[SignatureKind, ...]:
    return STATES[request.param]


def test_every_signature_leaves_the_archive_format_as_it_is(tmp_path: Path) -> None:
    files = []
    for name, kinds in STATES.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(records.signed_as(*kinds))
        files.append(path)
    assert check(files) == []


def test_a_signature_is_appended_and_changes_no_byte_before_it(
    kinds: tuple[SignatureKind, ...],
) -> None:
    before = records.signed_as(*kinds[:-1])
    assert records.signed_as(*kinds).startswith(before)


def test_the_attached_record_comes_through_every_signature(
    kinds: tuple[SignatureKind, ...],
) -> None:
    first = read_attachment(records.unsigned(), source="x")
    assert read_attachment(records.signed_as(*kinds), source="x") == first


def test_poppler_finds_every_signature_valid(
    kinds: tuple[SignatureKind, ...], tmp_path: Path
) -> None:
    found = pdfsig(records.signed_as(*kinds), tmp_path)
    assert set(found) == {kind.value for kind in kinds}
    for kind in kinds:
        told = found[kind.value]
        assert "Signature is Valid." in told
        assert f"Common Name: {records.PEOPLE[kind].name}" in told
        assert ("Not total document signed" not in told) is (kind is kinds[-1])


def test_poppler_too_sees_that_a_signed_record_was_changed(tmp_path: Path) -> None:
    pdf = records.approved()
    changed = bytearray(pdf)
    changed[len(records.unsigned()) // 2] ^= 1
    told = pdfsig(bytes(changed), tmp_path).values()
    assert all("Signature is Valid." not in part for part in told)
    added = pdfsig(pdf + b"\n% more\n", tmp_path).values()
    assert all("Not total document signed" in part for part in added)


def test_pyhanko_finds_every_signature_valid(kinds: tuple[SignatureKind, ...]) -> None:
    people = (OWNER, DPO, APPROVER)
    roots = [
        x509.Certificate.load(certificate(person).public_bytes(Encoding.DER))
        for person in people
    ]
    reader = PdfFileReader(BytesIO(records.signed_as(*kinds)), strict=True)
    found = list(reader.embedded_signatures)
    assert [one.field_name for one in found] == [kind.value for kind in kinds]
    for one in found:
        context = ValidationContext(trust_roots=roots, moment=one.self_reported_timestamp)
        status = validate_pdf_signature(one, context, skip_diff=True)
        assert status.intact
        assert status.valid
        assert status.trusted


def test_a_signature_shows_on_the_page_who_signed_and_when() -> None:
    pdf = records.signed_as(*records.ORDER)
    shown = " ".join(text_of(pdf).split())
    assert "Signed 22 Nov 2026 10:52 UTC" in shown
    assert "Advice confirmed 22 Nov 2026 10:53 UTC" in shown
    assert "Approved 22 Nov 2026 10:54 UTC" in shown
    for person in records.PEOPLE.values():
        assert key_of(person).certificate.fingerprint[:16] in shown


def test_whatever_a_signature_has_to_say_is_shown_whole() -> None:
    wordy = replace(key_of(OWNER).certificate, name="Maximilian " * 5, role="Head of " * 7)
    pdf = render_stamp(
        SignatureKind.APPROVED,
        wordy,
        NOW,
        remarks=("no_time_stamp", "one_person"),
        size=(120, 50),
    )
    shown = " ".join(text_of(pdf).split())
    assert ("Maximilian " * 5).strip() in shown
    assert "Same person as the completer." in shown
    assert wordy.fingerprint[:16] in shown


def test_a_place_is_filled_only_once() -> None:
    with pytest.raises(CannotSignError) as refused:
        place_size(records.completed(), SignatureKind.COMPLETED, source="x.pdf")
    assert refused.value.facts["problem"] == "already_signed"


def test_what_is_not_a_record_has_no_place() -> None:
    with pytest.raises(CannotSignError):
        place_size(b"%PDF-1.7 hello", SignatureKind.COMPLETED, source="x.pdf")


def pdfsig(pdf: bytes, folder: Path) -> dict[str, str]:
    """What poppler says of each signature, by its field."""
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    )
    parts = done.stdout.split("Signature #")[1:]
    named = {part.split("Field Name: ")[1].split("\n")[0]: part for part in parts}
    return {name: part for name, part in named.items() if "Signature Validation" in part}
