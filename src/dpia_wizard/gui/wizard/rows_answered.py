"""The rows of an answer to be read through: a block each, its name above label and value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.row_values import Row, number_field, row_name, rows_of, told_rows
from dpia_wizard.domain.rules import open_cells
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.widgets.labels import Label, muted, rule, subheading
from dpia_wizard.gui.words import answer_words

_LONGEST_NAME = 80
_TO_ANSWER = "Still to answer"
_LABEL_SHARE, _VALUE_SHARE = 2, 5
_TOP = Qt.AlignmentFlag.AlignTop


class RowsAnswered(QWidget):
    """Shows the rows of a question as they count; `given` are the same as they were typed."""

    def __init__(self, question: Question, given: Sequence[Row], seen: Situation) -> None:
        super().__init__()
        self.setObjectName(f"rows:{question.id}")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        counted = rows_of(seen.answers.get(question.id)) or given
        told = told_rows(question, given, counted)
        for position, (row, whole) in enumerate(zip(told, counted, strict=True), 1):
            if position > 1:
                stack.addWidget(rule())
            stack.addWidget(subheading(_title(question, row, position)))
            lines = [*_said(question, row), *_owed(question, whole, seen)]
            stack.addLayout(_lines(lines))


def _title(question: Question, row: Row, position: int) -> str:
    number = number_field(question)
    name = "" if number else row_name(question, row)
    if name and len(name) <= _LONGEST_NAME:
        return name
    return f"{question.short} {row.get(number, position)}"


def _said(question: Question, row: Row) -> Iterator[tuple[str, str]]:
    """Label and value of each cell but the number, which stands in the title."""
    for field in question.fields:
        words = "" if field.numbered else answer_words(field, row.get(field.id))
        if words:
            yield field.short, words


def _owed(question: Question, row: Row, seen: Situation) -> Iterator[tuple[str, str]]:
    """What of the row is still to be answered."""
    owed = open_cells(question, row, seen)
    if owed:
        yield (
            _TO_ANSWER,
            ", ".join(field.short for field in question.fields if field.id in owed),
        )


def _lines(said: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, _LABEL_SHARE)
    grid.setColumnStretch(1, _VALUE_SHARE)
    for line, (label, words) in enumerate(said):
        grid.addWidget(muted(label), line, 0, _TOP)
        grid.addWidget(Label(words, "body", selectable=True), line, 1, _TOP)
    return grid
