"""Short and long texts; a counter appears towards the limit, and nothing longer is taken."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.labels import small
from dpia_wizard.gui.widgets.style import set_style

_COUNT_FROM = 0.8
_LINES = 5
_MOST_LINES = 16


class TextBox(QPlainTextEdit):
    """Plain text that grows with its content; Tab moves on, undo is the page's."""

    focused = Signal()
    """The keyboard is here now."""

    def __init__(self, *, lines: int = _LINES) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._on_size_changed()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard has come."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Return to the page."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text only, without characters no file can hold."""
        self.insertPlainText(source.text().replace("\u2029", "\n").replace("\0", ""))

    def _on_size_changed(self) -> None:
        lines = max(self._lines, min(self.document().lineCount() + 1, _MOST_LINES))
        tall = lines * self.fontMetrics().lineSpacing() + 24
        if tall != self.height():
            self.setFixedHeight(tall)


class LongTextField(Field):
    """A text of some paragraphs."""

    focused = Signal()
    """The keyboard is in the box."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.box = TextBox(lines=8 if question.prompts else _LINES)
        self.box.setObjectName(question.id)
        self._counter = small()
        self._counter.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._counter.hide()
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)
        self.stack.addWidget(self.box)
        self.stack.addWidget(self._counter)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._on_text_changed)
        self.box.focused.connect(self.focused)

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a text; the cursor stays where it was if the text is the same."""
        text = value.text if isinstance(value, PromptsAnswer) else value
        shown = text if isinstance(text, str) else ""
        if shown != self.box.toPlainText():
            self.box.blockSignals(True)
            self.box.setPlainText(shown)
            self.box.moveCursor(self.box.textCursor().MoveOperation.End)
            self.box.blockSignals(False)
        self._count(len(shown))

    def set_read_only(self, read_only: bool) -> None:
        """Readable and selectable, but not editable."""
        self.box.setReadOnly(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name the box."""
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(description)

    def text(self) -> str:
        """What stands in the box."""
        return self.box.toPlainText()

    def _on_text_changed(self) -> None:
        text = self.text()
        self._count(len(text))
        if len(text) <= self.question.max_length:
            self.emit_text(text)

    def emit_text(self, text: str) -> None:
        """Tell the new value."""
        self.edited.emit(text or None)

    def _count(self, length: int) -> None:
        most = self.question.max_length
        self._counter.setVisible(length > most * _COUNT_FROM)
        over = length > most
        set_style(self.box, "wrong", "true" if over else "false")
        set_style(self._counter, "role", "error" if over else "small")
        told = f"{length:,} of {most:,} characters"
        if over:
            told += f". Shorten it by {length - most:,}: what is over the limit is not saved."
        self._counter.setText(told)


class TextField(Field):
    """One line of text."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.line = QLineEdit()
        self.line.setObjectName(question.id)
        self.line.setMaxLength(question.max_length)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda text: self.edited.emit(text or None))

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a text."""
        shown = str(value) if isinstance(value, str | int | float) else ""
        if shown != self.line.text():
            self.line.setText(shown)

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        self.line.setReadOnly(read_only)

    def label_with(self, name: str, description: str = "") -> None:
        """Name the line."""
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(description)
