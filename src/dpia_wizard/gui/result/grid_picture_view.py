"""A risk grid in the window: the same picture that the record prints."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.codec.grid_picture import RiskGrid, grids, grids_height, grids_words
from dpia_wizard.codec.risk_grid import risk_grids
from dpia_wizard.domain.row_parts import GridPicture
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import subheading
from dpia_wizard.gui.widgets.picture import Picture

_LEAST_WIDTH = 260
_PADDING = 16


class GridPictureView(Card):
    """Shows where rows stand now; hidden while there are none."""

    def __init__(self, picture: GridPicture) -> None:
        super().__init__(padding=_PADDING)
        self.setObjectName(f"picture:{picture.id}")
        self._picture = picture
        self._shown: tuple[RiskGrid, ...] = ()
        self._drawing = Picture(0, least_width=_LEAST_WIDTH)
        self.body.addWidget(subheading(picture.title))
        self.body.addWidget(self._drawing)

    def show_situation(self, seen: Situation) -> None:
        """Draw what the answers put on the grid."""
        shown = risk_grids(self._picture, seen)
        self.setVisible(any(bool(seen.answers.get(grid.rows)) for grid in self._picture.grids))
        if shown == self._shown:
            return
        self._shown = shown
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the grids below one another where it gets narrow."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if not shown:
            return
        room = self.width() - 2 * _PADDING
        self._drawing.show_picture(
            lambda width, colours: grids(shown, width=width, colours=colours),
            grids_words(shown),
            height=grids_height(shown, room),
        )


def stack_pictures(
    stack: QVBoxLayout, pictures: tuple[GridPicture, ...], seen: Situation
) -> None:
    """Put a set's pictures that belong to its result below one another."""
    for picture in pictures:
        if picture.on_result:
            view = GridPictureView(picture)
            # shown before it has its place, it would open a window of its own
            stack.addWidget(view)
            view.show_situation(seen)
