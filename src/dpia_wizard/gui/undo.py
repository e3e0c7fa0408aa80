"""Undo over snapshots: each step knows all answers before and after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from itertools import zip_longest

from PySide6.QtGui import QUndoCommand

from dpia_wizard.domain.answers import Answers, AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.questionnaire import Kind, Question

_TOGETHER_SECONDS = 1.5
_TYPED = (Kind.TEXT, Kind.LONG_TEXT, Kind.PROMPTS, Kind.NUMBER, Kind.PERSON, Kind.ROWS)


class AnswersChange(QUndoCommand):
    """One change; typing on in the same box is one step until a pause."""

    def __init__(
        self,
        question: Question,
        before: Answers,
        after: Answers,
        show: Callable[[Answers], None],
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
        if not isinstance(other, AnswersChange) or other.question.id != self.question.id:
            return False
        if other.at - self.at > _TOGETHER_SECONDS or self.place != other.place:
            return False
        self.after = other.after
        self.at = other.at
        return True

    @property
    def place(self) -> object:
        """Where was typed; a change that is no typing is in a place of its own."""
        if self.question.kind not in _TYPED:
            return self
        before, after = (a.get(self.question.id) for a in (self.before, self.after))
        match self.question.kind:
            case Kind.PROMPTS:
                return _prompt(before, after) or self
            case Kind.ROWS:
                return _cell(before, after, self.question) or self
            case _:
                return "the box"


def _prompt(before: AnswerValue | None, after: AnswerValue | None) -> str:
    """The text, or the prompt whose reason changed; nothing where marks did."""
    old, new = (v if isinstance(v, PromptsAnswer) else PromptsAnswer() for v in (before, after))
    if old.addressed != new.addressed or old.not_relevant.keys() != new.not_relevant.keys():
        return ""
    reasons = [key for key, text in new.not_relevant.items() if old.not_relevant[key] != text]
    return f"reason:{reasons[0]}" if reasons else "the box"


def _cell(
    before: AnswerValue | None, after: AnswerValue | None, question: Question
) -> tuple[int, str] | None:
    """The one cell that was typed in, if it was one."""
    typed = {field.id for field in question.fields if field.kind in _TYPED}
    nothing: Mapping[str, Cell] = {}
    rows = zip_longest(_rows(before), _rows(after), fillvalue=nothing)
    changed = [
        (position, key)
        for position, (was, now) in enumerate(rows)
        for key in {*was, *now}
        if was.get(key) != now.get(key)
    ]
    return changed[0] if len(changed) == 1 and changed[0][1] in typed else None


def _rows(value: AnswerValue | None) -> list[Mapping[str, Cell]]:
    items = value if isinstance(value, tuple) else ()
    return [item for item in items if not isinstance(item, str)]
