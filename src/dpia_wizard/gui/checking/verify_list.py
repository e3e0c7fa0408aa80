"""The list of checked files with its sum below, and the ways to take it along."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from dpia_wizard.gui.checking.verify_model import VerifyModel
from dpia_wizard.gui.checking.verify_table import VerifyTable
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.flow import Flow
from dpia_wizard.gui.widgets.labels import muted
from dpia_wizard.gui.widgets.link import Link


class VerifyList(Card):
    """Shows the files; tells which one is chosen."""

    chosen = Signal(QModelIndex)
    """Another file was chosen."""
    export_requested = Signal(str)
    """The user wants the list as a file; carries csv or pdf."""

    def __init__(self, model: VerifyModel) -> None:
        super().__init__(padding=0, spacing=0)
        self._model = model
        self.table = VerifyTable(model)
        self.as_csv = Link("CSV", "Export the list as CSV")
        self.as_pdf = Link("PDF", "Export the list as PDF")
        self._counts, self._export, self._or = (
            muted(),
            muted("· export the list as"),
            muted("or"),
        )
        self._foot = QWidget()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.as_csv.clicked.connect(lambda: self.export_requested.emit("csv"))
        self.as_pdf.clicked.connect(lambda: self.export_requested.emit("pdf"))

    def choose(self, row: int) -> None:
        """Choose a file."""
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            self._model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )

    def chosen_row(self) -> int:
        """The row of the chosen file, or -1."""
        return self.table.currentIndex().row()

    def show_counts(self) -> None:
        """Say how many files there are and how many can be relied on."""
        total, done, sound = self._model.counts()
        files = "1 file" if total == 1 else f"{total:,} files"
        self._counts.setText(f"{files} · {sound:,} intact and approved")
        for part in (self.as_csv, self.as_pdf):
            part.setEnabled(bool(done))

    def _lay_out(self) -> None:
        self.body.setContentsMargins(1, 1, 1, 6)
        for part in (self._counts, self._export, self.as_csv, self._or, self.as_pdf):
            part.setWordWrap(False)
        foot = Flow(self._foot, gap=4, lines=2)
        foot.setContentsMargins(14, 14, 14, 8)
        for part in (self._counts, self._export, self.as_csv, self._or, self.as_pdf):
            foot.addWidget(part)
        self.body.addWidget(self.table)
        self.body.addWidget(self._foot)
        self.body.addStretch(1)

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(current)
