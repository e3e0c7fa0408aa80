"""The journey of an activity: numbered circles joined by a line."""

from __future__ import annotations

from collections.abc import Sequence

from dpia_wizard.codec.pictures import JOURNEY_HEIGHT, JourneyStep, journey, journey_words
from dpia_wizard.gui.widgets.picture import Picture

_ROOM_FOR_A_LABEL = 92


class Stepper(Picture):
    """Shows which steps are done, which one is current and what is to come."""

    def __init__(self, steps: Sequence[JourneyStep] = ()) -> None:
        super().__init__(JOURNEY_HEIGHT, least_width=_ROOM_FOR_A_LABEL * 5)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[JourneyStep]) -> None:
        """Show another journey, or how far this one is now."""
        kept = tuple(steps)
        self.show_picture(
            lambda width, colours: journey(kept, width=width, colours=colours),
            journey_words(kept),
        )
