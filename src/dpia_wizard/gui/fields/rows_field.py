"""A list of rows, each with the same few fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue, Cell
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import subheading


class RowsField(Field):
    """Cards, one a row, with a way to add and to remove."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._rows: list[dict[str, Cell]] = []
        self._read_only = False
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(12)
        self._cards: list[Card] = []
        self._add = plain_button("Add a row")
        self._add.setObjectName(f"{question.id}:add")
        self._add.clicked.connect(self._on_add)
        self._stack.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    def show_value(self, value: AnswerValue | None) -> None:
        """Show the rows; what is being typed is left alone."""
        given = value if isinstance(value, tuple) else ()
        rows = [dict(row) for row in given if isinstance(row, Mapping)]
        if rows != [row for row in self._rows if row] or len(self._cards) != len(self._rows):
            self._rows = rows
            self._rebuild()

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        self._rebuild()

    def _rebuild(self) -> None:
        for card in self._cards:
            self._stack.removeWidget(card)
            card.deleteLater()
        self._cards = []
        for position in range(len(self._rows)):
            card = self._card(position)
            self._cards.append(card)
            self._stack.insertWidget(position, card)

    def _card(self, position: int) -> Card:
        from dpia_wizard.gui.fields.make import make_field
        from dpia_wizard.gui.widgets.labelled import labelled

        card = Card()
        card.body.addWidget(subheading(f"{self.question.short} {position + 1}"))
        for part in self.question.fields:
            field = make_field(part)
            field.show_value(self._rows[position].get(part.id))
            field.set_read_only(self._read_only)
            field.edited.connect(
                lambda value, part=part, position=position: self._on_edited(
                    position, part.id, value
                )
            )
            card.body.addWidget(labelled(part.text, field, part.help))
        if not self._read_only:
            remove = quiet_button("Remove this row")
            remove.clicked.connect(lambda: self._on_remove(position))
            card.body.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_add(self) -> None:
        self._rows.append({})
        self._rebuild()
        self._cards[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self, position: int) -> None:
        del self._rows[position]
        self._rebuild()
        self._emit()

    def _on_edited(self, position: int, field: str, value: object) -> None:
        row = {key: cell for key, cell in self._rows[position].items() if key != field}
        if isinstance(value, str | int | float):
            row[field] = value
        self._rows[position] = row
        self._emit()

    def _emit(self) -> None:
        rows = tuple(row for row in self._rows if row)
        self.edited.emit(rows or None)
