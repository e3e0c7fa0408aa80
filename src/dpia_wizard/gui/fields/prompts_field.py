"""A box to write in; its checklist stands beside it in the guidance panel."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.fields.text_fields import LongTextField
from dpia_wizard.gui.widgets.buttons import quiet_button

_LINES = 8


class PromptsField(LongTextField):
    """A long text whose value also carries what is said about each prompt."""

    checklist_wanted = Signal()
    """The user wants to go to the checklist."""

    def __init__(self, question: Question) -> None:
        super().__init__(question, lines=_LINES)
        self._answer = PromptsAnswer()
        self._marks = quiet_button("")
        self._marks.setObjectName(f"{question.id}:marks")
        self._marks.setToolTip("Go to the checklist (F1)")
        self._marks.clicked.connect(self.checklist_wanted)
        self.stack.addWidget(self._marks, 0, Qt.AlignmentFlag.AlignLeft)
        self._tell_marks()

    def show_value(self, value: AnswerValue | None) -> None:
        """Show the text and how many prompts are marked."""
        if isinstance(value, PromptsAnswer):
            self._answer = value
        else:
            self._answer = PromptsAnswer(text=value if isinstance(value, str) else "")
        super().show_value(value)
        self._tell_marks()

    def tell(self, text: str) -> None:
        """Tell the text together with the marks."""
        self._answer = replace(self._answer, text=text)
        self.edited.emit(self._answer)

    def _tell_marks(self) -> None:
        marked = len(self._answer.addressed) + len(self._answer.not_relevant)
        total = len(self.question.prompts)
        words = f"{marked} of {total} points marked in the checklist"
        self._marks.setText(words)
        self._marks.setAccessibleName(words)
