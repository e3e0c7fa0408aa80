"""Something is going on: a turning ring with words."""

from __future__ import annotations

from PySide6.QtCore import QBasicTimer, QRectF, QSize, Qt, QTimerEvent
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.widgets.labels import muted
from dpia_wizard.gui.widgets.messages import announce

_SIZE = 18
_STEP_MS = 60
_STEP_DEGREES = 24


class Busy(QWidget):
    """Shown while work goes on elsewhere; hidden until `start`."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._label = muted(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Ring())
        row.addWidget(self._label, 1)
        self.setAccessibleName(text)
        self.hide()

    def start(self, text: str) -> None:
        """Show that something goes on, and what."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def stop(self) -> None:
        """It is over."""
        self.hide()


class _Ring(QWidget):
    """Turns only while it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QBasicTimer()
        self._angle = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As tall as a line of text."""
        return QSize(_SIZE, _SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to turn."""
        super().showEvent(event)
        self._timer.start(_STEP_MS, self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._timer.stop()

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Turn a little."""
        self._angle = (self._angle + _STEP_DEGREES) % 360
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw three quarters of a circle."""
        palette = current_palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, 2, _SIZE - 4, _SIZE - 4)
        painter.setPen(QPen(QColor(palette.line), 2.5))
        painter.drawEllipse(box)
        pen = QPen(QColor(palette.primary), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(box, -self._angle * 16, 100 * 16)
