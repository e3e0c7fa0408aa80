"""What one says of a sending: how, to whom, when, to how many, and when lists were checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.rule_parts import SendingCheck
from dpia_wizard.domain.sending_problems import MOST_RECIPIENTS
from dpia_wizard.domain.sending_ways import Way
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.emptied import empty
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import subheading
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.widgets.text_inputs import CountedBox, LineEdit

_LONGEST_GROUP = 500
_LONGEST_NOTE = 2_000
_NUMBER_WIDTH = 190
_OTHER = "Another channel or group"
_STOPPED = "not allowed as it stands"
_NOT_A_NUMBER = "Write a whole number, such as 1,200, or leave it empty."


class SendingForm(QWidget):
    """The fields; the checks asked for are those of the chosen channel and group."""

    edited = Signal()
    """Something was changed."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.way = ComboBox()
        self.channel = ComboBox()
        self.group = LineEdit(longest=_LONGEST_GROUP)
        self.sent_on = DateField()
        self.sent_on.set_value(today)
        self.number = LineEdit(longest=20)
        self.number.setMaximumWidth(_NUMBER_WIDTH)
        self.note = CountedBox("sending_note", longest=_LONGEST_NOTE, lines=2)
        self._number_wrong = InlineMessage()
        self._ways: tuple[Way, ...] = ()
        self._checks: dict[str, DateField] = {}
        self._said: dict[str, InlineMessage] = {}
        self._dates: dict[str, date] = {}
        self._check_list = QVBoxLayout()
        self._check_list.setSpacing(12)
        self._lay_out()
        self._connect()

    def show_ways(self, ways: Sequence[Way], channels: Mapping[str, str]) -> None:
        """Offer channels and groups; what was chosen stays chosen where it is still there."""
        chosen = self.chosen() if self.way.count() else None
        self._ways = tuple(ways)
        self.way.clear()
        for way in ways:
            named = (channels.get(way.channel, way.channel), way.group)
            name = " · ".join(part for part in named if part)
            self.way.addItem(name if way.allows else f"{name} ({_STOPPED})")
        self.way.addItem(_OTHER)
        self.channel.clear()
        self.channel.addItem("Choose…", "")
        for channel, words in channels.items():
            self.channel.addItem(words, channel)
        if chosen is not None:
            self._choose(*chosen)
        self._show_fitting()

    def show_checks(self, checks: Sequence[SendingCheck]) -> None:
        """Ask when the list was held against each of these; dates given before stay."""
        if list(self._checks) == [check.id for check in checks]:
            return
        empty(self._check_list)
        self._checks, self._said = {}, {}
        if checks:
            self._check_list.addWidget(subheading("When were the lists checked?"))
        for check in checks:
            self._check_list.addWidget(self._asked(check))

    def show_problems(self, said: Mapping[str, str]) -> None:
        """Say beside each check what is wrong with it, by its id."""
        for check_id, message in self._said.items():
            words = said.get(check_id, "")
            if words:
                message.show_error(words)
            else:
                message.clear()

    def is_misread(self, check_id: str) -> bool:
        """Whether a check's day is written but no date, which its field says itself."""
        field = self._checks.get(check_id)
        return bool(field and field.problem())

    def chosen(self) -> tuple[str, str]:
        """The channel and the group."""
        place = self.way.currentIndex()
        if 0 <= place < len(self._ways):
            return self._ways[place].channel, self._ways[place].group
        return str(self.channel.currentData() or ""), self.group.text().strip()

    def checks(self) -> Mapping[str, date]:
        """The day of each check that is asked for and told."""
        return {key: self._dates[key] for key in self._checks if key in self._dates}

    def how_many(self) -> int | None:
        """To how many it went: 0 where that is not told, None where it is no number."""
        text = self.number.text().replace(",", "").replace(" ", "")
        if not text:
            return 0
        whole = text.isascii() and text.isdigit() and int(text) <= MOST_RECIPIENTS
        return int(text) if whole else None

    def problem(self) -> str:
        """What is wrong with a field itself, or nothing."""
        dates = (self.sent_on, *self._checks.values())
        if any(field.problem() for field in dates):
            return "Please correct the day that is not a date."
        if self.sent_on.value() is None:
            return "Say on which day it was sent."
        if self.note.is_over:
            return "Please shorten the note."
        return _NOT_A_NUMBER if self.how_many() is None else ""

    def _choose(self, channel: str, group: str) -> None:
        """Stay with a channel and group, also where no row of that day covers them."""
        known = [(way.channel, way.group) for way in self._ways]
        place = known.index((channel, group)) if (channel, group) in known else len(known)
        self.way.setCurrentIndex(place)
        if place == len(known):
            self.channel.setCurrentIndex(max(self.channel.findData(channel), 0))
            if group != self.group.text().strip():
                self.group.setText(group)

    def _asked(self, check: SendingCheck) -> QWidget:
        field, message = DateField(), InlineMessage()
        field.setObjectName(f"check:{check.id}")
        field.set_value(self._dates.get(check.id))
        field.changed.connect(lambda value: self._on_check(check.id, value))
        field.edited.connect(self.edited)
        self._checks[check.id], self._said[check.id] = field, message
        part = QWidget()
        stack = QVBoxLayout(part)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        cited = " ".join(part for part in (check.text, check.cite) if part)
        stack.addWidget(labelled(check.title, field, cited))
        stack.addWidget(message)
        return part

    def _lay_out(self) -> None:
        for widget, name in (
            (self.way, "sending_way"),
            (self.channel, "sending_channel"),
            (self.group, "sending_group"),
            (self.sent_on, "sent_on"),
            (self.number, "sending_number"),
        ):
            widget.setObjectName(name)
        other = QHBoxLayout()
        other.setSpacing(16)
        self._other = QWidget()
        self._other.setLayout(other)
        other.setContentsMargins(0, 0, 0, 0)
        other.addWidget(labelled("Channel", self.channel), 1)
        other.addWidget(labelled("Group", self.group), 1)
        when = QHBoxLayout()
        when.setSpacing(16)
        when.addWidget(labelled("Sent on", self.sent_on, "The day it went out."), 1)
        many = "People, calls or letters. Leave it empty if nobody counted."
        when.addWidget(labelled("How many", self.number, many), 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        asked = "The channels and groups that the marketing rules were answered for."
        stack.addWidget(labelled("What was sent, and to whom", self.way, asked))
        stack.addWidget(self._other)
        stack.addLayout(when)
        stack.addWidget(self._number_wrong)
        stack.addLayout(self._check_list)
        stack.addWidget(labelled("Note (optional)", self.note))

    def _connect(self) -> None:
        self.way.activated.connect(self._on_way)
        self.channel.activated.connect(lambda _place: self.edited.emit())
        self.group.textEdited.connect(lambda _text: self.edited.emit())
        self.sent_on.changed.connect(lambda _day: self.edited.emit())
        self.number.textEdited.connect(self._on_number)
        self.note.edited.connect(self.edited)

    def _on_way(self) -> None:
        self._show_fitting()
        self.edited.emit()

    def _on_number(self) -> None:
        if self.how_many() is None:
            self._number_wrong.show_error(_NOT_A_NUMBER)
        else:
            self._number_wrong.clear()
        self.edited.emit()

    def _on_check(self, check_id: str, value: date | None) -> None:
        self._dates.pop(check_id, None)
        if value is not None:
            self._dates[check_id] = value
        self.edited.emit()

    def _show_fitting(self) -> None:
        show_if(self._other, self.way.currentIndex() >= len(self._ways))
