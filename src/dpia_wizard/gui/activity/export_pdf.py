"""Hands out a version's PDF from the activity page: as kept, or its record as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from dpia_wizard.app.kept_pdf import copy_kept, kept_file, signed_file
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import RenderRecord


class ExportButton(Button):
    """Asks which assessment where there are several, then hands out its PDF."""

    chosen = Signal(str, int)
    """The user wants a PDF; carries the set's id and the version."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__("Export PDF", "plain")
        self.setObjectName("export_pdf")
        self._case = case
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Without an assessment there is nothing to hand out."""
        self.setEnabled(bool(self._case.activity.assessments))
        several = len(exportable(self._case.activity)) > 1
        self.setText("Export PDF…" if several else "Export PDF")

    def _on_clicked(self) -> None:
        found = exportable(self._case.activity)
        if len(found) == 1:
            self.chosen.emit(found[0].set_id, found[0].version)
            return
        menu = QMenu(self)
        menu.setObjectName("export_menu")
        titles = dict(self._case.desk.sets.titles())
        for assessment in found:
            status = assessment.status.value.replace("_", " ")
            name = titles.get(assessment.set_id, assessment.set_id)
            action = menu.addAction(f"{name}, version {assessment.version} ({status})")
            action.triggered.connect(
                lambda _=False, a=assessment: self.chosen.emit(a.set_id, a.version)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class PdfExport(QWidget):
    """Asks where to, and puts the PDF there."""

    told = Signal(str)
    """It is there; carries the sentence."""

    failed = Signal(str)
    """It could not be done; carries the sentence."""

    def __init__(self, case: CaseSession, worker: WorkerClient, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._case = case
        self._worker = worker

    def ask(self, set_id: str, version: int) -> None:
        """Ask for a place for a version's PDF."""
        name = f"{self._case.activity.label}-{set_id}-v{version}.pdf"
        dialog = save_dialog(
            self.parentWidget(),
            "Export PDF",
            name="export_pdf_as",
            proposal=name,
            filters="PDF (*.pdf)",
            suffix="pdf",
        )
        dialog.fileSelected.connect(lambda path: self.save_to(set_id, version, path))
        dialog.open()

    def save_to(self, set_id: str, version: int, path: str) -> None:
        """Copy the kept file there, or have the record made."""
        desk, activity = self._case.desk, self._case.activity
        assessment = activity.version(set_id, version)
        kept = kept_file(desk, activity, assessment) or signed_file(desk, activity, assessment)
        if kept is None:
            message = RenderRecord(
                activity=activity.id, set_id=set_id, version=version, out=path
            )
            self._worker.send(message, self._on_saved, self._on_refused, owner=self)
            return
        try:
            copy_kept(kept, Path(path))
        except DpiaError as error:
            self.failed.emit(sentence(error))
        else:
            self._on_saved({"out": path})

    def _on_saved(self, facts: Mapping[str, Any]) -> None:
        self.told.emit(f"Saved as {Path(str(facts['out'])).name}.")

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.failed.emit(sentence_for(error, facts))


def exportable(activity: Activity) -> Sequence[Assessment]:
    """Of each set the version that counts, and the latest where that is another."""
    found: dict[str, Assessment] = {}
    for set_id in dict.fromkeys(a.set_id for a in activity.assessments):
        for assessment in (activity.in_force(set_id), activity.current(set_id)):
            if assessment is not None:
                found.setdefault(assessment.key, assessment)
    return list(found.values())
