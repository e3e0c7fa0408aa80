"""The record inside a PDF: taken out whole, refused where the file is not one of ours."""

import logging
import random
import subprocess
import zlib
from hashlib import md5
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from dpia_wizard.codec.record import dump_record, open_record, record_bytes
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.report import attachment
from dpia_wizard.report.attachment import read_attachment
from tests.unit.report import pages, samples


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pages.pdf_of(samples.completed())


def problem_of(data: bytes) -> object:
    with pytest.raises(NotARecordError) as caught:
        read_attachment(data, source="letter.pdf")
    assert caught.value.facts["source"] == "letter.pdf"
    return caught.value.facts["problem"]


def with_stream(
    data: bytes, *, size: int, checksum: bytes, packed: bool = True, name: str = "record.json"
) -> bytes:
    """A PDF with an attachment whose declared size and checksum may be lies."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    stream = StreamObject()
    stream._data = data
    stream[NameObject("/Length")] = NumberObject(len(data))
    if packed:
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream[NameObject("/Params")] = DictionaryObject(
        {
            NameObject("/Size"): NumberObject(size),
            NameObject("/CheckSum"): ByteStringObject(checksum),
        }
    )
    files = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
    spec = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): TextStringObject(name),
            NameObject("/EF"): files,
        }
    )
    found = ArrayObject([TextStringObject(name), writer._add_object(spec)])
    tree = DictionaryObject({NameObject("/Names"): found})
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/EmbeddedFiles"): writer._add_object(tree)}
    )
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def test_what_was_attached_comes_back_and_is_the_record(pdf: bytes) -> None:
    record = samples.completed().record
    data = read_attachment(pdf, source="x")
    assert data == record_bytes(dump_record(record))
    assert open_record(data, source="x").record == record


def test_other_programs_find_the_attachment_too(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(pdf)
    subprocess.run(
        ["pdfdetach", "-saveall", "-o", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "record.json").read_bytes() == read_attachment(pdf, source="x")
    (file,) = PdfReader(BytesIO(pdf)).attachment_list
    assert (file.subtype, file.associated_file_relationship) == ("/application/json", "/Source")
    assert str(file.creation_date) == "2026-11-22 00:00:00+00:00"


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04" + b"x" * 5000, b"%!PS-Adobe"])
def test_a_file_that_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert problem_of(data) == "not_pdf"


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_said_to_be_encrypted(pdf: bytes, password: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(password, owner_password="other", algorithm="RC4-128")
    assert problem_of(written(writer)) == "encrypted"


def test_an_encryption_we_have_no_means_for_is_said_to_be_one() -> None:
    key = "<" + "00" * 48 + ">"
    packed = "<" + "00" * 32 + ">"
    keys = f"/O {key} /U {key} /OE {packed} /UE {packed} /Perms <{'00' * 16}>"
    scheme = "/CF <</StdCF <</CFM /AESV3 /Length 32>>>> /StmF /StdCF /StrF /StdCF"
    objects = [
        "1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n",
        "2 0 obj\n<</Type /Pages /Count 0 /Kids []>>\nendobj\n",
        f"3 0 obj\n<</Filter /Standard /V 5 /R 6 /Length 256 /P -4 {keys} {scheme}>>\nendobj\n",
    ]
    head = "%PDF-1.7\n"
    places = [len(head + "".join(objects[:number])) for number in range(3)]
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    body = head + "".join(objects)
    end = (
        f"xref\n0 4\n0000000000 65535 f \n{table}trailer\n<</Size 4 /Root 1 0 R "
        f"/Encrypt 3 0 R /ID [<00> <00>]>>\nstartxref\n{len(body)}\n%%EOF\n"
    )
    assert problem_of((body + end).encode()) == "encrypted"


def test_a_pdf_without_a_record_is_said_to_have_none(pdf: bytes) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    assert problem_of(written(writer)) == "no_attachment"
    writer.add_attachment("other.json", b"{}")
    assert problem_of(written(writer)) == "no_attachment"


def test_two_records_in_one_file_are_no_record(pdf: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.add_attachment("record.json", b"{}")
    assert problem_of(written(writer)) == "damaged"


@pytest.mark.parametrize("part", [20, 2, 1.1, 1.01])
def test_a_file_cut_short_is_damaged(pdf: bytes, part: float) -> None:
    assert problem_of(pdf[: int(len(pdf) / part)]) == "damaged"


def test_garbage_behind_a_header_is_damaged() -> None:
    assert problem_of(b"%PDF-1.7\n" + random.Random(1).randbytes(5000)) == "damaged"


def test_an_attachment_cut_short_or_changed_is_damaged() -> None:
    content = b'{"format": 1}' * 50
    packed = zlib.compress(content)
    right = md5(content, usedforsecurity=False).digest()
    whole = with_stream(packed, size=len(content), checksum=right)
    assert read_attachment(whole, source="x") == content
    cut = with_stream(packed[:-20], size=len(content), checksum=right)
    assert problem_of(cut) == "damaged"
    broken = with_stream(b"xx" + packed, size=len(content), checksum=right)
    assert problem_of(broken) == "damaged"
    assert problem_of(with_stream(packed, size=1, checksum=right)) == "damaged"
    other = with_stream(packed, size=len(content), checksum=b"0" * 16)
    assert problem_of(other) == "damaged"


def test_a_record_that_unpacks_without_end_is_too_large() -> None:
    bomb = zlib.compress(bytes(33 * 1024 * 1024), 9)
    assert len(bomb) < 100_000
    assert problem_of(with_stream(bomb, size=10, checksum=b"0" * 16)) == "too_large"


def test_a_record_stored_too_large_without_packing_is_too_large() -> None:
    plain = bytes(33 * 1024 * 1024)
    made = with_stream(plain, size=len(plain), checksum=b"0" * 16, packed=False)
    assert problem_of(made) == "too_large"


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    assert problem_of(b"%PDF-1.7" + bytes(64 * 1024 * 1024)) == "too_large"


def test_a_file_of_countless_objects_is_refused_before_it_is_read() -> None:
    assert problem_of(b"%PDF-1.7\n" + b"0000000000 00000 n \n" * 600_000) == "too_large"


def test_a_file_of_countless_attachments_is_refused(
    pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment, "_MOST_ATTACHMENTS", 3)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for number in range(4):
        writer.add_attachment(f"a{number}.txt", b"x")
    assert problem_of(written(writer)) == "too_large"


def test_whatever_is_done_to_a_file_only_our_error_comes_out(
    pdf: bytes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(4)
    whole = read_attachment(pdf, source="x")
    with caplog.at_level(logging.DEBUG):
        found = [outcome_of(mangled(pdf, chance), whole) for _ in range(150)]
    assert set(found) <= {"unharmed", "damaged", "too_large", "not_pdf"}
    assert {"unharmed", "damaged"} <= set(found)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def mangled(pdf: bytes, chance: random.Random) -> bytes:
    data = bytearray(pdf)
    for _ in range(chance.choice([1, 4, 40])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    at = chance.randrange(len(data))
    data[at : at + chance.choice([0, 0, 3, 500])] = chance.randbytes(chance.randrange(3))
    return bytes(data)


def outcome_of(data: bytes, whole: bytes) -> object:
    try:
        found = read_attachment(data, source="x")
    except NotARecordError as error:
        return error.facts["problem"]
    return "unharmed" if found == whole else "changed unnoticed"
