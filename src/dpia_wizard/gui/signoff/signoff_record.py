"""The record's file: the kept PDF as it was signed, or a reprint that tells what came since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.app.kept_pdf import copy_kept, is_signed, kept_file, signed_file
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.buttons import Button, plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.file_dialogs import open_folder, save_dialog
from dpia_wizard.gui.widgets.labels import body, muted, subheading
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import RenderRecord

_HARMED = (
    "The signed PDF that was kept has been changed or removed since, so it is not passed on. "
    "What you save here is a reprint, without signatures."
)
_CHANGED = (
    "The PDF that was kept has been changed or removed since, so it is not passed on. "
    "What you save here is a reprint."
)
_REPRINT = (
    "The PDF that was kept stays as it was. What you save here is a reprint: it tells what "
    "became of this version since, such as its approval, so its own fingerprint is another."
)
_BOTH = (
    "The signed PDF stays as it was signed. A reprint tells what became of this version since, "
    "and bears no signatures."
)


class RecordCard(Card):
    """Hands out the PDF of a locked version."""

    told = Signal(str)
    """Something was done that is worth a line."""

    failed = Signal(str)
    """Something could not be done; carries the sentence."""

    check_wanted = Signal(Path)
    """The user wants the kept file checked; carries where it lies."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self._session = session
        self._worker = worker
        case, assessment = session.case, session.assessment
        handed_out = kept_file(case.desk, case.activity, assessment)
        signed = signed_file(case.desk, case.activity, assessment)
        reprints = handed_out is None and assessment.kept is not None
        offers_both = reprints and signed is not None
        self.body.addWidget(subheading("The record"))
        if assessment.kept:
            fingerprint = assessment.kept.fingerprint
            self.body.addWidget(muted(f"Fingerprint when completed: {fingerprint}"))
        if is_signed(assessment) and signed is None:
            self.body.addWidget(body(_HARMED))
        elif offers_both:
            self.body.addWidget(muted(_BOTH))
        elif reprints:
            harmed = assessment.status is Status.COMPLETED
            self.body.addWidget(body(_CHANGED) if harmed else muted(_REPRINT))
        self._folder: Path | None = None
        self._show = _button("show_in_folder", "Show in folder")
        self._show.clicked.connect(self._on_show)
        self.body.addLayout(self._buttons(reprints=reprints, offers_both=offers_both))
        self._show.hide()

    def save_signed_to(self, path: str) -> None:
        """Copy the signed file to a place."""
        session = self._session
        kept = signed_file(session.case.desk, session.case.activity, session.assessment)
        if kept is None:
            self.failed.emit(_HARMED)
        else:
            self._copy(kept, Path(path))

    def save_to(self, path: str) -> None:
        """Copy the kept file to a place, or print the version anew there."""
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

    def _buttons(self, *, reprints: bool, offers_both: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if offers_both:
            signed = _button("save_signed_pdf", "Save the signed PDF…")
            signed.clicked.connect(partial(self._on_save, self.save_signed_to))
            row.addWidget(signed)
        pdf = _button("save_pdf", "Save a reprint…" if reprints else "Save the PDF…")
        pdf.clicked.connect(partial(self._on_save, self.save_to))
        row.addWidget(pdf)
        case, assessment = self._session.case, self._session.assessment
        path = case.desk.records.path(case.activity.id, assessment.key)
        if is_signed(assessment) and path.exists():
            check = _button("check_record", "Check this record")
            check.clicked.connect(partial(self.check_wanted.emit, path))
            row.addWidget(check)
        row.addWidget(self._show)
        row.addStretch(1)
        return row

    def _on_save(self, save: Callable[[str], None]) -> None:
        session = self._session
        name = f"{session.case.activity.label}-{session.assessment.key}.pdf"
        dialog = save_dialog(
            self,
            "Save the PDF",
            name="save_pdf_as",
            proposal=name,
            filters="PDF (*.pdf)",
            suffix="pdf",
        )
        dialog.fileSelected.connect(save)
        dialog.open()

    def _copy(self, kept: Path, out: Path) -> None:
        try:
            copy_kept(kept, out)
        except DpiaError as error:
            self.failed.emit(sentence(error))
        else:
            self._on_saved({"out": str(out)})

    def _on_saved(self, facts: Mapping[str, Any]) -> None:
        saved = Path(str(facts["out"]))
        self._folder = saved.parent
        self._show.show()
        self.told.emit(f"Saved as {saved.name}.")

    def _on_show(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)
            self._show.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.failed.emit(sentence_for(error, facts))


def _button(name: str, text: str) -> Button:
    button = plain_button(text)
    button.setObjectName(name)
    return button
