"""Two states side by side, row by row, with a choice between them where one is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from dpia_wizard.gui.widgets.dot import Dot
from dpia_wizard.gui.widgets.labels import Label, rule, small, subheading

_NAME_SHARE, _SIDE_SHARE = 4, 5
_NOTHING = "Nothing written"


class Side(StrEnum):
    """One of the two columns."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """One thing both sides tell; `key` names it in `choices()`.

    The notes say who changed a side last, and when. A row that is not `choosable` is shown
    without a choice. `group` is the heading above the first of its rows.
    """

    key: str
    name: str
    left: str
    right: str
    left_note: str = ""
    right_note: str = ""
    choosable: bool = True
    chosen: Side = Side.LEFT
    group: str = ""


class CompareTable(QWidget):
    """Shows rows under two headings; the user may choose a side for each."""

    changed = Signal()
    """Another side was chosen somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None
        self._buttons: dict[str, dict[Side, Dot]] = {}

    def show_rows(
        self, rows: Sequence[CompareRow], left_title: str, right_title: str, *, choose: bool
    ) -> None:
        """Show these rows in place of those before."""
        self._buttons = {}
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for column, share in enumerate((_NAME_SHARE, _SIDE_SHARE, _SIDE_SHARE)):
            grid.setColumnStretch(column, share)
        grid.addWidget(subheading(left_title), 0, 1)
        grid.addWidget(subheading(right_title), 0, 2)
        group = ""
        for row in rows:
            if row.group and row.group != group:
                group = row.group
                self._add_group(grid, group)
            self._add_row(grid, row, (left_title, right_title), choose=choose)
        self._replace(content)

    def choices(self) -> Mapping[str, Side]:
        """The side chosen for each row that offers a choice."""
        return {
            key: Side.RIGHT if sides[Side.RIGHT].isChecked() else Side.LEFT
            for key, sides in self._buttons.items()
        }

    def choose_all(self, side: Side) -> None:
        """Choose one side everywhere."""
        for sides in self._buttons.values():
            sides[side].setChecked(True)

    def button(self, key: str, side: Side) -> Dot:
        """What chooses a side of a row."""
        return self._buttons[key][side]

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self._stack.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._stack.addWidget(content)

    def _add_group(self, grid: QGridLayout, name: str) -> None:
        line = grid.rowCount()
        grid.addWidget(rule(), line, 0, 1, 3)
        grid.addWidget(subheading(name), line + 1, 0, 1, 3)

    def _add_row(
        self, grid: QGridLayout, row: CompareRow, titles: tuple[str, str], *, choose: bool
    ) -> None:
        line = grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(rule(), line, 0, 1, 3)
        grid.addWidget(Label(row.name, "body"), line + 1, 0, top)
        left = _Told(row.left, row.left_note)
        right = _Told(row.right, row.right_note)
        if choose and row.choosable:
            pair = {Side.LEFT: left, Side.RIGHT: right}
            group = QButtonGroup(self)
            for (side, told), title in zip(pair.items(), titles, strict=True):
                button = told.offer(f"{row.name}: {title}")
                button.setObjectName(f"choose:{row.key}:{side.value}")
                group.addButton(button)
                button.setChecked(side is row.chosen)
                self._buttons.setdefault(row.key, {})[side] = button
            group.buttonToggled.connect(self._on_toggled)
        grid.addWidget(left, line + 1, 1, top)
        grid.addWidget(right, line + 1, 2, top)

    def _on_toggled(self, _button: QAbstractButton, chosen: bool) -> None:
        if chosen:
            self.changed.emit()


class _Told(QWidget):
    """What one side says, and who said it; a click anywhere in it chooses it."""

    def __init__(self, text: str, note: str) -> None:
        super().__init__()
        self._button: Dot | None = None
        self._label = Label(text or _NOTHING, "body" if text else "muted", selectable=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._label, 0, 1)
        if note:
            self._grid.addWidget(small(note), 1, 1)

    def offer(self, name: str) -> Dot:
        """Put a choice before the text."""
        self._button = Dot(name)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._grid.addWidget(self._button, 0, 0, Qt.AlignmentFlag.AlignTop)
        return self._button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose this side."""
        if self._button is not None and self.rect().contains(event.position().toPoint()):
            self._button.click()
            return
        super().mouseReleaseEvent(event)
