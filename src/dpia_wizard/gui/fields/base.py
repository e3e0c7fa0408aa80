"""What every field offers the page: a value, a signal when it is edited, a way to focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.questionnaire import Question


class Field(QWidget):
    """Shows and edits the answer to one question; it holds what is shown, not the truth."""

    edited = Signal(object)
    """The user changed the answer; carries the new value or None."""

    typed = Signal()
    """Something was written, whether it can be told or not."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    @property
    def problem(self) -> str:
        """Why what stands in the field is not told in full, or nothing."""
        return ""

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a value, or none, without telling; what cannot be told yet is left alone."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Allow or forbid editing."""
        self.setEnabled(not read_only)

    def take_focus(self) -> None:
        """Put the keyboard where answering begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def label_with(self, name: str, description: str = "") -> None:
        """Give screen readers the question's words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def press(self, letter: str) -> bool:
        """Answer by a single key; True if the field knows it."""
        del letter
        return False
