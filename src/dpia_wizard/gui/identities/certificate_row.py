"""One certificate as people compare it: whom it names, how long it holds, its fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.identity import Certificate, readable_fingerprint
from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import Label, muted, small, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import announce
from dpia_wizard.gui.words import day

State = tuple[str, str]
"""A chip's words and tone."""


class CertificateRow(QWidget):
    """Shows a certificate with its fingerprint in full; add buttons with `add_action`."""

    def __init__(
        self, certificate: Certificate, state: State, notes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.certificate = certificate
        self.setAccessibleName(f"{certificate.person}, {state[0]}")
        top = QHBoxLayout()
        top.addWidget(subheading(certificate.name), 1)
        top.addWidget(Chip(*state))
        self.fingerprint = Label(
            readable_fingerprint(certificate.fingerprint), "small", selectable=True
        )
        self.fingerprint.setAccessibleName(f"Fingerprint: {self.fingerprint.text()}")
        self.copy = Link("Copy fingerprint", f"Copy the fingerprint of {certificate.name}")
        self.copy.clicked.connect(self._on_copy)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(20)
        self._buttons.addStretch(1)
        self.add_action(self.copy)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        self.body.addLayout(top)
        for line in (_who(certificate), _validity(certificate)):
            if line:
                self.body.addWidget(muted(line))
        self.body.addWidget(small("Fingerprint (SHA-256)"))
        self.body.addWidget(self.fingerprint)
        for note in notes:
            self.body.addWidget(Label(note))
        self.body.addSpacing(4)
        self.body.addLayout(self._buttons)

    def add_action(self, action: Link | Button) -> None:
        """Put something to do before what there is to do already."""
        if isinstance(action, Link):
            action.setWordWrap(False)
        self._buttons.insertWidget(0, action)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.fingerprint.text())
        self.copy.setText("Copied")
        announce(self.copy, "Copied")


def validity_state(certificate: Certificate, now: datetime) -> State | None:
    """What to say of a certificate whose time is not now."""
    if now > certificate.not_after:
        return "Expired", "care"
    return ("Not valid yet", "care") if now < certificate.not_before else None


def _who(certificate: Certificate) -> str:
    role = certificate.role if certificate.role != certificate.name else ""
    parts = [role, certificate.organisation]
    if certificate.issuer:
        parts.append(f"issued by {certificate.issuer}")
    return " · ".join(part for part in parts if part)


def _validity(certificate: Certificate) -> str:
    first, last = (moment.astimezone().date()
                   for moment in (certificate.not_before, certificate.not_after))  # fmt: skip
    return f"Valid from {day(first)} until {day(last)}"
