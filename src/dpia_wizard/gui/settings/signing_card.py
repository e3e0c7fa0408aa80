"""The card of the house's rules for signing: whether it is needed, and time stamps."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from PySide6.QtCore import Signal

from dpia_wizard.domain.settings import Settings
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import small, subheading
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import set_style
from dpia_wizard.gui.widgets.text_inputs import LineEdit

_FIELD_WIDTH = 420
_LONGEST = 500
_STAMP = (
    "Optional. A server that confirms when a record was signed (RFC 3161). It is the only "
    "thing for which the program ever uses the network, and only while signing; it is sent a "
    "checksum, never the record. Empty: the time is the one of this computer, and the record "
    "says so."
)
_WRONG = "This is not a web address. Write it like https://time.example.org, or leave it empty."


class SigningCard(Card):
    """Two settings; what is typed counts once it makes sense."""

    edited = Signal()
    """Something is being typed."""

    finished = Signal()
    """Something was chosen, or a field was left."""

    def __init__(self) -> None:
        super().__init__(spacing=14)
        self.needed = CheckBox("Sign-offs need a signature")
        self.server = LineEdit(longest=_LONGEST)
        self.server.setObjectName("time_stamp_url")
        self.server.setPlaceholderText("https://")
        self.message = InlineMessage()
        field = labelled("Time-stamp server", self.server, _STAMP)
        self.server.setMaximumWidth(_FIELD_WIDTH)
        self.body.addWidget(subheading("Signing"))
        self.body.addWidget(self.needed)
        self.body.addWidget(
            small("Without the tick a name is enough to complete or approve. Nothing then "
                  "proves who did it, and the record says so.")
        )  # fmt: skip
        self.body.addWidget(field)
        self.body.addWidget(self.message)
        self.needed.toggled.connect(self.finished)
        self.server.textEdited.connect(self._on_edited)
        self.server.editingFinished.connect(self._on_finished)

    def show_settings(self, settings: Settings) -> None:
        """Show what is kept."""
        self.needed.setChecked(settings.signature_needed)
        if self.server.text().strip() != settings.time_stamp_url:
            self.server.setText(settings.time_stamp_url)

    def wanted(self, settings: Settings) -> Settings:
        """The settings with what is shown; an address that is none is not taken."""
        url = self.server.text().strip()
        return replace(
            settings,
            signature_needed=self.needed.isChecked(),
            time_stamp_url=url if _is_address(url) else settings.time_stamp_url,
        )

    def _on_edited(self) -> None:
        if _is_address(self.server.text().strip()):
            self._say("")
        self.edited.emit()

    def _on_finished(self) -> None:
        self._say("" if _is_address(self.server.text().strip()) else _WRONG)
        self.finished.emit()

    def _say(self, problem: str) -> None:
        set_style(self.server, "wrong", "true" if problem else "false")
        if problem:
            self.message.show_error(problem)
        else:
            self.message.clear()


def _is_address(text: str) -> bool:
    """Whether it is empty, or a whole address of the web."""
    if not text:
        return True
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False
