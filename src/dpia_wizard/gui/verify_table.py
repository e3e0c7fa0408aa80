"""The list of checked files: a name and a pill, as tall as its rows need."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font
from dpia_wizard.gui.verify_model import ENTRY_ROLE, Entry, VerifyModel
from dpia_wizard.gui.widgets.chip import chip_width, paint_chip

ROW_HEIGHT: Final = 47
_HEADER_HEIGHT: Final = 39
_LEFT = 10
_NAME_LEAST = 90
_WIDEST_WORD = "Changed after signing"


class _Delegate(QStyledItemDelegate):
    """Paints a file's name, or its pill."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        roles, box = current_palette(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(roles.selected))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(roles.line))
        inner = box.adjusted(_LEFT, 0, -_LEFT, -1)
        if index.column():
            word, tone = entry.chip
            paint_chip(painter, QRectF(inner), word, tone, roles)
        else:
            painter.setFont(base_font())
            painter.setPen(QColor(roles.text))
            metrics, middle = QFontMetrics(base_font()), Qt.TextElideMode.ElideMiddle
            shown = metrics.elidedText(entry.path.name, middle, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally tall."""
        return QSize(100, ROW_HEIGHT)


class VerifyTable(QTableView):
    """Files to choose from by keyboard or mouse; what is chosen is shown beside."""

    def __init__(self, model: VerifyModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Checked files")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("focusAround", 1)  # the card around the table
        names = self.horizontalHeader()
        names.setHighlightSections(False)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setFixedHeight(_HEADER_HEIGHT)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        model.rowsInserted.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As tall as its rows; it scrolls where there is less room."""
        rows = self.model().rowCount()
        return QSize(super().sizeHint().width(), _HEADER_HEIGHT + rows * ROW_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        """A few rows at least."""
        return QSize(super().minimumSizeHint().width(), _HEADER_HEIGHT + 2 * ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pills their room and the names the rest."""
        super().resizeEvent(event)
        pill = round(chip_width(_WIDEST_WORD)) + 2 * _LEFT + 4
        room = self.viewport().width()
        self.setColumnWidth(0, max(room - pill, _NAME_LEAST))
        self.setColumnWidth(1, min(pill, room - _NAME_LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right have nothing to do."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
