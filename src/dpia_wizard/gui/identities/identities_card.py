"""The card of one's own signing identities: which there are, and how to come by another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.app.share_certificate import save_certificate
from dpia_wizard.domain.checking import Trust
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError
from dpia_wizard.domain.identity import Identity
from dpia_wizard.gui.identities.certificate_row import CertificateRow, validity_state
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.identities.identity_import import IdentityImport
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.emptied import empty
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.widgets.labels import muted, rule, small, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import TrustCertificate

_ABOUT = (
    "You sign records with these. Each is kept on this computer in a file that only its "
    "passphrase opens; the passphrase is never stored."
)


class IdentitiesCard(Card):
    """Lists identities; creates one, brings one in, saves a certificate for others."""

    trust_changed = Signal()
    """Another certificate is trusted now."""

    def __init__(self, desk: Desk, worker: WorkerClient) -> None:
        super().__init__(spacing=12)
        self._desk, self._worker = desk, worker
        self._shown: tuple[Identity, ...] | None = None
        self._brought: Identity | None = None
        self.rows: list[CertificateRow] = []
        self._none = muted("There is none on this computer yet.")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.message = InlineMessage()
        self.trust = plain_button("Trust it on this computer")
        self.importing = IdentityImport(worker)
        self._buttons = QWidget()
        self.make = plain_button("Create a signing identity…")
        self.bring = plain_button("Bring one in…")
        self._lay_out()
        self.make.clicked.connect(self._on_create)
        self.bring.clicked.connect(self.importing.choose)
        self.trust.clicked.connect(self._on_trust)
        self.importing.brought.connect(self._on_brought)
        self.importing.begun.connect(self._on_begun)
        self.importing.left.connect(self._on_left)

    def refresh(self) -> None:
        """Show the identities there are."""
        known = self._desk.identities.known()
        if known == self._shown:
            return
        self._shown = known
        empty(self._list)
        self.rows = [self._row(identity) for identity in known]
        for place, row in enumerate(self.rows):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(row)
        show_if(self._none, not known)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(12)
        buttons.addWidget(self.make)
        buttons.addWidget(self.bring)
        buttons.addStretch(1)
        self.body.addWidget(subheading("Signing identities"))
        self.body.addWidget(small(_ABOUT))
        self.body.addWidget(self._none)
        self.body.addLayout(self._list)
        self.body.addWidget(self.message)
        self.body.addWidget(self.trust, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.importing)
        self.body.addWidget(self._buttons)
        self.trust.hide()

    def _row(self, identity: Identity) -> CertificateRow:
        certificate = identity.certificate
        state = validity_state(certificate, self._desk.now()) or ("Ready to sign", "good")
        row = CertificateRow(certificate, state)
        save = Link("Save its certificate…", f"Save the certificate of {certificate.name}")
        save.setToolTip("For those who are to trust your signatures; it holds no secret.")
        save.clicked.connect(lambda: self._on_save(identity))
        row.add_action(save)
        return row

    def _on_create(self) -> None:
        dialog = IdentityDialog(self._desk, self._worker, self)
        dialog.created.connect(self._on_created)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_created(self, fingerprint: str) -> None:
        self.refresh()
        self._say(self._desk.identities.find(fingerprint), "is ready, and trusted here.")
        self.trust_changed.emit()

    def _on_brought(self, fingerprint: str, trust: str) -> None:
        self.refresh()
        identity = self._desk.identities.find(fingerprint)
        if trust == Trust.TRUSTED:
            self._say(identity, "was brought in, and is trusted here.")
            return
        self._say(identity, "was brought in. What it signs is not trusted here yet.")
        self._brought = identity
        show_if(self.trust, trust == Trust.UNKNOWN)

    def _on_begun(self) -> None:
        self.message.clear()
        self.trust.hide()
        self._buttons.hide()

    def _on_left(self) -> None:
        self._buttons.show()
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_trust(self) -> None:
        if self._brought is not None:
            pem = Path(self._brought.file).with_suffix(".pem")
            message = TrustCertificate(path=str(pem))
            self._worker.send(message, self._on_trusted, self._on_refused)

    def _on_trusted(self, _facts: Mapping[str, Any]) -> None:
        self._say(self._brought, "is trusted here now.")
        self.trust_changed.emit()

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.message.show_error(sentence_for(error, facts))

    def _say(self, identity: Identity | None, text: str) -> None:
        self.trust.hide()
        name = identity.certificate.name if identity else "It"
        self.message.show_notice(f"{name} {text}")

    def _on_save(self, identity: Identity) -> None:
        name = f"{_file_name(identity.certificate.name)}.pem"
        dialog = save_dialog(
            self,
            "Save the certificate",
            name="save_certificate",
            proposal=name,
            filters="Certificates (*.pem)",
            suffix="pem",
        )
        dialog.fileSelected.connect(lambda path: self._save(identity, Path(path)))
        dialog.open()

    def _save(self, identity: Identity, out: Path) -> None:
        try:
            save_certificate(identity, out)
        except (CannotReadError, CannotWriteError) as error:
            self.message.show_error(sentence(error))
            return
        self.message.show_notice(
            f"Saved as {out.name}. Send it to those who check your records, and read them the "
            "fingerprint by another way, such as the telephone."
        )


def _file_name(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name).split()) or "certificate"
