"""Opens a PDF of which nothing is trusted: held to what a record needs, and read strictly."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from dpia_wizard.codec.stumbles import STUMBLES
from dpia_wizard.domain.errors import NotARecordError

MOST_FILE_BYTES = 64 * 1024 * 1024
MOST_STREAM_BYTES = 32 * 1024 * 1024

_MOST_OBJECTS = 500_000
_HEADER_WITHIN = 1024
_TABLE_ENTRY = b" 00000 n"

_STUMBLES: tuple[type[Exception], ...] = (PyPdfError, *STUMBLES)


@contextmanager
def opened_pdf(data: bytes, *, source: str) -> Iterator[PdfReader]:
    """A reader over the file; whatever goes wrong within is a `NotARecordError`.

    Its `problem` is not_pdf, encrypted, damaged or too_large. A file that needs mending is
    damaged.
    """
    if len(data) > MOST_FILE_BYTES or data.count(_TABLE_ENTRY) > _MOST_OBJECTS:
        raise NotARecordError(source=source, problem="too_large")
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise NotARecordError(source=source, problem="not_pdf")
    try:
        with _limited():
            reader = PdfReader(
                BytesIO(data),
                strict=True,
                root_object_recovery_limit=0,
                xref_stream_maximum_entries=_MOST_OBJECTS,
            )
            if reader.is_encrypted:
                raise NotARecordError(source=source, problem="encrypted")
            yield reader
    except (DependencyError, FileNotDecryptedError) as error:
        raise NotARecordError(source=source, problem="encrypted") from error
    except LimitReachedError as error:
        broken = isinstance(error.__cause__, zlib.error)
        problem = "damaged" if broken else "too_large"
        raise NotARecordError(source=source, problem=problem) from error
    except _STUMBLES as error:
        raise NotARecordError(source=source, problem="damaged") from error


@contextmanager
def _limited() -> Iterator[None]:
    """Hold the parser to what a record needs, and keep its remarks out of our logs."""
    logger, silence = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(silence)
    propagate, logger.propagate = logger.propagate, False
    try:
        with apply_configuration(
            maximum_declared_stream_length=MOST_FILE_BYTES,
            array_based_stream_maximum_output_length=MOST_STREAM_BYTES,
            lzw_maximum_output_length=MOST_STREAM_BYTES,
            run_length_maximum_output_length=MOST_STREAM_BYTES,
            zlib_maximum_output_length=MOST_STREAM_BYTES,
            zlib_maximum_recovery_input_length=0,
            brotli_maximum_output_length=MOST_STREAM_BYTES,
            stream_decoding_work_maximum_length=3 * MOST_STREAM_BYTES,
            jbig2dec_binary=None,
            disable_legacy_handling=True,
        ):
            yield
    finally:
        logger.propagate = propagate
        logger.removeHandler(silence)
