"""Reads what checked files hold, in our own process beside, and makes the page to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.domain.errors import NotARecordError, UnreadableError
from dpia_wizard.gui.checking.verify_reading import (
    AnswersPage,
    ComparisonPage,
    ReadFile,
    ReadingPage,
    read_file,
)
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import ReadAnswers

_OTHER_SET = "{file} answers other questions: {title}. Choose a version of the same assessment."


class VerifyReader(QObject):
    """Answers every wish with a page, or with a sentence why there is none."""

    opened = Signal(QObject)
    """Here is the page; carries a `ReadingPage`."""
    failed = Signal(str)
    """A file cannot be read; carries the sentence."""

    def __init__(self, worker: WorkerClient, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker

    def show_answers(self, path: Path, *, warning: str = "") -> None:
        """Read a file's answers; the warning says why they may not be what was signed."""
        self._read(path, lambda read: self.opened.emit(AnswersPage(read, warning)))

    def compare(self, first: Path, second: Path, *, warning: str = "") -> None:
        """Hold two files side by side, the older version at the left."""
        self._read(
            first, lambda one: self._read(second, lambda two: self._pair(one, two, warning))
        )

    def _pair(self, one: ReadFile, two: ReadFile, warning: str) -> None:
        if one.side.questionnaire.id != two.side.questionnaire.id:
            told = _OTHER_SET.format(file=two.file, title=two.side.questionnaire.title)
            self.failed.emit(told)
            return
        older, newer = sorted((one, two), key=lambda read: read.side.assessment.version)
        page: ReadingPage = ComparisonPage(older, newer, warning)
        self.opened.emit(page)

    def _read(self, path: Path, go_on: Callable[[ReadFile], None]) -> None:
        def done(facts: Mapping[str, Any]) -> None:
            try:
                read = read_file(str(facts["record"]), file=path.name)
            except (NotARecordError, UnreadableError) as error:
                self.failed.emit(sentence(error))
                return
            go_on(read)

        self._worker.send(ReadAnswers(path=str(path)), done, self._on_refused, owner=self)

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.failed.emit(sentence_for(error, facts))
