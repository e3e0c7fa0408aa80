"""A table of whole rows, walked through by keyboard or mouse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font

HEADER_HEIGHT: Final = 39
CELL_MARGIN: Final = 10

Index = QModelIndex | QPersistentModelIndex


class RowTable(QTableView):
    """Rows of one height; Home and End go to the first and last, Tab leaves the table.

    `focus_around` is the number of parents up to what shows the focus ring.
    """

    def __init__(self, name: str, *, row_height: int, focus_around: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("focusAround", focus_around)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        names = self.horizontalHeader()
        names.setHighlightSections(False)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setFixedHeight(HEADER_HEIGHT)

    def choose(self, row: int) -> None:
        """Select a row, if there is one."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row; left and right have nothing to do."""
        match event.key():
            case Qt.Key.Key_Home:
                self.choose(0)
            case Qt.Key.Key_End:
                self.choose(self.model().rowCount() - 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                event.ignore()
            case _:
                super().keyPressEvent(event)


class RowDelegate(QStyledItemDelegate):
    """Paints a cell's ground, and on it what those below it put there."""

    def __init__(self, parent: QWidget, *, row_height: int) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self.ground = ""
        """The colour below the cell that is being painted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = option.state & QStyle.StateFlag.State_Selected
        self.ground = current_palette().selected if selected else ""
        self.paint_content(painter, _paint_ground(painter, option, self.ground), index)
        painter.restore()

    def paint_content(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paint what the cell says."""
        raise NotImplementedError

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are equally tall."""
        return QSize(self._row_height, self._row_height)


def paint_line(
    painter: QPainter,
    box: QRect,
    text: str,
    ink: str,
    *,
    font: QFont | None = None,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Write one line in a box, at half its height; … stands for what does not fit."""
    font = font or base_font()
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = QFontMetrics(font).elidedText(text, cut, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, ground: str) -> QRect:
    """Paint what lies below a cell's content; returns the room for that."""
    roles, box = current_palette(), option.rect
    if ground:
        painter.fillRect(box, QColor(ground))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(roles.line))
    return box.adjusted(CELL_MARGIN, 0, -CELL_MARGIN, -1)
