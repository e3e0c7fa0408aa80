"""The shipped examples to choose from: in the File menu, and on an empty register."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from dpia_wizard.domain.examples import EXAMPLES
from dpia_wizard.gui.widgets.buttons import Button


def add_examples(menu: QMenu) -> None:
    """Put the examples into a menu, each under what it is about; its data is its name."""
    for name, about in EXAMPLES.items():
        menu.addAction(about).setData(name)


class ExamplesButton(Button):
    """Opens the list of examples below itself."""

    chosen = Signal(str)
    """An example was chosen; carries its name."""

    def __init__(self) -> None:
        super().__init__("Open an example")
        self.setAccessibleDescription("Shows the examples to choose from")
        menu = QMenu(self)
        add_examples(menu)
        menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(menu)
