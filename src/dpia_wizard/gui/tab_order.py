"""Where Tab leads: through what is seen, part after part, each from top to bottom.

Qt goes by the order in which widgets were made, and pages, rows and lists here are made late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def neighbour(
    parts: Sequence[QWidget], current: QWidget | None, *, forward: bool
) -> QWidget | None:
    """The widget before or after the current one; the other end follows the last."""
    stops = [stop for part in parts for stop in _stops(part)]
    if not stops:
        return None
    if current not in stops:
        return stops[0 if forward else -1]
    step = 1 if forward else -1
    return stops[(stops.index(current) + step) % len(stops)]


def step(part: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """The next widget of a part as one reads, then the way out of it.

    None where the current widget is no stop of the part: then Qt knows best.
    """
    stops = list(_stops(part))
    if current is None or current not in stops:
        return None
    place = stops.index(current) + (1 if forward else -1)
    return stops[place] if 0 <= place < len(stops) else _outside(part, current, forward)


def _outside(part: QWidget, current: QWidget, forward: bool) -> QWidget | None:
    """What Qt has next to a part."""
    found = _beside(current, forward)
    while found is not None and found is not current:
        in_window = found.window() is current.window()
        if in_window and _takes_tab(found) and not part.isAncestorOf(found):
            return found
        found = _beside(found, forward)
    return None


def _beside(widget: QWidget, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard in a part, as one reads."""

    def place(widget: QWidget) -> tuple[int, int]:
        corner = widget.mapTo(part, QPoint(0, 0))
        return corner.y(), corner.x()

    found = [widget for widget in part.findChildren(QWidget) if _takes_tab(widget)]
    yield from sorted(found, key=place)


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy().value & tab)
        and widget.focusProxy() is None
    )
