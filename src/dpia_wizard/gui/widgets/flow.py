"""Parts in a row that go on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays its widgets out as text is: at their own width, from left to right."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 10, lines: int = 10
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._lines = gap, lines
        self.setContentsMargins(0, 0, 0, 0)

    # Qt calls these

    def addItem(self, item: QLayoutItem) -> None:
        """Put something at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One part, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height all lines need."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every part in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line if there is room."""
        sizes = self._sizes()
        gaps = self._gap * max(len(sizes) - 1, 0)
        return self._with_margins(sum(size.width() for size in sizes) + gaps)

    def minimumSize(self) -> QSize:
        """As wide as the widest part."""
        return self._with_margins(max((size.width() for size in self._sizes()), default=0))

    def _sizes(self) -> list[QSize]:
        return [item.sizeHint() for item in self._items if not item.isEmpty()]

    def _with_margins(self, width: int) -> QSize:
        """One line of that width, and what is around it."""
        left, top, right, bottom = self._margins()
        tall = max((size.height() for size in self._sizes()), default=0)
        return QSize(width + left + right, tall + top + bottom)

    def _margins(self) -> tuple[int, int, int, int]:
        kept = self.contentsMargins()
        return kept.left(), kept.top(), kept.right(), kept.bottom()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, top, right, bottom = self._margins()
        inner = rect.adjusted(left, top, -right, -bottom)
        x, y, tallest = inner.left(), inner.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > inner.left() and x + size.width() > inner.left() + inner.width():
                x, y, tallest = inner.left(), y + tallest + self._lines, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, tallest = x + size.width() + self._gap, max(tallest, size.height())
        return y + tallest + bottom - rect.top()
