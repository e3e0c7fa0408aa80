"""After completion: approval or refusal, then next steps, new versions and the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.kept_pdf import copy_kept, kept_file
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.app.sign_off import approve, decline, new_version, tick_next_step, withdraw
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.next_step_row import NextStepRow
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import muted, subheading
from dpia_wizard.gui.widgets.reason_row import ReasonRow
from dpia_wizard.gui.widgets.text_inputs import LineEdit
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import RenderRecord

_LONGEST_LINE = 200


class AfterCards(QWidget):
    """The cards of a locked version."""

    moved = Signal()
    """The version moved on, or a new one began."""

    told = Signal(str)
    """Something was done that is worth a line."""

    failed = Signal(str)
    """Something could not be done; carries the sentence."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self._session = session
        self._worker = worker
        self._steps: dict[str, NextStepRow] = {}
        self.name, self.role = _line("approved_by"), _line("approved_by_role")
        self._agree = primary_button("I have read this record and approve it")
        self._agree.setObjectName("approve_assessment")
        self._agree.clicked.connect(self._on_approve)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(14)
        status = session.assessment.status
        newest = session.case.assessment(session.set_id)
        is_newest = newest is not None and newest.key == session.assessment.key
        can = is_newest and not session.case.is_read_only
        if can and status is Status.COMPLETED:
            self._stack.addWidget(self._approval_card())
        if status in (Status.SIGNED_OFF, Status.COMPLETED):
            self._add_next_steps(enabled=can)
        self._stack.addWidget(self._record_card())
        if can:
            self._stack.addWidget(self._changes_card())

    def refresh(self) -> None:
        """Show which next steps are done."""
        done = self._session.case.activity.facts.next_steps
        for step, row in self._steps.items():
            row.show_done(done.get(f"{self._session.set_id}.{step}"))

    def take_focus(self) -> bool:
        """Put the keyboard on the approval, if one is asked for."""
        self._agree.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._agree.isVisibleTo(self)

    def _approval_card(self) -> Card:
        card = Card()
        card.set_highlighted(True)
        card.body.addWidget(subheading("3. Approved by"))
        approver = self._session.assessment.plan.approver or Person(name="")
        self.name.setText(approver.name)
        self.role.setText(approver.role)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(labelled("Name", self.name), 1)
        row.addWidget(labelled("Role", self.role), 1)
        card.body.addLayout(row)
        refuse = ReasonRow("Decline with a reason", "Why is it declined?", "Decline it")
        refuse.setObjectName("decline_assessment")
        refuse.confirmed.connect(self._on_decline)
        card.body.addWidget(self._agree, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(refuse)
        card.body.addWidget(
            muted(
                "The record was locked when it was completed. Changes start a new version; "
                "this one is kept."
            )
        )
        return card

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

    def _record_card(self) -> Card:
        card = Card()
        card.body.addWidget(subheading("The record"))
        kept = self._session.assessment.kept
        if kept:
            card.body.addWidget(muted(f"Fingerprint when completed: {kept.fingerprint}"))
        save = plain_button("Save the PDF…")
        save.setObjectName("save_pdf")
        save.clicked.connect(self._on_save)
        card.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        return card

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

    def _approver(self) -> Person:
        return Person(name=self.name.text().strip(), role=self.role.text().strip())

    def _on_approve(self) -> None:
        session, person = self._session, self._approver()
        if not person.name:
            self._ask_for_name("approves")
            return
        if session.case.do(
            lambda desk, activity: approve(desk, activity, session.assessment, by=person)
        ):
            self.moved.emit()

    def _on_decline(self, reason: str) -> None:
        session, person = self._session, self._approver()
        if not person.name:
            self._ask_for_name("declines")
            return
        if session.case.do(
            lambda desk, activity: decline(
                desk, activity, session.assessment, by=person, reason=reason
            )
        ):
            self.moved.emit()

    def _ask_for_name(self, does: str) -> None:
        self.failed.emit(f"Please give the name of the person who {does} this.")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ticked(self, step: str, done: bool) -> None:
        session = self._session
        session.case.do(
            lambda desk, activity: tick_next_step(
                desk, activity, session.set_id, step, done=done
            )
        )
        self.refresh()

    def _on_save(self) -> None:
        session = self._session
        name = f"{session.case.activity.label}-{session.assessment.key}.pdf"
        dialog = QFileDialog(self, "Save the PDF", name, "PDF (*.pdf)")
        dialog.setObjectName("save_pdf_as")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self._on_place_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_place_chosen(self, path: str) -> None:
        session = self._session
        kept = kept_file(session.case.desk, session.case.activity, session.assessment)
        if kept is not None:
            self._copy(kept, Path(path))
            return
        self._worker.send(
            RenderRecord(
                activity=session.case.activity.id,
                set_id=session.set_id,
                version=session.assessment.version,
                out=path,
            ),
            self._on_saved,
            self._on_refused,
            owner=self,
        )

    def _copy(self, kept: Path, out: Path) -> None:
        try:
            copy_kept(kept, out)
        except DpiaError as error:
            self.failed.emit(sentence(error))
        else:
            self._on_saved({"out": str(out)})

    def _on_saved(self, facts: Mapping[str, Any]) -> None:
        self.told.emit(f"Saved as {Path(str(facts['out'])).name}.")

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.failed.emit(sentence_for(error, facts))


def _line(name: str) -> LineEdit:
    line = LineEdit(longest=_LONGEST_LINE)
    line.setObjectName(name)
    return line
