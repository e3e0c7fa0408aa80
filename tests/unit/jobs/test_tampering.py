"""What somebody could do to a signed record; none of it passes for an approved one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import md5
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from dpia_wizard.codec.record import dump_record, record_bytes
from dpia_wizard.domain.checking import SignatureKind, Verdict
from dpia_wizard.domain.people import Person
from dpia_wizard.report.stamp import render_stamp
from dpia_wizard.sign import seal as sealing
from dpia_wizard.sign.seal import place_size, seal
from dpia_wizard.sign.verify import signatures_in
from tests.builders import APPROVER, NOW, OWNER
from tests.unit.jobs import checked
from tests.unit.jobs.changed_bytes import NOBODY, other_byte, other_digit, problems
from tests.unit.jobs.checked import APPROVED, COMPLETED, LATER, THIRD, approved_pdf, look_at

SPREAD = 2_000
IN_CONTAINERS = 400


def completed_pdf() -> bytes:
    return checked.signed(checked.completed().unsigned, (COMPLETED, checked.FIRST))


def containers(pdf: bytes) -> Iterator[tuple[int, int]]:
    """Where the hex digits of each signature stand."""
    at = 0
    while (start := pdf.find(b"/Contents <", at)) >= 0:
        start += len(b"/Contents <")
        at = pdf.index(b">", start)
        yield start, at


# single bytes -----------------------------------------------------------------------------


def test_two_thousand_bytes_over_the_whole_file_are_each_found_when_changed() -> None:
    pdf = approved_pdf()
    found = problems(pdf, other_byte, [i * len(pdf) // SPREAD for i in range(SPREAD)])
    assert len(found) == SPREAD
    assert found.count("") == 0


@pytest.mark.parametrize("make", [completed_pdf, approved_pdf])
def test_no_digit_of_a_container_is_free_to_change(make: Callable[[], bytes]) -> None:
    pdf = make()
    places = [at for start, end in containers(pdf) for at in range(start, end)]
    places = places[:: max(1, len(places) // IN_CONTAINERS)]
    assert _unnoticed(pdf, places) == []


def test_no_digit_of_a_time_stamped_container_is_free_to_change() -> None:
    pdf = stamped_pdf()
    assert signatures_in(pdf, trust=NOBODY).problem == ""
    ((start, end),) = containers(pdf)
    written = len(pdf[start:end].rstrip(b"0"))
    places = range(start, start + written, max(1, written // IN_CONTAINERS))
    assert _unnoticed(pdf, places) == []


def _unnoticed(pdf: bytes, places: Sequence[int]) -> list[int]:
    """The places where another digit is taken for what was signed."""
    found = problems(pdf, other_digit, places)
    return [at for at, problem in zip(places, found, strict=True) if not problem]


def stamped_pdf() -> bytes:
    pdf = checked.completed().unsigned
    key = checked.FIRST
    size = place_size(pdf, COMPLETED, source="x")
    look = render_stamp(COMPLETED, key.certificate, NOW, size=size)
    return seal(
        pdf, key, kind=COMPLETED, at=NOW, stamp=look, time_stamper=checked.time_stamper()
    )


def test_signatures_that_were_put_out_of_reach_are_missed() -> None:
    pdf = approved_pdf()
    for name in (b"/AcroForm", b"/Fields"):
        hidden = pdf.replace(name, name[:-1] + b"x")
        if hidden != pdf:
            assert signatures_in(hidden, trust=NOBODY).problem


# whole attacks ----------------------------------------------------------------------------


def appended(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=True)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _other_text(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"0 0 0 rg 80 700 300 40 re f")
    page[pdf_name("/Contents")] = generic.ArrayObject(
        [page.raw_get("/Contents"), writer.add_object(stream)]
    )
    writer.update_container(page)


def _other_attachment(writer: IncrementalPdfFileWriter) -> None:
    (_, spec) = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    spec = spec.get_object() if isinstance(spec, generic.IndirectObject) else spec
    data = record_bytes(dump_record(checked.completed(text="Something else.").record))
    stream = generic.StreamObject(stream_data=data)
    checksum = md5(data, usedforsecurity=False).digest()
    stream[pdf_name("/Type")] = pdf_name("/EmbeddedFile")
    stream[pdf_name("/Params")] = generic.DictionaryObject(
        {
            pdf_name("/Size"): generic.NumberObject(len(data)),
            pdf_name("/CheckSum"): generic.ByteStringObject(checksum),
        }
    )
    spec["/EF"][pdf_name("/F")] = writer.add_object(stream)
    writer.update_container(spec["/EF"])


def _other_title(writer: IncrementalPdfFileWriter) -> None:
    writer.trailer_view["/Info"][pdf_name("/Title")] = generic.TextStringObject("Other")
    writer.update_container(writer.trailer_view["/Info"])


def _no_signatures(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    for place in range(len(fields)):
        field = fields[place]
        field.pop("/V", None)
        writer.update_container(field)


def _other_look(writer: IncrementalPdfFileWriter) -> None:
    """Another name in the visible block of a signature."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    look = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject([generic.NumberObject(0)] * 4),
        },
        stream_data=b"",
    )
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
    writer.update_container(field)


