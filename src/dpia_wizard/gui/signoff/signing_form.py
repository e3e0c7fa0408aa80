"""Signing in place: whose identity, its passphrase, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.errors import CannotWriteError
from dpia_wizard.domain.identity import Identity
from dpia_wizard.domain.people import NOBODY, Person, same_person
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import muted
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import set_style, show_if
from dpia_wizard.gui.widgets.text_inputs import LineEdit
from dpia_wizard.gui.words import day
from dpia_wizard.gui.worker_client import WorkerClient

_BY_NAME = "by name"
_LONGEST = 1_000


class SigningForm(QWidget):
    """Chooses who signs and asks for the passphrase, which is never kept.

    `remark` is where the card says what it thinks of the choice.

    It prefers the identity of the person `wanted`, then the one last used, then the user's, and
    passes over that of the person `avoided`. With `by_name`, a name alone will do as well.
    """

    chosen = Signal()
    """Another identity was chosen, or signing by name."""

    submitted = Signal()
    """Return was pressed in the passphrase field."""

    def __init__(
        self,
        desk: Desk,
        worker: WorkerClient,
        *,
        name: str,
        by_name: bool = False,
        wanted: Person = NOBODY,
        avoided: Person = NOBODY,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._worker = worker
        self._by_name = by_name
        self._wanted, self._avoided = wanted, avoided
        self._known: tuple[Identity, ...] = ()
        self.who = ComboBox()
        self.who.setObjectName(f"{name}_identity")
        self.passphrase = LineEdit(longest=_LONGEST)
        self.passphrase.setObjectName(f"{name}_passphrase")
        self.passphrase.setEchoMode(LineEdit.EchoMode.Password)
        self.message, self.remark = InlineMessage(), InlineMessage()
        self._none = muted("There is no signing identity on this computer yet.")
        self._create = Link("Create a signing identity…")
        self._create.setObjectName(f"{name}_create")
        self._who = labelled("Signing identity", self.who)
        self._secret = labelled("Passphrase", self.passphrase)
        self._lay_out()
        self.refresh()
        self.who.activated.connect(self._on_chosen)
        self.passphrase.textEdited.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self.submitted)
        self._create.clicked.connect(self._on_create)

    def refresh(self, fingerprint: str = "") -> None:
        """Show the identities there are, with one of them chosen."""
        self._known = self._desk.identities.known()
        now = self._desk.now()
        self.who.clear()
        for identity in self._known:
            self.who.addItem(_words(identity, now), identity.certificate.fingerprint)
        if self._by_name:
            self.who.addItem("By name only (no proof)", _BY_NAME)
        chosen = self.who.findData(fingerprint or self._preferred(now))
        self.who.setCurrentIndex(max(chosen, 0))
        self._show_fitting()

    def identity(self) -> Identity | None:
        """Who signs; None by name only, and where there is nobody to choose."""
        chosen = self.who.currentData()
        return next((i for i in self._known if i.certificate.fingerprint == chosen), None)

    @property
    def is_by_name(self) -> bool:
        """Whether a name without a signature was chosen."""
        return bool(self.who.currentData() == _BY_NAME)

    def is_ready(self) -> bool:
        """Whether one can sign as it stands; says in place what is missing."""
        identity = self.identity()
        if identity is None:
            self._create.setFocus(Qt.FocusReason.OtherFocusReason)
            self.message.show_error("Create a signing identity first; it takes a minute.")
            return False
        ended = _ended(identity, self._desk.now())
        if ended:
            self.message.show_error(ended)
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.passphrase.text():
            self.refuse("Please give the passphrase of this identity.")
            return False
        return True

    def take_passphrase(self) -> str:
        """What was typed, for one attempt; the field is empty afterwards, and undo too."""
        typed = self.passphrase.text()
        self.passphrase.setText("")
        self.message.clear()
        set_style(self.passphrase, "wrong", "false")
        return typed

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the passphrase, and let it be typed again."""
        set_style(self.passphrase, "wrong", "true")
        self.message.show_error(sentence)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, sentence: str) -> None:
        """Say why it was not signed, beside where one tried."""
        self.message.show_error(sentence)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Propose this identity the next time; it has just signed."""
        identity = self.identity()
        if identity is None:
            return
        settings = replace(self._desk.settings, identity=identity.certificate.fingerprint)
        with suppress(CannotWriteError):  # the signature stands; this was a convenience
            save_settings(self._desk, settings)

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is to be done."""
        fields = ((self.passphrase, self._secret), (self.who, self._who))
        seen = (field for field, part in fields if part.isVisibleTo(self))
        next(seen, self._create).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for part in (self._who, self._secret):
            row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        stack.addLayout(row)
        for widget in (self.message, self.remark, self._none, self._create):
            stack.addWidget(widget)

    def _show_fitting(self) -> None:
        show_if(self._who, self.who.count())
        show_if(self._secret, self.identity() is not None)
        show_if(self._none, not self._known)
        self.who.setToolTip(self.who.currentText())
        self.take_passphrase()
        identity = self.identity()
        if identity is not None:
            ended = _ended(identity, self._desk.now())
            if ended:
                self.message.show_error(ended)

    def _preferred(self, now: datetime) -> str:
        usable = [i for i in self._known if not _ended(i, now)] or list(self._known)
        others = [i for i in usable if not same_person(i.person, self._avoided)]
        last = [i for i in others if i.certificate.fingerprint == self._desk.settings.identity]
        mine = [i for i in others if same_person(i.person, self._desk.me)]
        wanted = [i for i in usable if same_person(i.person, self._wanted)]
        ranked: Sequence[Identity] = [*wanted, *last, *mine, *others, *usable]
        return ranked[0].certificate.fingerprint if ranked else _BY_NAME

    def _on_chosen(self) -> None:
        self._show_fitting()
        self.chosen.emit()

    def _on_typed(self) -> None:
        self.message.clear()
        set_style(self.passphrase, "wrong", "false")

    def _on_create(self) -> None:
        dialog = IdentityDialog(self._desk, self._worker, self)
        dialog.created.connect(self._on_created)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_created(self, fingerprint: str) -> None:
        self.refresh(fingerprint)
        self.chosen.emit()
        self.take_focus()


def _words(identity: Identity, now: datetime) -> str:
    """Name, role and organisation, and whether it is too late to sign with it."""
    certificate = identity.certificate
    parts = [str(identity.person), certificate.organisation]
    told = " · ".join(part for part in parts if part)
    return f"{told} (expired)" if certificate.not_after < now else told


def _ended(identity: Identity, now: datetime) -> str:
    """Why this identity cannot sign today, or nothing."""
    certificate = identity.certificate
    if certificate.not_after < now:
        ended = day(certificate.not_after.astimezone().date())
        return f"This identity expired on {ended}. Create a new one, or ask for one."
    if certificate.not_before > now:
        begins = day(certificate.not_before.astimezone().date())
        return f"This identity is valid from {begins} on. Check this computer’s clock."
    return ""
