"""What the sender of an activity asks of its reader, above what is next."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.asked import Asked
from dpia_wizard.gui.widgets.messages import Banner


class AskedBanner(QWidget):
    """Hidden unless the activity came with a note and nobody has gone on with it yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("asked_of_reader")
        self._banner = Banner("note", "")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._banner)
        self.hide()

    def show_asked(self, asked: Asked | None) -> None:
        """Show who asks for what."""
        if asked is not None:
            who = str(asked.by) or "Whoever handed this over"
            self._banner.show_message("note", f"{who} asks you:", asked.note)
        self.setVisible(asked is not None)
