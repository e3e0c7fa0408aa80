"""Parts in equal columns: as many as there is room for, and none cut off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from dpia_wizard.gui.widgets.flow import Flow

_GAP = 14
_LINE_GAP = 10
_MOST = 3


class SideBySide(Flow):
    """Lays its parts out in one, two or three columns, whichever fits; lines end level."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__(gap=_GAP, lines=_LINE_GAP)
        for part in parts:
            self.addWidget(part)

    def sizeHint(self) -> QSize:
        """One line if there is room."""
        return QSize(self._least(self._most()), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """As narrow as the widest part: more columns are never in the way."""
        tall = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(self._least(1), tall)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _most(self) -> int:
        """Three; but one left over in a line of its own looks forgotten, so two by two."""
        number = len(self._shown())
        return 2 if number > 1 and number % _MOST == 1 else min(max(number, 1), _MOST)

    def _least(self, columns: int) -> int:
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return widest * columns + _GAP * (columns - 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        columns = self._most()
        while columns > 1 and self._least(columns) > rect.width():
            columns -= 1
        wide = max((rect.width() - _GAP * (columns - 1)) // columns, 0)
        top = rect.y()
        for start in range(0, len(shown), columns):
            line = shown[start : start + columns]
            heights = [_height(item, wide) for item in line]
            tall = max(heights)
            for column, (item, height) in enumerate(zip(line, heights, strict=True)):
                left = rect.x() + column * (wide + _GAP)
                if move:
                    item.setGeometry(QRect(left, top + tall - height, wide, height))
            top += tall + _LINE_GAP
        return max(top - _LINE_GAP - rect.y(), 0)


def _height(item: QLayoutItem, wide: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(wide)
    return item.sizeHint().height()
