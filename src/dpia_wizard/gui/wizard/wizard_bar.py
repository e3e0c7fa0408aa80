"""The wizard's lower edge: close, progress, back and next."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from dpia_wizard.gui.widgets.buttons import plain_button, primary_button, quiet_button
from dpia_wizard.gui.widgets.labels import Label
from dpia_wizard.gui.wizard.wizard_steps import Step, StepKind

_BAR_WIDTH = 200


class WizardBar(QFrame):
    """Buttons that are always in the same place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "bottom")
        self.leave = plain_button("Save and close")
        self.back = plain_button("Back")
        self.next = primary_button("Next")
        for button, name in (
            (self.leave, "save_and_close"),
            (self.back, "back"),
            (self.next, "next"),
        ):
            button.setObjectName(name)
        self.progress = QProgressBar()
        self.progress.setFixedWidth(_BAR_WIDTH)
        self.progress.setTextVisible(False)
        self.counted = Label("", "muted")
        self.counted.setWordWrap(False)
        self.after = Label("", "muted")
        self.after.setObjectName("next_for_activity")
        self.after.hide()
        self.give_up = quiet_button("Close without saving")
        self.give_up.setObjectName("close_without_saving")
        self.give_up.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 28, 12)
        row.setSpacing(12)
        row.addWidget(self.leave)
        row.addWidget(self.give_up)
        row.addWidget(self.after, 9)
        row.addStretch(1)
        for widget in (self.progress, self.counted, self.back, self.next):
            row.addWidget(widget)

    def say_what_is_next(self, words: str) -> None:
        """Say beside Close what the activity waits for, once there is nothing to do here."""
        self.after.setText(words)
        self.after.setVisible(bool(words))

    def show_step(
        self, step: Step, *, is_first: bool, is_last: bool, back_to_check: bool, locked: bool
    ) -> None:
        """Show how far the step's section is and what Next does."""
        counted = step.kind is StepKind.QUESTIONS and bool(step.counted)
        self.progress.setVisible(counted)
        self.counted.setVisible(counted)
        if counted:
            done, total = (int(number) for number in step.counted.split("/"))
            self.progress.setMaximum(max(total, 1))
            self.progress.setValue(done)
            self.counted.setText(f"{done} of {total}")
            self.progress.setAccessibleName(f"{done} of {total} answered")
        self.leave.setText("Close" if locked else "Save and close")
        self.back.setEnabled(not is_first)
        self.next.setVisible(not is_last)
        self.next.setText(_next_words(step, back_to_check=back_to_check))


def _next_words(step: Step, *, back_to_check: bool) -> str:
    if back_to_check:
        return "Back to your answers"
    match step.kind:
        case StepKind.CHECK:
            return "See the result"
        case StepKind.RESULT:
            return "Go to sign-off"
        case _:
            return "Next"
