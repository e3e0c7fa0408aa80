"""Before completion: what is open, the officer's advice, the plan, and the hand-over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sentences import gap_sentence
from dpia_wizard.app.sign_off import default_review
from dpia_wizard.domain.assessment import Advice, Plan, Status
from dpia_wizard.domain.people import NOBODY, Person, is_dpo
from dpia_wizard.domain.signoff import Gap, OpenPoint, open_points, usual_approver
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.signoff.signing_form import SigningForm
from dpia_wizard.gui.signoff.signoff_forms import AdviceForm, PlanForm
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import body, muted, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.reason_row import ReasonRow
from dpia_wizard.gui.worker_client import WorkerClient

_SIGNED = (
    "Completing locks this version and keeps its PDF. Your signature says that you completed "
    "the record as it stands; whatever is changed in the file afterwards shows."
)
_BY_NAME = (
    "Completing locks this version and keeps its PDF. By name only, the record says who "
    "completed it and cannot prove it."
)
_HANDED = (
    "You can go on with the other assessments. Nothing was sent: if the officer works on "
    "another computer, save the activity for them with “Hand over…” on its page."
)
_CONFLICT = (
    "A data protection officer completes this; that may conflict with the task to advise (UK "
    "GDPR Art 38(6)). The record will say so."
)
HAND_TO_DPO = "hand_to_dpo"
_DPO = Person(name="Data protection officer", role="Data protection officer")


class BeforeCards(QWidget):
    """The cards of a draft or submitted version."""

    edited = Signal()
    """A form was changed and wants to be kept."""

    completion_wanted = Signal()
    """The user completes the assessment."""

    hand_over_wanted = Signal()
    """The user hands the draft to the data protection officer."""

    return_wanted = Signal(str)
    """The user returns it to its owner; carries the reason."""

    question_wanted = Signal(str)
    """The user wants to answer what is open; carries the question's id."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self._session = session
        desk = session.case.desk
        self.signing = SigningForm(
            desk,
            worker,
            name="completion",
            by_name=not desk.settings.signature_needed,
            wanted=session.assessment.plan.completed_by or NOBODY,
        )
        self._open = Card()
        self._open_rows = QVBoxLayout()
        self._open_shown: tuple[OpenPoint, ...] | None = None
        self._advice_chip = Chip()
        self._advice_form = AdviceForm()
        self._plan_form = PlanForm()
        self._means = muted()
        self._conflict = InlineMessage()
        self._complete = primary_button("Sign and complete")
        self._complete.setObjectName("complete_assessment")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        if session.assessment.status is Status.SUBMITTED and not is_dpo(desk.me):
            stack.addWidget(Banner("note", "Waiting for your data protection officer", _HANDED))
        cards = (
            self._open_card(),
            self._advice_card(),
            self._plan_card(),
            self._hand_over_card(),
        )
        for card in cards:
            stack.addWidget(card)
        self._show_forms()
        self._advice_form.edited.connect(self.edited)
        self._plan_form.edited.connect(self.edited)
        self._plan_form.edited.connect(self._show_conflict)
        self.signing.chosen.connect(self._on_signer_chosen)
        self.signing.submitted.connect(self._complete.click)
        self._complete.clicked.connect(self.completion_wanted)

    def advice(self) -> Advice | None:
        """The advice as filled in."""
        return self._advice_form.advice()

    def plan(self) -> Plan:
        """The plan as filled in."""
        return self._plan_form.plan()

    def problem(self) -> str:
        """Why the forms cannot be kept as they stand, or nothing."""
        return self._advice_form.problem() or self._plan_form.problem()

    def completer(self) -> Person:
        """Who completes."""
        return self._plan_form.completer()

    def refresh(self) -> None:
        """Show what is still open."""
        session = self._session
        points = open_points(
            session.assessment, session.evaluation, on=session.case.desk.today()
        )
        if points == self._open_shown:
            return
        self._open_shown = points
        self._open.setVisible(bool(points))
        while (item := self._open_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for point in points:
            self._open_rows.addWidget(self._point_row(point))

    def take_focus(self) -> bool:
        """Begin with the advice."""
        self._advice_form.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.isEnabled()

    def show_open_points(self) -> None:
        """Bring the list of open points into view."""
        first = self._open_rows.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_forms(self) -> None:
        session = self._session
        assessment, desk = session.assessment, session.case.desk
        months = session.questionnaire.review_after_months
        review = default_review(desk.today(), months=months)
        me = desk.settings.me if desk.settings.name else session.case.activity.details.owner
        adviser = desk.me if is_dpo(desk.me) else _DPO
        self._advice_form.show_advice(assessment.advice, default_by=adviser, today=desk.today())
        completer = assessment.plan.completed_by or me
        approver = assessment.plan.approver or usual_approver(
            session.case.activity, other_than=completer
        )
        self._plan_form.show_plan(assessment.plan, me=me, approver=approver, review=review)
        self._show_signer()
        self.setEnabled(not session.case.is_read_only)

    def _show_signer(self) -> None:
        """A certificate says who completes; by name only, the form does."""
        by_name = self.signing.is_by_name
        identity = self.signing.identity()
        self._plan_form.show_signer(identity.person if identity else None)
        words = "I have completed this assessment" if by_name else "Sign and complete"
        self._complete.setText(words)
        self._means.setText(_BY_NAME if by_name else _SIGNED)
        self._show_conflict()

    def _show_conflict(self) -> None:
        """Say before it is done what the record will say of it."""
        if is_dpo(self.completer()):
            self._conflict.show_notice(_CONFLICT)
        else:
            self._conflict.clear()

    def _on_signer_chosen(self) -> None:
        self._show_signer()
        self.edited.emit()

    def _open_card(self) -> Card:
        self._open.setObjectName("open_points")
        self._open.body.addWidget(subheading("Still to do before completion"))
        self._open_rows.setSpacing(6)
        self._open.body.addLayout(self._open_rows)
        return self._open

    def _point_row(self, point: OpenPoint) -> QWidget:
        text = gap_sentence(point, self._session.questionnaire)
        question = self._question_of(point)
        if question:
            row = Link(text)
            row.clicked.connect(lambda: self.question_wanted.emit(question))
            return row
        label = body(f"•  {text}")
        label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return label

    def _question_of(self, point: OpenPoint) -> str:
        if not self._session.assessment.is_editable:
            return ""
        if point.gap is Gap.QUESTION:
            return point.id
        if point.gap is Gap.CHECK:
            checks = self._session.questionnaire.checks
            return next(check.at for check in checks if check.id == point.id)
        return ""

    def _advice_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.addWidget(subheading("1. DPO advice"), 1)
        row.addWidget(self._advice_chip)
        card.body.addLayout(row)
        needed = self._session.questionnaire.advice_required
        self._advice_chip.show_state(
            "Required" if needed else "Optional", "care" if needed else ""
        )
        card.body.addWidget(self._advice_form)
        return card

    def _plan_card(self) -> Card:
        card = Card()
        card.set_highlighted(True)
        card.body.addWidget(subheading("2. Completed by"))
        for widget in (self._plan_form, self._conflict, self.signing):
            card.body.addWidget(widget)
        card.body.addSpacing(4)
        card.body.addWidget(self._complete, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self._means)
        return card

    def _hand_over_card(self) -> Card:
        card = Card()
        session = self._session
        if session.assessment.status is Status.SUBMITTED:
            card.body.addWidget(subheading("With the data protection officer"))
            card.body.addWidget(muted("Answers rest until it is returned or completed."))
            back = ReasonRow(
                "Return to the owner", "What should be changed?", "Return with this comment"
            )
            back.setObjectName("return_to_owner")
            back.confirmed.connect(self.return_wanted)
            card.body.addWidget(back)
            return card
        card.body.addWidget(subheading("Not ready to complete it yourself?"))
        card.body.addWidget(
            muted(
                "Hand it to your data protection officer, who advises, returns or completes it."
            )
        )
        hand = plain_button("Hand to the DPO")
        hand.setObjectName(HAND_TO_DPO)
        hand.clicked.connect(self.hand_over_wanted)
        card.body.addWidget(hand, 0, Qt.AlignmentFlag.AlignLeft)
        return card
