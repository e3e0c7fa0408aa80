"""The activity's history in words, latest first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.integrity import integrity_of
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.history.history_words import HistoryWords, grouped
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.style import set_style
from dpia_wizard.gui.words import moment

_MOST = 40
_NOTED = (
    EventKind.COMMENTED,
    EventKind.RETURNED,
    EventKind.DECLINED,
    EventKind.WITHDRAWN,
    EventKind.OVERRIDDEN,
)


class HistoryPanel(Card):
    """A column of events; says whether anything was changed outside the program."""

    whole_wanted = Signal()
    """The user wants to read all of it, with what was changed from what to what."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__(padding=16, spacing=8)
        self._case = case
        self._page = ScrollPage(margin=0, spacing=12)
        self._page.setAccessibleName("History")
        self._page.body.setContentsMargins(0, 0, 8, 0)
        self._all = Link("Show all with details", "Show the whole history with details")
        self._all.setObjectName("whole_history")
        self._all.clicked.connect(self.whole_wanted)
        self._chain = muted()
        self._chain.setObjectName("record_chain")
        self.body.addWidget(subheading("History"))
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._chain)

    def refresh(self) -> None:
        """Show what happened so far."""
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(12)
        words = HistoryWords(self._case)
        groups = grouped(self._case.activity.history)
        for group in groups[:_MOST]:
            stack.addWidget(self._row(group, words))
        if len(groups) > _MOST:
            stack.addWidget(small(f"and {len(groups) - _MOST} earlier entries"))
        self._page.show_content(content)
        found = integrity_of(self._case.desk, self._case.activity)
        self._chain.setText(found.line)
        set_style(self._chain, "role", "muted" if found.is_whole else "error")

    def _row(self, group: list[Event], words: HistoryWords) -> QWidget:
        event = group[0]
        row = QWidget()
        stack = QVBoxLayout(row)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(1)
        stack.addWidget(body(words.told(group)))
        if event.kind in _NOTED and event.detail and event.detail.note:
            stack.addWidget(small(f"“{event.detail.note}”"))
        when = moment(event.at, now=self._case.desk.now())
        stack.addWidget(small(f"{event.by.name} · {when}"))
        return row
