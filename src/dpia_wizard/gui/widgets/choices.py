"""Things to choose from, painted in our own colours: tick boxes, cards and lists."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyleOptionComboBox,
    QWidget,
)

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import base_font
from dpia_wizard.gui.theme.icons import paint_icon
from dpia_wizard.gui.widgets.style import escaped

_BOX = 20
_GAP = 10
_PAD = 20
_DOT = 14
_COMBO_EDGES = 48
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignLeft


class CheckBox(QCheckBox):
    """A tick box whose text wraps."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(escaped(text), parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height the wrapped text needs."""
        room = max(width - _BOX - _GAP, 40)
        text = self.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), _FLAGS, self.text())
        return max(text.height(), _BOX) + 4

    def sizeHint(self) -> QSize:
        """One line if there is room."""
        wide = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(wide + _BOX + _GAP + 2, _BOX + 4)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the text wraps."""
        return QSize(min(self.sizeHint().width(), 160), _BOX + 4)

    def hitButton(self, pos: QPoint) -> bool:
        """The text counts as much as the box."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, tick and text."""
        palette = current_palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, 2, _BOX - 2, _BOX - 2)
        on = self.isChecked()
        edge = palette.primary if on or self.hasFocus() else palette.field_line
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(palette.primary if on else palette.surface))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            paint_icon(painter, "tick", palette.on_primary, box.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(palette.text if self.isEnabled() else palette.muted))
        text = QRect(_BOX + _GAP, 2, self.width() - _BOX - _GAP, self.height() - 2)
        painter.drawText(text, _FLAGS, self.text())


class ChoiceCard(QRadioButton):
    """A radio button as a card: a dot, a word and room to hit it.

    The text may mark its key with `&`; `help` stands below in small print.
    """

    def __init__(self, text: str, help: str = "", parent: QWidget | None = None) -> None:  # noqa: A002 - the word on the page
        super().__init__(text, parent)
        self._help = help
        self.setProperty("focusRadius", 10)
        self.setProperty("focusAlways", True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(help)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height both texts need."""
        room = max(width - 2 * _PAD - _DOT - _GAP, 40)
        tall = _height(self._strong(), room, self.text())
        if self._help:
            tall += 2 + _height(self._small(), room, self._help)
        return max(tall + 2 * 15, 52)

    def sizeHint(self) -> QSize:
        """Wide enough for its word, and for a finger."""
        wide = (
            QFontMetrics(self._strong()).size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        )
        width = max(wide + 2 * _PAD + _DOT + _GAP + 2, 150)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow: the text wraps."""
        return QSize(120, 52)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card can be hit."""
        return self.rect().contains(pos)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Answer the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, dot and texts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_surface(painter)
        self._paint_dot(painter)
        self._paint_texts(painter)

    def _paint_surface(self, painter: QPainter) -> None:
        palette = current_palette()
        chosen = self.isChecked()
        edge = palette.primary if chosen or self.hasFocus() else palette.line
        fill = palette.surface
        if chosen:
            fill = palette.selected
        elif self.underMouse() and self.isEnabled():
            fill = palette.hover
        thick = 2 if chosen else 1
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(fill))
        inset = thick / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 9, 9
        )

    def _paint_dot(self, painter: QPainter) -> None:
        palette = current_palette()
        top = self._text_top() + (QFontMetrics(self._strong()).height() - _DOT) / 2
        ring = QRectF(_PAD + 1, top + 1, _DOT - 2, _DOT - 2)
        on = self.isChecked()
        painter.setPen(QPen(QColor(palette.primary if on else palette.field_line), 1.5))
        painter.setBrush(QColor(palette.surface))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.primary))
            painter.drawEllipse(ring.adjusted(3, 3, -3, -3))

    def _paint_texts(self, painter: QPainter) -> None:
        palette = current_palette()
        left = _PAD + _DOT + _GAP
        room = self.width() - left - _PAD
        top = self._text_top()
        painter.setFont(self._strong())
        painter.setPen(QColor(palette.text if self.isEnabled() else palette.muted))
        tall = _height(self._strong(), room, self.text())
        painter.drawText(QRect(left, top, room, tall), _FLAGS, self.text())
        if self._help:
            painter.setFont(self._small())
            painter.setPen(QColor(palette.muted))
            below = QRect(left, top + tall + 2, room, self.height())
            painter.drawText(
                below, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, self._help
            )

    def _text_top(self) -> int:
        room = max(self.width() - 2 * _PAD - _DOT - _GAP, 40)
        tall = _height(self._strong(), room, self.text())
        if self._help:
            tall += 2 + _height(self._small(), room, self._help)
        return (self.height() - tall) // 2

    def _strong(self) -> QFont:
        font = base_font()
        font.setBold(self.isChecked())
        return font

    def _small(self) -> QFont:
        font = base_font()
        font.setPixelSize(13)
        return font


def _height(font: QFont, room: int, text: str) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 10_000), _FLAGS, text).height()


class ComboBox(QComboBox):
    """A list that opens; the wheel scrolls the page and never changes an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a page may open with the keyboard on a list."""
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End a text that is too long in …, which the style sheet's own drawing does not."""
        super().initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, self.width() - _COMBO_EDGES
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow, which the style sheet cannot draw in our colours."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        paint_icon(painter, "chevron-down", current_palette().muted, box)
