"""The activity's history in words, latest first."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.words import moment

_MOST = 100
_TOGETHER = timedelta(minutes=30)
_WORDS = {
    EventKind.CREATED: "Activity created",
    EventKind.DETAILS_CHANGED: "Activity described anew",
    EventKind.STARTED: "{set} started",
    EventKind.ANSWERED: "{set}: {what} answered",
    EventKind.COMMENTED: "{set}: comment",
    EventKind.OVERRIDDEN: "{set}: DPO decision",
    EventKind.ADVISED: "{set}: DPO advice",
    EventKind.PLANNED: "{set}: sign-off planned",
    EventKind.SUBMITTED: "{set} handed to the DPO",
    EventKind.RETURNED: "{set} returned",
    EventKind.COMPLETED: "{set} completed",
    EventKind.APPROVED: "{set} signed off",
    EventKind.DECLINED: "{set} declined",
    EventKind.SUPERSEDED: "{set} superseded",
    EventKind.WITHDRAWN: "{set} withdrawn",
    EventKind.NEXT_STEP: "Next step",
    EventKind.RECORD_KEPT: "{set}: PDF kept",
    EventKind.IMPORTED: "{set} brought in from a PDF",
    EventKind.ARCHIVED: "Activity archived",
    EventKind.RESTORED: "Activity brought back",
}
_NOTED = (
    EventKind.COMMENTED,
    EventKind.RETURNED,
    EventKind.DECLINED,
    EventKind.WITHDRAWN,
    EventKind.OVERRIDDEN,
)


class HistoryPanel(Card):
    """A column of events; says whether the chain is whole."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__(padding=16, spacing=8)
        self._case = case
        self._page = ScrollPage(margin=0, spacing=12)
        self._page.setAccessibleName("History")
        self._page.body.setContentsMargins(0, 0, 8, 0)
        self._chain = muted()
        self.body.addWidget(subheading("History"))
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self._chain)

    def refresh(self) -> None:
        """Show what happened so far."""
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(12)
        history = self._case.activity.history
        groups = _grouped(history)
        for group in groups[:_MOST]:
            stack.addWidget(self._row(group))
        if len(groups) > _MOST:
            stack.addWidget(small(f"and {len(groups) - _MOST} earlier events"))
        self._page.show_content(content)
        whole = not broken_links(history)
        self._chain.setText("Record chain intact ✓" if whole else "Record chain broken")

    def _row(self, group: list[Event]) -> QWidget:
        event = group[0]
        row = QWidget()
        stack = QVBoxLayout(row)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(1)
        stack.addWidget(body(self._words(group)))
        if event.kind in _NOTED and event.detail and event.detail.note:
            stack.addWidget(small(f"“{event.detail.note}”"))
        when = moment(event.at, now=self._case.desk.now())
        stack.addWidget(small(f"{event.by.name} · {when}"))
        return row

    def _words(self, group: list[Event]) -> str:
        event = group[0]
        titles = dict(self._case.desk.sets.titles())
        name = titles.get(event.set_id, event.set_id)
        if event.version > 1:
            name = f"{name} v{event.version}"
        return _WORDS[event.kind].format(set=name, what=self._what(group))

    def _what(self, group: list[Event]) -> str:
        assessment = self._case.assessment(group[0].set_id)
        changes = [c for event in group if event.detail for c in event.detail.changes]
        if assessment is None or not changes:
            return "questions"
        try:
            known = self._case.questionnaire(assessment).questions
        except NotFoundError:
            return "questions"
        tops = dict.fromkeys(known[c.what].parent or c.what for c in changes if c.what in known)
        if not tops:
            return "questions"
        if len(tops) == 1:
            return f"“{known[next(iter(tops))].short}”"
        return f"{len(tops)} questions"


def _grouped(history: tuple[Event, ...]) -> list[list[Event]]:
    """Latest first; answering page after page in one go is one entry.

    That a PDF was kept is part of completing and is not told apart.
    """
    groups: list[list[Event]] = []
    for event in reversed(history):
        if event.kind is EventKind.RECORD_KEPT:
            continue
        if groups and _belong_together(groups[-1][-1], event):
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _belong_together(later: Event, event: Event) -> bool:
    if {later.kind, event.kind} != {EventKind.ANSWERED}:
        return False
    same = (later.set_id, later.version, later.by) == (event.set_id, event.version, event.by)
    return same and later.at - event.at < _TOGETHER
