"""The settings' card of the organisation profile: what it says in short, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.domain.profile import Profile
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.date_text import show_date
from dpia_wizard.gui.widgets.labels import body, small, subheading

_WHY = (
    "Controller and companies, contacts, the data you hold, who receives it and what your "
    "privacy notice says. It is offered in every assessment, printed in each record, and held "
    "against what you plan to send."
)
_NOTHING = "Not filled in yet."


class ProfileCard(Card):
    """One line on the profile; the form is a page of its own."""

    opened = Signal()
    """The user wants to see and fill in the form."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.said = body(_NOTHING)
        self.open = plain_button("Open the profile")
        self.open.setObjectName("open_profile")
        self.open.clicked.connect(self.opened)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.said, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(subheading("Organisation profile"))
        self.body.addLayout(row)
        self.body.addWidget(small(_WHY))

    def show_profile(self, profile: Profile) -> None:
        """Say in short what it holds."""
        self.said.setText(_in_short(profile))
        words = "Fill in the profile" if profile.is_empty else "Open the profile"
        self.open.setText(words)
        self.open.setAccessibleName(f"{words} of the organisation")


def _in_short(profile: Profile) -> str:
    if profile.is_empty:
        return _NOTHING
    number = len(profile.companies)
    companies = "1 company" if number == 1 else f"{number} companies"
    day = profile.notice_date
    notice = f"privacy notice of {show_date(day)}" if day else "no privacy notice named yet"
    parts = [profile.controller or "No controller named yet", companies if number else ""]
    return " · ".join(part for part in (*parts, notice) if part)
