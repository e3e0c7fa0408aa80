"""Takes the data back out of a record's PDF, trusting nothing about the file."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from io import BytesIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError
from pypdf.generic import EmbeddedFile

from dpia_wizard.codec.record import ATTACHMENT
from dpia_wizard.domain.errors import NotARecordError

_MOST_FILE_BYTES = 64 * 1024 * 1024
_MOST_BYTES = 32 * 1024 * 1024
_MOST_OBJECTS = 500_000
_MOST_ATTACHMENTS = 1_000
_HEADER_WITHIN = 1024
_TABLE_ENTRY = b" 00000 n"

# what a parser meets in a file made to break it
_STUMBLES = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read_attachment(data: bytes, *, source: str) -> bytes:
    """The bytes of record.json in one of our PDFs.

    Raises `NotARecordError`, whose `problem` is not_pdf, encrypted, damaged, no_attachment or
    too_large. Files are read strictly: one that needs mending is damaged.
    """
    if len(data) > _MOST_FILE_BYTES or data.count(_TABLE_ENTRY) > _MOST_OBJECTS:
        raise NotARecordError(source=source, problem="too_large")
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise NotARecordError(source=source, problem="not_pdf")
    try:
        with _limited():
            return _record_in(data, source)
    except (DependencyError, FileNotDecryptedError) as error:
        raise NotARecordError(source=source, problem="encrypted") from error
    except LimitReachedError as error:
        broken = isinstance(error.__cause__, zlib.error)
        problem = "damaged" if broken else "too_large"
        raise NotARecordError(source=source, problem=problem) from error
    except _STUMBLES as error:
        raise NotARecordError(source=source, problem="damaged") from error


def _record_in(data: bytes, source: str) -> bytes:
    reader = PdfReader(
        BytesIO(data),
        strict=True,
        root_object_recovery_limit=0,
        xref_stream_maximum_entries=_MOST_OBJECTS,
    )
    if reader.is_encrypted:
        raise NotARecordError(source=source, problem="encrypted")
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
    if len(content) > _MOST_BYTES:
        raise NotARecordError(source=source, problem="too_large")
    expected = getattr(file.checksum, "original_bytes", b"")
    if file.size != len(content) or expected != md5(content, usedforsecurity=False).digest():
        raise NotARecordError(source=source, problem="damaged")
    return content


@contextmanager
def _limited() -> Iterator[None]:
    """Hold the parser to what a record needs, and keep its remarks out of our logs."""
    logger, silence = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(silence)
    propagate, logger.propagate = logger.propagate, False
    try:
        with apply_configuration(
            maximum_declared_stream_length=_MOST_FILE_BYTES,
            array_based_stream_maximum_output_length=_MOST_BYTES,
            lzw_maximum_output_length=_MOST_BYTES,
            run_length_maximum_output_length=_MOST_BYTES,
            zlib_maximum_output_length=_MOST_BYTES,
            zlib_maximum_recovery_input_length=0,
            brotli_maximum_output_length=_MOST_BYTES,
            stream_decoding_work_maximum_length=3 * _MOST_BYTES,
            jbig2dec_binary=None,
            disable_legacy_handling=True,
        ):
            yield
    finally:
        logger.propagate = propagate
        logger.removeHandler(silence)
