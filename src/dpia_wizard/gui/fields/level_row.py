"""A level that follows from the other fields of a row: said in words, raised with a reason."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.answers import AnswerValue, Cell
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.row_values import Row, due_value, level_tone, rank
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.fields.combo_field import ComboField
from dpia_wizard.gui.fields.text_fields import TextField
from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import Label, small


class LevelRow(QWidget):
    """Shows what a level comes to, and offers the stricter ones."""

    edited = Signal(str, object)
    """A field was edited; carries the field's id and its value."""

    def __init__(self, level: Question, reason: Question | None, row_name: str) -> None:
        super().__init__()
        self._level, self._row_name = level, row_name
        self._read_only = self._is_open = self._can_raise = False
        self._due = self._given = -1
        self.chip = Chip("")
        self.chip.setObjectName(f"{level.id}:chip")
        self._note = small()
        self._raise = quiet_button("Raise it")
        self._raise.setObjectName(f"{level.id}:raise")
        self.choice = ComboField(level)
        self.reason = TextField(reason) if reason else None
        self._required = small("Required, because it is raised")
        self._required.hide()
        self._form = self._make_form()
        self._lay_out()
        self.name_row(row_name)
        self._raise.clicked.connect(self._on_raise)
        self.choice.edited.connect(self._on_chosen)

    def name_row(self, row_name: str) -> None:
        """Say to screen readers which row the level is of."""
        self._row_name = row_name
        self._raise.setAccessibleName(f"Raise {self._level.text.lower()}, {row_name}")
        self.choice.label_with(f"Raise {self._level.text.lower()} to, {row_name}")
        if self.reason is not None:
            self.reason.label_with(f"{self.reason.question.text}, {row_name}")

    def show_row(self, row: Row, seen: Situation | None) -> None:
        """Show what the row comes to now."""
        level = self._level
        due = due_value(level, row, seen.holds_in) if seen is not None else None
        self._due, self._given = rank(level, due), rank(level, row.get(level.id))
        shown = max(self._due, self._given) if self._due >= 0 else -1
        words = level.options[shown].text if shown >= 0 else "Not rated yet"
        tone = level_tone(level, level.options[shown].id) if shown >= 0 else ""
        self.chip.show_state(words, tone)
        self.chip.setAccessibleName(f"{level.text}, {self._row_name}: {words}")
        stricter = level.options[self._due + 1 :] if self._due >= 0 else ()
        self.choice.offer([(option.id, option.text) for option in stricter])
        raised = self._due >= 0 and self._given > self._due
        self.choice.show_value(row.get(level.id) if raised else None)
        if self.reason is not None:
            self.reason.show_value(row.get(self.reason.question.id))
        self._say(raised=raised)
        self._show_form(open_=raised or self._form_holds_focus(), can=bool(stricter))

    def show_owed(self, owed: Collection[str]) -> None:
        """Say where the reason stands that it is still to be given."""
        self._required.setVisible(self.reason is not None and self.reason.question.id in owed)

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._read_only = read_only
        self.choice.set_read_only(read_only)
        if self.reason is not None:
            self.reason.set_read_only(read_only)
        self._show_form(open_=self._is_open, can=self._can_raise)

    def _say(self, *, raised: bool) -> None:
        if self._due < 0:
            self._note.setText("It follows from how likely and how serious it is.")
            return
        due = self._level.options[self._due].text.lower()
        self._note.setText(f"Raised; by the grid it is {due}." if raised else "By the grid.")
        self.choice.say_nothing(f"As the grid says: {due}")

    def _show_form(self, *, open_: bool, can: bool) -> None:
        self._is_open, self._can_raise = open_, can
        self._form.setVisible(open_ and can)
        self._raise.setVisible(can and not open_ and not self._read_only)

    def _form_holds_focus(self) -> bool:
        focus = self.window().focusWidget()
        return bool(focus) and self._form.isAncestorOf(focus)

    def _make_form(self) -> QWidget:
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(labelled(f"Raise {self._level.text.lower()} to", self.choice), 2, top)
        if self.reason is not None:
            why = self.reason.question
            both = labelled(why.text, self.reason)
            both.say_below(self._required)
            row.addWidget(both, 3, top)
            self.reason.edited.connect(lambda value: self.edited.emit(why.id, value))
        return form

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        words = Label(f"{self._level.text}:", "label")
        words.setWordWrap(False)
        line.addWidget(words)
        line.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._note, 1)
        line.addWidget(self._raise)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        stack.addLayout(line)
        stack.addWidget(self._form)
        self._form.hide()

    def _on_raise(self) -> None:
        self._show_form(open_=True, can=True)
        self.choice.take_focus()

    def _on_chosen(self, value: AnswerValue | None) -> None:
        chosen: Cell | None = value if isinstance(value, str) else None
        self.edited.emit(self._level.id, chosen)
