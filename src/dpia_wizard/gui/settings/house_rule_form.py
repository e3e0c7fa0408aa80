"""Choosing a house rule: what, why, and who decides it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.house import HouseRule
from dpia_wizard.domain.people import SOMEBODY, Person
from dpia_wizard.gui.widgets.buttons import primary_button, quiet_button
from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import CountedBox, LineEdit

_LONGEST_REASON, _LONGEST_NAME = 2_000, 200


class HouseRuleForm(QWidget):
    """Opens in place below a rule; says nothing is kept until it is confirmed."""

    confirmed = Signal(str, str, object)
    """The user chooses; carries the value, the reason and the person who decides."""

    left = Signal()
    """The user changed their mind."""

    def __init__(self, rule: HouseRule, me: Person) -> None:
        super().__init__()
        self._rule = rule
        self.choices = {value: ChoiceCard(text) for value, text in _offered(rule).items()}
        self._group = QButtonGroup(self)
        self.reason = CountedBox("house_reason", longest=_LONGEST_REASON, lines=3)
        self.name, self.role = (LineEdit(longest=_LONGEST_NAME) for _ in range(2))
        self.name.setText("" if me.name == SOMEBODY else me.name)
        self.role.setText(me.role)
        self.message = InlineMessage()
        self.confirm = primary_button("Keep this choice")
        self.cancel = quiet_button("Cancel")
        self._lay_out()
        self.confirm.clicked.connect(self._on_confirm)
        self.cancel.clicked.connect(self.left)

    def take_focus(self) -> None:
        """Put the keyboard on the choice in force."""
        self.choices[self._rule.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say why the choice could not be kept; a missing reason can be written at once."""
        self.message.show_error(sentence)
        if not self.reason.text():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 8, 0, 0)
        stack.setSpacing(10)
        for value, choice in self.choices.items():
            self._group.addButton(choice)
            choice.setChecked(value == self._rule.chosen)
            stack.addWidget(choice)
        stack.addWidget(
            labelled("Reason", self.reason, "Kept with the choice, and shown to whoever asks.")
        )
        people = QHBoxLayout()
        people.setSpacing(16)
        people.addWidget(labelled("Who decides", self.name), 1)
        people.addWidget(labelled("Role", self.role), 1)
        stack.addLayout(people)
        stack.addWidget(self.message)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        stack.addLayout(buttons)

    def _on_confirm(self) -> None:
        if self.reason.is_over:
            return
        value = next(v for v, choice in self.choices.items() if choice.isChecked())
        if value == self._rule.chosen:
            self.message.show_error("This is the choice in force. Pick another one, or cancel.")
            return
        by = Person(name=self.name.text().strip(), role=self.role.text().strip())
        self.confirmed.emit(value, self.reason.text(), by)


def _offered(rule: HouseRule) -> dict[str, str]:
    """The choices, the default named as such."""
    default = rule.setting.default
    return {
        value: f"{text} (default)" if value == default else text
        for value, text in rule.setting.values.items()
    }
