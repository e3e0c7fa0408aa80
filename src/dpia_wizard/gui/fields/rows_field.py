"""A list of rows, each with the same few fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue, Cell
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import subheading

Row = dict[str, Cell]


class RowsField(Field):
    """Cards, one a row, with a way to add and to remove."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._rows: list[Row] = []
        self._cards: list[RowCard] = []
        self._read_only = False
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(12)
        self._add = plain_button("Add a row")
        self._add.setObjectName(f"{question.id}:add")
        self._add.clicked.connect(self._on_add)
        self._stack.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    @property
    def problem(self) -> str:
        """What the first of its fields is unhappy with."""
        field = self._unhappy()
        return field.problem if field is not None else ""

    def show_value(self, value: AnswerValue | None) -> None:
        """Show the rows; what is being typed is left alone."""
        given = value if isinstance(value, tuple) else ()
        rows = [dict(row) for row in given if isinstance(row, Mapping)]
        if rows != [row for row in self._rows if row]:
            self._rows = rows
            self._show_rows()

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        if read_only == self._read_only:
            return
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for card in self._cards:
            card.set_read_only(read_only)

    def take_focus(self) -> None:
        """What is unhappy, else the first row, else the way to add one."""
        field = self._unhappy()
        if field is not None:
            field.take_focus()
        elif self._cards:
            self._cards[0].take_focus()
        else:
            super().take_focus()

    def label_with(self, name: str, description: str = "") -> None:
        """The button says what a row is added to."""
        super().label_with(name, description)
        self._add.setAccessibleName(f"Add a row: {name}")

    def _unhappy(self) -> Field | None:
        fields = (field for card in self._cards for field in card.fields.values())
        return next((field for field in fields if field.problem), None)

    def _show_rows(self) -> None:
        while len(self._cards) > len(self._rows):
            card = self._cards.pop()
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(self._rows):
            self._add_card()
        for card, row in zip(self._cards, self._rows, strict=True):
            card.show_row(row)

    def _add_card(self) -> None:
        card = RowCard(self.question, len(self._cards) + 1)
        card.set_read_only(self._read_only)
        card.edited.connect(partial(self._on_edited, card))
        card.removed.connect(partial(self._on_removed, card))
        self._stack.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _on_add(self) -> None:
        self._rows.append({})
        self._show_rows()
        self._cards[-1].take_focus()

    def _on_removed(self, card: RowCard) -> None:
        position = self._cards.index(card)
        del self._rows[position]
        self._show_rows()
        if self._cards:
            self._cards[min(position, len(self._cards) - 1)].take_focus()
        else:
            super().take_focus()
        self._tell()

    def _on_edited(self, card: RowCard, field: str, value: object) -> None:
        position = self._cards.index(card)
        row = {key: cell for key, cell in self._rows[position].items() if key != field}
        if isinstance(value, str | int | float):
            row[field] = value
        self._rows[position] = row
        self._tell()

    def _tell(self) -> None:
        rows = tuple(row for row in self._rows if row)
        self.edited.emit(rows or None)


class RowCard(Card):
    """One row."""

    edited = Signal(str, object)
    """A field was edited; carries the field's id and its value."""

    removed = Signal()
    """The user wants the row gone."""

    def __init__(self, question: Question, number: int) -> None:
        from dpia_wizard.gui.fields.make import make_field

        super().__init__()
        name = f"{question.short} {number}"
        self.fields = {part.id: make_field(part) for part in question.fields}
        self.body.addWidget(subheading(name))
        for part in question.fields:
            field = self.fields[part.id]
            field.edited.connect(partial(self.edited.emit, part.id))
            self.body.addWidget(labelled(part.text, field, part.help))
            field.label_with(f"{part.text}, {name}", part.help)
        self._remove = quiet_button("Remove this row")
        self._remove.setAccessibleName(f"Remove {name}")
        self._remove.clicked.connect(self.removed)
        self.body.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: Row) -> None:
        """Show the cells."""
        for key, field in self.fields.items():
            field.show_value(row.get(key))

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        for field in self.fields.values():
            field.set_read_only(read_only)
        self._remove.setVisible(not read_only)

    def take_focus(self) -> None:
        """Its first field."""
        next(iter(self.fields.values())).take_focus()
