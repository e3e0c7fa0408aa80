"""New activity, and editing what an activity is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.domain.activity import Details
from dpia_wizard.gui.activity.details_form import DetailsForm
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.keys import on_keys
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import heading, muted
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.widgets.text_inputs import LineEdit


class DetailsPage(ScrollPage):
    """A form with one primary button."""

    accepted = Signal(object)
    """The user wants to keep it; carries the details."""

    cancelled = Signal()
    """The user wants to go back without."""

    def __init__(
        self,
        *,
        today: date,
        title: str,
        lead: str,
        accept: str,
        ask_organisation: bool = False,
        keeps_on_leaving: bool = False,
    ) -> None:
        super().__init__(max_width=780, margin=28)
        self.setObjectName("details_page")
        self._keeps_on_leaving = keeps_on_leaving
        self._is_done = False
        self.form = DetailsForm(today, is_new=not keeps_on_leaving)
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
        self.organisation = LineEdit(longest=200)
        self.organisation.setObjectName("organisation")
        asked = labelled(
            "Your organisation", self.organisation, "Asked once; printed on every record."
        )
        show_if(asked, ask_organisation)
        for widget in (heading(title), muted(lead), self.form, asked, self.message):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self._accept.clicked.connect(self._on_accept)
        cancel.clicked.connect(self._on_cancel)
        on_keys(self, self._on_accept, "Ctrl+Return", "Ctrl+Enter")

    def start(self, details: Details, *, written: Details | None = None) -> None:
        """Show details, or what was written before, and put the keyboard on the title."""
        self.form.show_details(details)
        if written is not None:
            self.form.write_details(written)
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to_top()

    def settle(self) -> None:
        """What stands in the form is kept, or given up; the page can go."""
        self._is_done = True

    @property
    def is_unfinished(self) -> bool:
        """Whether something was written that is neither kept nor given up."""
        return not self._is_done and self.form.is_changed

    def may_leave(self) -> bool:
        """Keep what was written, where leaving is as good as accepting."""
        if self._keeps_on_leaving and self.is_unfinished:
            self._on_accept()
            return self._is_done
        return True

    def _on_accept(self) -> None:
        if self.form.is_ready():
            self.accepted.emit(self.form.details())

    def _on_cancel(self) -> None:
        self.settle()
        self.cancelled.emit()
