"""A link in the text: wraps like text, and can be reached and pressed by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from dpia_wizard.gui.widgets.labels import Label


class Link(Label):
    """Words that lead somewhere."""

    clicked = Signal()
    """The user follows the link."""

    def __init__(self, text: str, name: str = "") -> None:
        super().__init__(text, "body")
        self.setProperty("role", "link")
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name or text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click follows it."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space follow it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)
