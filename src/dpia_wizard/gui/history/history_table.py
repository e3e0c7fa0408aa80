"""The full history's table: one line a change, columns that share the room there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QResizeEvent

from dpia_wizard.gui.history.history_model import COLUMNS, HistoryModel
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.widgets.row_table import Index, RowDelegate, RowTable, paint_line

ROW_HEIGHT: Final = 40
_WHAT = 2


class HistoryDelegate(RowDelegate):
    """Paints a cell's text on one line; what was done stands out."""

    def paint_content(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paint what the cell says."""
        roles = current_palette()
        ink = roles.text if index.column() >= _WHAT else roles.muted
        paint_line(painter, box, str(index.data()), ink)


class HistoryTable(RowTable):
    """Lines to walk through by keyboard or mouse."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__("History", row_height=ROW_HEIGHT, focus_around=2)
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self, row_height=ROW_HEIGHT))
        self.horizontalHeader().setSectionsClickable(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        room = self.viewport().width()
        shares = sum(column.share for column in COLUMNS)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, room * column.share // shares)
