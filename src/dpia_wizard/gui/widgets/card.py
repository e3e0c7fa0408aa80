"""A rounded surface that holds what belongs together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.style import set_style


class Card(QFrame):
    """A surface with a border; add to `body`."""

    def __init__(
        self, parent: QWidget | None = None, *, padding: int = 20, spacing: int = 8
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setProperty("focusRadius", 12)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, max(padding - 4, 0), padding, max(padding - 4, 0))
        self.body.setSpacing(spacing)

    def set_highlighted(self, highlighted: bool) -> None:
        """Mark the card as the one to go on with, by a stronger border."""
        set_style(self, "card", "highlighted" if highlighted else "plain")
