"""Finds words on a picture of the screen, as a person would, by how they are drawn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, product
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, qGray

from dpia_wizard.gui.theme.fonts import load_fonts, sized_font
from dpia_wizard.gui.theme.palette import LIGHT

_FONTS = (
    (14, QFont.Weight.Normal),
    (14, QFont.Weight.DemiBold),
    (14, QFont.Weight.Bold),
    (24, QFont.Weight.Bold),
    (18, QFont.Weight.Bold),
    (13, QFont.Weight.Normal),
    (12, QFont.Weight.Normal),
    (12, QFont.Weight.Bold),
)
_SHIFTS = tuple(eighth / 8 for eighth in range(8))
"""Text in the middle of a button may begin between two pixels."""
_INKS = (
    (LIGHT.text, LIGHT.background),
    (LIGHT.muted, LIGHT.background),
    (LIGHT.note, LIGHT.selected),
)
"""The others are near enough to one of these."""
_CENTRED = ((14, QFont.Weight.DemiBold), (18, QFont.Weight.Bold))
_BUTTON_INKS = (*_INKS, (LIGHT.on_primary, LIGHT.primary))
_Style: TypeAlias = tuple[tuple[int, QFont.Weight], float, tuple[str, str]]
_INK_FROM = 0.4
"""How dark a pixel must be; not one half, which the edges of many letters are exactly."""
_BAND = 8
"""So many rows are looked for at once, each pixel's column of them as one byte."""
_PART = 7
_TELLING = 4
_LETTER = 10
_AT_A_LETTER, _ON_THE_WHOLE = 0.5, 0.12
_GAP = bytes(4)
_WRITTEN = re.compile(rb"[^\0]+")


def _is_alike(differences: Iterator[float]) -> bool:
    """Whether no letter differs much, and all together hardly."""
    total, count = 0.0, 0
    for difference in differences:
        if difference > _AT_A_LETTER:
            return False
        total, count = total + difference, count + 1
    return total <= _ON_THE_WHOLE * count


