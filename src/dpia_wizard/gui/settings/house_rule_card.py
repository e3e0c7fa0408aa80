"""One house rule: what is in force, what the law leaves open there, and a way to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.app.house import HouseRule
from dpia_wizard.domain.house import HouseChoice
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.settings.house_rule_form import HouseRuleForm
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.date_text import show_date
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading
from dpia_wizard.gui.widgets.scroll_page import bring_into_view


class HouseRuleCard(Card):
    """Shows a rule; the form to change it opens below."""

    chosen = Signal(object, str, str, object)
    """The user chose; carries the rule, the value, the reason and the person who decides."""

    def __init__(self, rule: HouseRule, me: Person) -> None:
        super().__init__(spacing=6)
        self.rule = rule
        self._me = me
        self.form: HouseRuleForm | None = None
        self.change = plain_button("Change…")
        self.change.setAccessibleName(f"Change the house rule: {rule.setting.title}")
        self.change.clicked.connect(self._on_change)
        self.setAccessibleName(rule.setting.title)
        self._lay_out()

    def _lay_out(self) -> None:
        rule = self.rule
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(subheading(rule.setting.title), 1)
        top.addWidget(_chip(rule), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(small(f"{rule.set_title} · {rule.setting.cite}"))
        self.body.addWidget(body(rule.point.text if rule.point else rule.setting.help))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(body(f"In force: {rule.setting.values[rule.chosen]}."), 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        if rule.last is not None:
            self.body.addWidget(muted(choice_words(rule.last)))
        who = rule.point.who if rule.point else "Data protection officer"
        self.body.addWidget(small(f"May change it: {who}"))

    def take_focus(self) -> None:
        """Put the keyboard where one changes the rule."""
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change(self) -> None:
        self.form = HouseRuleForm(self.rule, self._me)
        self.form.confirmed.connect(self._on_confirmed)
        self.form.left.connect(self._on_left)
        self.change.hide()
        self.body.addWidget(self.form)
        self.form.take_focus()
        bring_into_view(self)

    def _on_confirmed(self, value: str, reason: str, by: Person) -> None:
        self.chosen.emit(self.rule, value, reason, by)

    def _on_left(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.change.show()
        self.take_focus()


def choice_words(choice: HouseChoice) -> str:
    """When it was chosen, by whom and why."""
    day = show_date(choice.at.astimezone().date())
    return f"Chosen on {day} by {choice.by}: {choice.reason}"


def _chip(rule: HouseRule) -> Chip:
    if rule.chosen == rule.setting.default:
        return Chip("Default", "muted")
    return Chip("Your choice", "note")
