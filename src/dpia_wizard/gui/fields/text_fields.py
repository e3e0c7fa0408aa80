"""Short and long texts; a counter appears towards the limit, and nothing longer is told."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.text_inputs import Counter, LineEdit, TextBox


class WrittenField(Field):
    """A text; what is longer than we keep stays in the field, untold, until it is shortened."""

    def __init__(self, question: Question, written: LineEdit | TextBox) -> None:
        super().__init__(question)
        self.written = written
        self.written.setObjectName(question.id)
        self._told = ""
        self._counter = Counter(question.max_length)
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)
        self.stack.addWidget(self.written)
        self.stack.addWidget(self._counter)
        self.setFocusProxy(self.written)

    @property
    def problem(self) -> str:
        """Whether the text is too long, and by how much."""
        over = len(self.written.content()) - self.question.max_length
        if over <= 0:
            return ""
        what = "1 character" if over == 1 else f"{over:,} characters"
        return f"This text is too long by {what}: shorten it to go on."

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a text; the cursor stays where it was if the text is the same."""
        shown = _text(value)
        if self.problem and shown == self._told:
            return
        self._told = shown
        if shown != self.written.content():
            self.written.set_content(shown)
        self._count()

    def write(self, text: str) -> None:
        """Put a text in as if it were typed."""
        self.written.set_content(text)
        self._on_edited()

    def set_read_only(self, read_only: bool) -> None:
        """Readable and selectable, but not editable."""
        self.written.setReadOnly(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name the line or box."""
        self.written.setAccessibleName(name)
        self.written.setAccessibleDescription(description)

    def tell(self, text: str) -> None:
        """Tell the new value."""
        self.edited.emit(text or None)

    def _on_edited(self) -> None:
        text = self.written.content()
        self._count()
        if len(text) <= self.question.max_length:
            self._told = text
            self.tell(text)
        self.typed.emit()

    def _count(self) -> None:
        self._counter.count(self.written, len(self.written.content()))


class LongTextField(WrittenField):
    """A text of some paragraphs."""

    def __init__(self, question: Question, *, lines: int = 5) -> None:
        box = TextBox(lines=lines, own_undo=False)
        super().__init__(question, box)
        box.textChanged.connect(self._on_edited)


class TextField(WrittenField):
    """One line of text."""

    def __init__(self, question: Question) -> None:
        line = LineEdit(own_undo=False)
        super().__init__(question, line)
        line.textEdited.connect(self._on_edited)


def _text(value: AnswerValue | None) -> str:
    if isinstance(value, PromptsAnswer):
        return value.text
    return str(value) if isinstance(value, str | int | float) else ""
