"""Approval: whoever has read the completed record signs for it, or declines with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.app.sign_off import approve, decline
from dpia_wizard.domain.assessment import MoveKind
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.people import NOBODY, Person, same_person
from dpia_wizard.domain.signoff import awaits_confirmation
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.signoff.signing_form import SigningForm
from dpia_wizard.gui.widgets.buttons import primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import body, muted, subheading
from dpia_wizard.gui.widgets.reason_row import ReasonRow
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.widgets.text_inputs import LineEdit
from dpia_wizard.gui.worker_client import WorkerClient

_LONGEST_LINE = 200
_LOCKED = "The record is locked. Changes start a new version; this one is kept."
_MEANS = "Your signature says that you have read this record as it stands and approve it."


class ApprovalCard(Card):
    """Who approves, with a signature or, where the house allows it, by name."""

    signature_wanted = Signal()
    """The approver signs; the form has been looked through."""

    moved = Signal()
    """The version was approved by name, or declined."""

    failed = Signal(str)
    """Something is missing; carries the sentence."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self._session = session
        assessment, desk = session.assessment, session.case.desk
        completed = assessment.last_move(MoveKind.COMPLETED)
        self._completer = completed.by if completed else NOBODY
        self._planned = assessment.plan.approver or NOBODY
        self._typed = self._planned
        self._has_chosen = False
        self._is_signed = assessment.bears(SignatureKind.COMPLETED)
        self._needs_signature = desk.settings.signature_needed
        self._obstacle = self._find_obstacle()
        self.name, self.role = _line("approved_by"), _line("approved_by_role")
        self.form = SigningForm(
            desk,
            worker,
            name="approval",
            by_name=not self._needs_signature,
            wanted=self._planned,
            avoided=self._completer,
        )
        self.agree = primary_button("I have read this record and approve it")
        self.agree.setObjectName("approve_assessment")
        self.set_highlighted(True)
        self._lay_out()
        self._show_person(self._planned)
        self._show_fitting()
        self.form.chosen.connect(self._on_chosen)
        self.form.submitted.connect(self.agree.click)
        self.name.textEdited.connect(self._show_remark)
        self.agree.clicked.connect(self._on_approve)

    def take_focus(self) -> bool:
        """Put the keyboard on what is next; False if nobody can approve yet.

        Never on the button itself: a key pressed too often must not approve anything.
        """
        if self._signs:
            self.form.take_focus()
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.agree.isVisibleTo(self)

    def _find_obstacle(self) -> str:
        """Why nobody can approve this version now, or nothing."""
        assessment = self._session.assessment
        if not self._is_signed and self._needs_signature:
            return (
                "This version was completed by name only, so nobody can sign it. Start a new "
                "version below, or allow sign-off by name in Settings."
            )
        required = self._session.questionnaire.advice_required
        if required and awaits_confirmation(assessment) and assessment.advice:
            adviser = assessment.advice.by or NOBODY
            return f"The approval waits until {adviser} has confirmed the advice by signing."
        return ""

    @property
    def _signs(self) -> bool:
        """Whether the approval is to be a signature."""
        return self._is_signed and not self.form.is_by_name

    def _lay_out(self) -> None:
        self.body.addWidget(subheading("3. Approved by"))
        if self._obstacle:
            self.body.addWidget(body(self._obstacle))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(labelled("Name", self.name), 1)
        row.addWidget(labelled("Role", self.role), 1)
        self.body.addLayout(row)
        refuse = ReasonRow("Decline with a reason", "Why is it declined?", "Decline it")
        refuse.setObjectName("decline_assessment")
        refuse.confirmed.connect(self._on_decline)
        self.body.addWidget(self.form)
        self.body.addSpacing(4)
        self.body.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(refuse)
        self._means = muted(_MEANS)
        self.body.addWidget(self._means)
        self.body.addWidget(muted(_LOCKED))

    def _show_fitting(self) -> None:
        """Show what the choice needs; a certificate's name is not for typing."""
        can = not self._obstacle
        show_if(self.form, can and self._is_signed)
        show_if(self.agree, can)
        show_if(self._means, can and self._signs)
        identity = self.form.identity() if can and self._is_signed else None
        if not self.name.isReadOnly():
            self._typed = self._person()
        for line in (self.name, self.role):
            line.setReadOnly(identity is not None)
        self._show_person(identity.person if identity else self._typed)
        self._show_remark()

    def _show_person(self, person: Person) -> None:
        self.name.setText(person.name)
        self.role.setText(person.role)

    def _show_remark(self) -> None:
        """Say before anybody tries what speaks against this person, or is worth a thought."""
        person = self._person()
        self.form.remark.clear()
        if self._obstacle or not person.name:
            return
        if same_person(person, self._completer):
            if self._session.case.desk.settings.one_person_allowed:
                self.form.remark.show_notice(
                    f"{person.name} completed this assessment too. The record will say so."
                )
            elif self._signs:
                self._say_who_else(person)
        elif self._signs and self._planned.name and not same_person(person, self._planned):
            self.form.remark.show_notice(
                f"The record names {self._planned} as its approver. {person.name} would "
                "approve it instead."
            )

    def _say_who_else(self, completer: Person) -> None:
        """Refuse who completed it; who did not choose to approve is only told who is next."""
        if self._has_chosen:
            self.form.remark.show_error(_refusal(completer))
        else:
            self.form.remark.show_notice(_waits(completer, self._planned))

    def _on_chosen(self) -> None:
        self._has_chosen = True
        self._show_fitting()

    def _person(self) -> Person:
        return Person(name=self.name.text().strip(), role=self.role.text().strip())

    def _on_approve(self) -> None:
        if self._signs:
            self._sign()
            return
        session, person = self._session, self._person()
        if not person.name:
            self._ask_for_name("approves")
        elif session.case.do(
            lambda desk, activity: approve(desk, activity, session.assessment, by=person)
        ):
            self.moved.emit()

    def _sign(self) -> None:
        alone = same_person(self._person(), self._completer)
        if alone and not self._session.case.desk.settings.one_person_allowed:
            self._has_chosen = True
            self._show_remark()
            self.form.who.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form.is_ready():
            self.signature_wanted.emit()

    def _on_decline(self, reason: str) -> None:
        session, person = self._session, self._person()
        if not person.name:
            self._ask_for_name("declines")
        elif session.case.do(
            lambda desk, activity: decline(
                desk, activity, session.assessment, by=person, reason=reason
            )
        ):
            self.moved.emit()

    def _ask_for_name(self, does: str) -> None:
        self.failed.emit(f"Please give the name of the person who {does} this.")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


def _waits(person: Person, planned: Person) -> str:
    who = str(planned) if planned.name else "somebody else"
    return (
        f"{person.name} completed this assessment. It now waits for {who}. If they work on "
        "another computer, use “Hand over…” on the activity’s page; here, they choose their "
        "own identity."
    )


def _refusal(person: Person) -> str:
    return (
        f"{person.name} completed this assessment, so somebody else has to approve it. Choose "
        "another identity, or allow one person in Settings; the record then says so."
    )


def _line(name: str) -> LineEdit:
    line = LineEdit(longest=_LONGEST_LINE)
    line.setObjectName(name)
    return line
