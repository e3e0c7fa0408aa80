"""The top of a page about something: the way back, its name, and a line about it."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.gui.widgets.labels import Label
from dpia_wizard.gui.widgets.link import Link

_LONGEST_TITLE = 60


def way_back(text: str, name: str, object_name: str) -> Link:
    """A link on one line to where the page was opened from."""
    link = Link(text, name)
    link.setWordWrap(False)
    link.setObjectName(object_name)
    return link


def way_to_activity(title: str) -> Link:
    """The link above a page about an activity."""
    short = textwrap.shorten(title, width=_LONGEST_TITLE, placeholder="…")
    return way_back(f"Activities › {short} ›", "Back to the activity", "back_to_activity")


def page_names(back: Link, name: Label, line: Label, *, spacing: int = 0) -> QVBoxLayout:
    """The three below each other."""
    names = QVBoxLayout()
    names.setSpacing(spacing)
    names.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
    names.addWidget(name)
    names.addWidget(line)
    return names
