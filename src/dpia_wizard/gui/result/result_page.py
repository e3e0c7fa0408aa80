"""The result with its reasons: what it is, why, what comes with it, what to look at again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.rules import Evaluation, Result
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.result.grid_picture_view import stack_pictures
from dpia_wizard.gui.result.law_card import stack_law
from dpia_wizard.gui.result.row_results import stack_rows
from dpia_wizard.gui.result.rule_decisions import RuleDecisions
from dpia_wizard.gui.result.tones import check_banner
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import body, heading, muted, rule, small, subheading, title
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.widgets.scroll_page import ScrollPage

_WIDTH = 820


class ResultPage(ScrollPage):
    """Shows every result of the set with the rules that fired."""

    question_wanted = Signal(str)
    """The user wants to see a question; carries its id."""

    hand_over_wanted = Signal()
    """The user wants to hand the assessment to the data protection officer."""

    def __init__(self, session: AssessmentSession) -> None:
        super().__init__(max_width=_WIDTH, margin=44, spacing=14)
        self.setObjectName("result_page")
        self._session = session
        self._decisions = RuleDecisions(session, self.hand_over_wanted.emit)

    def refresh(self) -> None:
        """Show what follows from the answers now."""
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        evaluation = self._session.evaluation
        stack.addWidget(heading("Result"))
        stack.addWidget(result_banner(evaluation))
        stack_now(stack, self._session)
        if evaluation.result.outcome is None:
            self._add_open(stack, evaluation)
        else:
            for position, result in enumerate(evaluation.results):
                if result.rows:
                    stack_rows(stack, result, evaluation.situation, self._decisions)
                else:
                    self._add_reasons(stack, result, first=position == 0)
                    for box in self._decisions.of_result(result):
                        stack.addWidget(box)
        pictures = evaluation.situation.questionnaire.pictures
        stack_pictures(stack, pictures, evaluation.situation)
        self._add_needs(stack, evaluation)
        self._add_warnings(stack, evaluation)
        stack_law(stack, self._session.law_used)
        self.show_content(content)
        self._decisions.come_back(content)

    def _add_open(self, stack: QVBoxLayout, evaluation: Evaluation) -> None:
        card = Card()
        card.body.addWidget(subheading("Still to answer"))
        for missing in evaluation.missing:
            question = evaluation.situation.questionnaire.question(missing.question)
            card.body.addWidget(self._link(question.text, question.id))
        stack.addWidget(card)

    def _add_reasons(self, stack: QVBoxLayout, result: Result, *, first: bool) -> None:
        if result.outcome is None:
            return
        card = Card()
        if first:
            card.body.addWidget(title("Why"))
        else:
            card.body.addWidget(title(result.ruling.title))
            card.body.addWidget(subheading(result.outcome.title))
            if result.outcome.text:
                card.body.addWidget(body(result.outcome.text))
        for position, reason in enumerate(result.reasons):
            if position:
                card.body.addWidget(rule())
            card.body.addWidget(body(reason.because))
            if reason.cite:
                card.body.addWidget(small(reason.cite))
        if result.reasons or not first:
            stack.addWidget(card)

    def _add_needs(self, stack: QVBoxLayout, evaluation: Evaluation) -> None:
        apart = (result for result in evaluation.results if not result.rows)
        needs = {need.id: need for result in apart for need in result.needs}
        if not needs or evaluation.result.outcome is None:
            return
        card = Card()
        card.body.addWidget(title("What comes with it"))
        for need in needs.values():
            card.body.addWidget(body(f"•  {need.text}"))
            if need.cite:
                card.body.addWidget(small(need.cite))
        stack.addWidget(card)

    def _add_warnings(self, stack: QVBoxLayout, evaluation: Evaluation) -> None:
        if not evaluation.warnings:
            return
        stack.addWidget(title("Look at again"))
        stack.addWidget(muted("The program points these out; they are printed in the record."))
        known = evaluation.situation.questionnaire.questions
        for check in evaluation.warnings:
            banner = check_banner(check)
            if self._session.can_edit and check.go_to and check.at in known:
                link = self._link(f"Go to: {known[check.at].short}", check.at)
                banner.body.addWidget(link)
            stack.addWidget(banner)

    def _link(self, text: str, question_id: str) -> QWidget:
        link = Link(text)
        link.setEnabled(self._session.can_edit)
        link.clicked.connect(lambda: self.question_wanted.emit(question_id))
        return link


def result_banner(evaluation: Evaluation) -> Banner:
    """The set's result in a box of its tone."""
    outcome = evaluation.result.outcome
    if outcome is None:
        count = len(evaluation.missing)
        what = "One question is" if count == 1 else f"{count} questions are"
        return Banner("muted", "Not complete yet", f"{what} still open.")
    return Banner(outcome.tone.value, outcome.title, outcome.text)


def stack_now(stack: QVBoxLayout, session: AssessmentSession) -> None:
    """What a signed result comes to now, where what it looks at has moved on since."""
    if session.assessment.status is not Status.SIGNED_OFF:
        return
    then, now = session.evaluation, session.case.evaluate_now(session.assessment)
    outcome = now.result.outcome
    if outcome is None or now.result.id == then.result.id:
        return
    why = (
        "What it looks at in other assessments has changed since. Above stands what was signed."
    )
    banner = Banner(outcome.tone.value, f"As things are now: {outcome.title}", why)
    banner.setObjectName("as_things_are_now")
    stack.addWidget(banner)
