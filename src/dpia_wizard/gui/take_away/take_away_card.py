"""The activity page's card of what can be taken away from it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dpia_wizard.app.take_away import take_away_titles
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.gui.widgets.buttons import Button, plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.flow import Flow
from dpia_wizard.gui.widgets.labels import muted, subheading


class TakeAwayCard(Card):
    """A button for each document; whether it can be had yet is said where it opens."""

    wanted = Signal(str)
    """The user wants a document; carries its `TakeAwayKind`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("take_away_card")
        self.body.addWidget(subheading("Take away"))
        self.body.addWidget(
            muted("Written from your answers, to copy or to save as PDF or Word.")
        )
        row = Flow(gap=8, lines=8)
        for kind, (title, purpose) in take_away_titles().items():
            button = plain_button(title)
            button.setObjectName(f"take_away:{kind}")
            button.setToolTip(purpose)
            button.setAccessibleDescription(purpose)
            button.clicked.connect(lambda _=False, k=kind: self.wanted.emit(k.value))
            row.addWidget(button)
        self.body.addLayout(row)

    def check_first(self) -> Button:
        """A button for where an activity is ready to be sent: the card to tick off first."""
        title, purpose = take_away_titles()[TakeAwayKind.SEND_CARD]
        button = plain_button(title)
        button.setObjectName("ready:send_card")
        button.setToolTip(purpose)
        button.setAccessibleDescription(purpose)
        button.clicked.connect(lambda: self.wanted.emit(TakeAwayKind.SEND_CARD.value))
        return button
