"""What every test of the window shares: no screen, our theme, and a window that is seen."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.gui.app import open_cases
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.frame.window_state import WindowState
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import DPO, NOW
from tests.gui.cases import add_fair, begin, open_session

OFFSCREEN_SAYS = "This plugin does not support"
"""Said of least sizes, raising and grabbing, which mean nothing without a screen."""

Show = Callable[[QWidget], QWidget]
OpenWizard = Callable[..., WizardPage]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt warnings fail a test, but for the one that comes of having no screen."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS))


@pytest.fixture(scope="session", autouse=True)
def emptied_clipboard(qapp: QApplication) -> Iterator[None]:
    """Without a screen Qt ends badly while it holds what was copied."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> ThemeManager:
    """The theme, put on the application once."""
    theme = ThemeManager(qapp)
    theme.set_choice("light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def theme(dressed: ThemeManager) -> Iterator[ThemeManager]:
    """The theme in light, whatever a test makes of it."""
    dressed.set_choice("light")
    yield dressed
    dressed.set_choice("light")


@pytest.fixture
def show(qtbot: QtBot, theme: ThemeManager) -> Show:
    """Show a widget in an active window, as large as asked."""

    def seen(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return seen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty data folder, open, worked at by a data protection officer."""
    opened = open_desk(tmp_path / "data", clock=lambda: NOW)
    settings = replace(
        opened.settings, name=DPO.name, role=DPO.role, theme="light", signature_needed=False
    )
    save_settings(opened, settings)
    yield opened
    opened.close()


@pytest.fixture
def window(show: Show, tmp_path: Path) -> MainWindow:
    """The window without any data yet."""
    seen = MainWindow(WindowState(tmp_path / "window.ini"))
    show(seen)
    return seen


@pytest.fixture
def gone(qapp: QApplication, desk: Desk) -> WorkerClient:
    """A worker that was closed: every message is told that it is gone."""
    closed = WorkerClient(desk.workspace.folder)
    closed.close()
    return closed


@pytest.fixture
def program(
    window: MainWindow, theme: ThemeManager, desk: Desk, gone: WorkerClient
) -> Iterator[Program]:
    """The window on the data folder, its pages made, its rows not yet read."""
    made = Program(window, theme, desk, gone)
    made.finish()
    yield made
    made.feed.watch(on=False)


@pytest.fixture
def worker(desk: Desk) -> Iterator[WorkerClient]:
    """The worker of the folder; a process only once something is asked of it."""
    client = WorkerClient(desk.workspace.folder)
    yield client
    client.close()


@pytest.fixture
def flow(program: Program, desk: Desk, worker: WorkerClient) -> Iterator[CaseFlow]:
    """The whole window at work, with the set that has every kind of question."""
    add_fair(desk.workspace.folder)
    opened = open_cases(program, worker)
    program.window.resize(1280, 800)
    program.start()
    yield opened
    opened.close()


@pytest.fixture
def open_wizard(desk: Desk, show: Show) -> Iterator[OpenWizard]:
    """Open the wizard of an activity, of a new one if none is given, where the work goes on.

    Without a worker handed in, no record is made: every request is told that it is gone. `at`
    is another data folder.
    """
    opened: list[WizardPage] = []

    def seen(
        answers: Answers | None = None,
        *,
        set_id: str = "fair",
        activity: Activity | None = None,
        version: int = 0,
        worker: WorkerClient | None = None,
        at: Desk | None = None,
    ) -> WizardPage:
        place = at or desk
        there = activity or begin(place, set_id, answers=answers)
        gone = WorkerClient(place.workspace.folder)
        gone.close()
        wizard = WizardPage(open_session(place, there, set_id, version), worker or gone)
        wizard.resize(1280, 800)
        opened.append(wizard)
        show(wizard)
        wizard.go_on()
        QApplication.processEvents()
        return wizard

    yield seen
    for wizard in opened:
        wizard.session.close()
        wizard.session.case.close()
