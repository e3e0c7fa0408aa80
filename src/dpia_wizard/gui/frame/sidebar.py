"""The way round the program: pages with what they hold, and whether all is saved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.icons import logo
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import Label, small, subheading

WIDTH = 208


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to; `about` says what its badge counts."""

    id: str
    title: str
    about: str = ""


class Sidebar(QFrame):
    """Names the program and its pages; says below what is saved and for whom."""

    chosen = Signal(str)
    """A page was asked for; carries its id."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__()
        self.setProperty("bar", "side")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Pages")
        self._buttons = {place.id: _NavButton(place) for place in places}
        self._saved, self._organisation = small(), small()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, 20, 12, 14)
        stack.setSpacing(4)
        stack.addWidget(_Name())
        stack.addSpacing(16)
        group = QButtonGroup(self)
        for button in self._buttons.values():
            group.addButton(button)
            stack.addWidget(button)
            button.clicked.connect(self._on_clicked)
        stack.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 0, 4, 0)
        foot.setSpacing(2)
        for line in (self._saved, self._organisation):
            foot.addWidget(line)
        stack.addLayout(foot)
        self._organisation.hide()

    def buttons(self) -> list[QPushButton]:
        """The pages' buttons from top to bottom."""
        return list(self._buttons.values())

    def labels(self) -> tuple[Label, Label]:
        """What is said at the foot: what is saved, and for whom."""
        return self._saved, self._organisation

    def mark(self, place: str) -> None:
        """Show which page one is on."""
        self._buttons[place].setChecked(True)

    def count(self, place: str, number: int) -> None:
        """Show how many things on a page want attention."""
        self._buttons[place].count(number)

    def say_saved(self, text: str, *, urgent: bool = False) -> None:
        """Say what is saved, or that saving fails."""
        self._saved.show_role("error" if urgent else "small")
        self._saved.setText(text)

    def say_organisation(self, name: str) -> None:
        """Say for whom one works."""
        self._organisation.setText(name)
        self._organisation.setVisible(bool(name))

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, _NavButton):
            self.chosen.emit(sender.place.id)


class _NavButton(QPushButton):
    """One page with its badge."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.title)
        self.place = place
        self._badge = Chip("", "care")
        self._badge.setProperty("badge", "true")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        self.setCheckable(True)
        self.setProperty("variant", "nav")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self._badge)

    def count(self, number: int) -> None:
        """Show a number; nothing for none."""
        self._badge.show_state(f"{number:,}" if number else "", "care")
        about = f", {number:,} {self.place.about}" if number else ""
        self.setAccessibleName(f"{self.place.title}{about}")


class _Name(QWidget):
    """The program's sign and name."""

    def __init__(self) -> None:
        super().__init__()
        self._logo = QLabel()
        name: Label = subheading("DPIA Wizard")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._logo)
        row.addWidget(name, 1)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        roles = current_palette()
        ratio = self.devicePixelRatioF()
        self._logo.setPixmap(logo(fill=roles.primary, line=roles.on_primary, ratio=ratio))
