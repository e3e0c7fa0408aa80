"""Dates, numbers and people."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import InlineMessage


class DateAnswerField(Field):
    """A day, or none."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._date = DateField()
        self._date.setObjectName(question.id)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._date)
        self.setFocusProxy(self._date)
        self._date.changed.connect(self._on_changed)

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a day."""
        shown = date.fromisoformat(value) if isinstance(value, str) and value else None
        if shown != self._date.value():
            self._date.set_value(shown)

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._date.set_read_only(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name the text box."""
        self._date.setAccessibleName(name)
        self._date.setAccessibleDescription(description)

    def _on_changed(self, value: date | None) -> None:
        self.edited.emit(value.isoformat() if value else None)


class NumberField(Field):
    """A number; what is none is said in place."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._line = QLineEdit()
        self._line.setObjectName(question.id)
        self._line.setMaximumWidth(200)
        self._message = InlineMessage()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        stack.addWidget(self._line)
        stack.addWidget(self._message)
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self._on_edited)

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a number."""
        if value != _number(self._line.text()):
            self._line.setText("" if value is None else str(value))

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._line.setReadOnly(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name the line."""
        self._line.setAccessibleName(name)
        self._line.setAccessibleDescription(description)

    def _on_edited(self, text: str) -> None:
        value = _number(text)
        if text.strip() and value is None:
            self._message.show_error("This is not a number. Write it in digits, like 4100.")
        else:
            self._message.clear()
        self.edited.emit(value)


class PersonField(Field):
    """A name and a role."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._name, self._role = QLineEdit(), QLineEdit()
        self._name.setObjectName(question.id)
        self._role.setObjectName(f"{question.id}:role")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(labelled("Name", self._name))
        row.addWidget(labelled("Role", self._role))
        self.setFocusProxy(self._name)
        self._name.textEdited.connect(self._on_edited)
        self._role.textEdited.connect(self._on_edited)

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a person."""
        person = value if isinstance(value, Person) else Person(name="")
        for line, text in ((self._name, person.name), (self._role, person.role)):
            if line.text() != text:
                line.setText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._name.setReadOnly(read_only)
        self._role.setReadOnly(read_only)

    def _on_edited(self) -> None:
        person = Person(name=self._name.text(), role=self._role.text())
        self.edited.emit(person if person.name or person.role else None)


def _number(text: str) -> int | float | None:
    plain = text.strip().replace(",", "").replace(" ", "")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if abs(value) < 2**53 else None
