"""The register's table: two-line names, pills, and columns that fit the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from dpia_wizard.gui.register.register_model import CELL_ROLE, Cell, RegisterModel
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font, sized_font
from dpia_wizard.gui.theme.icons import paint_icon
from dpia_wizard.gui.theme.palette import Palette
from dpia_wizard.gui.widgets.chip import chip_width, paint_chip
from dpia_wizard.gui.widgets.row_table import (
    CELL_MARGIN,
    HEADER_HEIGHT,
    Index,
    RowDelegate,
    RowTable,
    paint_line,
)

ROW_HEIGHT: Final = 65
_NAME_LEAST, _NAME_AMPLE = 220, 420
_NARROWEST, _WIDEST = 84, 210
_ROWS_MEASURED = 200


class RegisterDelegate(RowDelegate):
    """Paints a cell: name over details, a pill, or plain text."""

    def paint_content(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paint what the cell says."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        roles = current_palette()
        if cell.below:
            _paint_name(painter, box, cell, roles)
        elif cell.tone:
            paint_chip(painter, QRectF(box), cell.text, cell.tone, roles, ground=self.ground)
        else:
            _paint_plain(painter, box, cell.text, roles)


def _paint_name(painter: QPainter, box: QRect, cell: Cell, roles: Palette) -> None:
    middle = box.center().y()
    upper = QRect(box.left(), middle - 21, box.width(), 20)
    lower = QRect(box.left(), middle, box.width(), 20)
    strong = sized_font(14, weight=QFont.Weight.Bold)
    paint_line(painter, upper, cell.text, roles.text, font=strong)
    paint_line(painter, lower, cell.below, roles.muted)


def _paint_plain(painter: QPainter, box: QRect, text: str, roles: Palette) -> None:
    painter.setFont(base_font())
    painter.setPen(QColor(roles.muted if len(text) == 1 else roles.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)


class RegisterHeader(QHeaderView):
    """Column names; a click sorts up, then down, then shows the latest first again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStretchLastSection(False)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setToolTip("Click to sort")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Add the arrow of the column sorted by, in our own colours."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section != self.sortIndicatorSection():
            return
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        metrics = QFontMetrics(sized_font(12, weight=QFont.Weight.Bold))
        left = rect.left() + CELL_MARGIN + metrics.horizontalAdvance(title) + 4
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        box = QRectF(min(left, rect.right() - 14), rect.center().y() - 6, 13, 13)
        paint_icon(
            painter, "chevron-up" if up else "chevron-down", current_palette().muted, box
        )


class RegisterTable(RowTable):
    """Rows to choose from by keyboard or mouse; Return and a double click open."""

    def __init__(self, model: RegisterModel) -> None:
        super().__init__("Activities", row_height=ROW_HEIGHT, focus_around=2)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(RegisterDelegate(self, row_height=ROW_HEIGHT))
        self.setHorizontalHeader(RegisterHeader(self))
        self.horizontalHeader().sortIndicatorChanged.connect(model.sort)
        self._kept = ""
        model.modelAboutToBeReset.connect(self._on_rows_changing)
        model.modelReset.connect(self._on_rows_changed)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)

    def chosen_id(self) -> str:
        """The activity of the selected row, or nothing."""
        row = self.currentIndex().row()
        return self._rows.summary(row).id if row >= 0 else ""

    def _on_rows_changing(self) -> None:
        self._kept = self.chosen_id() or self._kept

    def _on_rows_changed(self) -> None:
        """Keep to the same activity, or the first if it is not shown any more."""
        self.choose(max(self._rows.row_of(self._kept), 0))

    def fit_columns(self) -> None:
        """Give each pill its room, and the name what is left."""
        wanted = [self._wanted(column) for column in range(1, self._rows.columnCount())]
        room = self.viewport().width()
        spare = room - _NAME_LEAST
        if sum(wanted) > spare > 0:
            share = spare / sum(wanted)
            wanted = [max(int(width * share), _NARROWEST) for width in wanted]
        loose = max(room - max(_NAME_AMPLE, room // 2) - sum(wanted), 0) // max(len(wanted), 1)
        wanted = [width + loose for width in wanted]
        for column, width in enumerate(wanted, start=1):
            self.setColumnWidth(column, width)
        self.setColumnWidth(0, max(room - sum(wanted), _NAME_LEAST // 2))

    def _wanted(self, column: int) -> int:
        definition = self._rows.columns[column]
        measured = min(self._rows.rowCount(), _ROWS_MEASURED)
        texts = {str(self._rows.index(row, column).data()) for row in range(measured)}
        widest = max((chip_width(text) for text in texts), default=0)
        named = chip_width(definition.title) + 8
        return round(min(max(widest + 2 * CELL_MARGIN + 4, named, _NARROWEST), _WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the width."""
        super().resizeEvent(event)
        self.fit_columns()
