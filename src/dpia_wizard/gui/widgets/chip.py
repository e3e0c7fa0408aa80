"""A pill that carries a state in words; its colour only repeats them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy

from dpia_wizard.gui.theme.fonts import sized_font
from dpia_wizard.gui.theme.palette import Palette
from dpia_wizard.gui.widgets.style import set_style

HEIGHT: Final = 22
_PADDING: Final = 10
_SEEN: Final = ("care", "stop")


class Chip(QLabel):
    """A state in one or two words; an empty text hides it."""

    def __init__(self, text: str = "", tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", tone or "muted")
        self.setText(text)

    def show_state(self, text: str, tone: str = "") -> None:
        """Show another state."""
        self.setText(text)
        self.setVisible(bool(text))
        set_style(self, "chip", tone or "muted")


def paint_chip(
    painter: QPainter,
    box: QRectF,
    text: str,
    tone: str,
    palette: Palette,
    *,
    ground: str = "",
) -> None:
    """Paint the same pill at the left of a table's cell, elided to its width.

    On the `ground` of a chosen row a blue, grey or green one would hardly be seen: it
    takes the surface's colour there.
    """
    font = sized_font(12, weight=QFont.Weight.Bold)
    metrics = QFontMetricsF(font)
    room = box.width() - 2 * _PADDING
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(shown) + 2 * _PADDING
    pill = QRectF(box.left(), box.center().y() - HEIGHT / 2, width, HEIGHT)
    ink, weak = palette.tone(tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.surface if ground and tone not in _SEEN else weak))
    painter.drawRoundedRect(pill, HEIGHT / 2, HEIGHT / 2)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


def chip_width(text: str) -> float:
    """How wide the pill is with all its words."""
    metrics = QFontMetricsF(sized_font(12, weight=QFont.Weight.Bold))
    return metrics.horizontalAdvance(text) + 2 * _PADDING
