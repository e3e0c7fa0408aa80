"""Ending trust in a certificate: from which day, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import LineEdit

_LONGEST = 200


class TrustEndForm(QWidget):
    """Opens in place below a certificate."""

    confirmed = Signal(object, str)
    """The user ends trust; carries the first day without it, and the reason."""

    left = Signal()
    """The user changed their mind."""

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self.on = DateField()
        self.on.set_value(today)
        self.reason = LineEdit(longest=_LONGEST)
        self.reason.setPlaceholderText("Left the organisation")
        self.message = InlineMessage()
        self.confirm = plain_button("End trust")
        self.confirm.setAccessibleName(f"End trust in {name}")
        self.cancel = quiet_button("Cancel")
        self._lay_out()
        self.confirm.clicked.connect(self._on_confirm)
        self.reason.returnPressed.connect(self._on_confirm)
        self.cancel.clicked.connect(self.left)

    def take_focus(self) -> None:
        """Put the keyboard where one begins."""
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 4, 0, 4)
        stack.setSpacing(10)
        stack.addWidget(
            labelled(
                "Trust ends on",
                self.on,
                "What was signed before that day stands. What is signed from its beginning on "
                "(midnight UTC) no longer counts. For a lost passphrase give the first day on "
                "which somebody else may have had it.",
            )
        )
        stack.addWidget(labelled("Reason", self.reason, "Shown to whoever checks a record."))
        stack.addWidget(self.message)
        stack.addLayout(buttons)

    def _on_confirm(self) -> None:
        day = self.on.value()
        if day is None:
            self.message.show_error("Please say on which day trust ends.")
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.confirmed.emit(day, self.reason.text().strip())
