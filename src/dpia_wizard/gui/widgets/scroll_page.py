"""A page that scrolls and keeps what has the keyboard in view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

_SEEN_AROUND = 32
_SEEN_ABOVE = 56


class ScrollPage(QScrollArea):
    """Content of a readable width in the middle or at the left; add to `body`."""

    def __init__(
        self,
        *,
        max_width: int = 0,
        margin: int = 28,
        top: int = 24,
        centred: bool = False,
        spacing: int = 14,
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._content: QWidget | None = None
        self._goal: QWidget | None = None
        self._follows_keyboard = True
        self.column = QWidget()
        if max_width:
            self.column.setMaximumWidth(max_width)
        self.body = QVBoxLayout(self.column)
        self.body.setContentsMargins(margin, top, margin, top)
        self.body.setSpacing(spacing)
        self._inside = self._holder(centred=centred)
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)  # which setWidget turns on
        self.verticalScrollBar().rangeChanged.connect(self._show_goal)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def show_content(self, content: QWidget) -> None:
        """Show this in place of what was shown before."""
        self._goal = None
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content)

    def seen_with(self, part: QWidget) -> QWidget:
        """What is brought into view, if there is room, where a part gets the keyboard."""
        return part

    def scroll_to_top(self) -> None:
        """Start reading at the beginning."""
        self.verticalScrollBar().setValue(0)

    def start_at_top(self) -> None:
        """Start reading a new page at the beginning, and stay there while it finds its height.

        Until one scrolls, or goes to something on it.
        """
        self.scroll_to_top()
        self.start_at(self.column, keyboard=False)

    def start_at(self, goal: QWidget, *, keyboard: bool = True) -> None:
        """Bring a part of a new page into view, and keep it there until one scrolls away.

        A page finds its height late: what is read or drawn for it comes when it is ready. What
        has the keyboard is kept in view as well, unless it only led to the part.
        """
        self._goal, self._follows_keyboard = goal, keyboard
        QTimer.singleShot(0, self, self._show_goal)

    def _show_goal(self) -> None:
        if self._goal is None or not isValid(self._goal):
            return
        if not self._follows_keyboard:
            self._read_from(self._goal)
            return
        self.ensureWidgetVisible(self._goal, 0, _SEEN_AROUND)
        focus = self.focusWidget()
        if self.column.isAncestorOf(focus):  # there may be none
            self._see(focus)

    def _let_go(self) -> None:
        self._goal = None

    def _holder(self, *, centred: bool) -> QWidget:
        holder = QWidget()
        holder.setAutoFillBackground(False)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        if centred:
            row.addStretch(1)
        row.addWidget(self.column, 1000, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        return holder

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.column.isAncestorOf(new):
            return
        if self._goal is self.column:
            self._let_go()
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._see(new)
        elif not isinstance(new, QAbstractButton):  # which would slip away under the pointer
            self.ensureWidgetVisible(new, 0, _SEEN_AROUND)

    def _see(self, part: QWidget) -> None:
        """All of it with its label above; of a box Qt itself only minds the line written in."""
        if not self._bring(self.seen_with(part)) and not self._bring(part):
            self.ensureWidgetVisible(part, 0, _SEEN_AROUND)

    def _read_from(self, part: QWidget) -> None:
        """All of it; from its beginning where there is no room for all."""
        if not self._bring(part):
            self.verticalScrollBar().setValue(part.mapTo(self._inside, QPoint(0, 0)).y())

    def _bring(self, part: QWidget) -> bool:
        """Scroll no further than needed; False if there is no room for all of it."""
        top = part.mapTo(self._inside, QPoint(0, -_SEEN_ABOVE)).y()
        bottom = part.mapTo(self._inside, QPoint(0, part.height() + _SEEN_AROUND)).y()
        if bottom - top > self.viewport().height():
            return False
        bar = self.verticalScrollBar()
        lowest = bottom - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), top))
        return True


def bring_into_view(part: QWidget) -> None:
    """Scroll the page a part stands on so that all of it is seen, once it has its height."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, ScrollPage):
        above = above.parentWidget()
    if above is not None:
        focus = above.focusWidget()
        above.start_at(part, keyboard=part is focus or part.isAncestorOf(focus))
