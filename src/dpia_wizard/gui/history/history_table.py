"""The full history's table: one line a change, columns that share the room there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from dpia_wizard.gui.history.history_model import COLUMNS, HistoryModel
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font
from dpia_wizard.gui.widgets.row_table import RowTable, paint_ground

ROW_HEIGHT: Final = 40
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
        painter.save()
        inner = paint_ground(painter, option)
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


class HistoryTable(RowTable):
    """Lines to walk through by keyboard or mouse."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__("History", row_height=ROW_HEIGHT, focus_around=2)
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self))
        self.horizontalHeader().setSectionsClickable(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        room = self.viewport().width()
        shares = sum(column.share for column in COLUMNS)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, room * column.share // shares)
