"""Law and house rules: what the law leaves open, what the house has chosen, and its dates."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.house import HouseRule, choose_house_rule, house_rules
from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.settings.house_rule_card import HouseRuleCard, choice_words
from dpia_wizard.gui.settings.law_cards import (
    is_to_come,
    open_point_card,
    penalties_card,
    version_card,
)
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import body, muted, page_head, small, subheading
from dpia_wizard.gui.widgets.messages import announce
from dpia_wizard.gui.widgets.scroll_page import ScrollPage, bring_into_view
from dpia_wizard.gui.widgets.segmented import SegmentedFilter

HOUSE, UNSETTLED, DATES = "house", "unsettled", "dates"
_PARTS = (
    (HOUSE, "House rules"),
    (UNSETTLED, "What is unsettled"),
    (DATES, "The law and its dates"),
)
_LINE = "Which law counts on which day, what it leaves open, and what you have chosen there."
_HOUSE = (
    "A choice counts for every assessment that is not completed yet. What is completed keeps "
    "the choice it was judged by, and is flagged where the new one would change what came out."
)
_UNSETTLED = (
    "Here the law is silent or disputed. The program stops or asks the data protection "
    "officer, unless a house rule says otherwise."
)
_DATES = (
    "Marketing rules are judged by the law on the day of sending, all else by that of the day "
    "itself. A version to come counts from its day on."
)


class LawPage(ScrollPage):
    """Three parts, of which one is seen."""

    changed = Signal()
    """A house rule was chosen; what follows from it is to be worked out anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(max_width=956, top=20, spacing=12)
        self._desk = desk
        self.cards: list[HouseRuleCard] = []
        self.setAccessibleName("Law and house rules")
        self.parts = SegmentedFilter("Show which part", _PARTS)
        self.body.addWidget(page_head("Law and house rules", _LINE))
        self.body.addWidget(self.parts)
        self.parts.chosen.connect(self._on_part_chosen)

    def refresh(self) -> None:
        """Show what holds now, unless somebody is choosing."""
        if not any(card.form for card in self.cards):
            self._show_part()

    def _on_part_chosen(self) -> None:
        self._show_part()
        self.scroll_to_top()

    def _show_part(self) -> None:
        self.cards = []
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(12)
        match self.parts.choice:
            case "unsettled":
                self._add_unsettled(stack)
            case "dates":
                self._add_dates(stack)
            case _:
                self._add_house(stack)
        self.show_content(content)

    def _add_house(self, stack: QVBoxLayout) -> None:
        stack.addWidget(muted(_HOUSE))
        rules = house_rules(self._desk)
        for found in rules:
            card = HouseRuleCard(found, self._desk.me)
            card.chosen.connect(self._on_chosen)
            self.cards.append(card)
            stack.addWidget(card)
        stack.addWidget(self._log({(r.set_id, r.setting.id): r for r in rules}))

    def _log(self, rules: dict[tuple[str, str], HouseRule]) -> Card:
        card = Card(spacing=6)
        card.setAccessibleName("What was chosen so far")
        card.body.addWidget(subheading("What was chosen so far"))
        log = self._desk.sets.house.log
        if not log:
            card.body.addWidget(muted("Nothing yet: every rule has its default."))
        for choice in reversed(log):
            found = rules.get((choice.set_id, choice.setting))
            title = found.setting.title if found else choice.setting
            values = found.setting.values if found else {}
            was, now = (values.get(v, v) for v in (choice.before, choice.after))
            card.body.addWidget(body(f"{title}: from “{was}” to “{now}”"))
            card.body.addWidget(small(choice_words(choice)))
        return card

    def _add_unsettled(self, stack: QVBoxLayout) -> None:
        stack.addWidget(muted(_UNSETTLED))
        for point in self._desk.law.open_points:
            stack.addWidget(open_point_card(point))

    def _add_dates(self, stack: QVBoxLayout) -> None:
        law, today = self._desk.law, self._desk.today()
        titles = dict(self._desk.sets.titles())
        stack.addWidget(muted(_DATES))
        for version in reversed(law.versions):
            stack.addWidget(
                version_card(
                    version,
                    in_force=version is law.on(today),
                    to_come=is_to_come(version, today),
                    titles=titles,
                )
            )
        stack.addWidget(penalties_card(law))

    def _on_chosen(self, rule: HouseRule, value: str, reason: str, by: Person) -> None:
        try:
            choose_house_rule(
                self._desk, rule.set_id, rule.setting.id, value, reason=reason, by=by
            )
        except DpiaError as error:
            form = next((card.form for card in self.cards if card.rule is rule), None)
            if form is not None:
                form.say(sentence(error))
            return
        self._show_part()
        for card in self.cards:
            if (card.rule.set_id, card.rule.setting.id) == (rule.set_id, rule.setting.id):
                card.take_focus()
                bring_into_view(card)
        announce(self, f"Chosen: {rule.setting.title}, {rule.setting.values[value]}")
        self.changed.emit()
