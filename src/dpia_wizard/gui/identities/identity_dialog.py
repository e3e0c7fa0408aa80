"""Creating a signing identity: whom it names, and the passphrase nobody else will know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.domain.passphrase import Hint, passphrase_hint
from dpia_wizard.gui.widgets.busy import Busy
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.labelled import labelled, pair
from dpia_wizard.gui.widgets.labels import Label, muted, title
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.text_inputs import LineEdit
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import CreateIdentity

_WIDTH = 600
_LONGEST_NAME = 64
_LONGEST_PASSPHRASE = 200


class IdentityDialog(QDialog):
    """Asks for name, role, organisation and passphrase, then makes the identity.

    Show it with `open`. The passphrase goes to the worker once and is forgotten.
    """

    created = Signal(str)
    """The identity is in the data folder; carries its certificate's fingerprint."""

    def __init__(self, desk: Desk, worker: WorkerClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Create a signing identity")
        self._worker = worker
        settings = desk.settings
        self.name = _line("identity_name", settings.name)
        self.role = _line("identity_role", settings.role)
        self.organisation = _line("identity_organisation", settings.organisation)
        self.passphrase = _secret("identity_passphrase")
        self.again = _secret("identity_again")
        self.seen = CheckBox("Show what I type")
        self.hint = Label("", "small")
        self.message = InlineMessage()
        self.busy = Busy()
        self.make = primary_button("Create")
        self.cancel = plain_button("Cancel")
        self._lay_out()
        self._connect()
        self._show_hint()

    def done(self, result: int) -> None:
        """Close, and forget what was typed."""
        for box in (self.passphrase, self.again):
            box.clear()
        super().done(result)

    def reject(self) -> None:
        """Esc and Cancel leave, unless the identity is being made."""
        if self.make.isEnabled():
            super().reject()

    def event(self, event: QEvent) -> bool:
        """Grow where a text needs another line; nothing is ever cut off."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # after others we may be no more
            layout = self.layout()
            if layout is not None:
                self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        return handled

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 24, 28, 20)
        stack.setSpacing(12)
        stack.addWidget(title("Create a signing identity"))
        stack.addWidget(
            muted("With it you sign records in your name. It is kept on this computer, in a "
                  "file that only its passphrase opens, and is trusted here.")
        )  # fmt: skip
        stack.addLayout(pair(labelled("Name", self.name), labelled("Role", self.role)))
        stack.addWidget(labelled("Organisation", self.organisation))
        stack.addLayout(
            pair(
                labelled("Passphrase", self.passphrase),
                labelled("Passphrase, once more", self.again),
            )
        )
        stack.addWidget(self.hint)
        stack.addWidget(self.seen)
        stack.addWidget(
            Banner(
                "care",
                "Nobody can recover this passphrase",
                "The program never stores it. Without it this identity is lost: you would make "
                "a new one and everybody would have to trust that. Write it down and keep it "
                "in a safe place.",
            )
        )
        stack.addWidget(self.message)
        stack.addLayout(self._buttons())
        self.setMinimumWidth(_WIDTH)
        first = self.passphrase if self.name.text() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.busy)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        return row

    def _connect(self) -> None:
        for box in (self.name, self.role, self.organisation, self.passphrase, self.again):
            box.textChanged.connect(self._on_typed)
            box.returnPressed.connect(self._on_create)
        self.seen.toggled.connect(self._on_seen)
        self.make.clicked.connect(self._on_create)
        self.cancel.clicked.connect(self.reject)

    def _judged(self) -> Hint:
        known = (self.name.text(), self.role.text(), self.organisation.text())
        return passphrase_hint(self.passphrase.text(), known=known)

    def _on_typed(self) -> None:
        self.message.clear()
        self._show_hint()

    def _show_hint(self) -> None:
        self.hint.setText(self._judged().text)

    def _on_seen(self, seen: bool) -> None:
        mode = LineEdit.EchoMode.Normal if seen else LineEdit.EchoMode.Password
        for box in (self.passphrase, self.again):
            box.setEchoMode(mode)

    def _on_create(self) -> None:
        if not self.make.isEnabled() or not self._is_complete():
            return
        self._set_busy(busy=True)
        message = CreateIdentity(
            name=self.name.text().strip(),
            role=self.role.text().strip(),
            organisation=self.organisation.text().strip(),
            passphrase=self.passphrase.text(),
        )
        self._worker.send(message, self._on_done, self._on_refused)

    def _is_complete(self) -> bool:
        """Whether it can be made as it stands; says in place what is missing."""
        judged = self._judged()
        if not self.name.text().strip():
            return self._ask(self.name, "Please give the name that signatures are to carry.")
        if not judged.is_enough:
            return self._ask(self.passphrase, judged.text)
        if self.passphrase.text() != self.again.text():
            return self._ask(self.again, "The two passphrases are not the same.")
        return True

    def _ask(self, box: LineEdit, text: str) -> bool:
        self.message.show_error(text)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _set_busy(self, *, busy: bool) -> None:
        self.make.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        if busy:
            self.busy.start("Making the key…")
        else:
            self.busy.stop()

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        self._set_busy(busy=False)
        self.created.emit(str(facts["identity"]["certificate"]["fingerprint"]))
        self.accept()

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self._set_busy(busy=False)
        self.message.show_error(sentence_for(error, facts))


def _line(name: str, text: str) -> LineEdit:
    line = LineEdit(longest=_LONGEST_NAME)
    line.setObjectName(name)
    line.setText(text)
    return line


def _secret(name: str) -> LineEdit:
    line = LineEdit(longest=_LONGEST_PASSPHRASE)
    line.setObjectName(name)
    line.setEchoMode(LineEdit.EchoMode.Password)
    return line
