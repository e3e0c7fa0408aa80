"""The full history's table: one line a change, columns that share the room there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from dpia_wizard.gui.history_model import COLUMNS, HistoryModel
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font

ROW_HEIGHT: Final = 40
_LEFT = 10
_WHAT = 2


class HistoryDelegate(QStyledItemDelegate):
    """Paints a cell's text on one line; what was done stands out."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        roles = current_palette()
        box = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(roles.selected))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(roles.line))
        inner = box.adjusted(_LEFT, 0, -_LEFT, -1)
        painter.setFont(base_font())
        painter.setPen(QColor(roles.text if index.column() >= _WHAT else roles.muted))
        text = QFontMetrics(base_font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally tall."""
        return QSize(ROW_HEIGHT, ROW_HEIGHT)


class HistoryTable(QTableView):
    """Lines to walk through by keyboard or mouse."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self))
        self.setAccessibleName("History")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("focusAround", 2)  # the card around the table
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        names = self.horizontalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setHighlightSections(False)
        names.setSectionsClickable(False)
        names.setFixedHeight(39)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        room = self.viewport().width()
        shares = sum(column.share for column in COLUMNS)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, room * column.share // shares)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last line; left and right have nothing to do."""
        last = self.model().rowCount() - 1
        match event.key():
            case Qt.Key.Key_Home if last >= 0:
                self.setCurrentIndex(self.model().index(0, 0))
            case Qt.Key.Key_End if last >= 0:
                self.setCurrentIndex(self.model().index(last, 0))
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                event.ignore()
            case _:
                super().keyPressEvent(event)
