"""A picture made of SVG text, drawn anew at each width and in each theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from dpia_wizard.codec.pictures import PictureColours
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.palette import Palette

Draw = Callable[[int, PictureColours], str]
"""Makes the SVG text for a width in some colours."""


def picture_colours(palette: Palette) -> PictureColours:
    """The colours of pictures in a theme."""
    return PictureColours(
        surface=palette.surface,
        line=palette.line,
        outline=palette.field_line,
        text=palette.text,
        muted=palette.muted,
        primary=palette.primary,
        good=palette.good,
        good_weak=palette.good_weak,
        care=palette.care,
        care_weak=palette.care_weak,
        stop=palette.stop,
        stop_weak=palette.stop_weak,
    )


class Picture(QWidget):
    """Shows what `draw` makes; its accessible name says the same in words."""

    def __init__(self, height: int, *, least_width: int = 120) -> None:
        super().__init__()
        self._height = height
        self._least_width = least_width
        self._draw: Draw | None = None
        self._drawn: tuple[int, PictureColours, QSvgRenderer] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, draw: Draw, words: str, *, height: int = 0) -> None:
        """Show another picture; without a height it is as tall as before."""
        if height and height != self._height:
            self._height = height
            self.updateGeometry()
        self._draw = draw
        self._drawn = None
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, always as tall."""
        return QSize(max(480, self._least_width), self._height)

    def minimumSizeHint(self) -> QSize:
        """Narrower still says something."""
        return QSize(self._least_width, self._height)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw at the present width."""
        if self._draw is None:
            return
        colours = picture_colours(current_palette())
        if self._drawn is None or self._drawn[:2] != (self.width(), colours):
            text = self._draw(self.width(), colours)
            self._drawn = (
                self.width(),
                colours,
                QSvgRenderer(QByteArray(text.encode()), self),
            )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawn[2].render(painter, QRectF(0, 0, self.width(), self._height))
