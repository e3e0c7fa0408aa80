"""One thing to do after sign-off: ticked off as a fact of the activity."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.activity import StepDone
from dpia_wizard.domain.questionnaire import NextStep
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.labels import small
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.words import exact


class NextStepRow(QWidget):
    """A box to tick, with who ticked it and when."""

    ticked = Signal(str, bool)
    """The user ticked it or took that back; carries the step's id."""

    def __init__(self, step: NextStep) -> None:
        super().__init__()
        self._step = step
        self._box = CheckBox(step.text)
        self._box.setObjectName(f"next_step:{step.id}")
        self._note = small()
        self._note.setContentsMargins(30, 0, 0, 0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        stack.addWidget(self._box)
        stack.addWidget(self._note)
        self._box.clicked.connect(lambda on: self.ticked.emit(step.id, on))

    def show_done(self, done: StepDone | None) -> None:
        """Show whether it is done, and by whom."""
        self._box.setChecked(done is not None)
        told = f"{done.by} · {exact(done.at)}" if done else self._step.help
        self._note.setText(told)
        self._box.setAccessibleDescription(told)
        show_if(self._note, told)
