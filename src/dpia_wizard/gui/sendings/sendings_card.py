"""The activity page's card of what was sent: newest first, and the way to record more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dpia_wizard.app.sendings import names_in
from dpia_wizard.domain.sending import Sending
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.sendings.sending_row import SendingRow
from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.emptied import empty
from dpia_wizard.gui.widgets.labels import muted, rule, subheading

_SHOWN = 5
_NOTHING = (
    "Nothing was recorded yet. Each time it has been sent, say when, to how many, and when the "
    "lists were checked: that is your proof that it was lawful on the day."
)


class SendingsCard(Card):
    """Lists the sendings and asks for what can be done about them."""

    record_wanted = Signal()
    """The user wants to record a sending."""

    print_wanted = Signal()
    """The user wants the sending record."""

    strike_out_wanted = Signal(str)
    """The user wants to take an entry back; carries its id."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__()
        self.setObjectName("sendings")
        self._case = case
        self._shows_all = False
        self._is_behind = False
        self._told = muted()
        self._record = plain_button("Record a sending…")
        self._print = quiet_button("Save the sending record…")
        self._all = quiet_button("")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._lay_out()
        case.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show what was sent as it is known now."""
        self._is_behind = False
        activity = self._case.activity
        newest_first = sorted(
            activity.sendings, key=lambda s: (s.sent_on, s.at, s.id), reverse=True
        )
        may_write = not (self._case.is_read_only or activity.archived)
        self._told.setText(_in_short(newest_first) if newest_first else _NOTHING)
        self._record.setVisible(may_write)
        self._print.setVisible(bool(newest_first))
        shown = newest_first if self._shows_all else newest_first[:_SHOWN]
        empty(self._list)
        names = names_in(self._case.desk, activity)
        for sending in shown:
            row = SendingRow(sending, names, may_strike_out=may_write)
            row.strike_out_wanted.connect(self.strike_out_wanted)
            self._list.addWidget(rule())
            self._list.addWidget(row)
        self._all.setText(f"Show all {len(newest_first):,}")
        self._all.setVisible(len(shown) < len(newest_first))

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        self._record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(subheading("What was sent"))
        words.addWidget(self._told)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        for button, name in ((self._print, "print_sendings"), (self._record, "record_sending")):
            button.setObjectName(name)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        self.body.addLayout(self._list)
        self._all.setObjectName("all_sendings")
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._record.clicked.connect(self.record_wanted)
        self._print.clicked.connect(self.print_wanted)
        self._all.clicked.connect(self._on_all_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was in front."""
        super().showEvent(event)
        if self._is_behind:
            self.refresh()

    def _on_changed(self) -> None:
        """Saving in the wizard must not rebuild a card nobody sees."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_behind = True

    def _on_all_wanted(self) -> None:
        self._shows_all = True
        self.refresh()


def _in_short(newest_first: list[Sending]) -> str:
    counted = [sending for sending in newest_first if sending.struck_out is None]
    if not counted:
        return "Every entry was struck out."
    times = "Once" if len(counted) == 1 else f"{len(counted):,} times"
    total = sum(sending.number for sending in counted)
    return f"{times}, to {total:,} in all." if total else f"{times}."
