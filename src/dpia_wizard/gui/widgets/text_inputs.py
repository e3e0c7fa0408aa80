"""Where people write: a line, a box, and a counter that speaks up towards the limit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.labels import Label
from dpia_wizard.gui.widgets.style import set_style

_COUNT_FROM = 0.8
_LINES = 5
_MOST_LINES = 16
_BEYOND_ANY = 1_000_000
_NO_TEXT = "\0"
"""What no file can hold and no page can show."""


class LineEdit(QLineEdit):
    """One line of text; with `own_undo` off, undo and redo are left to the page."""

    def __init__(self, *, own_undo: bool = True, longest: int = 0) -> None:
        super().__init__()
        self._own_undo = own_undo
        self.setMaxLength(longest or _BEYOND_ANY)

    def setText(self, text: str | None, /) -> None:
        """Show a text from its beginning, unless one is writing here."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Write on at the end where the page put the keyboard."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.end(False)

    def text(self) -> str:
        """What stands in the line."""
        return super().text().replace(_NO_TEXT, "")

    def content(self) -> str:
        """What stands in the line."""
        return self.text()

    def set_content(self, text: str) -> None:
        """Show a text, on one line, without telling."""
        self.setText(" ".join(text.splitlines()))

    def event(self, event: QEvent) -> bool:
        """Let the page have the keys that are its own."""
        if not self._own_undo and _asks_to_undo(event):
            event.ignore()
            return False
        return super().event(event)


class TextBox(QPlainTextEdit):
    """Plain text that grows with its content; Tab moves on.

    With `own_undo` off, undo and redo are left to the page.
    """

    def __init__(self, *, lines: int = _LINES, own_undo: bool = True) -> None:
        super().__init__()
        self._lines = lines
        self._own_undo = own_undo
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(own_undo)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._on_size_changed()

    def content(self) -> str:
        """What stands in the box."""
        return self.toPlainText().replace(_NO_TEXT, "")

    def set_content(self, text: str) -> None:
        """Show a text without telling; one writes on at its end."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self.blockSignals(False)

    def event(self, event: QEvent) -> bool:
        """Let the page have the keys that are its own."""
        if not self._own_undo and _asks_to_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Return to the page."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text only."""
        self.insertPlainText(source.text().replace("\u2029", "\n").replace(_NO_TEXT, ""))

    def _on_size_changed(self) -> None:
        lines = max(self._lines, min(self.document().lineCount() + 1, _MOST_LINES))
        tall = lines * self.fontMetrics().lineSpacing() + 24
        if tall != self.height():
            self.setFixedHeight(tall)


class Counter(Label):
    """How long a text is, from four fifths of the limit on; over it, by how much."""

    def __init__(self, longest: int) -> None:
        super().__init__("", "small")
        self._longest = longest
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.hide()

    def count(self, written: QWidget, length: int) -> None:
        """Count what is written in a line or box, and mark it where that is too much."""
        over = length - self._longest
        set_style(written, "wrong", "true" if over > 0 else "false")
        set_style(self, "role", "error" if over > 0 else "small")
        told = f"{length:,} of {self._longest:,} characters"
        if over > 0:
            told += f". Shorten it by {over:,}: what is over the limit is not saved."
        self.setText(told)
        self.setVisible(length > self._longest * _COUNT_FROM)


class CountedBox(QWidget):
    """A box with its counter, for texts beside the answers."""

    edited = Signal()
    """The text was changed by hand."""

    def __init__(self, name: str, *, longest: int, lines: int = _LINES) -> None:
        super().__init__()
        self.box = TextBox(lines=lines)
        self.box.setObjectName(name)
        self._longest = longest
        self._counter = Counter(longest)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        stack.addWidget(self.box)
        stack.addWidget(self._counter)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._on_text_changed)

    @property
    def is_over(self) -> bool:
        """Whether the text is longer than is kept."""
        return len(self.box.content()) > self._longest

    def text(self) -> str:
        """What is written, without blank space around it."""
        return self.box.content().strip()

    def show_text(self, text: str) -> None:
        """Show a text without telling."""
        self.box.set_content(text)
        self._count()

    def set_read_only(self, read_only: bool) -> None:
        """Readable and selectable, but not editable."""
        self.box.setReadOnly(read_only)

    def setAccessibleName(self, name: str) -> None:
        """Name the box, which is what has the focus."""
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the box."""
        super().setAccessibleDescription(description)
        self.box.setAccessibleDescription(description)

    def _on_text_changed(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        self._counter.count(self.box, len(self.box.content()))


def _asks_to_undo(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() not in (
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
    ):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)
