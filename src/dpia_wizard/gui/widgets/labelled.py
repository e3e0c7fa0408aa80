"""A field with its label: buddy, help and accessible name are set here, once."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.labels import Label, small
from dpia_wizard.gui.widgets.style import escaped, show_if


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


def labelled(
    text: str,
    field: QWidget,
    help: str = "",  # noqa: A002 - the word on the page
    *,
    strong: bool = False,
) -> Labelled:
    """Put a label and help on a field; `strong` for questions rather than form entries."""
    return Labelled(text, field, help, strong=strong)
