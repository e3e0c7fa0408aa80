"""Small drawings, recoloured by role, as icons and pixmaps."""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

IconName = Literal[
    "tick",
    "search",
    "clear",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "dot",
    "circle",
    "warning",
    "stop",
    "info",
    "calendar",
    "plus",
    "folder",
    "lock",
    "document",
]

_STROKED: dict[str, str] = {
    "tick": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "clear": '<path d="M6 6l12 12M18 6L6 18"/>',
    "chevron-down": '<path d="M6 9l6 6 6-6"/>',
    "chevron-left": '<path d="M15 6l-6 6 6 6"/>',
    "chevron-right": '<path d="M9 6l6 6-6 6"/>',
    "chevron-up": '<path d="M6 15l6-6 6 6"/>',
    "circle": '<circle cx="12" cy="12" r="7.5"/>',
    "warning": '<path d="M12 4L2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.3"/>',
    "stop": '<circle cx="12" cy="12" r="9"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.4v.2"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/>'
    '<path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "folder": '<path d="M3 18.5V6h6l2 2.5h10v10z"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2"/>'
    '<path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "document": '<path d="M6 3h8l4.5 4.5V21H6z"/><path d="M14 3v5h4.5M9 12.5h6.5M9 16h6.5"/>',
}
_FILLED: dict[str, str] = {"dot": '<circle cx="12" cy="12" r="7.5"/>'}

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26">'
    '<rect width="26" height="26" rx="6" fill="{fill}"/>'
    '<path d="M5.5 12.8l5.2 5.4L21 7.6" fill="none" stroke="{line}" stroke-width="2.8"/></svg>'
)


def svg(name: IconName, colour: str) -> str:
    """The drawing as SVG text in one colour."""
    filled = name in _FILLED
    paint = (
        f'fill="{colour}"'
        if filled
        else f'fill="none" stroke="{colour}" stroke-width="2" stroke-linecap="round" '
        'stroke-linejoin="round"'
    )
    shape = _FILLED[name] if filled else _STROKED[name]
    return f"{_OPEN}<g {paint}>{shape}</g></svg>"


def icon(name: IconName, colour: str) -> QIcon:
    """The drawing as an icon for buttons and menus."""
    drawn = QIcon()
    for ratio in (1, 2, 3):
        drawn.addPixmap(pixmap(name, colour, size=18, ratio=ratio))
    return drawn


def pixmap(name: IconName, colour: str, *, size: int = 18, ratio: float = 1) -> QPixmap:
    """The drawing on a transparent square."""
    return _rendered(svg(name, colour), size, ratio)


def logo(*, fill: str, line: str, size: int = 26, ratio: float = 1) -> QPixmap:
    """The program's own sign, a tick on a rounded square."""
    return _rendered(_LOGO.format(fill=fill, line=line), size, ratio)


def paint_icon(painter: QPainter, name: IconName, colour: str, box: QRectF) -> None:
    """Paint the drawing into a box."""
    QSvgRenderer(QByteArray(svg(name, colour).encode())).render(painter, box)


@cache
def _rendered(text: str, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
