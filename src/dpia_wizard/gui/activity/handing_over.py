"""Handing an activity over: what is asked of the reader, where to save, what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import body, title
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import TextBox
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import HandOver

_WIDTH = 560
_LEAD = (
    "This writes the whole activity into one PDF: people read it, and DPIA Wizard goes on with "
    "it. Your own copy stays here; you can bring theirs in later."
)
_NO_WORDS = re.compile(r"[^\w.-]+")


class HandOverDialog(QDialog):
    """Asks for a note and a place, then has the PDF written. Show it with `open`."""

    handed_over = Signal(str)
    """The file is there; carries what to do with it, in a sentence."""

    def __init__(
        self, case: CaseSession, worker: WorkerClient, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hand_over")
        self.setWindowTitle("Hand over")
        self._case = case
        self._worker = worker
        self.note = TextBox(lines=4)
        self.note.setObjectName("hand_over_note")
        self.message = InlineMessage()
        self._save = primary_button("Save the PDF…")
        self._cancel = plain_button("Cancel")
        self._lay_out()

    def save_to(self, path: str) -> None:
        """Write the hand-over there."""
        me = self._case.desk.me
        message = HandOver(
            activity=self._case.activity.id,
            out=path,
            note=self.note.content().strip(),
            name=me.name,
            role=me.role,
        )
        self._set_busy(busy=True)
        self.message.show_notice("Writing the PDF…")
        self._worker.send(message, self._on_done, self._on_refused, owner=self)

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 24, 28, 20)
        stack.setSpacing(12)
        stack.addWidget(title("Hand over"))
        stack.addWidget(body(_LEAD))
        stack.addWidget(labelled("What do you ask of them? (optional)", self.note))
        stack.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self._cancel.setObjectName("hand_over_cancel")
        self._save.setObjectName("hand_over_save")
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        stack.addLayout(row)
        self.setMinimumWidth(_WIDTH)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)

    def _on_save(self) -> None:
        dialog = save_dialog(
            self,
            "Hand over",
            name="hand_over_as",
            proposal=file_name(self._case.activity),
            filters="PDF (*.pdf)",
            suffix="pdf",
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        self._case.reload()
        file = Path(str(facts["out"])).name
        self.handed_over.emit(
            f"Saved as {file}. Send it to {receiver(self._case.activity)}; they open it with "
            "“Open a record…”."
        )
        self.accept()

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self._set_busy(busy=False)
        self.message.show_error(sentence_for(error, facts))

    def _set_busy(self, *, busy: bool) -> None:
        self._save.setEnabled(not busy)
        self._cancel.setEnabled(not busy)
        self.note.setReadOnly(busy)


def file_name(activity: Activity) -> str:
    """What the file is called unless the user says otherwise."""
    words = _NO_WORDS.sub("-", activity.details.title).strip("-.")[:60]
    return f"{activity.label}-{words}.pdf" if words else f"{activity.label}.pdf"


def receiver(activity: Activity) -> str:
    """Who is to go on, as far as the activity tells."""
    current = [activity.current(set_id) for set_id in {a.set_id for a in activity.assessments}]
    waiting = [found for found in current if found is not None]
    if any(found.status is Status.SUBMITTED for found in waiting):
        return "the data protection officer"
    for found in waiting:
        approver = found.plan.approver
        if found.status is Status.COMPLETED and approver is not None and approver.name:
            return approver.name
    returned = any(found.returned for found in waiting)
    owner = activity.details.owner.name
    return owner if returned and owner else "whoever is to go on with it"
