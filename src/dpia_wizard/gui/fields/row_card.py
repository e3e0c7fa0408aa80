"""One row of a list: long texts across, short fields side by side, levels in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.questionnaire import (
    Kind,
    Question,
)
from dpia_wizard.domain.row_values import (
    Row,
    counted_rows,
    number_field,
    row_name,
    rows_of,
)
from dpia_wizard.domain.rules import open_cells, own_outcome
from dpia_wizard.domain.rulings import Outcome
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.combo_field import ComboField
from dpia_wizard.gui.fields.level_row import LevelRow
from dpia_wizard.gui.fields.row_head import RowHead
from dpia_wizard.gui.fields.row_slots import Slot, slots_of
from dpia_wizard.gui.fields.text_fields import LongTextField
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import Labelled, labelled
from dpia_wizard.gui.widgets.side_by_side import SideBySide

_LONG = 12
_CHOSEN = (Kind.CHOICE, Kind.YES_NO, Kind.YES_NO_UNSURE)
_LONGEST_NAME = 60


def is_long(question: Question) -> bool:
    """Whether its rows have so many fields that they are folded, and made as they are asked."""
    return len(question.fields) > _LONG


class RowCard(Card):
    """Shows a row and tells what is edited in it.

    A long row is folded until it is opened, and makes a field once it is asked, so that a page
    of many such rows is there at once.
    """

    edited = Signal(str, object)
    """A field was edited; carries the field's id and its value."""

    opened = Signal()
    """The user opened the row."""

    removed = Signal()
    """The user wants the row gone."""

    def __init__(self, question: Question) -> None:
        super().__init__(spacing=10)
        self._question = question
        self._is_long = is_long(question)
        self.is_open = not self._is_long
        self.fields: dict[str, Field] = {}
        self.levels: list[LevelRow] = []
        self._labelled: dict[str, Labelled] = {}
        self._slots = slots_of(question)
        self._made: set[int] = set()
        self._read_only = False
        self._name = question.short
        self._row: Row = {}
        self._seen: Situation | None = None
        self._told: object = None
        fields = question.fields  # until the answers around are known
        self._asked = {f.id for f in fields if not (self._is_long and f.show_if)}
        self._owed: tuple[str, ...] = ()
        self._outcome: Outcome | None = None
        self._head = RowHead(folds=self._is_long)
        self._head.removed.connect(self.removed)
        self._head.fold_wanted.connect(self._on_fold_wanted)
        self._inside = QWidget()
        self._stack = QVBoxLayout(self._inside)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(10)
        self.body.addWidget(self._head)
        self.body.addWidget(self._inside)
        self._inside.setVisible(self.is_open)

    @property
    def owes(self) -> bool:
        """Whether something in it is still to be answered."""
        return bool(self._owed)

    @property
    def every_field(self) -> Mapping[str, Field]:
        """Its fields and the reasons for raising its levels, as far as they are made."""
        reasons = [level.reason for level in self.levels if level.reason is not None]
        return {**self.fields, **{reason.question.id: reason for reason in reasons}}

    def show_row(self, row: Row, seen: Situation | None, position: int) -> None:
        """Show the cells, and what follows from them."""
        self._row, self._seen = row, seen
        self._name = f"{self._question.short} {row.get(number_field(self._question), position)}"
        if seen is not None:
            self._look_at(seen)
        if self.is_open:
            self._show_fields()
        self._show_head()

    def set_open(self, is_open: bool) -> None:
        """Open the row, or fold it."""
        self.is_open = is_open
        if is_open:
            self._show_fields()
        self._inside.setVisible(is_open)
        self._show_head()

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._read_only = read_only
        self._head.set_read_only(read_only)
        for field in self.fields.values():
            field.set_read_only(read_only)
        for level in self.levels:
            level.set_read_only(read_only)

    def take_focus(self) -> None:
        """The first field that is still owed, else its first, or the way to open it."""
        if self.is_open:
            every = self.every_field
            owed = (every[name] for name in self._owed if name in every)
            next(owed, next(iter(every.values()))).take_focus()
        else:
            self._head.fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, seen: Situation) -> None:
        """Find out what is asked and owed, and what it comes to, if anything here changed."""
        around = {k: v for k, v in seen.answers.items() if k != self._question.id}
        told = (self._row, around, seen.facts, seen.decided)
        if told == self._told:
            return
        self._told = told
        question = self._question
        (counted,) = counted_rows(question, [self._row], seen.holds_in)
        inside = seen.in_given_row(self._row, counted)
        fields = question.fields
        self._asked = {f.id for f in fields if f.show_if is None or inside.holds(f.show_if)}
        self._owed = open_cells(question, counted, seen)
        rulings = seen.questionnaire.rulings
        ruling = next((r for r in rulings if r.rows == question.id), None)
        self._outcome = own_outcome(ruling, inside) if ruling else None

    def _on_fold_wanted(self) -> None:
        self.set_open(not self.is_open)
        if self.is_open:
            self.take_focus()
            self.opened.emit()

    def _show_head(self) -> None:
        words = row_name(self._question, self._row) if self._is_long else ""
        self._head.show_name(self._name, words, is_open=self.is_open)
        if self._is_long and self._seen is not None:
            self._head.show_state(self._name, len(self._owed), self._outcome)

    def _show_fields(self) -> None:
        """Make what is asked, and hide what the row's earlier answers make needless."""
        asked = self._asked
        for place, slot in enumerate(self._slots):
            if place not in self._made and any(part.id in asked for part in slot.parts):
                self._make_slot(place, slot)
        for key, field in self.fields.items():
            if field.question.show_if is not None:
                self._labelled[key].setVisible(key in asked)
            if field.question.refers_to and isinstance(field, ComboField):
                field.offer(_referred(field.question.refers_to, self._seen))
            field.label_with(f"{field.question.text}, {self._name}", field.question.help)
            field.show_value(self._row.get(key))
        for level in self.levels:
            level.name_row(self._name)
            level.show_row(self._row, self._seen)
            level.show_owed(self._owed)

    def _make_slot(self, place: int, slot: Slot) -> None:
        position = sum(made < place for made in self._made)
        self._made.add(place)
        if slot.is_level:
            self._stack.insertWidget(position, self._make_level(slot.parts[0]))
        elif slot.beside:
            beside = SideBySide([self._make(part) for part in slot.parts])
            self._stack.insertLayout(position, beside)
        else:
            self._stack.insertWidget(position, self._make(slot.parts[0]))

    def _make_level(self, part: Question) -> LevelRow:
        reason = part.worked_out.reason if part.worked_out else ""
        why = next((f for f in self._question.fields if f.id == reason), None)
        level = LevelRow(part, why, self._name)
        level.set_read_only(self._read_only)
        level.edited.connect(self.edited)
        self.levels.append(level)
        return level

    def _make(self, part: Question) -> Labelled:
        """A field under its label."""
        field = _field(part)
        field.edited.connect(partial(self.edited.emit, part.id))
        self.fields[part.id] = field
        both = labelled(part.text, field, part.help)
        field.set_read_only(self._read_only)
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
