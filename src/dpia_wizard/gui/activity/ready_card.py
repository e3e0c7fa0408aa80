"""The card that says an activity may be sent: what that rests on, and what to look at first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dpia_wizard.domain.gates import Gate, PointKind, Readiness
from dpia_wizard.gui.activity.next_card import quiet_banner
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.emptied import empty
from dpia_wizard.gui.widgets.flow import Flow
from dpia_wizard.gui.widgets.labels import body, muted, title
from dpia_wizard.gui.widgets.messages import ToneIcon
from dpia_wizard.gui.widgets.style import set_style
from dpia_wizard.gui.words import day


class ReadyCard(Card):
    """Stays while the page does, so that others can add to `buttons` what is done next.

    What is added to `buttons` is seen only while the activity is ready to be sent.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ready_to_send")
        set_style(self, "card", "good")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(ToneIcon("good"), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(title("Ready to send"), 1)
        self.body.addLayout(head)
        self._lead = body()
        self.body.addWidget(self._lead)
        self._told = QVBoxLayout()
        self._told.setSpacing(6)
        self.body.addLayout(self._told)
        holder = QWidget()
        self.buttons = Flow(holder)
        self._holder = holder
        self.body.addWidget(holder)

    def add_action(self, button: QPushButton) -> None:
        """Offer something to do once the activity is ready."""
        self.buttons.addWidget(button)
        self._holder.show()

    def show_readiness(self, readiness: Readiness) -> None:
        """Say what the activity rests on now; hidden while it is not ready."""
        self.setVisible(readiness.is_ready)
        empty(self._told)
        if not readiness.is_ready:
            return
        many = len(readiness.warnings)
        things = "one thing" if many == 1 else f"{many} things"
        self._lead.setText(
            f"Everything that has to come first is done. Look at {things} before you send."
            if many
            else "Everything that has to come first is done, and nothing has changed since."
        )
        for gate in readiness.gates:
            self._told.addWidget(muted(f"{gate.title}: {_rests_on(gate)}"))
        for words in readiness.warnings:
            self._told.addWidget(quiet_banner(words))
        self._holder.setVisible(self.buttons.count() > 0)


def _rests_on(gate: Gate) -> str:
    """What a gate came to and since when; or why it is not needed."""
    point = next((p for p in gate.points if p.kind is PointKind.SIGNED_OFF), None)
    if point is None:
        return " ".join(gate.because)
    since = f", signed off {day(point.day)}" if point.day else ""
    return f"{', '.join(point.names)}{since}"
