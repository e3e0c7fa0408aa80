"""Undo over snapshots: each step knows all answers before and after it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from dpia_wizard.domain.answers import Answers, PromptsAnswer

_TOGETHER_SECONDS = 1.5


class AnswersChange(QUndoCommand):
    """One change; typing on in the same box is one step until a pause."""

    def __init__(
        self, question: str, before: Answers, after: Answers, show: Callable[[Answers], None]
    ) -> None:
        super().__init__("answer")
        self.question = question
        self.before = before
        self.after = after
        self._show = show
        self.at = time.monotonic()

    def id(self) -> int:
        """All changes may merge; `mergeWith` decides."""
        return 1

    def redo(self) -> None:
        """Show the answers after the change."""
        self._show(self.after)

    def undo(self) -> None:
        """Show the answers before it."""
        self._show(self.before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take typing on in the same box into this step."""
        if not isinstance(other, AnswersChange) or other.question != self.question:
            return False
        typing = _is_typing(self.after, other.after, self.question)
        if not typing or other.at - self.at > _TOGETHER_SECONDS:
            return False
        self.after = other.after
        self.at = other.at
        return True


def _is_typing(before: Answers, after: Answers, question: str) -> bool:
    old, new = before.get(question), after.get(question)
    if isinstance(old, PromptsAnswer) and isinstance(new, PromptsAnswer):
        return old.text != new.text
    return isinstance(old, str) and isinstance(new, str)
