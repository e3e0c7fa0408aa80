"""The card of everybody whose signatures count on this computer, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.codec.certificate_file import load_certificate, load_end, load_trusted
from dpia_wizard.domain.identity import (
    Certificate,
    TrustedCertificate,
    TrustEnded,
    readable_fingerprint,
)
from dpia_wizard.gui.identities.certificate_row import CertificateRow, State, validity_state
from dpia_wizard.gui.identities.trust_end_form import TrustEndForm
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.emptied import empty
from dpia_wizard.gui.widgets.file_dialogs import open_dialog
from dpia_wizard.gui.widgets.labels import Label, body, muted, rule, small, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.words import day
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import (
    EndTrust,
    ListTrust,
    ReadCertificates,
    TrustCertificate,
)

_ABOUT = (
    "A signature counts here when its certificate is in this list, or was issued by an "
    "organisation in it."
)
_FILES = "Certificates (*.pem *.crt *.cer *.der);;All files (*)"
_SOURCE = "The list of trusted certificates"


class TrustCard(Card):
    """Lists who is trusted; adds certificates, ends trust and takes that back."""

    def __init__(self, desk: Desk, worker: WorkerClient) -> None:
        super().__init__(spacing=12)
        self._desk, self._worker = desk, worker
        self._shown: Mapping[str, Any] | None = None
        self._path = ""
        self.rows: list[CertificateRow] = []
        self.offers: list[CertificateRow] = []
        self._list, self._offered = QVBoxLayout(), QVBoxLayout()
        self.message = InlineMessage()
        self.add = plain_button("Add a certificate…")
        self._lay_out()
        self.add.clicked.connect(self._on_add)

    def refresh(self) -> None:
        """Ask the worker for the list, and show it when it comes."""
        self._worker.send(ListTrust(), self._on_listed, self._on_refused)

    def look_at(self, path: str) -> None:
        """Show what a file holds, so that its fingerprint can be compared before trusting."""
        self._path = path
        self._worker.send(ReadCertificates(path=path), self._on_read, self._on_refused)

    def _lay_out(self) -> None:
        for layout in (self._list, self._offered):
            layout.setSpacing(12)
        self.body.addWidget(subheading("People and organisations you trust"))
        self.body.addWidget(small(_ABOUT))
        self._list.addWidget(muted("Reading the list…"))
        self.body.addLayout(self._list)
        self.body.addWidget(self.message)
        self.body.addLayout(self._offered)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    # what is trusted

    def _on_listed(self, facts: Mapping[str, Any]) -> None:
        if facts == self._shown:
            return
        self._shown = facts
        empty(self._list)
        trusted = [load_trusted(plain, source=_SOURCE) for plain in facts["certificates"]]
        self.rows = [self._row(one) for one in trusted]
        elsewhere = [self._ended_elsewhere(plain) for plain in facts["elsewhere"]]
        parts: list[QWidget] = [*self.rows, *elsewhere]
        if facts["problems"]:
            self._list.addWidget(_problems(facts))
        for part in _ruled(parts or [muted("Nobody yet, so no signature counts here.")]):
            self._list.addWidget(part)

    def _row(self, trusted: TrustedCertificate) -> CertificateRow:
        certificate, ended = trusted.certificate, trusted.ended
        notes = []
        if certificate.is_authority:
            notes.append("Everybody to whom it issued an identity is trusted too.")
        if ended is not None:
            notes.append(f"Trust {self._end_words(ended)}")
        row = CertificateRow(certificate, self._state(trusted), notes)
        if ended is not None:
            row.add_action(self._back(certificate.fingerprint, certificate.name))
        else:
            self._let_end(row)
        return row

    def _state(self, trusted: TrustedCertificate) -> State:
        if trusted.ended is not None:
            past = trusted.ended.on <= self._desk.today()
            return ("Trust ended", "stop") if past else ("Trust will end", "care")
        return validity_state(trusted.certificate, self._desk.now()) or ("Trusted", "good")

    def _let_end(self, row: CertificateRow) -> None:
        certificate = row.certificate
        opener = Link("End trust…", f"End trust in {certificate.name}")
        form = TrustEndForm(certificate.name, self._desk.today())
        form.hide()
        row.add_action(opener)
        row.body.addWidget(form)

        def show(*, opened: bool) -> None:
            form.setVisible(opened)
            opener.setVisible(not opened)
            if opened:
                form.take_focus()
            else:
                opener.setFocus(Qt.FocusReason.OtherFocusReason)

        opener.clicked.connect(lambda: show(opened=True))
        form.left.connect(lambda: show(opened=False))
        form.confirmed.connect(
            lambda on, reason: self._end(certificate.fingerprint, on, reason)
        )

    def _ended_elsewhere(self, plain: Mapping[str, Any]) -> QWidget:
        """Trust that ended in a certificate which only its issuer vouches for."""
        part = QWidget()
        stack = QVBoxLayout(part)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        ended = load_end(plain, source=_SOURCE)
        told = f"Trust in a certificate outside this list {self._end_words(ended)}"
        stack.addWidget(body(told))
        shown = readable_fingerprint(plain["fingerprint"])
        stack.addWidget(Label(shown, "small", selectable=True))
        back = self._back(plain["fingerprint"], shown)
        stack.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _end_words(self, ended: TrustEnded) -> str:
        verb = "ended" if ended.on <= self._desk.today() else "ends"
        reason = f": {ended.reason}" if ended.reason else "."
        return f"{verb} on {day(ended.on)}{reason}"

    def _back(self, fingerprint: str, name: str) -> Link:
        back = Link("Take that back", f"Trust {name} again")
        back.clicked.connect(lambda: self._take_back(fingerprint))
        return back

    def _end(self, fingerprint: str, on: date, reason: str) -> None:
        message = EndTrust(fingerprint=fingerprint, on=on.isoformat(), reason=reason)
        self._worker.send(message, self._on_changed, self._on_refused)

    def _take_back(self, fingerprint: str) -> None:
        message = EndTrust(fingerprint=fingerprint, on="")
        self._worker.send(message, self._on_changed, self._on_refused)

    # who is to be trusted

    def _on_add(self) -> None:
        dialog = open_dialog(self, "Add a certificate", name="add_certificate", filters=_FILES)
        dialog.fileSelected.connect(self.look_at)
        dialog.open()

    def _on_read(self, facts: Mapping[str, Any]) -> None:
        self._clear_offers()
        lead = body("Ask the owner to read you the fingerprint, by telephone for example. "
                    "Trust the certificate only if every figure is the same.")  # fmt: skip
        found = [load_certificate(plain, source=_SOURCE) for plain in facts["certificates"]]
        self.offers = [self._offer(certificate) for certificate in found]
        card = Card(padding=16, spacing=12)
        card.set_highlighted(highlighted=True)
        card.body.addWidget(lead)
        for part in _ruled(self.offers):
            card.body.addWidget(part)
        cancel = plain_button("Cancel")
        cancel.clicked.connect(self._on_offers_left)
        card.body.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self._offered.addWidget(card)
        self.add.hide()
        if self.offers:
            self.offers[0].copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, certificate: Certificate) -> CertificateRow:
        known = {row.certificate.fingerprint for row in self.rows}
        if certificate.fingerprint in known:
            return CertificateRow(certificate, ("In your list already", "note"))
        notes = []
        if certificate.is_authority:
            notes.append("Everybody to whom it issues an identity will be trusted too.")
        row = CertificateRow(certificate, ("Not trusted yet", ""), notes)
        trust = plain_button("Trust this certificate")
        trust.setAccessibleName(f"Trust the certificate of {certificate.name}")
        trust.clicked.connect(lambda: self._trust(certificate.fingerprint))
        row.add_action(trust)
        return row

    def _trust(self, fingerprint: str) -> None:
        message = TrustCertificate(path=self._path, fingerprint=fingerprint)
        self._worker.send(message, self._on_changed, self._on_refused)

    def _on_offers_left(self) -> None:
        self._clear_offers()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_offers(self) -> None:
        self.message.clear()
        empty(self._offered)
        self.offers = []
        self.add.show()

    # answers

    def _on_changed(self, _facts: Mapping[str, Any]) -> None:
        self._on_offers_left()
        self.refresh()

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.message.show_error(sentence_for(error, facts))


def _problems(facts: Mapping[str, Any]) -> Banner:
    title = "Some files of the trust folder are of no use"
    if not facts["is_whole"]:
        title = "No signature counts here until this is put right"
    return Banner("stop", title, "\n".join(facts["problems"]))


def _ruled(parts: Sequence[QWidget]) -> list[QWidget]:
    """The parts with a thin line between each."""
    ruled: list[QWidget] = []
    for part in parts:
        ruled += [part] if not ruled else [rule(), part]
    return ruled
