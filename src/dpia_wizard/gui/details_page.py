"""New activity, and editing what an activity is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from dpia_wizard.domain.activity import Details
from dpia_wizard.gui.details_form import DetailsForm
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import heading, muted
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.scroll_page import ScrollPage


class DetailsPage(ScrollPage):
    """A form with one primary button."""

    accepted = Signal(object)
    """The user wants to keep it; carries the details."""

    cancelled = Signal()
    """The user wants to go back without."""

    def __init__(
        self, *, title: str, lead: str, accept: str, ask_organisation: bool = False
    ) -> None:
        super().__init__(max_width=780, margin=28)
        self.setObjectName("details_page")
        self.form = DetailsForm()
        self.message = InlineMessage()
        self._accept = primary_button(accept)
        self._accept.setObjectName("keep_details")
        cancel = plain_button("Cancel")
        cancel.setObjectName("cancel_details")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._accept)
        row.addWidget(cancel)
        row.addStretch(1)
        self.organisation = QLineEdit()
        self.organisation.setObjectName("organisation")
        self.organisation.setMaxLength(200)
        asked = labelled(
            "Your organisation", self.organisation, "Asked once; printed on every record."
        )
        asked.setVisible(ask_organisation)
        for widget in (heading(title), muted(lead), self.form, asked, self.message):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self._accept.clicked.connect(self._on_accept)
        cancel.clicked.connect(self.cancelled)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_accept)

    def start(self, details: Details) -> None:
        """Show details and put the keyboard on the title."""
        self.form.show_details(details)
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to_top()

    def _on_accept(self) -> None:
        if self.form.is_ready():
            self.accepted.emit(self.form.details())
