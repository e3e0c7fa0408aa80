"""The rows of the register: a list that sorts and filters itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dpia_wizard.domain.summary import ActivitySummary
from dpia_wizard.gui.register.register_words import (
    NOTHING,
    Keep,
    begun,
    review_key,
    review_words,
    second_line,
    touched_clause,
)

Index = QModelIndex | QPersistentModelIndex

_TOP = QModelIndex()
_TONE_ORDER = {"stop": 0, "care": 1, "note": 2, "good": 3}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: text with a tone for a pill, a second line for the first column."""

    text: str
    tone: str = ""
    below: str = ""


CELL_ROLE = Qt.ItemDataRole.UserRole
ID_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it shows of a row on a day, and how it sorts."""

    title: str
    cell: Callable[[ActivitySummary, date], Cell]
    key: Callable[[ActivitySummary], Any]


class RegisterModel(QAbstractTableModel):
    """All rows, of which those kept are shown; sorting and filtering keep the Python list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[ActivitySummary] = ()
        self._shown: list[ActivitySummary] = []
        self._keep: Keep = lambda row: not row.archived
        self._today = date.min
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self.columns: tuple[Column, ...] = (_ACTIVITY, _REVIEW)

    def show_rows(
        self, rows: Sequence[ActivitySummary], keep: Keep | None = None, *, today: date
    ) -> None:
        """Take over the register's rows, latest first, and perhaps another test."""
        self.beginResetModel()
        self._keep = keep or self._keep
        self._all = rows
        self._today = today
        self.columns = columns_of(rows) or self.columns
        self._arrange()
        self.endResetModel()

    def keep(self, keep: Keep) -> None:
        """Show only the rows a test keeps."""
        self.beginResetModel()
        self._keep = keep
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 shows the latest first again."""
        self.beginResetModel()
        self._sorted_by = (column, order) if column >= 0 else None
        self._arrange()
        self.endResetModel()

    def row_of(self, activity_id: str) -> int:
        """Where an activity is shown, or -1."""
        found = (place for place, row in enumerate(self._shown) if row.id == activity_id)
        return next(found, -1)

    def summary(self, row: int) -> ActivitySummary:
        """The activity in a shown row."""
        return self._shown[row]

    @property
    def rows(self) -> Sequence[ActivitySummary]:
        """Every row, kept or not."""
        return self._all

    def _arrange(self) -> None:
        shown = [row for row in self._all if self._keep(row)]
        if self._sorted_by is not None and self._sorted_by[0] < len(self.columns):
            column, order = self._sorted_by
            shown.sort(
                key=self.columns[column].key, reverse=order == Qt.SortOrder.DescendingOrder
            )
        self._shown = shown

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _TOP) -> int:
        """One for the activity, each question set and the review."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """What a cell shows, and how it is read aloud."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.cell(row, self._today).text
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(column.title, column.cell(row, self._today))
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                why = begun(touched_clause(row))
                return "\n".join(part for part in (f"{row.label}: {row.title}", why) if part)
            case _ if role == CELL_ROLE:
                return column.cell(row, self._today)
            case _ if role == ID_ROLE:
                return row.id
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own type
        """The columns' names."""
        horizontal = orientation == Qt.Orientation.Horizontal
        if horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(self.columns):
            return self.columns[section].title
        if horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def columns_of(rows: Sequence[ActivitySummary]) -> tuple[Column, ...]:
    """The columns the rows call for: one for each question set they know."""
    if not rows:
        return ()
    sets = [_set_column(place, found.title) for place, found in enumerate(rows[0].sets)]
    return (_ACTIVITY, *sets, _REVIEW)


def _set_column(place: int, title: str) -> Column:
    def cell(row: ActivitySummary, _today: date) -> Cell:
        if place >= len(row.sets):
            return Cell(NOTHING)
        found = row.sets[place]
        return Cell(found.text, found.tone if found.state else "")

    def key(row: ActivitySummary) -> tuple[bool, int, str]:
        if place >= len(row.sets):
            return True, 0, ""
        found = row.sets[place]
        return not found.state, _TONE_ORDER.get(found.tone, 4), found.text

    return Column(title, cell, key)


def _spoken(title: str, cell: Cell) -> str:
    if cell.below:
        return f"{cell.text}. {cell.below}"
    return f"{title}: {'none' if cell.text == NOTHING else cell.text}"


_ACTIVITY = Column(
    "Activity",
    lambda row, today: Cell(row.title or row.label, below=second_line(row, today)),
    lambda row: row.title.casefold(),
)
_REVIEW = Column("Next review", lambda row, today: Cell(*review_words(row, today)), review_key)
