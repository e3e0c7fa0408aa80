"""Opens a window, ours or an empty one, and prints when it was usable and what it took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

EMPTY = "empty"
SEARCHES = ("n", "ne", "news", "newsletter", "newsletter b", "tenant guce", "bacedi", "zzz")

_SETTLE_MS = 1_500


def main() -> int:
    """Arguments: when the process was started, and `empty` or a data folder."""
    started, what = float(sys.argv[1]), sys.argv[2]
    if what == EMPTY:
        return _empty_window(started)
    return _our_window(started, what)


def _empty_window(started: float) -> int:
    app = QApplication([])

    class Window(QMainWindow):
        """Says when it is first painted."""

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, self, done)

    def done() -> None:
        _report({"usable": time.time() - started, "peak": peak_memory()})
        app.exit()

    window = Window()
    window.setCentralWidget(QWidget())
    window.resize(1280, 800)
    window.show()
    return app.exec()


def _our_window(started: float, folder: str) -> int:
    from dpia_wizard.cli.main import main as program
    from dpia_wizard.gui import app

    original = app.open_data

    def watched(*given: object) -> object:
        opened = original(*given)  # type: ignore[arg-type]
        if opened is not None:
            _Watch(opened, started)
        return opened

    app.open_data = watched  # type: ignore[assignment]
    return program(["--data", folder])


class _Watch(QObject):
    """Waits for the register's first paint, then for the work after it, then searches."""

    def __init__(self, program: object, started: float) -> None:
        from dpia_wizard.gui.program import Program

        assert isinstance(program, Program)
        super().__init__(program)
        self._program = program
        self._started = started
        self._told: dict[str, object] = {}
        self._last_beat = 0.0
        self._worst_pause = 0.0
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._on_beat)
        self._list = program.register.table.viewport()
        self._first = program.register.first_start
        for seen in (self._list, self._first):
            seen.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The first paint of the list, or of what stands for it, makes the window usable."""
        if event.type() == QEvent.Type.Paint and "usable" not in self._told:
            self._told["usable"] = -1
            QTimer.singleShot(0, self, self._on_usable)
        return False

    def _on_usable(self) -> None:
        self._told["usable"] = time.time() - self._started
        self._told["rows"] = self._program.register.model.rowCount()
        self._last_beat = time.perf_counter()
        self._beat.start(1)
        QTimer.singleShot(_SETTLE_MS, self, self._on_settled)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._worst_pause = max(self._worst_pause, now - self._last_beat)
        self._last_beat = now

    def _on_settled(self) -> None:
        if not self._program.feed.is_complete:
            QTimer.singleShot(100, self, self._on_settled)
            return
        self._beat.stop()
        self._told["worst_pause"] = self._worst_pause
        self._told["searches"] = [self._search(text) for text in SEARCHES]
        self._told["peak"] = peak_memory()
        _report(self._told)
        self._program.window.close()

    def _search(self, text: str) -> float:
        """From the end of the typing pause to the list painted anew."""
        start = time.perf_counter()
        self._program.register.head.search.searched.emit(text)
        self._list.repaint()
        return time.perf_counter() - start


def peak_memory(process: str = "self") -> int:
    """The most memory a process ever held, in KiB; 0 where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1])


def _report(told: dict[str, object]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
