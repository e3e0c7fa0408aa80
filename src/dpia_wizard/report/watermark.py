"""A word across the whole page as pure outlines: no font, no opacity, nothing to extract."""

from __future__ import annotations

from functools import cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from dpia_wizard.report.fonts import font_files

_COLOUR = "#eef1f6"
_WIDTH_MM = 190
_HEIGHT_MM = 250
_LENGTH_MM = 210
_TILT = 52


@cache
def watermark_svg(word: str) -> bytes:
    """The word, slanted from the lower left, in a colour that any text stands out from."""
    path, length = _outlines(word.upper())
    scale = _LENGTH_MM / length
    middle = f"translate({_WIDTH_MM / 2},{_HEIGHT_MM / 2}) rotate(-{_TILT})"
    placed = f"{middle} scale({scale:.5f}) translate({-length / 2:.1f},357)"
    size = f'width="{_WIDTH_MM}mm" height="{_HEIGHT_MM}mm"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="0 0 {_WIDTH_MM} {_HEIGHT_MM}">'
        f'<path fill="{_COLOUR}" transform="{placed}" d="{path}"/></svg>'
    ).encode()


def _outlines(word: str) -> tuple[str, float]:
    """The word's outlines as one path, and its length, in font units."""
    bold = next(path for path in font_files() if path.name == "NotoSans-Bold.ttf")
    with TTFont(bold, lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        pen = SVGPathPen(glyphs)
        at = 0.0
        for letter in word:
            glyph = glyphs[names[ord(letter)]]
            glyph.draw(TransformPen(pen, (1, 0, 0, -1, at, 0)))
            at += glyph.width
        return pen.getCommands(), at
