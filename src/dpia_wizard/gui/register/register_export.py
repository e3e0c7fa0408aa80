"""The register as a table, from the window: asks where to, and says so on the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.gui.frame.back_up_dialog import left_out_words
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import ExportRegister

_FILTERS = {
    "Spreadsheets (*.xlsx)": "xlsx",
    "Comma-separated values (*.csv)": "csv",
    "JSON (*.json)": "json",
}
_FORMATS = tuple(_FILTERS.values())


class RegisterExport(QObject):
    """Lives as long as the register; one for each wish."""

    def __init__(self, register: RegisterPage, worker: WorkerClient) -> None:
        super().__init__(register)
        self._register = register
        self._worker = worker

    def ask(self, today: date) -> None:
        """Ask for a place, and in which format."""
        dialog = save_dialog(
            self._register,
            "Export the register",
            name="export_register_as",
            proposal=f"Register-{today.isoformat()}.{_FORMATS[0]}",
            filters=";;".join(_FILTERS),
            suffix=_FORMATS[0],
        )
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_FILTERS[chosen]))
        dialog.fileSelected.connect(self.save_to)
        dialog.rejected.connect(self.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the table there, in the format its ending says."""
        ending = Path(path).suffix.lower().removeprefix(".")
        message = ExportRegister(format=ending if ending in _FORMATS else _FORMATS[0], out=path)
        self._register.message.show_notice("Exporting the register…")
        self._worker.send(message, self._on_done, self._on_refused, owner=self)

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        count = int(facts["activities"])
        self._register.message.show_notice(
            f"{count:,} {'activity' if count == 1 else 'activities'} saved as "
            f"{Path(str(facts['out'])).name}.{left_out_words(facts)}"
        )
        self.deleteLater()

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self._register.message.show_error(sentence_for(error, facts))
        self.deleteLater()
