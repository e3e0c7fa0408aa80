"""Check a record: drop PDFs or a folder, and see what each file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.codec.report_file import dump_reports
from dpia_wizard.domain.checking import FileReport, Verdict
from dpia_wizard.gui.checking.verify_list import VerifyList
from dpia_wizard.gui.checking.verify_model import VerifyModel
from dpia_wizard.gui.checking.verify_reader import VerifyReader
from dpia_wizard.gui.checking.verify_reading import ReadingPage
from dpia_wizard.gui.checking.verify_report import VerifyReport
from dpia_wizard.gui.checking.verify_run import VerifyRun, is_pdf
from dpia_wizard.gui.theme.focus_ring import QUIET_PROPERTY
from dpia_wizard.gui.widgets.busy import Busy
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button, quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.empty_state import EmptyState
from dpia_wizard.gui.widgets.file_dialogs import FileMode, open_dialog, save_dialog
from dpia_wizard.gui.widgets.labels import muted, page_head
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import set_style
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import ExportReport, TrustCertificate

_LINE = "Is this PDF the record that was signed? Works offline; nothing leaves this computer."
_EMPTY_TITLE = "Drop PDFs or a folder here"
_EMPTY_TEXT = (
    "You see who signed each record, whether anything has changed since, whether the pages "
    "match the data inside and whether the result follows from the answers."
)
_RECORDS = "Records (*.pdf);;All files (*)"
_FORMATS = {"csv": "Tables (*.csv)", "pdf": "PDF files (*.pdf)"}
_EMPTY, _FILES = 0, 1


class VerifyPage(QWidget):
    """Checks the files it is given; changes nothing but, when asked, whom we trust."""

    trust_changed = Signal()
    """Somebody's signatures count here from now on."""

    def __init__(self, worker: WorkerClient) -> None:
        super().__init__()
        self._worker = worker
        self.setProperty("page", "plain")
        self.setAccessibleName("Check a record")
        self.setAcceptDrops(True)
        self.model = VerifyModel(self)
        self.run = VerifyRun(self.model, worker, self)
        self.reader = VerifyReader(worker, self)
        self.choose_files = primary_button("Choose PDFs…")
        self.choose_folder = plain_button("Check a folder…")
        self.stop = quiet_button("Stop")
        self.busy, self.message = Busy(), InlineMessage()
        self.list, self.report = VerifyList(self.model), VerifyReport()
        self._first = Card()
        self._head, self._body, self._beside = QWidget(), QStackedWidget(), QStackedWidget()
        self._reading: ReadingPage | None = None
        self._lay_out()
        self._connect()
        self._show_progress()

    def take_focus(self) -> None:
        """Put the keyboard on the list, or on what fills it."""
        target = self.list.table if self.model.rowCount() else self.choose_files
        target.setProperty(QUIET_PROPERTY, True)  # nobody pressed a key yet
        target.setFocus()

    @property
    def reading(self) -> ReadingPage | None:
        """What of a file is being read, if anything is."""
        return self._reading

    def check(self, paths: Sequence[Path]) -> None:
        """Check these files, and every PDF in these folders."""
        self._close_reading()
        self.message.clear()
        self.run.add(paths)

    # inside

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(16)
        head.addWidget(page_head("Check a record", _LINE), 1)
        head.addWidget(self.choose_folder)
        head.addWidget(self.choose_files)
        going = QHBoxLayout()
        going.addWidget(self.busy, 1)
        going.addWidget(self.stop)
        self._beside.addWidget(_waiting())
        self._beside.addWidget(self.report)
        files = QWidget()
        row = QHBoxLayout(files)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.list, 41)
        row.addWidget(self._beside, 59)
        set_style(self._first, "card", "drop")
        self._first.body.addWidget(EmptyState(_EMPTY_TITLE, _EMPTY_TEXT))
        self._body.addWidget(self._first)
        self._body.addWidget(files)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 20, 28, 20)
        stack.setSpacing(12)
        stack.addWidget(self._head)
        stack.addWidget(self.message)
        stack.addLayout(going)
        stack.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.choose_files.clicked.connect(self._on_choose_files)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.stop.clicked.connect(self.run.stop)
        self.run.progressed.connect(self._show_progress)
        self.run.checked.connect(self._on_checked)
        self.list.chosen.connect(self._on_chosen)
        self.list.export_requested.connect(lambda kind: self._export(self.model.reports, kind))
        self.run.nothing_found.connect(self._on_nothing_found)
        self.reader.opened.connect(self._on_reading_opened)
        self.reader.failed.connect(self.message.show_error)
        self.report.answers_requested.connect(self._on_answers_requested)
        self.report.comparison_requested.connect(self._on_comparison_requested)
        self.report.export_requested.connect(self._on_export_requested)
        self.report.trusted.connect(self._on_trusted)

    def _show_progress(self) -> None:
        total, done, _ = self.model.counts()
        if self.run.is_busy:
            self.busy.start(f"Checking {min(done + 1, total):,} of {total:,}: {self.run.file}")
        else:
            self.busy.stop()
        self.stop.setVisible(self.run.is_busy)
        self.list.show_counts()
        if self._reading is None:
            self._body.setCurrentIndex(_FILES if total else _EMPTY)
        if total and self.list.chosen_row() < 0:
            self.list.choose(0)

    def _on_checked(self, row: int) -> None:
        if row == self.list.chosen_row():
            self._on_chosen(self.model.index(row, 0))

    def _on_chosen(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row()) if index.isValid() else None
        report = entry.report if entry else None
        self._beside.setCurrentIndex(1 if report else 0)
        if report:
            self.report.show_report(report)

    def _chosen(self) -> tuple[Path, FileReport] | None:
        row = self.list.chosen_row()
        entry = self.model.entry(row) if row >= 0 else None
        return (entry.path, entry.report) if entry and entry.report else None

    # files

    def _on_choose_files(self) -> None:
        self._ask("check_files", "Check records", FileMode.ExistingFiles)

    def _on_choose_folder(self) -> None:
        self._ask("check_folder", "Check a folder", FileMode.Directory)

    def _ask(self, name: str, title: str, mode: FileMode) -> None:
        filters = "" if mode is FileMode.Directory else _RECORDS
        dialog = open_dialog(self, title, name=name, filters=filters, mode=mode)
        dialog.filesSelected.connect(lambda names: self.check([Path(name) for name in names]))
        dialog.open()

    def _on_nothing_found(self) -> None:
        self.message.show_notice("There is no PDF in that folder.")

    # what can be done about a report

    def _on_trusted(self, fingerprint: str) -> None:
        chosen = self._chosen()
        if chosen is not None:
            message = TrustCertificate(path=str(chosen[0]), fingerprint=fingerprint)
            self._worker.send(message, self._on_trust_kept, self._on_refused)

    def _on_trust_kept(self, _facts: Mapping[str, Any]) -> None:
        self.trust_changed.emit()
        self.run.add(self.model.signed_by_strangers())

    def _on_export_requested(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._export([chosen[1]], "pdf", name=f"{chosen[0].stem}-check")

    def _export(self, reports: Sequence[FileReport], kind: str, name: str = "check") -> None:
        formats = [_FORMATS[kind], *(f for k, f in _FORMATS.items() if k != kind)]
        dialog = save_dialog(
            self,
            "Export what was found",
            name="export_report",
            proposal=f"{name}.{kind}",
            filters=";;".join(formats),
            suffix=kind,
        )
        told = dump_reports(reports)
        dialog.fileSelected.connect(lambda out: self._write(told, out))
        dialog.open()

    def _write(self, reports: str, out: str) -> None:
        message = ExportReport(reports=reports, out=out)
        self._worker.send(message, self._on_written, self._on_refused)

    def _on_written(self, facts: Mapping[str, Any]) -> None:
        self.message.show_notice(f"Written to {facts['out']}")

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.message.show_error(sentence_for(error, facts))

    # reading

    def _on_answers_requested(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.message.clear()
            self.reader.show_answers(chosen[0], warning=_warning(chosen[1]))

    def _on_comparison_requested(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.message.clear()
            title = "Compare with another version"
            dialog = open_dialog(self, title, name="compare_with", filters=_RECORDS)
            first, warning = chosen[0], _warning(chosen[1])
            dialog.fileSelected.connect(
                lambda name: self.reader.compare(first, Path(name), warning=warning)
            )
            dialog.open()

    def _on_reading_opened(self, page: ReadingPage) -> None:
        self._close_reading()
        self._reading = page
        page.closed.connect(self._on_reading_closed)
        self._body.addWidget(page)
        self._body.setCurrentWidget(page)
        self._head.hide()
        page.take_focus()

    def _on_reading_closed(self) -> None:
        self._close_reading()
        self.list.table.setFocus()

    def _close_reading(self) -> None:
        page, self._reading = self._reading, None
        if page is not None:
            self._body.setCurrentIndex(_FILES)
            self._body.removeWidget(page)
            page.hide()
            page.deleteLater()
            self._head.show()

    # Qt calls these

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take PDFs and folders; anything else is left to the window."""
        if _dropped(event):
            event.acceptProposedAction()
            set_style(self._first, "over", "true")
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """What was held over the page is gone."""
        set_style(self._first, "over", "false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        set_style(self._first, "over", "false")
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
            self.check(paths)
        else:
            event.ignore()


def _warning(report: FileReport) -> str:
    """What stands above the answers of a file that is not what was signed."""
    if report.verdict is not Verdict.CHANGED:
        return ""
    return f"{report.file} was changed: these may not be the answers that were signed."


def _waiting() -> QWidget:
    """What stands beside the list while the chosen file waits."""
    holder = QWidget()
    stack = QVBoxLayout(holder)
    stack.setContentsMargins(20, 16, 20, 16)
    stack.addWidget(muted("This file has not been checked yet."))
    stack.addStretch(1)
    return holder


def _dropped(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if is_pdf(path) or path.is_dir()]