class _Drawing:
    """Which pixels of a rectangle are ink, row by row, and small parts to look for first."""

    def __init__(self, rows: list[bytes]) -> None:
        self.rows = rows
        self.width = len(rows[0])
        spare = max(len(rows) - _BAND, 0)
        self.parts = [
            (down, right, part)
            for down in dict.fromkeys((spare // 2, 0, spare))
            for right, part in _solid_parts(rows[down:])
        ]


def _solid_parts(rows: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Where the widest parts without a gap begin, and their first and last columns."""
    band = bytes(
        sum(bit << number for number, bit in enumerate(column))
        for column in zip(*rows[:_BAND], strict=True)
    )
    widest = sorted(_WRITTEN.finditer(band), key=lambda part: part.start() - part.end())
    for part in widest[:3]:
        for right in {part.start(), max(part.start(), part.end() - _PART)}:
            columns = band[right : min(right + _PART, part.end())]
            if len(set(columns)) >= _TELLING:
                yield right, columns


class Picture:
    """A picture of the screen that can be searched for words."""

    def __init__(self, image: QImage) -> None:
        self.image = image
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        self._stride = grey.bytesPerLine()
        self._grey = bytes(grey.constBits())
        self._inks: dict[tuple[int, bool], _Ink] = {}

    def find(self, text: str) -> list[QRect]:
        """Where a text stands, from top to bottom; on buttons if nowhere else."""
        on_buttons = product(_CENTRED, _SHIFTS, _BUTTON_INKS)
        return self.read(text) or self._written(on_buttons, text)

    def read(self, text: str) -> list[QRect]:
        """The same for what stands on no button, which takes a quarter of the time to miss."""
        return self._written(product(_FONTS, (0.0,), _INKS), text)

    def _written(self, styles: Iterable[_Style], text: str) -> list[QRect]:
        found: dict[tuple[int, int], QRect] = {}
        for (size, weight), shift, (ink, ground) in styles:
            drawing = _drawn(text, size, weight, shift)
            for place in self._search(drawing, self._ink(ink, ground)):
                found.setdefault((place.y(), place.x()), place)
        return [found[key] for key in sorted(found)]

    def _search(self, drawing: _Drawing, ink: _Ink) -> Iterator[QRect]:
        known: set[int] = set()
        for down, right, part in drawing.parts:
            for start in ink.places_of(part):
                corner = start - down * self._stride - right
                if corner < 0 or corner in known:
                    continue
                known.add(corner)
                if _is_alike(ink.differences(drawing, corner)):
                    size = drawing.width, len(drawing.rows)
                    yield QRect(corner % self._stride, corner // self._stride, *size)

    def _ink(self, ink: str, ground: str) -> _Ink:
        """What is nearer to the ink's grey than to its ground's."""
        there, back = _grey_of(ink), _grey_of(ground)
        middle = round(back + _INK_FROM * (there - back))
        key = middle, there < back
        if key not in self._inks:
            below, above = (1, 0) if there < back else (0, 1)
            bits = self._grey.translate(bytes([below] * middle + [above] * (256 - middle)))
            self._inks[key] = _Ink(bits, self._stride)
        return self._inks[key]


class _Ink:
    """The screen as ones and zeros, and its written parts strung together to search in."""

    def __init__(self, bits: bytes, stride: int) -> None:
        self._bits = bits
        self._stride = stride
        whole = int.from_bytes(bits, "little")
        columns = 0
        for number in range(_BAND):
            columns |= (whole >> (8 * stride * number)) << number
        written = list(_WRITTEN.finditer(columns.to_bytes(len(bits), "little")))
        self._starts = [match.start() for match in written]
        self._strung = _GAP.join(match.group() for match in written)
        lengths = (len(match.group()) + len(_GAP) for match in written)
        self._at = [0, *accumulate(lengths)]

    def places_of(self, part: bytes) -> Iterator[int]:
        """Where a few columns of ink are found."""
        found = -1
        while (found := self._strung.find(part, found + 1)) >= 0:
            number = bisect_right(self._at, found) - 1
            yield self._starts[number] + found - self._at[number]

    def differences(self, drawing: _Drawing, corner: int) -> Iterator[float]:
        """How much the screen differs from a drawing, about letter by letter."""
        for left in range(0, drawing.width, _LETTER):
            wrong = dots = 0
            for number, row in enumerate(drawing.rows):
                start = corner + number * self._stride + left
                part = row[left : left + _LETTER]
                there = self._bits[start : start + len(part)]
                dots += sum(part)
                if there != part:
                    wrong += sum(a != b for a, b in zip(there, part, strict=False))
            yield wrong / max(dots, 1)


@cache
def _drawn(text: str, size: int, weight: QFont.Weight, shift: float) -> _Drawing:
    load_fonts()
    font = sized_font(size, weight=weight)
    metrics = QFontMetrics(font)
    box = QRect(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 4)
    image = QImage(box.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    painter.drawText(QPointF(4 + shift, metrics.ascent() + 2), text)
    painter.end()
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    stride = image.bytesPerLine()
    limit = round(255 * (1 - _INK_FROM))
    ones = bytes(image.constBits()).translate(bytes([1] * limit + [0] * (256 - limit)))
    return _trimmed([ones[y * stride : y * stride + box.width()] for y in range(box.height())])


def _trimmed(rows: list[bytes]) -> _Drawing:
    inked = [row for row in rows if any(row)]
    first = rows.index(inked[0])
    last = len(rows) - 1 - rows[::-1].index(inked[-1])
    left = min(row.index(1) for row in inked)
    right = max(row.rindex(1) for row in inked) + 1
    return _Drawing([row[left:right] for row in rows[first : last + 1]])


@cache
def _grey_of(colour: str) -> int:
    return qGray(QColor(colour).rgb())
