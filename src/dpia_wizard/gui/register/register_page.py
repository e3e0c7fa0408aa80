"""The register: every activity, what waits for whom, and the way to a new one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.frame.examples_menu import ExamplesButton
from dpia_wizard.gui.register.change_notice import ChangeNotice
from dpia_wizard.gui.register.register_cards import RegisterCards
from dpia_wizard.gui.register.register_feed import RegisterFeed
from dpia_wizard.gui.register.register_header import RegisterHead
from dpia_wizard.gui.register.register_model import ID_ROLE, RegisterModel
from dpia_wizard.gui.register.register_notices import SetAsideNotice
from dpia_wizard.gui.register.register_table import RegisterTable
from dpia_wizard.gui.register.register_words import (
    ALL,
    ARCHIVED,
    FILTERS,
    Figures,
    Keep,
    figures,
    keeps,
    matches,
)
from dpia_wizard.gui.theme.focus_ring import QUIET_PROPERTY
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.empty_state import EmptyState
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.segmented import SegmentedFilter

_FIRST_TITLE = "Assess your first marketing activity"
_FIRST_TEXT = (
    "Say what you want to send and to whom. The program asks what data protection law asks, "
    "and keeps the answer as a record you can sign. Everything stays on this computer."
)
_EMPTY_FILTER = {
    "needs_me": ("Nothing waits for you", "You are named nowhere as the one to act next."),
    "in_progress": ("Nothing in progress", "Every activity is signed off or waits."),
    "waiting": ("Nothing waits for approval", "Completed assessments show here."),
    "signed_off": ("Nothing signed off yet", "Fully approved activities show here."),
    "out_of_date": (
        "Nothing is out of date",
        "What was signed off still rests on what it did.",
    ),
    "review_due": ("No reviews due", "Nothing is overdue or due within 30 days."),
    "archived": ("Nothing archived", "Activities you put away show here."),
}


class RegisterPage(QWidget):
    """Shows the rows the feed has, narrowed by a filter and a search."""

    activity_opened = Signal(str)
    """An activity was chosen; carries its id."""
    new_activity_requested = Signal()
    """The user wants to begin an activity."""
    record_open_requested = Signal()
    """The user wants to open a record's file."""
    example_requested = Signal(str)
    """The user wants to look at an example; carries its name."""
    counted = Signal(object)
    """The numbers changed; carries `Figures`."""

    def __init__(self, desk: Desk, feed: RegisterFeed) -> None:
        super().__init__()
        self._desk = desk
        self._feed = feed
        self._found: set[str] = set()
        self._text = ""
        self._counts: Figures | None = None
        self.setProperty("page", "plain")
        self.setAccessibleName("Activities")
        self.head = RegisterHead()
        self.notice, self.cards = SetAsideNotice(), RegisterCards()
        self.changes = ChangeNotice()
        self.message = InlineMessage()
        self.filter = SegmentedFilter("Show which activities", FILTERS)
        self.model = RegisterModel(self)
        self.table = RegisterTable(self.model)
        self.no_match = self._make_no_match()
        self.first_start = self._make_first_start()
        self._list, self._body = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._connect()

    def start_search(self) -> None:
        """Put the keyboard into the search box."""
        self.head.search.setFocus()
        self.head.search.selectAll()

    def take_focus(self) -> None:
        """Put the keyboard on the list, or on what stands in its place."""
        first = self._body.currentWidget() is self.first_start
        target = self.begin if first else self.table
        target.setProperty(QUIET_PROPERTY, True)  # nobody pressed a key yet
        target.setFocus()

    def refresh(self) -> None:
        """Show the rows anew, e.g. after the user's name has changed."""
        rows = self._feed.rows
        today = self._desk.today()
        counts = self._counts = figures(rows, me=self._desk.me, today=today)
        self.cards.show_figures(counts)
        self.notice.show_files(self._desk.store.set_aside)
        self.changes.show_rows(rows)
        self._search()
        place = self.table.verticalScrollBar().value()
        self.model.show_rows(rows, self._keep(), today=today)
        self._say_how_many()
        self.table.fit_columns()
        self.table.verticalScrollBar().setValue(place)
        self._show_state(empty=not rows and self._feed.is_complete)
        self.counted.emit(counts)

    # inside

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 20, 28, 20)
        stack.setSpacing(12)
        stack.addWidget(self.head)
        stack.addWidget(self.notice)
        stack.addWidget(self.changes)
        stack.addWidget(self.message)
        stack.addWidget(self._body, 1)
        listing = QWidget()
        inner = QVBoxLayout(listing)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.cards)
        inner.addWidget(self.filter)
        inner.addWidget(self._table_card(), 1)
        self._body.addWidget(listing)
        self._body.addWidget(self.first_start)

    def _table_card(self) -> Card:
        card = Card(padding=0)
        card.body.setContentsMargins(1, 1, 1, 10)
        self._list.addWidget(self.table)
        self._list.addWidget(self.no_match)
        card.body.addWidget(self._list)
        return card

    def _make_no_match(self) -> EmptyState:
        self.clear = plain_button("Clear search")
        self.clear.clicked.connect(self._on_clear)
        return EmptyState("", "", secondary=self.clear)

    def _make_first_start(self) -> EmptyState:
        self.begin, self.examples = primary_button("New activity"), ExamplesButton()
        self.begin.clicked.connect(self.new_activity_requested)
        self.examples.chosen.connect(self.example_requested)
        return EmptyState(_FIRST_TITLE, _FIRST_TEXT, self.begin, self.examples)

    def _connect(self) -> None:
        self.head.new_activity.clicked.connect(self.new_activity_requested)
        self.head.open_record.clicked.connect(self.record_open_requested)
        self.head.search.searched.connect(self._on_searched)
        self.head.search.left_downwards.connect(self.table.setFocus)
        self.filter.chosen.connect(self._on_narrowed)
        self.table.activated.connect(self._on_activated)
        self._feed.loaded.connect(self.refresh)
        self._feed.progressed.connect(self.head.show_progress)

    def _keep(self) -> Keep:
        test = keeps(self.filter.choice, me=self._desk.me, today=self._desk.today())
        if not self._text:
            return test
        found, text = self._found, self._text
        return lambda row: test(row) and (row.id in found or matches(row, text))

    def _search(self) -> None:
        self._found = self._desk.register.search(self._text) if self._text else set()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._search()
        self._on_narrowed()

    def _on_narrowed(self) -> None:
        self.model.keep(self._keep())
        self._say_how_many()
        self._show_state(empty=not self._feed.rows and self._feed.is_complete)

    def _say_how_many(self) -> None:
        """Of those that are not archived, how many a search or filter keeps."""
        if self._counts is None:
            return
        is_part = bool(self._text) or self.filter.choice != ALL
        is_of_them = is_part and self.filter.choice != ARCHIVED
        shown = self.model.rowCount() if is_of_them else None
        self.head.show_figures(self._counts, shown=shown)

    def _on_clear(self) -> None:
        self.filter.choose(ALL)
        self.head.search.clear()
        self.head.search.setFocus()

    def _on_activated(self, index: QModelIndex) -> None:
        self.activity_opened.emit(str(index.data(ID_ROLE)))

    def _show_state(self, *, empty: bool) -> None:
        """The table, or what stands in its place."""
        self.head.offer_list(offered=not empty)
        self._body.setCurrentIndex(1 if empty else 0)
        nothing = not self.model.rowCount() and bool(self._feed.rows)
        if nothing:
            self._explain_nothing()
        self._list.setCurrentIndex(1 if nothing else 0)

    def _explain_nothing(self) -> None:
        if self._text:
            title = f"Nothing found for “{self._text}”"
            text = "Search looks through titles, people, teams and answers."
            self.clear.setText("Clear search")
        else:
            title, text = _EMPTY_FILTER.get(self.filter.choice, ("Nothing here", ""))
            self.clear.setText("Show all activities")
        self.no_match.say(title, text)

    # Qt calls these

    def showEvent(self, event: QShowEvent) -> None:
        """Look for changes while the list is seen."""
        super().showEvent(event)
        self._feed.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the files alone while nobody looks."""
        super().hideEvent(event)
        self._feed.watch(on=False)
