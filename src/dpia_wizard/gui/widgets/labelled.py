"""A field with its label: buddy, help and accessible name are set here, once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.labels import Label, small
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import escaped, show_if
from dpia_wizard.gui.widgets.text_inputs import LineEdit


class Labelled(QWidget):
    """Label above, help below it, then the field; all three read out together."""

    def __init__(
        self,
        text: str,
        field: QWidget,
        help: str = "",  # noqa: A002 - the word on the page
        *,
        strong: bool = False,
    ) -> None:
        super().__init__()
        self.field = field
        self.label: QLabel = Label(escaped(text), "subheading" if strong else "label")
        self.label.setBuddy(field)
        self.help = small(help)
        field.setAccessibleName(text)
        field.setAccessibleDescription(help)
        self.setFocusProxy(field)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        stack.addWidget(self.label)
        stack.addWidget(self.help)
        stack.addWidget(field, 1)
        show_if(self.help, help)
        self._stack = stack
        if isinstance(field, LineEdit):
            self.say_below(CutShort(field))

    def say_below(self, message: QWidget) -> None:
        """Have something said of the field below it."""
        self._stack.addWidget(message)


class CutShort(InlineMessage):
    """Says at a line that a text did not fit into it, for as long as the line is full."""

    def __init__(self, line: LineEdit) -> None:
        super().__init__()
        self._line = line
        line.inputRejected.connect(self._on_rejected)
        line.textChanged.connect(self._on_text_changed)

    def _on_rejected(self) -> None:
        most = self._line.maxLength()
        self.show_notice(f"No more than {most:,} characters fit here. The rest was left out.")

    def _on_text_changed(self, text: str) -> None:
        if len(text) < self._line.maxLength():
            self.clear()


def labelled(
    text: str,
    field: QWidget,
    help: str = "",  # noqa: A002 - the word on the page
    *,
    strong: bool = False,
) -> Labelled:
    """Put a label and help on a field; `strong` for questions rather than form entries."""
    return Labelled(text, field, help, strong=strong)


def pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two fields side by side, equally wide."""
    row = QHBoxLayout()
    row.setSpacing(16)
    for field in (left, right):  # what one says below must not push the other down
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row
