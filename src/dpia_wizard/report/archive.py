"""Whether a file keeps what it declares: fit for archives (PDF/A-3) and screen readers."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from enum import StrEnum

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)

from dpia_wizard.report.pdf_file import opened_pdf

_MOST_OBJECTS = 50_000
_DEEPEST = 50
_SECONDS = 10
_PDF_A = (rb"pdfaid:part\W+3\b", rb"pdfaid:conformance\W+A\b")
_PDF_UA = rb"pdfuaid:part\W+1\b"
_ACTIVE = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Sound", "/Movie")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class Lack(StrEnum):
    """Something an archive or a screen reader needs and the file does not have."""

    PDF_A = "pdf_a"
    PDF_UA = "pdf_ua"
    TAGS = "tags"
    LANGUAGE = "language"
    FONTS = "fonts"
    COLOURS = "colours"
    ACTIVE = "active"


def archive_lacks(pdf: bytes, *, source: str) -> tuple[Lack, ...]:
    """What the file lacks, nothing if it keeps its promise as far as can be seen from within.

    Raises `NotARecordError` where looking takes too much. A validator sees more than this.
    """
    with opened_pdf(pdf, source=source) as reader:
        return tuple(_lacks(reader))


def _lacks(reader: PdfReader) -> Iterator[Lack]:
    root = reader.root_object
    declared = _metadata(root)
    if not all(re.search(pattern, declared) for pattern in _PDF_A):
        yield Lack.PDF_A
    if not re.search(_PDF_UA, declared):
        yield Lack.PDF_UA
    marked = root.get("/MarkInfo", DictionaryObject()).get_object()
    if "/StructTreeRoot" not in root or not _is_true(marked, "/Marked"):
        yield Lack.TAGS
    if not root.get("/Lang"):
        yield Lack.LANGUAGE
    intents = root.get("/OutputIntents", ArrayObject()).get_object()
    if not any("/DestOutputProfile" in intent.get_object() for intent in intents):
        yield Lack.COLOURS
    found = [part for whole in _objects(reader) for part in _dictionaries(whole)]
    if any(_lacks_its_file(part) for part in found):
        yield Lack.FONTS
    if any(part.get("/S") in _ACTIVE or "/JS" in part for part in found):
        yield Lack.ACTIVE


def _metadata(root: DictionaryObject) -> bytes:
    stream = root.get("/Metadata")
    found = stream.get_object() if stream is not None else None
    return found.get_data() if isinstance(found, StreamObject) else b""


def _is_true(found: PdfObject | None, key: str) -> bool:
    return isinstance(found, DictionaryObject) and bool(found.get(key))


def _lacks_its_file(part: DictionaryObject) -> bool:
    """Whether it is a font whose letters are not in the file."""
    if part.get("/Type") != "/Font" or part.get("/Subtype") in ("/Type0", "/Type3"):
        return False
    descriptor = part.get("/FontDescriptor", DictionaryObject()).get_object()
    return not any(name in descriptor for name in _FONT_FILES)


def _objects(reader: PdfReader) -> Iterator[PdfObject]:
    """Every object of the file that is in use."""
    numbers = {
        (number, generation)
        for generation, table in reader.xref.items()
        for number in table
        if number
    } | {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        raise LimitReachedError("more objects than any record has")
    deadline = time.monotonic() + _SECONDS
    for number, generation in sorted(numbers):
        if time.monotonic() > deadline:
            raise LimitReachedError("longer than any record takes")
        found = reader.get_object(IndirectObject(number, generation, reader))
        if found is not None:
            yield found


def _dictionaries(whole: PdfObject, depth: int = 0) -> Iterator[DictionaryObject]:
    """An object's dictionaries, its own parts included, what it points to left out."""
    if depth > _DEEPEST:
        raise LimitReachedError("deeper than any record is")
    if isinstance(whole, DictionaryObject):
        yield whole
        for part in whole.values():
            yield from _dictionaries(part, depth + 1)
    elif isinstance(whole, ArrayObject):
        for part in whole:
            yield from _dictionaries(part, depth + 1)
