"""Text of a few lines at most; the whole of it is in its tooltip."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption

from dpia_wizard.gui.widgets.labels import Label, LabelRole

_TIP_WIDTH = 80


class ClampedLabel(Label):
    """A label that ends in … after so many lines, so that no text pushes the rest away."""

    def __init__(self, text: str = "", role: LabelRole = "body", *, lines: int = 2) -> None:
        self._lines = lines
        super().__init__(text, role)

    def setText(self, text: str) -> None:
        """Show a text as one paragraph."""
        super().setText(" ".join(text.split()))
        self._tell()

    def sizeHint(self) -> QSize:
        """No higher than its lines."""
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._most()))

    def heightForWidth(self, width: int) -> int:
        """No higher than its lines."""
        return min(len(self._broken(width)), self._lines) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it no longer fits."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, the last of them with … where there are more."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics, width = self.fontMetrics(), self.width()
        lines = self._broken(width)
        shown = lines[: self._lines]
        if len(lines) > self._lines:
            rest = "".join(lines[self._lines - 1 :])
            shown[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        for row, line in enumerate(shown):
            painter.drawText(
                QPointF(0, row * metrics.lineSpacing() + metrics.ascent()), line.rstrip()
            )

    def _most(self) -> int:
        return self._lines * self.fontMetrics().lineSpacing()

    def _broken(self, width: int) -> list[str]:
        """The lines at a width, as many as are needed to know whether there are too many."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            start, length = line.textStart(), line.textLength()
            if len(lines) == self._lines:
                lines.append(self.text()[start:])
                break
            lines.append(self.text()[start : start + length])
        layout.endLayout()
        return lines or [""]

    def _tell(self) -> None:
        whole = len(self._broken(self.width())) <= self._lines
        self.setToolTip("" if whole else textwrap.fill(self.text(), _TIP_WIDTH))
