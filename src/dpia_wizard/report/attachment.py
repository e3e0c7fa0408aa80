"""Takes the data back out of a record's PDF, trusting nothing about the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import md5

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import EmbeddedFile

from dpia_wizard.codec.record import ATTACHMENT
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.report.pdf_file import MOST_FILE_BYTES, MOST_STREAM_BYTES, opened_pdf

_MOST_ATTACHMENTS = 1_000


def read_attachment(data: bytes, *, source: str) -> bytes:
    """The bytes of record.json in one of our PDFs.

    Raises `NotARecordError`, whose `problem` is not_pdf, encrypted, damaged, no_attachment or
    too_large. Files are read strictly: one that needs mending is damaged.
    """
    with opened_pdf(data, source=source) as reader:
        return _record_in(reader, source)


def read_kept_files(data: bytes, keys: Collection[str], *, source: str) -> Mapping[str, bytes]:
    """The kept PDFs in a hand-over, by the keys of the versions it says it has them for.

    Whatever else is attached is not touched. Raises `NotARecordError`.
    """
    names = {f"{key}.pdf": key for key in keys}
    found: dict[str, bytes] = {}
    total = 0
    with opened_pdf(data, source=source) as reader:
        for file in _attachments(reader):
            key = names.get(str(file.name))
            if key is None:
                continue
            if key in found:
                raise NotARecordError(source=source, problem="damaged")
            found[key] = _checked(file, source)
            total += len(found[key])
            if total > MOST_FILE_BYTES:
                raise NotARecordError(source=source, problem="too_large")
    return found


def _record_in(reader: PdfReader, source: str) -> bytes:
    found = [file for file in _attachments(reader) if file.name == ATTACHMENT]
    if not found:
        raise NotARecordError(source=source, problem="no_attachment")
    if len(found) > 1:
        raise NotARecordError(source=source, problem="damaged")
    return _checked(found[0], source)


def _attachments(reader: PdfReader) -> Iterator[EmbeddedFile]:
    for number, file in enumerate(reader.attachment_list):
        if number >= _MOST_ATTACHMENTS:
            raise LimitReachedError("more attachments than any record has")
        yield file


def _checked(file: EmbeddedFile, source: str) -> bytes:
    """The content, if it is whole: a stream cut short decompresses without complaint."""
    content = file.content
    if len(content) > MOST_STREAM_BYTES:
        raise NotARecordError(source=source, problem="too_large")
    expected = getattr(file.checksum, "original_bytes", b"")
    if file.size != len(content) or expected != md5(content, usedforsecurity=False).digest():
        raise NotARecordError(source=source, problem="damaged")
    return content
