"""The list of checked files: a name and a pill, as tall as its rows need."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from dpia_wizard.gui.checking.verify_model import ENTRY_ROLE, Entry, VerifyModel
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.widgets.chip import chip_width, paint_chip
from dpia_wizard.gui.widgets.row_table import (
    CELL_MARGIN,
    HEADER_HEIGHT,
    Index,
    RowDelegate,
    RowTable,
    paint_line,
)

ROW_HEIGHT: Final = 47
_NAME_LEAST = 90
_WIDEST_WORD = "Changed after signing"


class _Delegate(RowDelegate):
    """Paints a file's name, or its pill."""

    def paint_content(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paint what the cell says."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        roles = current_palette()
        if index.column():
            word, tone = entry.chip
            paint_chip(painter, QRectF(box), word, tone, roles, ground=self.ground)
        else:
            middle = Qt.TextElideMode.ElideMiddle
            paint_line(painter, box, entry.path.name, roles.text, cut=middle)


class VerifyTable(RowTable):
    """Files to choose from by keyboard or mouse; what is chosen is shown beside."""

    def __init__(self, model: VerifyModel) -> None:
        super().__init__("Checked files", row_height=ROW_HEIGHT, focus_around=1)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, row_height=ROW_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        model.rowsInserted.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As tall as its rows; it scrolls where there is less room."""
        rows = self.model().rowCount()
        return QSize(super().sizeHint().width(), HEADER_HEIGHT + rows * ROW_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        """A few rows at least."""
        return QSize(super().minimumSizeHint().width(), HEADER_HEIGHT + 2 * ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pills their room and the names the rest."""
        super().resizeEvent(event)
        pill = round(chip_width(_WIDEST_WORD)) + 2 * CELL_MARGIN + 4
        room = self.viewport().width()
        self.setColumnWidth(0, max(room - pill, _NAME_LEAST))
        self.setColumnWidth(1, min(pill, room - _NAME_LEAST))
