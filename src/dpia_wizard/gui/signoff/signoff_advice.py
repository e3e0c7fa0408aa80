"""Confirming advice: whoever gave it signs for what is printed in their name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.people import NOBODY, same_person
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.signoff.signing_form import SigningForm
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.labels import muted
from dpia_wizard.gui.worker_client import WorkerClient


class AdviceConfirmation(QWidget):
    """A button that opens the form to sign in; open at once where advice is required."""

    signature_wanted = Signal()
    """The adviser signs; the form has been looked through."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self.setObjectName("advice_confirmation")
        advice = session.assessment.advice
        self._adviser = advice.by if advice and advice.by else NOBODY
        self.is_required = session.questionnaire.advice_required
        self.form = SigningForm(session.case.desk, worker, name="advice", wanted=self._adviser)
        self.opener = plain_button("Confirm this advice by signing…")
        self.opener.setObjectName("open_confirmation")
        make = primary_button if self.is_required else plain_button
        self.confirm = make("Confirm this advice by signing")
        self.confirm.setObjectName("confirm_advice")
        self._open = self._opened()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 4, 0, 0)
        stack.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addWidget(self._open)
        self.opener.setVisible(not self.is_required)
        self._open.setVisible(self.is_required)
        self._show_remark()
        self.opener.clicked.connect(self._on_open)
        self.form.chosen.connect(self._show_remark)
        self.form.submitted.connect(self.confirm.click)
        self.confirm.clicked.connect(self._on_confirm)

    def take_focus(self) -> None:
        """Put the keyboard on what is next."""
        self.form.take_focus()

    def _opened(self) -> QWidget:
        needed = "This has to be done before anybody can approve. " if self.is_required else ""
        holder = QWidget()
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        stack.addWidget(
            muted(
                f"{needed}The signature of {self._adviser} says that this is their advice, as "
                "it is printed in the record."
            )
        )
        stack.addWidget(self.form)
        stack.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _is_adviser(self) -> bool:
        identity = self.form.identity()
        return identity is None or same_person(identity.person, self._adviser)

    def _show_remark(self) -> None:
        if self._is_adviser():
            self.form.remark.clear()
        else:
            self.form.remark.show_error(
                f"The advice is printed in the name of {self._adviser}. Nobody else can "
                "confirm it."
            )

    def _on_open(self) -> None:
        self.opener.hide()
        self._open.show()
        self.form.take_focus()

    def _on_confirm(self) -> None:
        if not self._is_adviser():
            self.form.who.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form.is_ready():
            self.signature_wanted.emit()
