"""Saves as people type: after a short pause, and at the latest every second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 350
LATEST_MS = 900
RETRY_MS = 2_000


class Autosave(QObject):
    """Calls `save` when the typing pauses; tries again while it returns False."""

    def __init__(self, save: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._pause = self._timer(PAUSE_MS)
        self._latest = self._timer(LATEST_MS)
        self._retry = self._timer(RETRY_MS)

    def touch(self) -> None:
        """Something changed."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def cancel(self) -> None:
        """Forget what was waiting: the caller saves itself."""
        for timer in (self._pause, self._latest, self._retry):
            timer.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._on_time)
        return timer

    def _on_time(self) -> None:
        self.cancel()
        if not self._save():
            self._retry.start()
