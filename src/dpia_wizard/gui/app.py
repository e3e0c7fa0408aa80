"""Opens the window: first something to see, then the data and what takes longer."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dpia_wizard.app.places import data_folder
from dpia_wizard.domain.errors import CannotWriteError
from dpia_wizard.gui.frame.main_window import ACTIVITIES, MainWindow
from dpia_wizard.gui.frame.window_state import WindowState
from dpia_wizard.gui.theme.icons import logo
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.theme.palette import LIGHT
from dpia_wizard.store.settings_file import load_settings

if TYPE_CHECKING:  # all of this is imported after the first paint
    import argparse

    from dpia_wizard.gui.case_flow import CaseFlow
    from dpia_wizard.gui.program import Program
    from dpia_wizard.gui.worker_client import WorkerClient

_FAILED = 3
_SEEN_MS = 20  # sooner than anybody can click
_WARM_MS = 400


def run(args: argparse.Namespace) -> int:
    """Open the window on a data folder; with `smoke` close it once it was painted."""
    return open_window(data_folder(args.data), smoke=args.smoke)


def open_window(folder: Path, *, smoke: bool = False) -> int:
    """Run the program until its window is closed; returns the exit code."""
    app = _application()
    theme = ThemeManager(app)
    theme.set_choice(load_settings(folder / "settings.json").theme)
    theme.apply(app)
    window = MainWindow(WindowState(folder / "window.ini"))
    if smoke:
        _fail_loudly(app)
        window.first_painted.connect(lambda: _smoke(app, window, theme, folder))
    else:
        window.first_painted.connect(lambda: open_data(window, theme, folder))
    window.show()
    return app.exec()


def open_data(window: MainWindow, theme: ThemeManager, folder: Path) -> Program | None:
    """Bring the data into a window that is seen already; says so there if it cannot."""
    from dpia_wizard.app.desk import open_desk
    from dpia_wizard.app.sentences import sentence
    from dpia_wizard.gui.crash import CrashReporter, log_to
    from dpia_wizard.gui.program import Program
    from dpia_wizard.gui.worker_client import WorkerClient

    try:
        desk = open_desk(folder)
    except CannotWriteError as error:
        _say_cannot_open(window, sentence(error))
        return None
    log_to(folder / "log")
    reporter = CrashReporter(window, folder / "log")
    reporter.take_over()
    window.closing.connect(reporter.hand_back)
    worker = WorkerClient(folder, window)
    program = Program(window, theme, desk, worker)
    program.start()
    QTimer.singleShot(_SEEN_MS, program, lambda: _get_to_work(program, worker))
    return program


def _get_to_work(program: Program, worker: WorkerClient) -> None:
    """Let activities be opened, with a worker that is warm by the time it is needed."""
    open_cases(program, worker)
    program.window.closing.connect(worker.close)
    QTimer.singleShot(_WARM_MS, worker, worker.start)


def open_cases(program: Program, worker: WorkerClient) -> CaseFlow:
    """Let activities be opened in the window, until it is closed."""
    from dpia_wizard.gui.case_flow import CaseFlow

    register = program.register
    flow = CaseFlow(program.desk, program.window, worker)
    flow.told.connect(register.message.show_notice)
    flow.failed.connect(register.message.show_error)
    flow.settled.connect(register.message.clear)
    flow.register_changed.connect(program.feed.load)
    program.use(flow)
    program.window.closing.connect(flow.close)
    return flow


def _application() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("dpia-wizard")
    app.setApplicationDisplayName("DPIA Wizard")
    app.setDesktopFileName("dpia-wizard")
    app.setWindowIcon(QIcon(logo(fill=LIGHT.primary, line=LIGHT.on_primary, size=128)))
    return app


def _say_cannot_open(window: MainWindow, text: str) -> None:
    from dpia_wizard.gui.widgets.buttons import plain_button
    from dpia_wizard.gui.widgets.empty_state import EmptyState

    leave = plain_button("Close the program")
    leave.clicked.connect(window.close)
    window.add_place(ACTIVITIES, EmptyState("The data folder cannot be opened", text, leave))


def _smoke(app: QApplication, window: MainWindow, theme: ThemeManager, folder: Path) -> None:
    opened = open_data(window, theme, folder)
    _fail_loudly(app)
    if opened is None:
        app.exit(_FAILED)
        return
    QTimer.singleShot(0, window, window.close)


def _fail_loudly(app: QApplication) -> None:
    """End with an error instead of showing a dialog nobody will see."""

    def end(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, error, trace)
        app.exit(_FAILED)

    sys.excepthook = end
