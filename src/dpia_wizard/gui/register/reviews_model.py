"""Reviews in the order they fall due, under their months; a list that Qt can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dpia_wizard.codec.day_words import MONTHS
from dpia_wizard.domain.summary import ActivitySummary
from dpia_wizard.gui.register.register_words import begun, is_due, touched_clause
from dpia_wizard.gui.widgets.date_text import show_date

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole
ID_ROLE = Qt.ItemDataRole.UserRole + 1

TOUCHED = "Touched by a change of the law, the questions or the house rules"

_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A month's heading (without an id), or one review below it."""

    text: str
    id: str = ""
    below: str = ""
    chip: str = ""
    tone: str = ""


def review_lines(rows: Sequence[ActivitySummary], today: date) -> list[ReviewLine]:
    """All reviews, overdue ones first, each month under its name."""
    kept = (row for row in rows if not (row.archived or row.example))
    due = sorted(
        ((row.next_review, row) for row in kept if row.next_review),
        key=lambda pair: (pair[0], pair[1].title.casefold()),
    )
    lines = touched_lines(rows)
    last = ""
    for day, row in due:
        group = _group(day, today)
        if group != last:
            lines.append(ReviewLine(group))
            last = group
        lines.append(_line(row, day, today))
    return lines


def touched_lines(rows: Sequence[ActivitySummary]) -> list[ReviewLine]:
    """What a newer law, question set or house rule touches, and why, under its own heading."""
    touched = sorted(
        (row for row in rows if row.touched and not row.archived),
        key=lambda row: row.title.casefold(),
    )
    lines = [
        ReviewLine(
            row.title or row.label,
            id=row.id,
            below=begun(touched_clause(row)),
            chip="Look again",
            tone="care",
        )
        for row in touched
    ]
    return [ReviewLine(TOUCHED), *lines] if lines else []


def _group(day: date, today: date) -> str:
    return "Overdue" if day < today else f"{MONTHS[day.month - 1]} {day.year}"


def _line(row: ActivitySummary, day: date, today: date) -> ReviewLine:
    tone = "stop" if day < today else "care" if is_due(row, today) else "muted"
    below = " · ".join(part for part in (row.label, row.team, row.owner) if part)
    return ReviewLine(
        row.title or row.label, id=row.id, below=below, chip=show_date(day), tone=tone
    )


class ReviewsModel(QAbstractListModel):
    """The lines; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ReviewLine] = []

    def show_lines(self, lines: list[ReviewLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """What a line shows, and how it is read aloud."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text
            case Qt.ItemDataRole.AccessibleTextRole:
                told = (line.text, line.chip, line.below)
                return ", ".join(part for part in told if part)
            case Qt.ItemDataRole.ToolTipRole:
                return line.below or None
            case _ if role == LINE_ROLE:
                return line
            case _ if role == ID_ROLE:
                return line.id
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only reviews can be chosen."""
        if index.isValid() and self._lines[index.row()].id:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def first_review(self) -> int:
        """The first line that can be chosen, or -1."""
        return next((place for place, line in enumerate(self._lines) if line.id), -1)
