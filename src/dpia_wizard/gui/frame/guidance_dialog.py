"""Guidance for the whole program: how a case goes, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import primary_button
from dpia_wizard.gui.widgets.labels import body, heading, muted, subheading
from dpia_wizard.gui.widgets.scroll_page import ScrollPage

HOW = {
    "1. Describe the activity": (
        "Say once what you want to send, to whom and by which channels. Later questions offer "
        "what you wrote; nothing is copied without you."
    ),
    "2. Answer the screening": (
        "Twelve questions tell whether a data protection impact assessment is needed. Not sure "
        "counts as yes until your data protection officer decides."
    ),
    "3. Go through what applies": (
        "The marketing rules tell for each channel and group whether you may send. Where you "
        "rely on legitimate interests, three tests weigh your purpose against people’s rights "
        "(the LIA). Each question says why it is asked and names its source."
    ),
    "4. Complete and approve": (
        "Completing locks a version and writes its PDF. Somebody else approves it. A change "
        "later starts a new version; the old one stays. Once all that has to come first is "
        "approved, the activity is ready to send: check the lists, send, and record it."
    ),
}
KEYS = (
    ("Ctrl+N", "New activity"),
    ("Ctrl+F", "Search"),
    ("Return", "Open the selected activity"),
    ("Y, N, U", "Answer yes, no or not sure"),
    ("Alt+Left, Alt+Right", "Back and next"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo and redo"),
    ("Ctrl+W", "Close the activity; all is saved"),
    ("F1", "Guidance"),
)


class GuidanceDialog(QDialog):
    """A page to read; closes with Esc or Return."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Guidance")
        self.resize(640, 700)
        page = ScrollPage(margin=28, spacing=6)
        page.body.addWidget(heading("How it works"))
        for name, text in HOW.items():
            page.body.addSpacing(8)
            page.body.addWidget(subheading(name))
            page.body.addWidget(body(text))
        page.body.addSpacing(16)
        page.body.addWidget(subheading("Keys"))
        page.body.addLayout(_keys())
        close = primary_button("Close")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 28, 20)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(page)
        stack.addLayout(row)
        close.setFocus()


def _keys() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (keys, what) in enumerate(KEYS):
        grid.addWidget(muted(keys), row, 0)
        grid.addWidget(body(what), row, 1)
    return grid
