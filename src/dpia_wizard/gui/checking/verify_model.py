"""The files that are checked, in the order they came, with what each turned out to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dpia_wizard.domain.checking import FileReport, Verdict
from dpia_wizard.domain.verdict import holds, in_short

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
COLUMNS = ("File", "Result")

_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file; without a report it waits, or was stopped before its turn."""

    path: Path
    report: FileReport | None = None
    stopped: bool = False

    @property
    def chip(self) -> tuple[str, str]:
        """The result in a word or two, with its tone."""
        if self.report is None:
            return ("Not checked" if self.stopped else "Waiting", "")
        word, tone = in_short(self.report)
        return word, tone.value if tone.value != "note" else ""


class VerifyModel(QAbstractTableModel):
    """Holds the entries; a file that is given again is checked anew in its old place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    @property
    def reports(self) -> list[FileReport]:
        """What was found so far, file by file."""
        return [entry.report for entry in self._entries if entry.report is not None]

    def entry(self, row: int) -> Entry:
        """One file."""
        return self._entries[row]

    def add(self, paths: Sequence[Path]) -> None:
        """Put files at the end of the list."""
        known = {entry.path: row for row, entry in enumerate(self._entries)}
        for path in paths:
            if path in known:
                self._put(known[path], Entry(path))
        new = [path for path in dict.fromkeys(paths) if path not in known]
        if new:
            first = len(self._entries)
            self.beginInsertRows(_TOP, first, first + len(new) - 1)
            self._entries += [Entry(path) for path in new]
            self.endInsertRows()

    def next_waiting(self) -> Path | None:
        """The file whose turn it is."""
        waiting = (e for e in self._entries if e.report is None and not e.stopped)
        entry = next(waiting, None)
        return entry.path if entry else None

    def show_report(self, path: Path, report: FileReport) -> int:
        """Note what a file turned out to be; returns its row."""
        row = next(i for i, entry in enumerate(self._entries) if entry.path == path)
        self._put(row, Entry(path, report))
        return row

    def stop(self) -> None:
        """Leave the files that still wait unchecked."""
        for row, entry in enumerate(self._entries):
            if entry.report is None:
                self._put(row, replace(entry, stopped=True))

    def signed_by_strangers(self) -> list[Path]:
        """Files that may look better once a signer is trusted."""
        return [
            entry.path
            for entry in self._entries
            if entry.report and entry.report.verdict is Verdict.SIGNER_NOT_TRUSTED
        ]

    def counts(self) -> tuple[int, int, int]:
        """How many files there are, how many are checked, how many can be relied on."""
        reports = self.reports
        return len(self._entries), len(reports), sum(map(holds, reports))

    def _put(self, row: int, entry: Entry) -> None:
        self._entries[row] = entry
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    # Qt calls these

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many files there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _TOP) -> int:
        """File and result."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own type
        """The names of the columns."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return COLUMNS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """What a cell shows, and how it is read aloud."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.chip[0] if index.column() else entry.path.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.path.name}, {entry.chip[0]}"
            case Qt.ItemDataRole.ToolTipRole:
                return str(entry.path)
            case _ if role == ENTRY_ROLE:
                return entry
        return None
