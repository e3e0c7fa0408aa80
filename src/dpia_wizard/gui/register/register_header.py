"""The top of the register: its name, the search box and the two ways to more activities."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.register.register_words import Figures
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.labels import heading, muted
from dpia_wizard.gui.widgets.search_box import SearchBox


class RegisterHead(QWidget):
    """Heading with its line, search, and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._line = muted("")
        self._figures = ""
        self.search = SearchBox("Search title, owner, answers…")
        self.search.setMinimumWidth(180)
        self.open_record = plain_button("Open a record…")
        self.new_activity = primary_button("New activity")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(heading("Activities"))
        names.addWidget(self._line)
        row.addLayout(names, 1)
        for widget in (self.search, self.open_record, self.new_activity):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_figures(self, figures: Figures, *, shown: int | None = None) -> None:
        """Say how many there are, how many of them are shown, and how many need the user."""
        self._figures = figures.line(shown)
        self._line.setText(self._figures)

    def show_progress(self, left: int) -> None:
        """Say that files are still being read."""
        reading = f"Reading activities, {left:,} to go…" if left else self._figures
        self._line.setText(reading)

    def offer_list(self, *, offered: bool) -> None:
        """Search and the button for a new activity make no sense over an empty list."""
        self.search.setVisible(offered)
        self.new_activity.setVisible(offered)
        self._line.setVisible(offered)
