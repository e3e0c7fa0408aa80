"""What decides the bytes of a file beside the record: libraries, fonts, templates, code."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontTools
import pydyf
import weasyprint
from weasyprint.text.ffi import ffi, harfbuzz, pango

from dpia_wizard.report.fonts import fonts_digest
from dpia_wizard.resources import resource_path

_HARFBUZZ_VERSION = "const char * hb_version_string(void);"


@cache
def renderer_versions() -> dict[str, str]:
    """Named in every record: with the same of all these, it gives the same bytes again."""
    version = pango.pango_version()
    templates = resource_path("report_templates")
    return {
        "weasyprint": weasyprint.__version__,
        "pydyf": pydyf.__version__,
        "pango": f"{version // 10000}.{version // 100 % 100}.{version % 100}",
        "harfbuzz": _harfbuzz_version(),
        "fonttools": fontTools.version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "fonts": fonts_digest(),
        "template": _digest([templates / "paper.css", *(templates / "record").iterdir()]),
        "code": _digest(Path(__file__).parent.glob("*.py")),
    }


def _harfbuzz_version() -> str:
    """WeasyPrint binds the library, but not this one function of it."""
    ffi.cdef(_HARFBUZZ_VERSION)
    told: bytes = ffi.string(harfbuzz.hb_version_string())
    return told.decode("ascii")


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        if path.is_file():
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]
