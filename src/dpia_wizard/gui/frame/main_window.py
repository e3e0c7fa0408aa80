"""The window: pages beside the sidebar, or one page that fills it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QUndoGroup,
    QUndoStack,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from dpia_wizard.gui.frame.menus import build_menus
from dpia_wizard.gui.frame.page import find_on, guide_on, may_leave, undo_stack_of
from dpia_wizard.gui.frame.sidebar import Place, Sidebar
from dpia_wizard.gui.frame.tab_order import move_focus
from dpia_wizard.gui.frame.window_state import WindowState
from dpia_wizard.gui.widgets.file_dialogs import open_dialog

ACTIVITIES: Final = "activities"
REVIEWS: Final = "reviews"
CHECK: Final = "check"
QUESTION_SETS: Final = "question_sets"
LAW: Final = "law"
SETTINGS: Final = "settings"
PROFILE: Final = "profile"

_BELOW: Final = {PROFILE: SETTINGS}
"""Pages that one comes to from another one, which the sidebar marks meanwhile."""

PLACES = (
    Place(ACTIVITIES, "Activities", "need you"),
    Place(REVIEWS, "Reviews due", "due"),
    Place(CHECK, "Check a record"),
    Place(QUESTION_SETS, "Question sets"),
    Place(LAW, "Law and house rules"),
    Place(SETTINGS, "Settings"),
)


class MainWindow(QMainWindow):
    """Shows one page at a time and says what the user asks for; opens nothing itself."""

    first_painted = Signal()
    """The window was seen for the first time: now is the time for heavier work."""
    new_activity_requested = Signal()
    """The user wants to begin an activity."""
    example_requested = Signal(str)
    """The user wants to look at an example; carries its name."""
    record_open_requested = Signal(str)
    """The user chose a file to open; carries its path."""
    record_check_requested = Signal(Path)
    """The user wants a record's file checked; carries its path."""
    backup_requested = Signal()
    """The user wants everything that is kept in one file."""
    register_export_requested = Signal()
    """The user wants the register as a table."""
    activity_opened = Signal(str)
    """The user chose an activity; carries its id."""
    page_closed = Signal(QWidget)
    """A page given to `show_page` or `show_full` is gone; it is deleted after this."""
    profile_requested = Signal()
    """The user wants to fill in what the organisation says of itself."""

    place_shown = Signal(str)
    """One of the sidebar's own pages is seen; carries its id."""
    theme_chosen = Signal(str)
    """Another theme was chosen in the menu."""
    guidance_requested = Signal()
    """F1 on a page without guidance of its own."""
    about_requested = Signal()
    """The user wants to know about the program."""
    closing = Signal()
    """The window is about to close; nothing holds it back any more."""

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        self.setWindowTitle("DPIA Wizard")
        self.setAcceptDrops(True)
        self._state = state
        self._painted = False
        self._places: dict[str, QWidget] = {}
        self._place = ACTIVITIES
        self._visitor: QWidget | None = None
        self._full: QWidget | None = None
        self.sidebar = Sidebar(PLACES)
        self._pages, self._outer = QStackedWidget(), QStackedWidget()
        self.undo_group = QUndoGroup(self)
        self._no_undo = QUndoStack(self)
        self.menus = build_menus(self, self.undo_group)
        self._lay_out()
        self._connect()
        state.restore(self)

    # pages

    def add_place(self, place: str, page: QWidget) -> None:
        """Put one of the sidebar's pages in its place."""
        self._places[place] = page
        self._pages.addWidget(page)
        if place == self._place and self._visitor is None:
            self._show_place()

    def go_to(self, place: str) -> bool:
        """Show one of the sidebar's pages; False if the present page has to stay."""
        if not self._may_leave():
            self.sidebar.mark(_BELOW.get(self._place, self._place))
            return False
        self._close_full()
        self._close_visitor()
        self._place = place
        self._show_place()
        return True

    def show_page(self, page: QWidget) -> None:
        """Show a page beside the sidebar until another is asked for."""
        self._close_full()
        if page is not self._visitor:
            self._close_visitor()
            self._visitor = page
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._outer.setCurrentIndex(0)
        self._on_page_changed()

    def show_full(self, page: QWidget) -> None:
        """Let a page fill the window; the page beside the sidebar waits behind it."""
        if page is not self._full:
            self._close_full()
            self._full = page
            self._outer.addWidget(page)
        self._outer.setCurrentWidget(page)
        self._on_page_changed()

    def back_to_shell(self) -> None:
        """Close what fills the window and show the sidebar again."""
        self._close_full()
        self._on_page_changed()

    @property
    def page(self) -> QWidget | None:
        """What is seen now."""
        return self._full or self._visitor or self._places.get(self._place)

    # what is said at the edge

    def show_saved(self, at: datetime) -> None:
        """Say that everything typed until then is on disk."""
        self.sidebar.say_saved(f"All changes saved {at.astimezone():%H:%M}")

    def show_save_failed(self, sentence: str) -> None:
        """Say that something typed is not on disk yet."""
        self.sidebar.say_saved(sentence, urgent=True)

    def choose_record(self) -> None:
        """Ask for a record's file."""
        filters = "Records (*.pdf);;All files (*)"
        dialog = open_dialog(self, "Open a record", name="open_record", filters=filters)
        dialog.fileSelected.connect(self.record_open_requested)
        dialog.open()

    # inside

    def _lay_out(self) -> None:
        shell = QWidget()
        row = QHBoxLayout(shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._pages, 1)
        self._outer.addWidget(shell)
        self.setCentralWidget(self._outer)
        self.sidebar.mark(ACTIVITIES)

    def _connect(self) -> None:
        menus = self.menus
        self.sidebar.chosen.connect(self.go_to)
        menus.new_activity.triggered.connect(self.new_activity_requested)
        menus.open_record.triggered.connect(self.choose_record)
        menus.examples.triggered.connect(lambda a: self.example_requested.emit(a.data()))
        menus.back_up.triggered.connect(self.backup_requested)
        menus.export_register.triggered.connect(self.register_export_requested)
        menus.close_activity.triggered.connect(lambda: self.go_to(ACTIVITIES))
        menus.quit.triggered.connect(self.close)
        menus.find.triggered.connect(self._on_find)
        menus.guidance.triggered.connect(self._on_guidance)
        menus.about.triggered.connect(self.about_requested)
        menus.themes.triggered.connect(self._on_theme)
        menus.close_activity.setEnabled(False)

    def _show_place(self) -> None:
        page = self._places.get(self._place)
        if page is not None:
            self._pages.setCurrentWidget(page)
            self._outer.setCurrentIndex(0)
            self._on_page_changed()
            self.place_shown.emit(self._place)

    def _on_page_changed(self) -> None:
        page = self.page
        at_home = page in self._places.values()
        self.sidebar.mark(_BELOW.get(self._place, self._place) if at_home else ACTIVITIES)
        self.menus.close_activity.setEnabled(not at_home)
        stack = undo_stack_of(page)
        if stack is None:
            stack = self._no_undo
        self.undo_group.addStack(stack)
        self.undo_group.setActiveStack(stack)

    def _may_leave(self) -> bool:
        return all(may_leave(page) for page in self._open_pages())

    def _open_pages(self) -> list[QWidget]:
        pages = (self._full, self._visitor, self._places.get(self._place))
        return [page for page in pages if page is not None]

    def _close_full(self) -> None:
        page, self._full = self._full, None
        if page is not None:
            self._outer.setCurrentIndex(0)
            self._outer.removeWidget(page)
            self._part_with(page)

    def _close_visitor(self) -> None:
        page, self._visitor = self._visitor, None
        if page is not None:
            self._pages.removeWidget(page)
            self._part_with(page)

    def _part_with(self, page: QWidget) -> None:
        page.hide()
        self.page_closed.emit(page)
        page.deleteLater()

    def _on_find(self) -> None:
        if not find_on(self.page) and self.go_to(ACTIVITIES):
            find_on(self.page)

    def _on_guidance(self) -> None:
        if not guide_on(self.page):
            self.guidance_requested.emit()

    def _on_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(str(action.data()))

    # Qt calls these

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the sidebar and the page beside it, or through what fills all."""
        parts = (self.sidebar, self._pages) if self._full is None else (self._full,)
        return move_focus(parts, forward=forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when the window is first seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once every page has saved what it holds."""
        if not self._may_leave():
            event.ignore()
            return
        self._state.keep(self)
        self.closing.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a PDF that is dropped on the window."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped PDF."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.record_open_requested.emit(str(path))


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".pdf" else None
