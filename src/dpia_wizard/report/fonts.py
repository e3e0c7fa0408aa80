"""The fonts of the records: what they can print, and no font of the machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

from dpia_wizard.resources import resource_path


@cache
def font_files() -> tuple[Path, ...]:
    """Every font file we ship, in a fixed order."""
    return tuple(sorted(resource_path("report_templates/fonts").glob("*.ttf")))


@cache
def coverage() -> frozenset[int]:
    """Every code point that at least one of our fonts can print."""
    found: set[int] = set()
    for path in font_files():
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


@cache
def fonts_digest() -> str:
    """Short SHA-256 over all font files: the same digest, the same letters."""
    total = hashlib.sha256()
    for path in font_files():
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def private_fonts() -> FontConfiguration:
    """A font configuration that knows our fonts and none of this machine.

    They are read where they lie: a style sheet's @font-face would copy them all to a temporary
    folder, left behind whenever a worker is killed.
    """
    with _only_our_fontconfig():
        return FontConfiguration()


@contextmanager
def _only_our_fontconfig() -> Iterator[None]:
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(resource_path("report_templates/record/fonts.conf"))
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
