"""One row of a list: long texts across, short fields side by side, levels in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.domain.row_values import Row, counted_rows, number_field, rows_of, shows_in
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.combo_field import ComboField
from dpia_wizard.gui.fields.level_row import LevelRow
from dpia_wizard.gui.fields.text_fields import LongTextField
from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import Labelled, labelled
from dpia_wizard.gui.widgets.labels import subheading
from dpia_wizard.gui.widgets.side_by_side import SideBySide

_MANY_CHOICES = 8
_CHOSEN = (Kind.CHOICE, Kind.YES_NO, Kind.YES_NO_UNSURE)
_LONGEST_NAME = 60


class RowCard(Card):
    """Shows a row and tells what is edited in it."""

    edited = Signal(str, object)
    """A field was edited; carries the field's id and its value."""

    removed = Signal()
    """The user wants the row gone."""

    def __init__(self, question: Question, number: int) -> None:
        super().__init__(spacing=10)
        self._question = question
        self._heading = subheading()
        self.fields: dict[str, Field] = {}
        self.levels: list[LevelRow] = []
        self._labelled: dict[str, Labelled] = {}
        self._remove = quiet_button("Remove this row")
        self._remove.clicked.connect(self.removed)
        self._name = f"{question.short} {number}"
        self._lay_out()
        self._show_name(self._name)

    def show_row(self, row: Row, seen: Situation | None) -> None:
        """Show the cells, and what follows from them."""
        number = row.get(number_field(self._question))
        if number is not None:
            self._show_name(f"{self._question.short} {number}")
        for key, field in self.fields.items():
            if field.question.refers_to and isinstance(field, ComboField):
                field.offer(_referred(field.question.refers_to, seen))
            field.show_value(row.get(key))
        for level in self.levels:
            level.show_row(row, seen)
        if seen is not None:
            self._show_asked(row, seen)

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        for field in self.fields.values():
            field.set_read_only(read_only)
        for level in self.levels:
            level.set_read_only(read_only)
        self._remove.setVisible(not read_only)

    def take_focus(self) -> None:
        """Its first field."""
        next(iter(self.fields.values())).take_focus()

    def _show_asked(self, row: Row, seen: Situation) -> None:
        """Hide what the row's earlier answers, and what follows from them, make needless."""
        (counted,) = counted_rows(self._question, [row], seen.holds_in)
        for key, field in self.fields.items():
            if field.question.show_if is not None:
                asked = shows_in(field.question, counted, seen.holds_in)
                self._labelled[key].setVisible(asked)

    def _show_name(self, name: str) -> None:
        self._name = name
        self._heading.setText(name)
        self._remove.setAccessibleName(f"Remove {name}")
        for field in self.fields.values():
            field.label_with(f"{field.question.text}, {name}", field.question.help)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._remove)
        self.body.addLayout(head)
        reasons = {f.worked_out.reason for f in self._question.fields if f.worked_out}
        beside: list[Question] = []
        for part in self._question.fields:
            if part.numbered or part.given_only or part.id in reasons:
                continue
            if part.worked_out is not None:
                self._add_beside(beside)
                self._add_level(part)
            elif self._is_wide(part):
                self._add_beside(beside)
                self.body.addWidget(self._make(part))
            else:
                beside.append(part)
        self._add_beside(beside)

    def _is_wide(self, part: Question) -> bool:
        first = next(f for f in self._question.fields if not f.numbered)
        is_first_text = part is first and part.kind is Kind.TEXT
        alone = part.show_if is not None or bool(part.refers_to)  # hidden, it leaves no hole
        alone = alone or len(part.options) > _MANY_CHOICES
        return part.kind is Kind.LONG_TEXT or alone or is_first_text

    def _add_beside(self, parts: list[Question]) -> None:
        """Put the short fields gathered so far side by side."""
        if parts:
            self.body.addLayout(SideBySide([self._make(part) for part in parts]))
        parts.clear()

    def _add_level(self, part: Question) -> None:
        reason = part.worked_out.reason if part.worked_out else ""
        why = next((f for f in self._question.fields if f.id == reason), None)
        level = LevelRow(part, why, self._name)
        level.edited.connect(self.edited)
        self.levels.append(level)
        self.body.addWidget(level)

    def _make(self, part: Question) -> Labelled:
        """A field under its label."""
        field = _field(part)
        field.edited.connect(partial(self.edited.emit, part.id))
        self.fields[part.id] = field
        both = labelled(part.text, field, part.help)
        self._labelled[part.id] = both
        return both


def _field(part: Question) -> Field:
    from dpia_wizard.gui.fields.make import make_field

    if part.kind in _CHOSEN or part.refers_to:
        return ComboField(part)
    return LongTextField(part, lines=3) if part.kind is Kind.LONG_TEXT else make_field(part)


def _referred(rows: str, seen: Situation | None) -> Sequence[tuple[Cell, str]]:
    """The rows that can be referred to: their number, and how they begin."""
    if seen is None or rows not in seen.questionnaire.questions:
        return ()
    question = seen.questionnaire.question(rows)
    name = number_field(question)
    found = []
    for row in rows_of(seen.answers.get(rows)):
        words = " ".join(_first_text(question, row).split())
        short = words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…"
        found.append((row[name], f"{row[name]}: {short}" if short else str(row[name])))
    return found


def _first_text(question: Question, row: Row) -> str:
    texts = (f.id for f in question.fields if f.kind in (Kind.TEXT, Kind.LONG_TEXT))
    return str(row.get(next(texts, ""), ""))
