"""A radio button without a word of its own: the text beside it says what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from dpia_wizard.gui.theme.current import current_palette

_SIZE = 20
_DOT = 16


class Dot(QRadioButton):
    """Painted in our own colours, so that it is seen in every theme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("focusRadius", _SIZE // 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As tall as a line of text beside it."""
        return QSize(_SIZE, _SIZE)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be hit."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, filled where it is chosen."""
        palette = current_palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = (_SIZE - _DOT) / 2
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        on = self.isChecked() and self.isEnabled()
        painter.setPen(QPen(QColor(palette.primary if on else palette.field_line), 1.5))
        painter.setBrush(QColor(palette.surface))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.primary if on else palette.field_line))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
