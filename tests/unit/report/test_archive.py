"""What an archive or a screen reader would miss in a file is found."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.report import archive
from dpia_wizard.report.archive import Lack, archive_lacks
from tests.unit.report import pages, samples

Change = Callable[[PdfWriter], None]


def changed(change: Change) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pages.pdf_of(samples.completed()))))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def dropping(name: str) -> Change:
    return lambda writer: writer.root_object.__delitem__(NameObject(name))


def saying(old: bytes, new: bytes) -> Change:
    def change(writer: PdfWriter) -> None:
        metadata = writer.root_object["/Metadata"].get_object()
        assert isinstance(metadata, StreamObject)
        assert old in metadata.get_data()
        metadata.set_data(metadata.get_data().replace(old, new))

    return change


def without_a_font_file(writer: PdfWriter) -> None:
    descriptor = next(
        stored
        for stored in writer._objects
        if isinstance(stored, DictionaryObject) and stored.get("/Type") == "/FontDescriptor"
    )
    for name in ("/FontFile", "/FontFile2", "/FontFile3"):
        descriptor.pop(name, None)


def acting(kind: str) -> Change:
    def change(writer: PdfWriter) -> None:
        action = {NameObject("/S"): NameObject(kind)}
        first = writer.pages[0]
        first[NameObject("/AA")] = ArrayObject([DictionaryObject(action)])

    return change


def scripted(writer: PdfWriter) -> None:
    script = DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")})
    writer.root_object[NameObject("/OpenAction")] = script


CASES: dict[str, tuple[Change, Lack]] = {
    "no metadata": (dropping("/Metadata"), Lack.PDF_A),
    "another part": (saying(b'pdfaid:part="3"', b'pdfaid:part="2"'), Lack.PDF_A),
    "not for screen readers": (saying(b'pdfuaid:part="1"', b'pdfuaid:part="9"'), Lack.PDF_UA),
    "no tags": (dropping("/StructTreeRoot"), Lack.TAGS),
    "not marked": (dropping("/MarkInfo"), Lack.TAGS),
    "no language": (dropping("/Lang"), Lack.LANGUAGE),
    "no colours": (dropping("/OutputIntents"), Lack.COLOURS),
    "no font": (without_a_font_file, Lack.FONTS),
    "a script": (scripted, Lack.ACTIVE),
    "a program": (acting("/Launch"), Lack.ACTIVE),
}


def test_a_record_lacks_nothing() -> None:
    assert archive_lacks(pages.pdf_of(samples.completed()), source="x") == ()


@pytest.mark.parametrize("case", CASES)
def test_what_is_missing_is_named(case: str) -> None:
    change, lack = CASES[case]
    assert lack in archive_lacks(changed(change), source="x")


@pytest.mark.parametrize(("limit", "value"), [("_MOST_OBJECTS", 3), ("_SECONDS", -1)])
def test_looking_ends_where_it_takes_too_much(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(archive, limit, value)
    with pytest.raises(NotARecordError) as refused:
        archive_lacks(pages.pdf_of(samples.completed()), source="x")
    assert refused.value.facts["problem"] == "too_large"


def test_what_is_nested_without_end_is_not_followed() -> None:
    def nest(writer: PdfWriter) -> None:
        inner = ArrayObject()
        for _ in range(100):
            inner = ArrayObject([inner])
        writer.root_object[NameObject("/Nested")] = inner

    with pytest.raises(NotARecordError):
        archive_lacks(changed(nest), source="x")
