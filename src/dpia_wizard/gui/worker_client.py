"""Sends heavy work to our own program, running as `worker`, and hands back its answers."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import QDeadlineTimer, QObject, QProcess, QTimer, Signal
from shiboken6 import isValid

from dpia_wizard.gui.worker_log import TracebackSieve
from dpia_wizard.jobs import messages

OnDone: TypeAlias = Callable[[Mapping[str, Any]], None]
OnRefused: TypeAlias = Callable[[str, Mapping[str, Any]], None]

GONE = "WorkerGoneError"
"""What `on_refused` is told when the worker died over a message."""

_FINISH_MS = 20_000
_END_MS = 3_000

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Request:
    number: int
    message: messages.Message
    on_done: OnDone
    on_refused: OnRefused
    owner: QObject | None
    awaited: bool = True

    @property
    def changes_the_store(self) -> bool:
        """Whether it should be let finish even when nobody waits for it any more."""
        reads = messages.RenderRecord | messages.RefreshRegister | messages.ReadRecord
        return not isinstance(self.message, reads)


class WorkerClient(QObject):
    """One worker process and the messages waiting for it, handed over one at a time.

    Every message is answered exactly once, never from within `send`: done, refused with facts,
    or refused as `GONE` when the worker died over it. Those behind it go to a new worker.
    """

    busy_changed = Signal(bool)
    """Answers are now awaited, or no longer."""

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data_folder
        self._waiting: deque[_Request] = deque()
        self._running: _Request | None = None
        self._last_number = 0
        self._was_busy = False
        self._closed = False
        self._sieve = TracebackSieve(_log)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_error_output)
        self._process.errorOccurred.connect(self._on_error)
        self._process.finished.connect(self._on_finished)

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for an answer."""
        running = self._running is not None and self._running.awaited
        return running or bool(self._waiting)

    def start(self) -> None:
        """Start the worker so that it is warm when needed; returns at once."""
        if not self._closed and self._process.state() == QProcess.ProcessState.NotRunning:
            program, *arguments = worker_command(self._folder)
            self._process.start(program, arguments)

    def send(
        self,
        message: messages.Message,
        on_done: OnDone,
        on_refused: OnRefused,
        *,
        owner: QObject | None = None,
    ) -> int:
        """Ask for a job; the answer is dropped should `owner` be destroyed before it comes.

        Without an `owner`, it is the object whose methods are the callbacks.
        """
        self._last_number += 1
        receiver = owner or _receiver(on_done)
        request = _Request(self._last_number, message, on_done, on_refused, receiver)
        self._waiting.append(request)
        self._tell_busy()
        QTimer.singleShot(0, self, self._hand_over)
        return request.number

    def cancel(self, number: int) -> None:
        """Drop the answer of a message, and the message itself while it only waits."""
        if self._running is not None and self._running.number == number:
            self._running.awaited = False
        self._waiting = deque(kept for kept in self._waiting if kept.number != number)
        self._tell_busy()

    def close(self) -> None:
        """End the worker, letting changes of the store finish first; no more answers come."""
        if self._running is not None:
            self._running.awaited = False
        self._waiting = deque(kept for kept in self._waiting if kept.changes_the_store)
        for request in self._waiting:
            request.awaited = False
        self._let_changes_finish()
        self._closed = True
        self._end_process()
        self._running = None
        self._waiting.clear()
        self._tell_busy()

    def _let_changes_finish(self) -> None:
        deadline = QDeadlineTimer(_FINISH_MS)
        self._hand_over()
        while self._running is not None and not deadline.hasExpired():
            if not (self._running.changes_the_store or self._waiting):
                return
            self._process.waitForReadyRead(deadline.remainingTime())
            self._on_output()
            if self._process.state() == QProcess.ProcessState.NotRunning:
                return
            self._hand_over()

    def _end_process(self) -> None:
        if self._running is None:
            self._process.closeWriteChannel()
        else:
            self._process.kill()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        if not self._process.waitForFinished(_END_MS):
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _hand_over(self) -> None:
        """Give the worker the next message, if it has none."""
        if self._running is not None or not self._waiting:
            return
        self._running = self._waiting.popleft()
        if self._closed:
            self._answer(GONE, {})
            return
        self.start()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return  # could not be started: `_on_error` answers
        line = messages.dump_message(self._running.number, self._running.message)
        self._process.write(line.encode("ascii") + b"\n")

    def _on_output(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode("utf-8", "replace")
            try:
                answer = messages.load_answer(line)
            except messages.ProtocolError:
                _log.error("the worker wrote something that is no answer")
                self._process.kill()
                return
            if self._running is None or answer.id != self._running.number:
                _log.error("the worker answered a message it was not given")
            elif isinstance(answer, messages.Done):
                self._answer(None, answer.facts)
            else:
                self._answer(answer.error, answer.facts)

    def _on_error_output(self) -> None:
        self._sieve.feed(bytes(self._process.readAllStandardError().data()))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if self._closed:
            return
        _log.error("worker: %s", error.name)
        if error == QProcess.ProcessError.FailedToStart:  # then no `finished` follows
            QTimer.singleShot(0, self, self._on_gone)

    def _on_finished(self) -> None:
        self._on_output()
        self._on_error_output()
        self._on_gone()

    def _on_gone(self) -> None:
        if self._running is not None and not self._closed:
            _log.error("the worker died over %s", type(self._running.message).__name__)
            self._answer(GONE, {})

    def _answer(self, error: str | None, facts: Mapping[str, Any]) -> None:
        """Tell whoever asked, then go on with the next message."""
        request, self._running = self._running, None
        QTimer.singleShot(0, self, self._hand_over)
        self._tell_busy()
        if request is None or not request.awaited:
            return
        if request.owner is not None and not isValid(request.owner):
            return
        if error is None:
            request.on_done(facts)
        else:
            request.on_refused(error, facts)

    def _tell_busy(self) -> None:
        if self._was_busy != self.is_busy:
            self._was_busy = self.is_busy
            self.busy_changed.emit(self._was_busy)


def worker_command(data_folder: Path) -> list[str]:
    """Our own program as the worker of a data folder."""
    program = [sys.executable]
    if not getattr(sys, "frozen", False):
        program += ["-P", "-m", "dpia_wizard"]  # -P: never a module of the current folder
    return [*program, "--data", str(data_folder), "worker"]


def _receiver(callback: OnDone) -> QObject | None:
    bound_to = getattr(callback, "__self__", None)
    return bound_to if isinstance(bound_to, QObject) else None
