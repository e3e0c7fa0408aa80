"""Dates, numbers and people."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.situation import day_of
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import LineEdit

_LONGEST_NAME = 200
_LARGEST = 2**53
"""Numbers from here on are not written exactly in every program's JSON."""


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

    @property
    def problem(self) -> str:
        """Whether the text is no date."""
        return self._date.problem()

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a day; a text that is no date is left alone while there is none."""
        shown = day_of(value)
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
        self._line = LineEdit(own_undo=False)
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

    @property
    def problem(self) -> str:
        """Whether the text is no number."""
        text = self._line.text()
        wrong = text.strip() and _number(text) is None
        return "This is not a number. Write it in digits, like 4100." if wrong else ""

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a number; a text that is none is left alone while there is none."""
        if value != _number(self._line.text()):
            self._line.setText("" if value is None else str(value))
            self._message.clear()

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._line.setReadOnly(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name the line."""
        self._line.setAccessibleName(name)
        self._line.setAccessibleDescription(description)

    def _on_edited(self, text: str) -> None:
        if self.problem:
            self._message.show_error(self.problem)
        else:
            self._message.clear()
        self.edited.emit(_number(text))


class PersonField(Field):
    """A name and a role; a role alone is not told, but left until the name comes."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._name, self._role = (
            LineEdit(own_undo=False, longest=_LONGEST_NAME) for _ in range(2)
        )
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

    @property
    def problem(self) -> str:
        """Whether a role has no name."""
        alone = self._role.text().strip() and not self._name.text().strip()
        return "Give the name that goes with the role, or clear the role." if alone else ""

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a person; a role without a name is left alone while there is nobody."""
        if value is None and self.problem:
            return
        person = value if isinstance(value, Person) else Person(name="")
        for line, text in ((self._name, person.name), (self._role, person.role)):
            if line.text() != text:
                line.setText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self._name.setReadOnly(read_only)
        self._role.setReadOnly(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name both lines."""
        for line, part in ((self._name, "Name"), (self._role, "Role")):
            line.setAccessibleName(f"{part}: {name}")
            line.setAccessibleDescription(description)

    def _on_edited(self) -> None:
        person = Person(name=self._name.text(), role=self._role.text())
        self.edited.emit(person if person.name.strip() else None)


def _number(text: str) -> int | float | None:
    plain = text.strip().replace(",", "").replace(" ", "")
    for kind in (int, float):
        try:
            value = kind(plain)
        except ValueError:
            continue
        return value if abs(value) < _LARGEST else None
    return None
