"""Words that came too late for a version locked elsewhere, handed back to their writer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import Banner, announce
from dpia_wizard.gui.widgets.text_inputs import TextBox

_TITLE = "This version was handed on or locked elsewhere while you were typing"
_TEXT = "What is stored is shown. These words of yours could not be saved in it any more:"


class StrandedCard(QWidget):
    """Hidden until there is something to hand back; then it stays until the page is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.box = TextBox(lines=3)
        self.box.setObjectName("stranded_words")
        self.box.setReadOnly(True)
        self.copy = plain_button("Copy them")
        self.copy.setObjectName("copy_stranded")
        self.copy.clicked.connect(self._on_copy)
        banner = Banner("care", _TITLE, _TEXT)
        banner.body.addWidget(labelled("Your words", self.box))
        banner.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(44, 16, 44, 0)
        stack.addWidget(banner)
        self.hide()

    def hand_back(self, words: str) -> None:
        """Show words, below those already shown."""
        before = self.box.content()
        self.box.set_content(f"{before}\n\n{words}" if before else words)
        self.show()
        announce(self, f"{_TITLE}. {_TEXT} {words}", urgent=True)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.box.content())
