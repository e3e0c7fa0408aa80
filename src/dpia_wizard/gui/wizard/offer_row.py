"""An offer to take over what was written earlier."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.labels import ElidedLabel, small
from dpia_wizard.gui.wizard.carry import Offer


class OfferRow(QFrame):
    """Says where it is from, shows how it begins, and takes it over on request."""

    accepted = Signal(object)
    """The user wants it; carries the value."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.setProperty("card", "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(small(f"{offer.said} {offer.source}"))
        words.addWidget(ElidedLabel(offer.text))
        use = quiet_button("Use this")
        use.setAccessibleName(f"{offer.use} {offer.source}")
        use.clicked.connect(lambda: self.accepted.emit(offer.value))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addLayout(words, 1)
        row.addWidget(use, 0, Qt.AlignmentFlag.AlignVCenter)
