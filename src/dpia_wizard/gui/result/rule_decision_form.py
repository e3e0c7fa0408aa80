"""Deciding what a rule asks: the choices in words, the reason, and one button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from dpia_wizard.domain.decisions import Choice
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import small
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import CountedBox

_LONGEST = 2_000
_SET_ASIDE = "Set this house rule aside"
_GO_ON = "Yes, this may go ahead as far as this point goes"
_RULES_AFTER = "The rules after this one then decide what else it takes."


class RuleDecisionForm(QWidget):
    """Nothing is chosen beforehand, unless there is but one thing to choose."""

    decided = Signal(str, str)
    """The officer decides; carries what, and the reason."""

    edited = Signal()
    """Something was chosen or written that is not decided yet."""

    def __init__(self, name: str, about: str, offered: Sequence[Choice]) -> None:
        super().__init__()
        self._offered = offered
        self.choices = {choice.to: _card(choice) for choice in offered}
        self._group = QButtonGroup(self)
        self.reason = CountedBox(f"reason:{name}", longest=_LONGEST, lines=3)
        self.confirm = plain_button("Decide" if len(offered) > 1 else _SET_ASIDE)
        self.confirm.setObjectName(f"decide:{name}")
        self.confirm.setAccessibleName(f"{self.confirm.text()}: {about}")
        self.message = InlineMessage()
        self._lay_out(name, about)
        self.reason.edited.connect(self.edited)
        self.confirm.clicked.connect(self._on_confirm)

    @property
    def chosen(self) -> str:
        """What is chosen so far; nothing while nothing is."""
        if len(self._offered) == 1:
            return self._offered[0].to
        return next((to for to, card in self.choices.items() if card.isChecked()), "")

    def show_unsent(self, chosen: str, reason: str) -> None:
        """Bring back what was begun and not decided yet."""
        if chosen in self.choices:
            self.choices[chosen].setChecked(True)
        self.reason.show_text(reason)

    def _lay_out(self, name: str, about: str) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 6, 0, 0)
        stack.setSpacing(8)
        for to, card in self.choices.items():
            self._group.addButton(card)
            card.setObjectName(f"choice:{name}:{to}")
            card.setAccessibleName(f"{card.text()}: {about}")
            card.toggled.connect(self.edited)
            if len(self._offered) > 1:
                stack.addWidget(card)
        if len(self._offered) == 1:
            stack.addWidget(small(_RULES_AFTER))
        stack.addWidget(labelled("Reason for your decision", self.reason))
        stack.addWidget(self.message)
        stack.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_confirm(self) -> None:
        reason = self.reason.text()
        if self.reason.is_over:
            return
        if not self.chosen:
            self.message.show_error("Please choose what you decide.")
        elif not reason:
            self.message.show_error("Please give a reason; it is kept in the record.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.message.clear()
            self.decided.emit(self.chosen, reason)


def _card(choice: Choice) -> ChoiceCard:
    if choice.text:
        return ChoiceCard(choice.text)
    return ChoiceCard(_SET_ASIDE if choice.house else _GO_ON, _RULES_AFTER)
