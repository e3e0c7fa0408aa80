"""What stands where a list would be: what this is for and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.labels import Label, muted
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
        stack = QVBoxLayout(self)
        stack.setContentsMargins(24, 24, 24, 24)
        stack.setSpacing(8)
        stack.addStretch(1)
        for label in (self._title, self._text):
            _centre(label)
            stack.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (primary, secondary):
            if button is not None:
                buttons.addWidget(button)
        buttons.addStretch(1)
        stack.addSpacing(8)
        stack.addLayout(buttons)
        stack.addStretch(2)
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


def _centre(label: Label) -> None:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setFixedWidth(_TEXT_WIDTH)
