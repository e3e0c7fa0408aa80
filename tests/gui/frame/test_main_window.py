"""The window: going from page to page, its menus, its memory, and what is said at its edge."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QUndoCommand, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import start_activity
from dpia_wizard.domain.activity import Details
from dpia_wizard.gui.crash import LOG_NAME, CrashReporter, log_to, where
from dpia_wizard.gui.frame.about_dialog import AboutDialog, versions_of_parts
from dpia_wizard.gui.frame.guidance_dialog import GuidanceDialog
from dpia_wizard.gui.frame.main_window import ACTIVITIES, QUESTION_SETS, SETTINGS, MainWindow
from dpia_wizard.gui.frame.window_state import LEAST, WindowState
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.theme.palette import DARK
from tests.builders import NOW
from tests.gui.conftest import Show


class _Page(QWidget):
    """A page that can refuse to be left, and can undo."""

    def __init__(self, *, stays: bool = False) -> None:
        super().__init__()
        self.stays = stays
        self.undo_stack = QUndoStack(self)
        self.box = QLineEdit()
        QVBoxLayout(self).addWidget(self.box)

    def may_leave(self) -> bool:
        return not self.stays


def test_the_sidebar_goes_from_page_to_page(program: Program, qtbot: QtBot) -> None:
    window = program.window
    pages = [
        program.register,
        program.reviews,
        program.verify,
        program.question_sets,
        program.law,
        program.settings,
    ]
    for button, page in zip(window.sidebar.buttons(), pages, strict=True):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.page is page
        assert page.isVisible()
        assert button.isChecked()


def test_a_page_shown_beside_the_sidebar_is_closed_when_another_is_asked_for(
    program: Program, qtbot: QtBot
) -> None:
    window, page = program.window, _Page()
    window.show_page(page)
    assert (window.page, page.isVisible()) == (page, True)
    assert window.menus.close_activity.isEnabled()
    with qtbot.waitSignals([window.page_closed, page.destroyed]):
        assert window.go_to(QUESTION_SETS)
    assert window.page is program.question_sets


def test_a_page_that_must_finish_first_is_not_left(program: Program, qtbot: QtBot) -> None:
    window, page = program.window, _Page(stays=True)
    window.show_full(page)
    assert not window.go_to(SETTINGS)
    assert not window.close()
    assert page.isVisible()
    page.stays = False
    assert window.go_to(SETTINGS)


def test_a_full_page_hides_the_sidebar_and_gives_way_to_the_page_behind_it(
    program: Program, qtbot: QtBot
) -> None:
    window, behind, full = program.window, _Page(), _Page()
    window.show_page(behind)
    window.show_full(full)
    assert not window.sidebar.isVisible()
    with qtbot.waitSignal(full.destroyed):
        window.back_to_shell()
    assert window.sidebar.isVisible()
    assert window.page is behind


def test_undo_in_the_menu_belongs_to_the_page_that_is_seen(
    program: Program, qtbot: QtBot
) -> None:
    window, page = program.window, _Page()
    undo = window.menus.undo
    assert not undo.isEnabled()
    window.show_page(page)
    page.undo_stack.push(QUndoCommand("answer"))
    assert undo.isEnabled()
    undo.trigger()
    assert page.undo_stack.index() == 0
    window.go_to(ACTIVITIES)
    assert not undo.isEnabled()


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, "new_activity_requested"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "guidance_requested"),
    ],
)
def test_a_key_says_what_is_wanted(
    key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str, program: Program, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(getattr(program.window, signal)):
        QTest.keyClick(program.window, key, modifier)
    _close_dialogs(program.window)


def test_ctrl_f_finds_the_search_from_any_page(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    start_activity(desk, Details(title="Tenant newsletter"))
    program.start()
    qtbot.waitUntil(lambda: bool(program.feed.rows))
    window = program.window
    window.go_to(SETTINGS)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page is program.register
    assert window.focusWidget() is program.register.head.search


def test_ctrl_w_closes_the_activity(program: Program, qtbot: QtBot) -> None:
    window = program.window
    window.show_full(_Page())
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.page is program.register


def test_a_chosen_or_dropped_pdf_is_asked_to_be_opened(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    window, path = program.window, tmp_path / "ACT-0042.pdf"
    path.write_bytes(b"%PDF-1.7")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window.choose_record()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.record_open_requested) as opened:
        dialog.fileSelected.emit(str(path))
        dialog.reject()
    assert opened.args == [str(path)]
    with qtbot.waitSignal(window.record_open_requested) as opened:
        _drop(window, path)
    assert opened.args == [str(path)]
    with qtbot.assertNotEmitted(window.record_open_requested):
        _drop(window, tmp_path / "holiday.jpg")


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_the_theme_chosen_in_the_menu_is_kept_and_shown_everywhere(
    program: Program, desk: Desk, theme: ThemeManager
) -> None:
    window = program.window
    dark = next(a for a in window.menus.themes.actions() if a.data() == "dark")
    dark.trigger()
    assert theme.palette == DARK
    assert desk.settings.theme == "dark"
    assert program.settings.theme.currentData() == "dark"
    program.settings.theme.setCurrentIndex(program.settings.theme.findData("light"))
    program.settings.save()
    assert theme.palette != DARK
    assert not dark.isChecked()


def test_the_window_comes_back_as_large_as_it_was(
    show: Show, tmp_path: Path, qapp: QApplication
) -> None:
    path = tmp_path / "window.ini"
    first = MainWindow(WindowState(path))
    show(first)
    room = first.screen().availableSize()
    assert first.minimumSize() == LEAST.boundedTo(room)
    first.resize(first.minimumSize() + (room - first.minimumSize()) / 2)
    size = first.size()
    first.close()
    again = MainWindow(WindowState(path))
    show(again)
    assert again.size() == size


def test_the_foot_says_when_all_was_saved_and_when_it_could_not_be(
    window: MainWindow,
) -> None:
    window.show_saved(NOW)
    said = [label.text() for label in window.sidebar.findChildren(QLabel)]
    assert f"All changes saved {NOW.astimezone():%H:%M}" in said
    window.show_save_failed("The disk is full.")
    assert "The disk is full." in [
        label.text() for label in window.sidebar.findChildren(QLabel)
    ]


def _close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_guidance_and_about_open_from_the_menu(program: Program, desk: Desk) -> None:
    window = program.window
    window.menus.guidance.trigger()
    window.menus.about.trigger()
    assert window.findChild(GuidanceDialog) is not None
    about = window.findChild(AboutDialog)
    assert about is not None
    assert str(desk.workspace.folder) in about.folder.text()
    _close_dialogs(window)


def test_every_part_we_ship_is_named_with_version_and_licence() -> None:
    parts = versions_of_parts()
    assert all(licence for _, _, licence in parts)
    assert [name for name, number, _ in parts if not number] == ["Noto fonts"]


def test_a_crash_is_told_in_plain_words_and_logged_without_anybodys(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    handler = log_to(tmp_path / "log")
    reporter = CrashReporter(window, tmp_path / "log")
    python = sys.excepthook
    reporter.take_over()
    try:
        _fail_over("We hold Ms Smith's health record")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        reporter.hand_back()
    assert sys.excepthook is python
    dialog = window.findChild(QMessageBox)
    assert dialog is not None
    assert "KeyError" in dialog.detailedText()
    told = dialog.text() + dialog.informativeText() + dialog.detailedText()
    assert handler is not None
    handler.close()
    logged = (tmp_path / "log" / LOG_NAME).read_text()
    assert "in _fail_over" in logged
    assert "Smith" not in told + logged
    dialog.close()


def _fail_over(answer: str) -> None:
    try:
        raise ValueError(answer)
    except ValueError as error:
        raise KeyError(answer) from error


def test_a_failure_names_its_causes_first() -> None:
    try:
        _fail_over("secret")
    except KeyError as error:
        told = where(error)
    assert told.index("ValueError") < told.index("KeyError")
    assert "secret" not in told


def test_a_second_crash_opens_no_second_dialog(window: MainWindow, tmp_path: Path) -> None:
    reporter = CrashReporter(window, tmp_path)
    reporter.take_over()
    for _ in range(3):
        sys.excepthook(ValueError, ValueError("x"), None)
    reporter.hand_back()
    assert len(window.findChildren(QMessageBox)) == 1
    _close_dialogs(window)


def test_a_day_later_the_counts_move_on(program: Program, desk: Desk, qtbot: QtBot) -> None:
    desk.clock = lambda: NOW + timedelta(days=40)
    program.register.refresh()
    assert program.register.cards.month_bars.month_at(2).startswith("January 2027")
