"""Looks for PDFs and has them checked one after another, in our own process beside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from dpia_wizard.codec.report_file import load_report
from dpia_wizard.domain.checking import FileReport, Verdict
from dpia_wizard.gui.checking.verify_model import VerifyModel
from dpia_wizard.gui.worker_client import GONE, WorkerClient
from dpia_wizard.jobs.messages import CheckFile

_LOOKED_AT_ONCE = 200
_GONE = "The check of this file broke off: no record does that. Do not rely on it."
_REFUSED = "This file could not be checked."


class VerifyRun(QObject):
    """Fills a model with files and, one by one, with what they turned out to be.

    One message at a time: other work comes in between, and stopping is quick.
    """

    progressed = Signal()
    """Files were found or checked, or the checking has ended."""
    checked = Signal(int)
    """A file was checked; carries its row."""
    nothing_found = Signal()
    """Where files were looked for there is no PDF."""

    def __init__(
        self, model: VerifyModel, worker: WorkerClient, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._worker = model, worker
        self._looking: Iterator[Path] = iter(())
        self._is_looking = False
        self._found = 0
        self._asked: Path | None = None
        self._number = 0

    @property
    def is_busy(self) -> bool:
        """Whether files are looked for or checked."""
        return self._is_looking or self._asked is not None

    @property
    def file(self) -> str:
        """The name of the file that is checked now."""
        return self._asked.name if self._asked else ""

    def add(self, paths: Sequence[Path]) -> None:
        """Check these files, and the PDFs in these folders and below."""
        self._looking = _chained(self._looking, _pdfs_in(paths))
        if not self._is_looking:
            self._is_looking, self._found = True, 0
            self._look()

    def stop(self) -> None:
        """Leave what still waits unchecked."""
        self._looking, self._is_looking = iter(()), False
        if self._asked is not None:
            self._worker.cancel(self._number)
            self._asked = None
        self._model.stop()
        self.progressed.emit()

    def _look(self) -> None:
        """Find some more files, leaving the window its time in between."""
        found = list(islice(self._looking, _LOOKED_AT_ONCE))
        self._found += len(found)
        self._model.add(found)
        if len(found) == _LOOKED_AT_ONCE:
            QTimer.singleShot(0, self, self._look)
        else:
            self._is_looking = False
        self._check_next()
        self.progressed.emit()
        if not (self._is_looking or self._found):
            self.nothing_found.emit()

    def _check_next(self) -> None:
        if self._asked is None:
            self._asked = self._model.next_waiting()
            if self._asked is not None:
                message = CheckFile(path=str(self._asked))
                self._number = self._worker.send(message, self._on_done, self._on_refused)

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        self._take(load_report(facts["report"]))

    def _on_refused(self, error: str, _facts: Mapping[str, Any]) -> None:
        text = _GONE if error == GONE else _REFUSED
        report = FileReport(
            file=self.file,
            verdict=Verdict.UNREADABLE,
            headline="This file cannot be checked",
            text=text,
        )
        self._take(report)

    def _take(self, report: FileReport) -> None:
        path, self._asked = self._asked, None
        if path is not None:
            row = self._model.show_report(path, report)
            self.checked.emit(row)
        self._check_next()
        self.progressed.emit()


def _pdfs_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, whatever they are, and every PDF in the folders."""
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """Every PDF in a folder and below, in the order a person would look."""
    for place, folders, names in os.walk(folder):
        folders.sort(key=str.casefold)
        for name in sorted(names, key=str.casefold):
            if is_pdf(Path(name)):
                yield Path(place, name)


def is_pdf(path: Path) -> bool:
    """Whether a file calls itself a PDF."""
    return path.suffix.casefold() == ".pdf"


def _chained(first: Iterator[Path], second: Iterator[Path]) -> Iterator[Path]:
    yield from first
    yield from second
