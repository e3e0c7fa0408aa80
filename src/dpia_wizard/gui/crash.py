"""When the program itself fails: a plain sentence and a log of where, never people's words."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from dpia_wizard import __version__

LOG_NAME = "dpia-wizard.log"
_BYTES, _KEPT = 256_000, 2

_log = logging.getLogger("dpia_wizard.crash")


def where(error: BaseException) -> str:
    """The kinds of errors and the lines they came through, those that came first at the top.

    What an error says is left out: it may quote an answer.
    """
    lines: list[str] = []
    step: BaseException | None = error
    while step is not None:
        frames = [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(step.__traceback__)
        ]
        lines[:0] = [*frames, type(step).__name__]
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


def log_to(folder: Path) -> logging.Handler | None:
    """Write the program's log into a folder; None where that is not possible."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
        handler.setFormatter(_Wordless("{asctime} {levelname} {name}: {message}", style="{"))
        logging.getLogger("dpia_wizard").addHandler(handler)
        return handler
    return None


class _Wordless(logging.Formatter):
    """Leaves out what errors say."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Only where the error came from."""
        return where(ei[1]) if ei[1] is not None else ""


class CrashReporter(QObject):
    """Takes over from Python when nobody caught an error."""

    def __init__(self, window: QWidget, log_folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._log_folder = log_folder
        self._before: Callable[..., object] = sys.excepthook
        self._dialog: QMessageBox | None = None

    def take_over(self) -> None:
        """Report errors from now on."""
        self._before = sys.excepthook
        sys.excepthook = self._on_error

    def hand_back(self) -> None:
        """Leave errors to Python again."""
        sys.excepthook = self._before

    def _on_error(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = where(error.with_traceback(trace))
        _log.critical("%s", told)
        if self._dialog is None:
            self._show(told)

    def _show(self, told: str) -> None:
        dialog = QMessageBox(self._window)
        dialog.setObjectName("crash")
        dialog.setIcon(QMessageBox.Icon.Critical)
        dialog.setWindowTitle("Something went wrong")
        dialog.setText("The program has made a mistake and could not finish what you asked.")
        dialog.setInformativeText(
            "What you typed is saved as you go and is not lost. You can go on working; if "
            "something looks odd, close the program and open it again.\n\n"
            f"The log is in {self._log_folder}. It holds none of your answers."
        )
        dialog.setDetailedText(f"{versions()}\n\n{told}")
        go_on = dialog.addButton("Go on working", QMessageBox.ButtonRole.AcceptRole)
        leave = dialog.addButton("Close the program", QMessageBox.ButtonRole.DestructiveRole)
        leave.clicked.connect(self._window.close)
        dialog.setDefaultButton(go_on)
        dialog.setEscapeButton(go_on)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def versions() -> str:
    """What somebody who helps will ask first."""
    return (
        f"DPIA Wizard {__version__} · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{platform.platform()}"
    )
