"""What a careful eye would find: cut words, inputs without a name, places Tab never gets to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from dpia_wizard.gui.widgets.labels import ElidedLabel
from dpia_wizard.gui.widgets.link import Link

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, Link)
_MOST_TABS = 400


def cut_off(page: QWidget) -> list[str]:
    """Every text that is seen only in part, with where it stands."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text():
            found += [f"{_place(widget)}: {why}" for why in _label_cut(widget)]
        elif isinstance(widget, QAbstractButton) and widget.text():
            found += [f"{_place(widget)}: {why}" for why in _button_cut(widget)]
    return found


def _label_cut(label: QLabel) -> Iterator[str]:
    room = label.contentsRect().width()
    if label.wordWrap():
        needs = label.heightForWidth(label.width())
        if needs > label.height():
            yield f"{label.height()} px high, needs {needs}"
        widest = max(label.fontMetrics().horizontalAdvance(w) for w in label.text().split())
        if widest > room:
            yield f"{room} px wide, its longest word needs {widest}"
    elif label.sizeHint().width() > label.width():
        yield f"{label.width()} px wide, needs {label.sizeHint().width()}"
    yield from _outside(label)


def _button_cut(button: QAbstractButton) -> Iterator[str]:
    if button.hasHeightForWidth():
        needs = button.heightForWidth(button.width())
        if needs > button.height():
            yield f"{button.height()} px high, needs {needs}"
    elif button.sizeHint().width() > button.width():
        yield f"{button.width()} px wide, needs {button.sizeHint().width()}"
    yield from _outside(button)


def _outside(widget: QWidget) -> Iterator[str]:
    """Past the right edge of what holds it, where nobody can scroll to."""
    frame = widget.parentWidget()
    while frame is not None and not frame.isWindow():
        holder = frame.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is frame:
            break
        frame = holder
    if frame is not None:
        right = widget.mapTo(frame, QPoint(widget.width(), 0)).x()
        if right > frame.width():
            yield f"{right - frame.width()} px past the edge"


def _place(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName()} “{text[:50]}”"


def inputs_in(page: QWidget) -> list[QWidget]:
    """What can be typed in or pressed, as it is seen now."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, INPUTS) and widget.isVisible() and not _is_inner(widget)
    ]


def _is_inner(widget: QWidget) -> bool:
    """Parts of Qt's own, such as the arrows of a calendar."""
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(parent, QComboBox)


def unnamed(page: QWidget) -> list[str]:
    """Inputs that a screen reader could not name."""
    return [
        _place(widget)
        for widget in inputs_in(page)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def never_reached(page: QWidget) -> list[str]:
    """Inputs that Tab does not lead to; of radio buttons one is enough."""
    stops = _stops()
    missed = []
    for widget in inputs_in(page):
        takes_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if widget.isEnabled() and takes_tab and widget not in stops:
            missed.append(_place(widget))
    return missed


def _stops() -> list[QWidget]:
    """Where Tab leads, until it comes back."""
    QApplication.processEvents()
    passed: list[QWidget] = []
    for _ in range(_MOST_TABS):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in passed:
            break
        passed.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return passed


class WindowsOpened(QObject):
    """Notes every widget that opens as a window of its own."""

    def __init__(self, *expected: type[QWidget]) -> None:
        super().__init__()
        self._expected = expected
        self.seen: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown; change nothing."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, self._expected)
        ):
            self.seen.append(_place(watched))
        return False

    def stop(self) -> None:
        """Note no more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
