"""Where Tab leads: through what is seen, part after part, each as one reads.

Qt goes by the order in which widgets were made, and pages, rows and lists here are made late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_SAME_ROW = 8


def move_focus(parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Put the keyboard on the next widget, or the one before; False where there is none.

    Where a key pressed just before has brought up others, they first take their places.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    found = neighbour(parts, parts[0].window().focusWidget(), forward=forward)
    if found is None:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def neighbour(
    parts: Sequence[QWidget], current: QWidget | None, *, forward: bool
) -> QWidget | None:
    """The widget before or after the current one; the other end follows the last."""
    stops = [stop for part in parts for stop in _stops(part, current)]
    if current not in stops:
        return stops[0 if forward else -1] if stops else None
    step = 1 if forward else -1
    found = stops[(stops.index(current) + step) % len(stops)]
    return None if found is current else found


def _stops(part: QWidget, current: QWidget | None) -> Iterator[QWidget]:
    """What takes the keyboard in a part, row by row; what scrolls is gone through whole.

    The current widget has its place among them, even where it was just hidden or disabled.
    """
    for widget in _as_one_reads(part, _inside(part, current)):
        if widget is current or _takes_tab(widget):
            yield widget
        content = widget.widget() if isinstance(widget, QScrollArea) else None
        if content is not None:
            yield from _stops(content, current)


def _inside(part: QWidget, current: QWidget | None) -> Iterator[QWidget]:
    """Stops and scroll areas in a part, without what is inside those."""
    for child in part.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        holds_current = current is not None and (
            child is current or child.isAncestorOf(current)
        )
        if child.isHidden() and not holds_current:
            continue
        scrolls = isinstance(child, QScrollArea)
        if scrolls or child is current or _takes_tab(child):
            yield child
        if not scrolls:
            yield from _inside(child, current)


def _as_one_reads(part: QWidget, widgets: Iterable[QWidget]) -> Iterator[QWidget]:
    """Row by row, each from left to right; buttons of a row differ a little in height."""
    placed = [(widget.mapTo(part, QPoint(0, 0)), widget) for widget in widgets]
    row: list[tuple[int, QWidget]] = []
    top = 0
    for corner, widget in sorted(placed, key=lambda one: one[0].y()):
        if row and corner.y() - top > _SAME_ROW:
            yield from _across(row)
            row = []
        top = top if row else corner.y()
        row.append((corner.x(), widget))
    yield from _across(row)


def _across(row: list[tuple[int, QWidget]]) -> list[QWidget]:
    return [widget for _x, widget in sorted(row, key=lambda one: one[0])]


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy().value & tab)
        and widget.focusProxy() is None
    )
