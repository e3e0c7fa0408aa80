"""A file and the register tell an activity differently: the user chooses, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.compare import Relation
from dpia_wizard.gui.history.compare_table import CompareTable, Side
from dpia_wizard.gui.history.merge_rows import Encounter, as_choices, merge_rows
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import page_head, rule
from dpia_wizard.gui.widgets.messages import Banner, BannerTone, InlineMessage
from dpia_wizard.gui.widgets.scroll_page import ScrollPage

_HERE, _FILE = "In this register", "In the file"
_WIDTH = 1080
_SAID: dict[Relation, tuple[BannerTone, str, str]] = {
    Relation.NEWER: (
        "note",
        "The file is newer",
        "It knows everything that was done here, and has gone on. What it says is chosen.",
    ),
    Relation.OLDER: (
        "note",
        "The file is older",
        "This register knows everything in it, and has gone on. What you have is chosen.",
    ),
    Relation.DIVERGED: (
        "care",
        "Both have gone on",
        "Each side has something the other lacks. What you do not choose stays in the history.",
    ),
}


class MergePage(QWidget):
    """Shows both sides answer by answer, and takes the choice."""

    accepted = Signal(dict)
    """The user has chosen; carries the choices as the job takes them."""

    cancelled = Signal()
    """The user leaves everything as it is."""

    def __init__(self, met: Encounter, file: str, *, untrusted: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("merge_page")
        self._rows = merge_rows(met)
        self.message = InlineMessage()
        self.table = CompareTable()
        self.table.show_rows(self._rows, _HERE, _FILE, choose=True)
        self._all = plain_button("Take all from the file")
        self._none = plain_button("Keep all of mine")
        self._merge = primary_button("Merge and open")
        self._cancel = plain_button("Leave everything as it is")
        self._lay_out(met, file, untrusted)
        self._connect()

    def take_focus(self) -> None:
        """Put the keyboard on the way on."""
        self._merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second choice while the first is carried out."""
        for button in (self._merge, self._cancel, self._all, self._none):
            button.setEnabled(not busy)

    def _lay_out(self, met: Encounter, file: str, untrusted: Sequence[str]) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        scroll = ScrollPage(max_width=_WIDTH)
        title = met.ours.details.title
        line = f"{met.ours.label} · {title} · from {file}"
        scroll.body.addWidget(page_head("Compare and merge", line))
        scroll.body.addWidget(Banner(*_SAID[met.relation]))
        for name in untrusted:
            scroll.body.addWidget(untrusted_banner(name))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, name in ((self._all, "take_all"), (self._none, "keep_all")):
            button.setObjectName(name)
            row.addWidget(button)
        row.addStretch(1)
        several = sum(row.choosable for row in self._rows) > 1
        self._all.setVisible(several)
        self._none.setVisible(several)
        scroll.body.addLayout(row)
        card = Card()
        card.body.addWidget(self.table)
        scroll.body.addWidget(card)
        page.addWidget(scroll, 1)
        page.addWidget(rule())
        page.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 12, 28, 16)
        row.setSpacing(12)
        self._merge.setObjectName("merge")
        self._cancel.setObjectName("leave_as_is")
        row.addWidget(self.message, 1000)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._merge)
        return foot

    def _connect(self) -> None:
        self._all.clicked.connect(lambda: self.table.choose_all(Side.RIGHT))
        self._none.clicked.connect(lambda: self.table.choose_all(Side.LEFT))
        self._cancel.clicked.connect(self.cancelled)
        self._merge.clicked.connect(
            lambda: self.accepted.emit(as_choices(self.table.choices()))
        )


def untrusted_banner(name: str) -> Banner:
    """Says that an approval does not count yet, and what to do about it."""
    return Banner("care", "An approval that does not count yet", untrusted_words(name))


def untrusted_words(name: str) -> str:
    """Why an approver's signature settles nothing here, and what to do about it."""
    return (
        f"{name} has signed as approver, but this certificate is not trusted here. Look at the "
        "file under “Check a record”, trust the signer there, then open it again."
    )
