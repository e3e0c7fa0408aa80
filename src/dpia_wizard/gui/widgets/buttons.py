"""Buttons: one primary a page, plain ones beside it, quiet ones that look like links."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

Variant = Literal["primary", "plain", "quiet"]


class Button(QPushButton):
    """A button in one of three looks; Return presses it when it has the focus."""

    def __init__(
        self, text: str, variant: Variant = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("variant", variant)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Enter press, not only Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)


def primary_button(text: str) -> Button:
    """The one thing to do next."""
    return Button(text, "primary")


def plain_button(text: str) -> Button:
    """Something else one can do."""
    return Button(text, "plain")


def quiet_button(text: str) -> Button:
    """A minor way on, as a link."""
    return Button(text, "quiet")
