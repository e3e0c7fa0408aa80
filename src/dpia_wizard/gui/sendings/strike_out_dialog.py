"""Taking a recorded sending back: it stays readable, with the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sendings import strike_out_sending
from dpia_wizard.domain.sending import Sending
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import body, title
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import CountedBox
from dpia_wizard.gui.words import day

_WIDTH = 520
_LONGEST = 2_000
_LEAD = (
    "The entry of {day} stays in the list and in the sending record, as struck out. It is no "
    "longer counted. This cannot be undone."
)


class StrikeOutDialog(QDialog):
    """Asks for the reason. Show it with `open`."""

    def __init__(self, case: CaseSession, sending: Sending, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strike_out")
        self.setWindowTitle("Strike out an entry")
        self._case = case
        self._sending = sending
        self.reason = CountedBox("strike_out_reason", longest=_LONGEST, lines=3)
        self.message = InlineMessage()
        strike, cancel = primary_button("Strike it out"), plain_button("Cancel")
        strike.setObjectName("strike_out_now")
        cancel.setObjectName("strike_out_cancel")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(strike)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 24, 28, 20)
        stack.setSpacing(12)
        stack.addWidget(title("Strike out an entry"))
        stack.addWidget(body(_LEAD.format(day=day(sending.sent_on))))
        stack.addWidget(labelled("Why is it wrong?", self.reason))
        stack.addWidget(self.message)
        stack.addLayout(row)
        self.setMinimumWidth(_WIDTH)
        cancel.clicked.connect(self.reject)
        strike.clicked.connect(self._on_strike)
        self.reason.edited.connect(self.message.clear)
        self._case.refused.connect(self._on_refused)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_strike(self) -> None:
        reason, entry = self.reason.text(), self._sending.id
        if self.reason.is_over:
            self._say("Please shorten the reason.")
        elif not reason:
            self._say("Please give a reason; it is kept with the entry.")
        elif self._case.do(
            lambda desk, activity: strike_out_sending(desk, activity, entry, reason=reason)
        ):
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self._say(sentence)

    def _say(self, wrong: str) -> None:
        """Say it in full, and have the keyboard where it is put right."""
        self.message.show_error(wrong)
        self.adjustSize()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
