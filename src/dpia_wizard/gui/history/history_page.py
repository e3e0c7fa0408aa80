"""The whole history: when, who, what, and every value before and after it was changed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.integrity import Integrity, integrity_of
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.history.history_model import HistoryModel
from dpia_wizard.gui.history.history_table import HistoryTable
from dpia_wizard.gui.history.history_words import HistoryLine, HistoryWords
from dpia_wizard.gui.theme.focus_ring import QUIET_PROPERTY
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.keys import on_escape
from dpia_wizard.gui.widgets.labels import Label, heading, muted, small, subheading
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.widgets.page_names import page_names, way_to_activity
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.search_box import SearchBox
from dpia_wizard.gui.words import noted_at

_DETAIL_LEAST, _DETAIL_MOST = 118, 190
_HEAD_DIGITS = 16


class HistoryPage(QWidget):
    """A table to walk through by keyboard; the chosen line is told in full below it."""

    closed = Signal()
    """The user is done reading."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__()
        self.setObjectName("history_page")
        self.setProperty("page", "plain")
        self.setAccessibleName("History")
        self._case = case
        self._count = muted()
        self._broken = Banner("stop", "Changed outside the program")
        self._chain = muted()
        self.model = HistoryModel(self)
        self.table = HistoryTable(self.model)
        self.detail = _Detail()
        self._search = SearchBox("Search the history…")
        self._search.setMinimumWidth(220)
        self._lay_out()
        self._search.searched.connect(self._on_searched)
        self._search.left_downwards.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        on_escape(self, self.closed)
        self.refresh()

    def refresh(self) -> None:
        """Read the history anew."""
        activity = self._case.activity
        found = integrity_of(self._case.desk, activity)
        faulty = frozenset(fault.position + 1 for fault in found.faults)
        lines = HistoryWords(self._case).lines()
        self.model.show_lines(lines, faulty)
        number = len(activity.history)
        entries = "1 entry" if number == 1 else f"{number:,} entries"
        if len(lines) != number:  # each value changed has a line of its own
            entries += f" in {len(lines):,} lines"
        self._count.setText(f"{activity.label} · {activity.details.title} · {entries}")
        self._show_integrity(found)
        self._choose_first()

    def take_focus(self) -> None:
        """Put the keyboard on the latest line."""
        self.table.setProperty(QUIET_PROPERTY, True)  # nobody pressed a key yet
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_search(self) -> None:
        """Put the keyboard into the search box."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 22, 28, 20)
        page.setSpacing(12)
        page.addLayout(self._head())
        page.addWidget(self._broken)
        card = Card(padding=0)
        card.body.setContentsMargins(1, 1, 1, 10)
        card.body.addWidget(self.table)
        page.addWidget(card, 5)
        page.addWidget(self.detail, 2)
        page.addWidget(self._chain)

    def _head(self) -> QHBoxLayout:
        back = way_to_activity(self._case.activity.details.title)
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addLayout(page_names(back, heading("History"), self._count), 1)
        row.addWidget(self._search, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _show_integrity(self, found: Integrity) -> None:
        activity = self._case.activity
        self._broken.setVisible(not found.is_whole)
        told = "\n".join(found.told(activity))
        self._broken.show_message("stop", "Changed outside the program", told)
        head = activity.history[-1].digest[:_HEAD_DIGITS] if activity.history else ""
        groups = " ".join(head[i : i + 4] for i in range(0, len(head), 4))
        line = f"{found.line} · " if found.is_whole else ""
        self._chain.setText(f"{line}Latest entry: {groups}" if head else found.line)
        self._chain.setToolTip("Begins the digest of the latest entry, as records print it.")

    def _choose_first(self) -> None:
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.detail.show_line(self.model.line(0) if self.model.rowCount() else None)

    def _on_searched(self, text: str) -> None:
        self.model.search(text)
        self._choose_first()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.detail.show_line(self.model.line(index.row()) if index.isValid() else None)


class _Detail(Card):
    """One line in full, its values side by side."""

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=6)
        self.setMinimumHeight(_DETAIL_LEAST)
        self.setMaximumHeight(_DETAIL_MOST)
        self._what = subheading()
        self._who = small()
        self._before = Label("", "body", selectable=True)
        self._after = Label("", "body", selectable=True)
        self._note = Label("", "body", selectable=True)
        self._sides = QWidget()
        row = QHBoxLayout(self._sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        self._titles = small(), small()
        for title, value in zip(self._titles, (self._before, self._after), strict=True):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(title)
            column.addWidget(value)
            column.addStretch(1)
            row.addLayout(column, 1)
        scroll = ScrollPage(margin=0, top=0, spacing=6)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("The chosen entry in full")
        scroll.body.addWidget(self._note)
        scroll.body.addWidget(self._sides)
        self.body.addWidget(self._what)
        self.body.addWidget(self._who)
        self.body.addWidget(scroll, 1)

    def show_line(self, line: HistoryLine | None) -> None:
        """Show another line, or none."""
        self.setVisible(line is not None)
        if line is None:
            return
        self._what.setText(line.what)
        self._who.setText(f"Entry {line.number} · {line.who} · {noted_at(line.at)}")
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        words = ("Not taken", "Taken") if line.is_choice else ("Before", "After")
        for title, word in zip(self._titles, words, strict=True):
            title.setText(word)
        self._before.setText(line.before or "Nothing")
        self._after.setText(line.after or "Nothing")
        self._sides.setVisible(bool(line.before or line.after))