def _cut_off() -> bytes:
    pdf = approved_pdf()
    return pdf[: len(pdf) - len(pdf) % 7 - 500]


def _approval_cut_off() -> bytes:
    pdf = approved_pdf()
    ends = [at for at in range(len(pdf)) if pdf.startswith(b"%%EOF", at)]
    return pdf[: ends[-2] + len(b"%%EOF\n")]


def _between() -> bytes:
    """A change after completion that the approver then signed with it."""
    changed = appended(completed_pdf(), _other_text)
    return signed_anyhow(changed)


def signed_anyhow(pdf: bytes) -> bytes:
    """An approval put into a file with a plain signer, whatever the file has been through."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    plain = seal_key()
    out: BytesIO = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name="approved", md_algorithm="sha256"), plain
    ).sign_pdf(writer, existing_fields_only=True)
    return out.getvalue()


def seal_key() -> signers.SimpleSigner:
    return checked.plain_signer(THIRD)


def _along_with(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An approval by the right person, whose program changed something in the same step."""
    pdf = completed_pdf()
    look = render_stamp(
        APPROVED, THIRD.certificate, LATER, size=place_size(pdf, APPROVED, source="x")
    )
    writer = sealing._OnlySignature(BytesIO(pdf), strict=True)
    change(writer)
    signer = sealing._pdf_signer(THIRD, APPROVED, LATER, look, None)
    return sealing._in_lower_case(signer.sign_pdf(writer, existing_fields_only=True).getvalue())


def _swapped() -> bytes:
    """The pages of one record around the data of another, signed by the right people."""
    other = checked.completed(text="Something else altogether.")
    mixed = checked.with_record(checked.completed().unsigned, other.record)
    return checked.signed(mixed, (COMPLETED, checked.FIRST), (APPROVED, THIRD))


def _by_a_stranger() -> bytes:
    """Everything signed anew in the same names, with keys nobody here knows."""
    owner = checked.key_of(OWNER, number=7)
    approver = checked.key_of(APPROVER, number=8)
    unsigned = checked.completed().unsigned
    return checked.signed(unsigned, (COMPLETED, owner), (APPROVED, approver))


def _by_strangers_for_the_completer() -> bytes:
    stranger = checked.key_of(Person(name="Somebody else"), number=9)
    return checked.signed(
        checked.completed().unsigned, (COMPLETED, stranger), (APPROVED, THIRD)
    )


CHANGED, NOT_APPROVED = Verdict.CHANGED, Verdict.INTACT_NOT_APPROVED
UNKNOWN, NO_RECORD = Verdict.SIGNER_NOT_TRUSTED, Verdict.NOT_A_RECORD
ATTACKS: dict[str, tuple[Callable[[], bytes], tuple[Verdict, ...]]] = {
    "text changed": (lambda: appended(approved_pdf(), _other_text), (CHANGED,)),
    "attachment replaced": (lambda: appended(approved_pdf(), _other_attachment), (CHANGED,)),
    "title changed": (lambda: appended(approved_pdf(), _other_title), (CHANGED,)),
    "visible block changed": (lambda: appended(approved_pdf(), _other_look), (CHANGED,)),
    "signatures taken out": (
        lambda: appended(approved_pdf(), _no_signatures),
        (CHANGED, NO_RECORD),
    ),
    "nothing but bytes added": (lambda: approved_pdf() + b"\n% more\n", (CHANGED,)),
    "approval cut off": (_approval_cut_off, (NOT_APPROVED,)),
    "cut off anywhere": (_cut_off, (CHANGED, Verdict.UNREADABLE)),
    "changed between the signatures": (_between, (CHANGED,)),
    "text changed with the approval": (lambda: _along_with(_other_text), (CHANGED,)),
    "attachment replaced with the approval": (
        lambda: _along_with(_other_attachment),
        (CHANGED,),
    ),
    "title changed with the approval": (lambda: _along_with(_other_title), (CHANGED,)),
    "pages and data of two records": (_swapped, (CHANGED,)),
    "signed anew by a stranger": (_by_a_stranger, (UNKNOWN,)),
    "completed by a stranger": (_by_strangers_for_the_completer, (UNKNOWN,)),
    "unsigned copy": (lambda: checked.completed().unsigned, (NO_RECORD,)),
    "never approved": (completed_pdf, (NOT_APPROVED,)),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_done_to_a_record_leaves_it_intact_trusted_and_approved(
    attack: str, tmp_path: Path
) -> None:
    make, verdicts = ATTACKS[attack]
    report = look_at(tmp_path, make())
    assert report.verdict in verdicts
    assert report.headline


def test_the_record_itself_is_intact_trusted_and_approved(tmp_path: Path) -> None:
    assert look_at(tmp_path, approved_pdf()).verdict is Verdict.INTACT_APPROVED
    assert SignatureKind.APPROVED in {
        one.kind for one in signatures_in(approved_pdf(), trust=NOBODY).signatures
    }
    assert LATER > NOW
