"""After completion: the advice confirmed, approval or refusal, next steps, the PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.sign_off import new_version, tick_next_step, withdraw
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.signoff import awaits_confirmation
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.signoff.next_step_row import NextStepRow
from dpia_wizard.gui.signoff.signing_form import SigningForm
from dpia_wizard.gui.signoff.signoff_advice import AdviceConfirmation
from dpia_wizard.gui.signoff.signoff_approval import ApprovalCard
from dpia_wizard.gui.signoff.signoff_record import RecordCard
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import subheading
from dpia_wizard.gui.widgets.reason_row import ReasonRow
from dpia_wizard.gui.worker_client import WorkerClient


class AfterCards(QWidget):
    """The cards of a locked version; `confirmation` belongs into the card of the advice."""

    moved = Signal()
    """The version moved on, or a new one began."""

    signature_wanted = Signal(SignatureKind)
    """Somebody signs; carries what for, and `form` holds by whom."""

    told = Signal(str)
    """Something was done that is worth a line."""

    failed = Signal(str)
    """Something could not be done; carries the sentence."""

    check_wanted = Signal(Path)
    """The user wants the kept file checked; carries where it lies."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self._session = session
        self._steps: dict[str, NextStepRow] = {}
        self.confirmation: AdviceConfirmation | None = None
        self.approval: ApprovalCard | None = None
        self.record = RecordCard(session, worker)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(14)
        status = session.assessment.status
        newest = session.case.assessment(session.set_id)
        is_newest = newest is not None and newest.key == session.assessment.key
        can = is_newest and not session.case.is_read_only
        if can and status is Status.COMPLETED:
            self._add_signing(worker)
        if status in (Status.SIGNED_OFF, Status.COMPLETED):
            self._add_next_steps(enabled=can)
        self.record.told.connect(self.told)
        self.record.failed.connect(self.failed)
        self.record.check_wanted.connect(self.check_wanted)
        self._stack.addWidget(self.record)
        if can:
            self._stack.addWidget(self._changes_card())

    def form(self, kind: SignatureKind) -> SigningForm | None:
        """Where one signs for something, if it can be signed for now."""
        if kind is SignatureKind.ADVISED:
            return self.confirmation.form if self.confirmation else None
        return self.approval.form if self.approval else None

    def refresh(self) -> None:
        """Show which next steps are done."""
        done = self._session.case.activity.facts.next_steps
        for step, row in self._steps.items():
            row.show_done(done.get(f"{self._session.set_id}.{step}"))

    def hold(self, *, held: bool) -> None:
        """Let nothing be pressed while a signature is being made."""
        for part in (self, self.confirmation):
            if part is not None:
                part.setEnabled(not held)

    @property
    def goal(self) -> QWidget | None:
        """What one presses next, to be in view from the start."""
        if self.confirmation is not None and self.confirmation.is_required:
            return self.confirmation.confirm
        agree = self.approval.agree if self.approval else None
        return agree if agree is not None and agree.isVisibleTo(self) else None

    def take_focus(self) -> bool:
        """Put the keyboard on what is asked for next, if anything is."""
        if self.confirmation is not None and self.confirmation.is_required:
            self.confirmation.take_focus()
            return True
        return self.approval is not None and self.approval.take_focus()

    def _add_signing(self, worker: WorkerClient) -> None:
        session = self._session
        if awaits_confirmation(session.assessment):
            self.confirmation = AdviceConfirmation(session, worker)
            self.confirmation.signature_wanted.connect(
                partial(self.signature_wanted.emit, SignatureKind.ADVISED)
            )
        self.approval = ApprovalCard(session, worker)
        self.approval.signature_wanted.connect(
            partial(self.signature_wanted.emit, SignatureKind.APPROVED)
        )
        self.approval.moved.connect(self.moved)
        self.approval.failed.connect(self.failed)
        self._stack.addWidget(self.approval)

    def _add_next_steps(self, *, enabled: bool) -> None:
        steps = self._session.evaluation.next_steps
        if not steps:
            return
        card = Card()
        card.body.addWidget(subheading("What to do next"))
        for step in steps:
            row = NextStepRow(step)
            row.setEnabled(enabled)
            row.ticked.connect(self._on_ticked)
            self._steps[step.id] = row
            card.body.addWidget(row)
        self.refresh()
        self._stack.addWidget(card)

    def _changes_card(self) -> Card:
        card = Card()
        card.body.addWidget(subheading("Something has changed?"))
        again = ReasonRow(
            "New version", "Why is a new version needed?", "Start the new version"
        )
        again.setObjectName("new_version")
        again.confirmed.connect(partial(self._do, new_version))
        card.body.addWidget(again)
        if self._session.assessment.status is not Status.WITHDRAWN:
            end = ReasonRow("Withdraw", "Why is it withdrawn?", "Withdraw it")
            end.setObjectName("withdraw_assessment")
            end.confirmed.connect(partial(self._do, withdraw))
            card.body.addWidget(end)
        return card

    def _do(self, verb: Any, reason: str) -> None:  # noqa: ANN401 - two verbs of one shape
        session = self._session
        if session.case.do(
            lambda desk, activity: verb(desk, activity, session.assessment, reason=reason)
        ):
            self.moved.emit()

    def _on_ticked(self, step: str, done: bool) -> None:
        session = self._session
        session.case.do(
            lambda desk, activity: tick_next_step(
                desk, activity, session.set_id, step, done=done
            )
        )
        self.refresh()
