"""What checking one file found: the verdict, each check with its sign, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dpia_wizard.domain.checking import (
    Check,
    FileReport,
    Grade,
    Signature,
    Trust,
    Verdict,
)
from dpia_wizard.domain.verdict import GRADES, SIGNS, in_short
from dpia_wizard.gui.identities.certificate_row import CertificateRow
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.flow import Flow
from dpia_wizard.gui.widgets.labels import ElidedLabel, Label, body, rule, small, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner, BannerTone
from dpia_wizard.gui.widgets.scroll_page import ScrollPage, bring_into_view
from dpia_wizard.gui.widgets.style import set_style

_TONES: dict[str, BannerTone] = {"good": "good", "care": "care", "stop": "stop"}
_SIGN_TONES = {
    Grade.PASSED: "good",
    Grade.NOTED: "care",
    Grade.FAILED: "stop",
    Grade.CANNOT_TELL: "care",
}
_COMPARE = (
    "Ask the signer to read you the fingerprint, by telephone for example. Trust the "
    "certificate only if every figure is the same."
)


class VerifyReport(QWidget):
    """Shows one report; what is to be done about it is asked of the page."""

    answers_requested = Signal()
    """The user wants to read the answers in the file."""
    comparison_requested = Signal()
    """The user wants to hold the file against another version."""
    export_requested = Signal()
    """The user wants this report as a file."""
    trusted = Signal(str)
    """The user trusts a signer of the file; carries the fingerprint."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What was found")
        self.page = ScrollPage(margin=0, top=0, spacing=12)
        self.answers = plain_button("Show the answers")
        self.compare = plain_button("Compare with another version")
        self.export = plain_button("Export this report")
        self.banner: Banner | None = None
        self.offers: dict[str, TrustOffer] = {}
        self._lay_out()
        self.answers.clicked.connect(self.answers_requested)
        self.compare.clicked.connect(self.comparison_requested)
        self.export.clicked.connect(self.export_requested)

    def show_report(self, report: FileReport) -> None:
        """Show another file's report."""
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(12)
        tone = _TONES.get(in_short(report)[1].value, "muted")
        self.banner = Banner(tone, report.headline, report.text)
        self.offers = {}
        stack.addWidget(self.banner)
        if report.fingerprint:
            stack.addWidget(ElidedLabel(f"{report.label} · {report.title}", "muted"))
        if report.checks:
            stack.addWidget(self._checks(report))
        if report.sha256:
            stack.addWidget(small(_digests(report)))
        stack.addStretch(1)
        self.page.show_content(content)
        self.page.scroll_to_top()
        readable = bool(report.fingerprint and report.checks)
        self.answers.setVisible(readable)
        self.compare.setVisible(readable)

    def _lay_out(self) -> None:
        buttons = Flow()
        for button in (self.answers, self.compare, self.export):
            buttons.addWidget(button)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(12)
        stack.addWidget(self.page, 1)
        stack.addLayout(buttons)

    def _checks(self, report: FileReport) -> Card:
        card = Card(padding=20, spacing=0)
        card.setAccessibleName("Checks")
        strangers = {f"signature_{s.kind.value}": s for s in _strangers(report)}
        for number, check in enumerate(report.checks):
            if number:
                card.body.addWidget(rule())
            row = CheckRow(check)
            card.body.addWidget(row)
            if check.id in strangers:
                row.body.addWidget(self._offer(strangers[check.id]))
        return card

    def _offer(self, signature: Signature) -> TrustOffer:
        offer = TrustOffer(signature)
        offer.trusted.connect(self.trusted)
        self.offers[signature.certificate.fingerprint] = offer
        return offer


def _strangers(report: FileReport) -> Iterator[Signature]:
    """Signers one could come to trust: unknown, of a file that is whole."""
    if report.verdict is Verdict.SIGNER_NOT_TRUSTED:
        yield from (s for s in report.signatures if s.trust is Trust.UNKNOWN)


def _digests(report: FileReport) -> str:
    """What tells this file from any other, in groups that one can compare."""
    told = [f"Fingerprint {report.fingerprint}"] if report.fingerprint else []
    digest = " ".join(report.sha256[at : at + 16] for at in range(0, len(report.sha256), 16))
    return " · ".join([*told, f"SHA-256 {digest}"])


class CheckRow(QWidget):
    """A sign, what was checked, and what was found; add to `body`."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.setAccessibleName(f"{check.title}: {GRADES[check.grade]}")
        self.setAccessibleDescription(check.text)
        sign = QLabel(SIGNS[check.grade])
        sign.setFixedWidth(30)
        sign.setContentsMargins(0, 10, 0, 0)  # between the two lines beside it
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        sign.setToolTip(GRADES[check.grade].capitalize())
        sign.setAccessibleName(GRADES[check.grade])
        set_style(sign, "banner", _SIGN_TONES[check.grade])
        self.body = QVBoxLayout()
        self.body.setSpacing(2)
        self.body.addWidget(subheading(check.title))
        self.body.addWidget(Label(check.text, "muted", selectable=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        row.addWidget(sign)
        row.addLayout(self.body, 1)


class TrustOffer(QWidget):
    """A link that opens the signer's certificate, to be compared and then trusted."""

    trusted = Signal(str)
    """The user has compared the fingerprint; carries it."""

    def __init__(self, signature: Signature) -> None:
        super().__init__()
        self._certificate = signature.certificate
        name = signature.certificate.name
        self.open = Link("Trust this signer…", f"Trust {name}")
        self.trust = plain_button("Trust this certificate")
        self.trust.setAccessibleName(f"Trust the certificate of {name}")
        self.cancel = plain_button("Cancel")
        self.row: CertificateRow | None = None
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 4, 0, 0)
        self._stack.addWidget(self.open)
        self._card: Card | None = None
        self.open.clicked.connect(self._on_opened)
        self.cancel.clicked.connect(self._on_left)
        self.trust.clicked.connect(lambda: self.trusted.emit(self._certificate.fingerprint))

    def _on_opened(self) -> None:
        if self._card is None:
            self.row = CertificateRow(self._certificate, ("Not trusted yet", ""))
            self._card = Card(padding=16, spacing=12)
            self._card.body.addWidget(body(_COMPARE))
            self._card.body.addWidget(self.row)
            buttons = QHBoxLayout()
            buttons.addWidget(self.trust)
            buttons.addWidget(self.cancel)
            buttons.addStretch(1)
            self._card.body.addLayout(buttons)
            self._stack.addWidget(self._card)
        self._card.show()
        self.open.hide()
        self.trust.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def _on_left(self) -> None:
        if self._card is not None:
            self._card.hide()
        self.open.show()
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)
