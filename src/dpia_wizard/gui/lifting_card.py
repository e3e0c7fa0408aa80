"""A house rule that holds the result up, and where the DPO sets it aside."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.app.discuss import decide
from dpia_wizard.domain.assessment import Override
from dpia_wizard.domain.people import is_dpo
from dpia_wizard.domain.questionnaire import Rule
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.domain.assessment import LIFTED
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import body, muted, subheading
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import CountedBox
from dpia_wizard.gui.words import day

_LONGEST = 2_000
_FOR_OTHERS = (
    "This is a rule of the house, not of the law. Your data protection officer (DPO) may set "
    "it aside for this assessment, with a reason that is printed."
)
_FOR_DPO = (
    "This is a rule of the house, not of the law. As the DPO you may set it aside for this "
    "assessment. Your reason is printed, and the rules after it decide."
)


def stack_lifting(stack: QVBoxLayout, session: AssessmentSession) -> None:
    """A card for each house rule that fires or was set aside; nothing where there is none."""
    rules = {rule.id: rule for found in session.questionnaire.rulings for rule in found.rules}
    for rule_id in dict.fromkeys(_fired(session.evaluation)):
        if rule_id in rules and rules[rule_id].house:
            stack.addWidget(LiftingCard(session, rules[rule_id]))
    for made in session.assessment.overrides:
        if made.after == LIFTED and made.target in rules:
            stack.addWidget(_lifted(rules[made.target], made))


def _fired(evaluation: Evaluation) -> Iterator[str]:
    for result in evaluation.results:
        yield from (row.reason.rule for row in result.rows)
        yield from (reason.rule for reason in result.reasons)


def _lifted(rule: Rule, made: Override) -> Card:
    card = Card(padding=14, spacing=6)
    card.body.addWidget(subheading("House rule set aside by the DPO"))
    card.body.addWidget(body(rule.because))
    card.body.addWidget(muted(f"{made.reason} ({made.by}, {day(made.at.date())})"))
    return card


class LiftingCard(Card):
    """Explains the rule, and lets the data protection officer set it aside with a reason."""

    def __init__(self, session: AssessmentSession, rule: Rule) -> None:
        super().__init__(padding=14, spacing=6)
        self._session = session
        self._rule = rule
        mine = is_dpo(session.case.desk.me)
        self.body.addWidget(subheading("For the DPO to decide"))
        self.body.addWidget(body(rule.because))
        self.body.addWidget(muted(_FOR_DPO if mine else _FOR_OTHERS))
        if mine and session.can_edit:
            self._add_form()

    def _add_form(self) -> None:
        self._reason = CountedBox("lifting_reason", longest=_LONGEST, lines=3)
        self._message = InlineMessage()
        lift = plain_button("Set this rule aside")
        lift.setObjectName(f"lift:{self._rule.id}")
        lift.clicked.connect(self._on_lifted)
        self.body.addWidget(labelled("Reason for your decision", self._reason))
        self.body.addWidget(lift)
        self.body.addWidget(self._message)

    def _on_lifted(self) -> None:
        session, reason = self._session, self._reason.text()
        if self._reason.is_over:
            return
        if not reason:
            self._message.show_error("Please give a reason; it is kept in the record.")
            return
        if session.leave_page():
            session.case.do(
                lambda desk, activity: decide(
                    desk,
                    activity,
                    session.assessment,
                    target=self._rule.id,
                    to=LIFTED,
                    reason=reason,
                )
            )
