"""Backing up from the window: what is put in, where to, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.widgets.labels import body, small, title
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import BackUp

_WIDTH = 560
_LEAD = (
    "This copies every activity with its signed PDFs, question sets, settings, profile and "
    "trusted certificates into one file. Keep it on another disk. It is not encrypted: "
    "whoever can open it can read every assessment."
)
_KEYS = (
    "Whoever has such a file and learns or guesses a passphrase can sign in that name. Keep it "
    "as safe as the keys themselves."
)
_RESTORE = "“dpia-wizard restore” brings it back into an empty folder."


class BackUpDialog(QDialog):
    """Asks for a place, then has the backup made and says so. Show it with `open`."""

    def __init__(self, worker: WorkerClient, *, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("back_up")
        self.setWindowTitle("Back up")
        self._worker = worker
        self._proposal = f"DPIA-Wizard-backup-{today.isoformat()}.zip"
        self.identities = CheckBox("Signing identities too")
        self.identities.setObjectName("back_up_identities")
        self.identities.setAccessibleDescription(_KEYS)
        self.message = InlineMessage()
        self._save, self._close = primary_button("Save the backup…"), plain_button("Close")
        self._lay_out()
        self.finished.connect(self.deleteLater)

    def save_to(self, path: str) -> None:
        """Make the backup there."""
        self._set_busy(busy=True)
        self.message.show_notice("Backing up…")
        message = BackUp(out=path, identities=self.identities.isChecked())
        self._worker.send(message, self._on_done, self._on_refused, owner=self)

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 24, 28, 20)
        stack.setSpacing(12)
        for widget in (title("Back up"), body(_LEAD), self.identities, small(_KEYS)):
            stack.addWidget(widget)
        stack.addWidget(self.message)
        self._close.setObjectName("back_up_close")
        self._save.setObjectName("back_up_save")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._save)
        stack.addLayout(row)
        self.setMinimumWidth(_WIDTH)
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)

    def _on_save(self) -> None:
        dialog = save_dialog(
            self,
            "Back up",
            name="back_up_as",
            proposal=self._proposal,
            filters="Backups (*.zip)",
            suffix="zip",
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        self._set_busy(busy=False)
        count = int(facts["activities"])
        kept = f"{count:,} {'activity' if count == 1 else 'activities'}"
        self.message.show_notice(
            f"Saved as {Path(str(facts['out'])).name}, with {kept}. {_RESTORE}"
            + left_out_words(facts)
        )

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self._set_busy(busy=False)
        self.message.show_error(sentence_for(error, facts))

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self._save, self._close, self.identities):
            widget.setEnabled(not busy)


def left_out_words(facts: Mapping[str, Any]) -> str:
    """Which files a job left out, as a sentence to add; empty if none."""
    left_out = [str(file) for file in facts["left_out"]]
    if not left_out:
        return ""
    more = f" and {len(left_out) - 1:,} more" if len(left_out) > 1 else ""
    return f" Left out: {left_out[0]}{more}."
