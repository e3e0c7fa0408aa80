"""Keeps the rows up to date: reads a little at a time, and looks whether files changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.summary import ActivitySummary
from dpia_wizard.store.register import Register

LOOK_MS = 1_500
SLICE_MS = 8


class RegisterFeed(QObject):
    """Holds the register's rows and says when they changed.

    It looks only while `watch` is on: saving in the wizard must not reload a long list.
    """

    loaded = Signal()
    """Other rows are in `rows`."""

    progressed = Signal(int)
    """So many files are still to be read; 0 at the end."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[ActivitySummary] = []
        self.is_complete = False
        """Whether every file has been read once: no rows then means no activities."""
        self._shown_stamp: tuple[int, int, str] | None = None
        self._shown_register: Register | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._on_slice)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the rows show all files as they were a moment ago."""
        return self.is_complete and not self._slice.isActive()

    def load(self) -> None:
        """Take the rows the cache has, then bring it up to date.

        A register that was opened anew has none at first: those shown stay until it has.
        """
        if not self.rows or not self._is_other_register:
            self._take()
        self._slice.start()

    def watch(self, *, on: bool) -> None:
        """Look for changes now and again, or stop looking."""
        if on:
            self._slice.start()
            self._look.start()
        else:
            self._look.stop()
            self._slice.stop()

    def _on_look(self) -> None:
        if not self._slice.isActive():
            self._slice.start()

    def _on_slice(self) -> None:
        register = self._desk.register
        done = register.refresh_some(budget_ms=SLICE_MS)
        if not done:
            self.progressed.emit(register.pending())
            return
        self._slice.stop()
        changed = self._is_other_register or self._stamp() != self._shown_stamp
        if changed or not self.is_complete:
            self.is_complete = True
            self._take()
            self.progressed.emit(0)

    def _take(self) -> None:
        self._shown_stamp = self._stamp()
        self._shown_register = self._desk.register
        self.rows = self._shown_register.rows()
        self.loaded.emit()

    @property
    def _is_other_register(self) -> bool:
        """Whether the rows are of a register that was closed since."""
        return self._desk.register is not self._shown_register

    def _stamp(self) -> tuple[int, int, str]:
        """Another one once files changed, or a law began."""
        law = self._desk.law.on(self._desk.today()).id
        return self._desk.register.watch(), len(self._desk.store.set_aside), law
