"""What stands where a list would be: what this is for and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.labels import muted
from dpia_wizard.gui.widgets.labels import title as title_label

_TEXT_WIDTH = 460


class EmptyState(QWidget):
    """A few friendly lines in the middle, with at most two ways on."""

    def __init__(
        self,
        title: str,
        text: str,
        primary: Button | None = None,
        secondary: Button | None = None,
    ) -> None:
        super().__init__()
        self._title = title_label(title)
        self._text = muted(text)
        column = QWidget()
        column.setFixedWidth(_TEXT_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(label)
        inner.addSpacing(8)
        inner.addLayout(_centred(primary, secondary))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(24, 24, 24, 24)
        stack.addStretch(1)
        stack.addLayout(_centred(column))
        stack.addStretch(2)
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


def _centred(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addStretch(1)
    for widget in widgets:
        if widget is not None:
            row.addWidget(widget)
    row.addStretch(1)
    return row
