"""One sending on the activity page: when, how, to whom, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sendings import Names
from dpia_wizard.codec.sending_words import IN_SPITE, check_words, state_of
from dpia_wizard.domain.sending import Sending
from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import Label, muted, small
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.words import day, exact

_BECAUSE = f"{IN_SPITE}, because"


class SendingRow(QWidget):
    """An entry as it was noted; one that was struck out stays readable, crossed through."""

    strike_out_wanted = Signal(str)
    """The user wants to take it back; carries its id."""

    def __init__(self, sending: Sending, names: Names, *, may_strike_out: bool) -> None:
        super().__init__()
        self.setObjectName(f"sending:{sending.id}")
        self._sending = sending
        self._names = names
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(4)
        self._stack.addLayout(self._head(may_strike_out=may_strike_out))
        self._tell()

    def _head(self, *, may_strike_out: bool) -> QHBoxLayout:
        sending = self._sending
        name = Label(" · ".join((day(sending.sent_on), self._channel())), "label")
        if sending.struck_out is not None:
            font = QFont(name.font())
            font.setStrikeOut(True)
            name.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(name, 1)
        row.addWidget(Chip(*state_of(sending)), 0, Qt.AlignmentFlag.AlignVCenter)
        if may_strike_out and sending.struck_out is None:
            button = quiet_button("Strike out…")
            button.setObjectName(f"strike_out:{sending.id}")
            button.setAccessibleName(f"Strike out: {name.text()}")
            button.clicked.connect(lambda: self.strike_out_wanted.emit(sending.id))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _tell(self) -> None:
        sending, names = self._sending, self._names
        if sending.struck_out is not None:
            struck = sending.struck_out
            by = f"Struck out by {struck.by}, {exact(struck.at)}"
            self._stack.addWidget(muted(f"{by}: {struck.reason}"))
            if sending.in_spite:
                self._stack.addWidget(muted(f"{_BECAUSE}: {sending.in_spite}"))
        elif sending.in_spite:
            banner = Banner("stop", f"{_BECAUSE}: {sending.in_spite}", _listed(sending))
            banner.set_quiet()
            self._stack.addWidget(banner)
        elif sending.warnings:
            banner = Banner("care", _listed(sending))
            banner.set_quiet()
            self._stack.addWidget(banner)
        for check in sending.checks:
            title = names.check(check.against)
            self._stack.addWidget(muted(check_words(title, check, sending)))
        if sending.note:
            self._stack.addWidget(muted(sending.note))
        self._stack.addWidget(small(f"Recorded by {sending.by}, {exact(sending.at)}"))

    def _channel(self) -> str:
        sending = self._sending
        channel = self._names.channel(sending.channel)
        number = f"{sending.number:,} sent" if sending.number else ""
        return " · ".join(part for part in (channel, sending.group, number) if part)


def _listed(sending: Sending) -> str:
    return "\n".join(sending.warnings)
