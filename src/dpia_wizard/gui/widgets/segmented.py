"""A row of pills, one of which is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class SegmentedFilter(QWidget):
    """Narrows a list by one of a few conditions; arrow keys move between them."""

    chosen = Signal(str)
    """A condition was picked; carries its id."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for choice, text in choices:
            button = _pill(text)
            self._buttons[choice] = button
            group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(lambda on, id_=choice: self._on_toggled(id_, on=on))
        row.addStretch(1)
        first = next(iter(self._buttons.values()))
        first.setChecked(True)

    @property
    def choice(self) -> str:
        """The id of what is chosen."""
        return next(id_ for id_, button in self._buttons.items() if button.isChecked())

    def choose(self, choice: str) -> None:
        """Pick a condition."""
        self._buttons[choice].setChecked(True)

    def _on_toggled(self, choice: str, *, on: bool) -> None:
        if on:
            self.chosen.emit(choice)


def _pill(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setProperty("variant", "pill")
    button.setProperty("focusRadius", 15)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
