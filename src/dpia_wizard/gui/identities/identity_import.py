"""Bringing in a signing identity that was made elsewhere: its file, then its passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.file_dialogs import open_dialog
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import body
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import LineEdit
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import ImportIdentity

_FILES = "Signing identities (*.p12 *.pfx);;All files (*)"
_WIDTH = 420


class IdentityImport(QWidget):
    """Hidden until a file is chosen; then asks for its passphrase in place."""

    brought = Signal(str, str)
    """The identity is in the data folder; carries its fingerprint and whether it is trusted."""

    begun = Signal()
    """A file was chosen; its passphrase is asked for."""

    left = Signal()
    """The user is done with the form."""

    def __init__(self, worker: WorkerClient) -> None:
        super().__init__()
        self._worker = worker
        self._path = Path()
        self.file = body()
        self.passphrase = LineEdit()
        self.passphrase.setObjectName("import_passphrase")
        self.passphrase.setEchoMode(LineEdit.EchoMode.Password)
        self.message = InlineMessage()
        self.bring = plain_button("Bring it in")
        self.cancel = quiet_button("Cancel")
        self._lay_out()
        self.hide()
        self.passphrase.returnPressed.connect(self._on_bring)
        self.bring.clicked.connect(self._on_bring)
        self.cancel.clicked.connect(self._leave)

    def choose(self) -> None:
        """Ask for the file."""
        dialog = open_dialog(
            self, "Bring in a signing identity", name="import_identity", filters=_FILES
        )
        dialog.fileSelected.connect(self.show_file)
        dialog.open()

    def show_file(self, path: str) -> None:
        """Ask for the passphrase of a file."""
        self._path = Path(path)
        self.file.setText(self._path.name)
        self.message.clear()
        self.begun.emit()
        self.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        secret = labelled(
            "Its passphrase", self.passphrase, "You are asked for the same one when you sign."
        )
        secret.setMaximumWidth(_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.bring)
        row.addWidget(self.cancel)
        row.addStretch(1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        stack.addWidget(self.file)
        stack.addWidget(secret)
        stack.addWidget(self.message)
        stack.addLayout(row)

    def _on_bring(self) -> None:
        if not self.bring.isEnabled():
            return
        if not self.passphrase.text():
            self._refuse("Please give the passphrase of this file.")
            return
        self.bring.setEnabled(False)
        message = ImportIdentity(path=str(self._path), passphrase=self.passphrase.text())
        self._worker.send(message, self._on_done, self._on_refused)

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        self._leave()
        fingerprint = str(facts["identity"]["certificate"]["fingerprint"])
        self.brought.emit(fingerprint, str(facts["trust"]))

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.bring.setEnabled(True)
        self._refuse(sentence_for(error, facts))

    def _refuse(self, text: str) -> None:
        self.message.show_error(text)
        self.passphrase.selectAll()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.passphrase.clear()
        self.bring.setEnabled(True)
        self.hide()
        self.left.emit()
