"""The ring around whatever has the keyboard, painted over the window so nothing clips it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from dpia_wizard.gui.theme.current import current_palette

WIDTH = 3
RADIUS_PROPERTY = "focusRadius"
"""Set on a widget whose corners are not 8 px round."""
AROUND_PROPERTY = "focusAround"
"""Set on a widget to see the ring so many parents further out."""
ALWAYS_PROPERTY = "focusAlways"
"""Set on a widget that shows the ring after a mouse click too, as text boxes do."""
QUIET_PROPERTY = "focusQuiet"
"""Set on a widget before giving it the keyboard unasked: no ring this once."""

_WATCHED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.LayoutRequest,
)


class FocusRing(QObject):
    """Follows the focus of the application with one ring at a time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._on_focus_changed)
        app.aboutToQuit.connect(self._leave)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is not None and _wants_ring(new):
            self._surround(_target_of(new))

    def _surround(self, target: QWidget) -> None:
        frame = _frame_of(target)
        if frame is None:
            return
        self._target = target
        self._ring = _Ring(frame)
        step: QWidget | None = target
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step is frame else step.parentWidget()
        target.destroyed.connect(self._on_target_gone)
        self._place()

    def _on_target_gone(self) -> None:
        self._target = None
        self._leave()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._target is not None and isValid(self._target):
            self._target.destroyed.disconnect(self._on_target_gone)
        self._target = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _place(self) -> None:
        if self._ring is None or self._target is None or not isValid(self._ring):
            return
        frame = self._ring.frame
        corner = self._target.mapTo(frame, QPoint(0, 0))
        box = QRect(corner, self._target.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
        self._ring.radius = float(self._target.property(RADIUS_PROPERTY) or 8) + WIDTH / 2
        self._ring.setGeometry(box)
        self._ring.setVisible(self._target.isVisible())
        self._ring.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep up with the widget while it or what holds it moves."""
        if event.type() in _WATCHED and watched is not self._ring:
            self._place()
        return False


class _Ring(QWidget):
    """The ring itself; lets every click through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = parent
        self.radius = 8.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the outline only."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_palette().focus), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), self.radius, self.radius
        )


def _wants_ring(widget: QWidget) -> bool:
    """Whether focus shows: always where one types, elsewhere when no mouse button took it."""
    if isinstance(widget, QMenuBar) or widget.window().windowType() == Qt.WindowType.Popup:
        return False  # menus and lists that open mark their choice themselves
    if widget.property(QUIET_PROPERTY):
        widget.setProperty(QUIET_PROPERTY, None)
        return False
    if widget.property("page"):
        return False  # a page with nothing to press on it only holds the keyboard
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return True
    if widget.property(ALWAYS_PROPERTY):
        return True
    return QApplication.mouseButtons() == Qt.MouseButton.NoButton


def _target_of(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox | QAbstractSpinBox):
        return parent
    target = widget
    for _ in range(int(widget.property(AROUND_PROPERTY) or 0)):
        target = target.parentWidget() or target
    return target


def _frame_of(target: QWidget) -> QWidget | None:
    """What holds the ring: the nearest scrolled content, else the window."""
    step = target
    while not step.isWindow():
        parent = step.parentWidget()
        if parent is None:
            return None
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is step:
            return step
        step = parent
    return None if step is target else step
