"""A risk grid in the window: the same picture that the record prints."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.codec.grid_picture import grids, grids_height, grids_words
from dpia_wizard.codec.risk_grid import risk_grids
from dpia_wizard.domain.row_parts import GridPicture
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import subheading
from dpia_wizard.gui.widgets.picture import Picture

_LEAST_WIDTH = 300


class GridPictureView(Card):
    """Shows where rows stand now; hidden while there are none."""

    def __init__(self, picture: GridPicture) -> None:
        super().__init__(padding=16)
        self.setObjectName(f"picture:{picture.id}")
        self._picture = picture
        self._shown: tuple[object, ...] = ()
        self._drawing = Picture(0, least_width=_LEAST_WIDTH * len(picture.grids))
        self.body.addWidget(subheading(picture.title))
        self.body.addWidget(self._drawing)

    def show_situation(self, seen: Situation) -> None:
        """Draw what the answers put on the grid."""
        shown = risk_grids(self._picture, seen)
        self.setVisible(any(bool(seen.answers.get(grid.rows)) for grid in self._picture.grids))
        if shown == self._shown:
            return
        self._shown = shown
        self._drawing.show_picture(
            lambda width, colours: grids(shown, width=width, colours=colours),
            grids_words(shown),
            height=grids_height(shown),
        )


def stack_pictures(
    stack: QVBoxLayout, pictures: tuple[GridPicture, ...], seen: Situation
) -> None:
    """Put a set's pictures that belong to its result below one another."""
    for picture in pictures:
        if picture.on_result:
            view = GridPictureView(picture)
            view.show_situation(seen)
            stack.addWidget(view)
