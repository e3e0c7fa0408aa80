"""The wizard's first step: what the activity is, saved as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dpia_wizard.app.start import edit_details, keep_details
from dpia_wizard.gui.activity.details_form import DetailsForm
from dpia_wizard.gui.autosave import Autosave
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.labels import heading, muted
from dpia_wizard.gui.widgets.scroll_page import ScrollPage


class AboutStep(ScrollPage):
    """The activity's details, as told when it was begun."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__(max_width=820, margin=44)
        self.setObjectName("about_step")
        self._case = case
        self._entered = case.activity.details
        self._autosave = Autosave(self._save, self)
        self.form = DetailsForm(case.desk.today())
        self.form.edited.connect(self._autosave.touch)
        self.body.addWidget(heading("About the activity"))
        self.body.addWidget(muted("Told once, used in every assessment of this activity."))
        self.body.addWidget(self.form)

    def enter(self) -> None:
        """Show the details as they are."""
        self._entered = self._case.activity.details
        self.form.show_details(self._entered)
        self.form.set_read_only(self._case.is_read_only)
        self.scroll_to_top()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Save what was changed, as one event; False where it cannot be kept."""
        self._autosave.cancel()
        if self._case.is_read_only:
            return True
        if not self.form.is_ready():
            return False
        kept = self._case.do(
            lambda desk, activity: edit_details(
                desk, activity, self.form.applied_to(activity.details), before=self._entered
            )
        )
        if kept:
            self._entered = self._case.activity.details
        return kept

    def _save(self) -> bool:
        if self.form.problem:
            return True  # said when the page is left; what was sound before is saved
        return self._case.do(
            lambda desk, activity: keep_details(
                desk, activity, self.form.applied_to(activity.details)
            )
        )
