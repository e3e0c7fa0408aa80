"""A list of rows, each with the same few fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue, Cell
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.row_values import counted_rows, next_number, number_field, rows_of
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.row_card import RowCard, is_long
from dpia_wizard.gui.fields.suggestions import SuggestionList, offered
from dpia_wizard.gui.widgets.buttons import plain_button

Row = dict[str, Cell]


class RowsField(Field):
    """Cards, one a row, with a way to add and to remove, and rows on offer below."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._rows: list[Row] = []
        self._cards: list[RowCard] = []
        self._seen: Situation | None = None
        self._read_only = self._opened = False
        given = [f.id for f in question.fields if f.numbered or f.refers_to]
        self._given_cells = frozenset(given)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(12)
        self._add = plain_button("Add a row")
        self._add.setObjectName(f"{question.id}:add")
        self._add.clicked.connect(self._on_add)
        self._stack.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._offers = SuggestionList(question.short)
        self._offers.taken.connect(self._on_taken)
        self._stack.addWidget(self._offers)
        self.setFocusProxy(self._add)

    @property
    def problem(self) -> str:
        """What the first of its fields is unhappy with."""
        field = self._unhappy()
        return field.problem if field is not None else ""

    def show_value(self, value: AnswerValue | None) -> None:
        """Show the rows; what is being typed is left alone."""
        rows = [dict(row) for row in rows_of(value)]
        if rows != [row for row in self._rows if not self._is_blank(row)]:
            self._rows = rows
        self._show_rows()
        self._open_one()

    def show_around(self, seen: Situation) -> None:
        """Know the answers around, for when the rows are shown next.

        Levels, rows referred to and rows on offer rest on them.
        """
        self._seen = seen

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        if read_only == self._read_only:
            return
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for card in self._cards:
            card.set_read_only(read_only)
        self._show_offers()

    def take_focus(self) -> None:
        """What is unhappy, else a row that owes something, else the open or the first one."""
        field = self._unhappy()
        if field is not None:
            self._open(next(c for c in self._cards if field in c.every_field.values()))
            field.take_focus()
        elif self._cards:
            opened = next((card for card in self._cards if card.is_open), None)
            owing = next((card for card in self._cards if card.owes), None)
            wanted = owing if owing and not (opened and opened.owes) else opened
            if wanted is not None:
                self._open(wanted)
            (wanted or self._cards[0]).take_focus()
        else:
            super().take_focus()

    def label_with(self, name: str, description: str = "") -> None:
        """The button says what a row is added to."""
        super().label_with(name, description)
        self._add.setAccessibleName(f"Add a row: {name}")

    def _unhappy(self) -> Field | None:
        fields = (field for card in self._cards for field in card.every_field.values())
        return next((field for field in fields if field.problem), None)

    def _show_rows(self) -> None:
        while len(self._cards) > len(self._rows):
            self._drop(self._cards.pop())
        while len(self._cards) < len(self._rows):
            self._add_card()
        name = number_field(self.question)
        counted = self._counted() if name else self._rows
        for place, (card, row) in enumerate(zip(self._cards, self._rows, strict=True)):
            number = {name: counted[place][name]} if name in counted[place] else {}
            card.show_row({**row, **number}, self._seen, place + 1)
            card.show()  # at once: keys may be on their way to its fields
        self._show_offers()

    def _open(self, wanted: RowCard) -> None:
        """Open one row; long ones fold when another is opened."""
        if not is_long(self.question):
            return
        for card in self._cards:
            if card.is_open is not (card is wanted):
                card.set_open(card is wanted)

    def _open_one(self) -> None:
        """Where all are folded, open the only row, else the first with something to answer."""
        if any(card.is_open for card in self._cards) or self._opened:
            return
        self._opened = bool(self._cards)
        owing = next((card for card in self._cards if card.owes), None)
        if owing or len(self._cards) == 1:
            self._open(owing or self._cards[0])

    def _counted(self) -> list[Mapping[str, Cell]]:
        seen = self._seen
        if seen is None:
            return list(self._rows)
        return list(counted_rows(self.question, self._rows, seen.holds_in))

    def _show_offers(self) -> None:
        seen = self._seen
        can_add = seen is not None and not self._read_only
        self._offers.show_offers(
            offered(self.question, self._rows, seen) if seen is not None and can_add else []
        )

    def _add_card(self) -> None:
        card = RowCard(self.question)
        card.set_read_only(self._read_only)
        card.opened.connect(partial(self._on_opened, card))
        card.edited.connect(partial(self._on_edited, card))
        card.removed.connect(partial(self._on_removed, card))
        self._stack.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _drop(self, card: RowCard) -> None:
        self._stack.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_add(self) -> None:
        self._rows.append({**self._next_number(), **self._next_reference()})
        self._show_rows()
        self._open(self._cards[-1])
        self._cards[-1].take_focus()

    def _on_opened(self, card: RowCard) -> None:
        self._open(card)

    def _on_taken(self, row: Mapping[str, Cell]) -> None:
        self._rows = [*self._rows, {**self._next_number(), **row}]
        self._show_rows()
        self._tell()
        if not self._offers.take_focus():
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_number(self) -> Mapping[str, Cell]:
        return next_number(self.question, self._counted())

    def _next_reference(self) -> Mapping[str, Cell]:
        """The first row elsewhere that no row here refers to yet."""
        field = next((f for f in self.question.fields if f.refers_to), None)
        if field is None or self._seen is None:
            return {}
        other = self._seen.questionnaire.question(field.refers_to)
        used = {row.get(field.id) for row in self._rows}
        rows = rows_of(self._seen.answers.get(other.id))
        free = (row[number_field(other)] for row in rows)
        found = next((number for number in free if number not in used), None)
        return {} if found is None else {field.id: found}

    def _on_removed(self, card: RowCard) -> None:
        position = self._cards.index(card)
        del self._rows[position]
        self._drop(self._cards.pop(position))
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

    def _is_blank(self, row: Row) -> bool:
        """Whether nothing is in it but what the program put there."""
        return row.keys() <= self._given_cells

    def _tell(self) -> None:
        rows = tuple(row for row in self._rows if not self._is_blank(row))
        self.edited.emit(rows or None)
