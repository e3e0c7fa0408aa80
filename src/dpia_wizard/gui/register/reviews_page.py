"""Reviews due: what was signed off and has to be looked at again, by month."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.register.register_feed import RegisterFeed
from dpia_wizard.gui.register.reviews_model import (
    ID_ROLE,
    LINE_ROLE,
    ReviewLine,
    ReviewsModel,
    review_lines,
    touched_lines,
)
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font, sized_font
from dpia_wizard.gui.theme.palette import Palette
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import chip_width, paint_chip
from dpia_wizard.gui.widgets.empty_state import EmptyState
from dpia_wizard.gui.widgets.labels import heading, muted

_HEADING_HEIGHT, _LINE_HEIGHT = 40, 60
_LEFT = 18


class ReviewsPage(QWidget):
    """A list to choose from; Return and a double click open the activity."""

    activity_opened = Signal(str)
    """An activity was chosen; carries its id."""

    def __init__(self, desk: Desk, feed: RegisterFeed) -> None:
        super().__init__()
        self._desk = desk
        self._feed = feed
        self.setProperty("page", "plain")
        self.setAccessibleName("Reviews due")
        self._line = muted()
        self.model = ReviewsModel(self)
        self.list = _list_view(self.model)
        self._body = QStackedWidget()
        self._lay_out()
        self.list.activated.connect(self._on_activated)
        feed.loaded.connect(self.refresh)

    def refresh(self) -> None:
        """Show the reviews there are now."""
        lines = review_lines(self._feed.rows, self._desk.today())
        self.model.show_lines(lines)
        self._body.setCurrentIndex(0 if lines else 1)
        touched = len(touched_lines(self._feed.rows)[1:])
        planned = sum(bool(line.id) for line in lines) - touched
        overdue = sum(line.tone == "stop" for line in lines)
        number = "1 review" if planned == 1 else f"{planned:,} reviews"
        also = f" · {touched:,} touched by a change" if touched else ""
        self._line.setText(f"{number} planned · {overdue:,} overdue{also}")
        self._line.setVisible(bool(lines))
        first = self.model.first_review()
        if first >= 0:
            self.list.setCurrentIndex(self.model.index(first, 0))

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 20, 28, 20)
        stack.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(heading("Reviews due"))
        names.addWidget(self._line)
        stack.addLayout(names)
        card = Card(padding=0)
        card.body.setContentsMargins(1, 6, 1, 10)
        card.body.addWidget(self.list)
        self._body.addWidget(card)
        self._body.addWidget(
            EmptyState(
                "No reviews planned",
                "A completed assessment sets the day it is looked at again. It shows here.",
            )
        )
        stack.addWidget(self._body, 1)

    def _on_activated(self, index: QModelIndex) -> None:
        activity_id = str(index.data(ID_ROLE))
        if activity_id:
            self.activity_opened.emit(activity_id)


def _list_view(model: ReviewsModel) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(_ReviewDelegate(view))
    view.setAccessibleName("Reviews due")
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setProperty("focusAround", 1)
    return view


class _ReviewDelegate(QStyledItemDelegate):
    """Paints a month's heading, or a review with its day."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Headings are lower than reviews."""
        return QSize(200, _LINE_HEIGHT if index.data(ID_ROLE) else _HEADING_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, ReviewLine):
            return
        roles = current_palette()
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(roles.selected))
        inner = box.adjusted(_LEFT, 0, -_LEFT, 0)
        if line.id:
            painter.fillRect(inner.left(), box.top(), inner.width(), 1, QColor(roles.line))
            _paint_review(painter, inner, line, roles)
        else:
            _paint_heading(painter, inner, line.text, roles)
        painter.restore()


def _paint_heading(painter: QPainter, box: QRect, text: str, roles: Palette) -> None:
    painter.setFont(sized_font(13, weight=QFont.Weight.Bold))
    painter.setPen(QColor(roles.muted))
    painter.drawText(box.adjusted(0, 8, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def _paint_review(painter: QPainter, box: QRect, line: ReviewLine, roles: Palette) -> None:
    pill = chip_width(line.chip)
    paint_chip(
        painter,
        QRectF(box.right() - pill, box.top(), pill + 1, box.height()),
        line.chip,
        line.tone,
        roles,
    )
    room = box.width() - round(pill) - 16
    middle = box.center().y()
    for font, ink, top, text in (
        (sized_font(14, weight=QFont.Weight.Bold), roles.text, middle - 20, line.text),
        (base_font(), roles.muted, middle, line.below),
    ):
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(box.left(), top, room, 20), Qt.AlignmentFlag.AlignVCenter, shown)
