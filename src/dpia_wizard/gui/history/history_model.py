"""The full history as a table's rows: a list that narrows itself to a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dpia_wizard.gui.history.history_words import HistoryLine
from dpia_wizard.gui.words import noted_at

Index = QModelIndex | QPersistentModelIndex

_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it shows of a line, and its share of the room."""

    title: str
    text: Callable[[HistoryLine], str]
    share: int


def _what(line: HistoryLine) -> str:
    return f"{line.what}: “{line.note}”" if line.note else line.what


COLUMNS = (
    Column("When", lambda line: noted_at(line.at), 16),
    Column("Who", lambda line: line.who, 18),
    Column("What", _what, 30),
    Column("Before", lambda line: line.before, 18),
    Column("After", lambda line: line.after, 18),
)


class HistoryModel(QAbstractTableModel):
    """All lines, of which those that hold a text are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[HistoryLine] = ()
        self._shown: list[HistoryLine] = []
        self._faulty: frozenset[int] = frozenset()
        self._text = ""

    def show_lines(self, lines: Sequence[HistoryLine], faulty: frozenset[int]) -> None:
        """Show other lines; `faulty` are the numbers of entries that were tampered with."""
        self.beginResetModel()
        self._all, self._faulty = lines, faulty
        self._narrow()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only lines that hold every word."""
        self.beginResetModel()
        self._text = text.casefold()
        self._narrow()
        self.endResetModel()

    def line(self, row: int) -> HistoryLine:
        """What is shown in a row."""
        return self._shown[row]

    def _narrow(self) -> None:
        wanted = self._text.split()
        self._shown = [line for line in self._all if all(w in line.words for w in wanted)]

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _TOP) -> int:
        """When, who, what, before and after."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """What a cell shows, on one line, and how it is read aloud."""
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], COLUMNS[index.column()]
        text = column.text(line)
        if column.title == "What" and line.number in self._faulty:
            text = f"Changed outside the program: {text}"
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {text or 'nothing'}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own type
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
