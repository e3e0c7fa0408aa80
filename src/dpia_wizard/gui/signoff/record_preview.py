"""The record beside the sign-off: rendered by the worker while one fills in the forms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.kept_pdf import kept_file
from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.signoff.pdf_preview import PdfPreview
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import RenderRecord

_NARROWEST, _WIDEST = 300, 720


class RecordPreview(QWidget):
    """Shows the draft as it stands, or the kept file of a completed version."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self._session = session
        self._worker = worker
        self._folder: QTemporaryDir | None = None
        self._request = 0
        self.view = PdfPreview()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.view)

    def show_record(self) -> None:
        """Show the record as it is now; only the latest request counts."""
        session = self._session
        assessment = session.assessment
        case = session.case
        if self._request:
            self._worker.cancel(self._request)
            self._request = 0
        kept = kept_file(case.desk, case.activity, assessment)
        if kept is not None:
            self.view.show_file(kept)
            return
        self.view.show_busy("Making the pages…")
        self._folder = self._folder or QTemporaryDir()
        out = Path(self._folder.filePath(f"{assessment.key}.pdf"))
        self._request = self._worker.send(
            RenderRecord(
                activity=case.activity.id,
                set_id=session.set_id,
                version=assessment.version,
                out=str(out),
            ),
            self._on_done,
            self._on_refused,
            owner=self,
        )

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        self._request = 0
        self.view.show_file(Path(str(facts["out"])))

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self._request = 0
        self.view.show_problem(sentence_for(error, facts))
