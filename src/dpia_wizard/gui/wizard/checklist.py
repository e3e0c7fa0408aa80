"""The checklist beside a box: each prompt is addressed, or not relevant with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.answers import Mark, PromptsAnswer
from dpia_wizard.domain.questionnaire import Prompt, Question
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.style import set_style
from dpia_wizard.gui.widgets.text_inputs import LineEdit


class PromptRow(QWidget):
    """One prompt with its mark."""

    marked = Signal(str, object)
    """The mark changed; carries the prompt's id and True, False or the reason."""

    def __init__(self, prompt: Prompt) -> None:
        super().__init__()
        self._prompt = prompt
        self.box = CheckBox(prompt.text)
        self.box.setObjectName(f"prompt:{prompt.id}")
        self._aside = Link("Not relevant…")
        set_style(self._aside, "size", "small")
        self._reason = LineEdit(own_undo=False, longest=500)
        self._reason.setPlaceholderText("Not relevant, because …")
        self._reason.setAccessibleName(f"Why this is not relevant: {prompt.text}")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        for widget in (self.box, self._reason):
            stack.addWidget(widget)
        aside = QHBoxLayout()
        aside.setContentsMargins(30, 0, 0, 0)
        aside.addWidget(self._aside)
        aside.addStretch(1)
        stack.addLayout(aside)
        self._aside.setWordWrap(False)
        self.box.toggled.connect(partial(self.marked.emit, prompt.id))
        self._aside.clicked.connect(self._on_aside)
        self._reason.textEdited.connect(partial(self.marked.emit, prompt.id))

    def show_mark(self, answer: PromptsAnswer, *, read_only: bool) -> None:
        """Show how the prompt is marked."""
        mark = answer.mark(self._prompt.id)
        self.box.blockSignals(True)
        self.box.setChecked(mark is Mark.ADDRESSED)
        self.box.blockSignals(False)
        aside = mark is Mark.NOT_RELEVANT
        reason = answer.not_relevant.get(self._prompt.id, "")
        if self._reason.text() != reason:
            self._reason.setText(reason)
        self._reason.setVisible(aside)
        self._reason.setReadOnly(read_only)
        self.box.setEnabled(not read_only)
        words = "It is relevant after all" if aside else "Not relevant…"
        self._aside.setText(words)
        self._aside.setAccessibleName(f"{words.rstrip('…')}: {self._prompt.text}")
        self._aside.setVisible(not read_only and mark is not Mark.ADDRESSED)

    def _on_aside(self) -> None:
        if self._reason.isHidden():
            self.marked.emit(self._prompt.id, "")
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.marked.emit(self._prompt.id, False)


class Checklist(QWidget):
    """All prompts of a question."""

    answered = Signal(object)
    """Another mark; carries the whole answer."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._answer = PromptsAnswer()
        self.rows = {prompt.id: PromptRow(prompt) for prompt in question.prompts}
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        for row in self.rows.values():
            stack.addWidget(row)
            row.marked.connect(self._on_marked)

    def show_answer(self, value: object, *, read_only: bool) -> None:
        """Show the marks of an answer."""
        if isinstance(value, PromptsAnswer):
            self._answer = value
        else:
            self._answer = PromptsAnswer(text=value if isinstance(value, str) else "")
        for row in self.rows.values():
            row.show_mark(self._answer, read_only=read_only)

    def take_focus(self) -> None:
        """Put the keyboard on the first prompt."""
        next(iter(self.rows.values())).box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_marked(self, prompt: str, mark: object) -> None:
        answer = self._answer
        addressed = tuple(p for p in answer.addressed if p != prompt)
        reasons: Mapping[str, str] = {
            key: text for key, text in answer.not_relevant.items() if key != prompt
        }
        if mark is True:
            ids = {*addressed, prompt}
            addressed = tuple(p for p in self.rows if p in ids)
        elif isinstance(mark, str):
            reasons = {**reasons, prompt: mark}
        self._answer = replace(answer, addressed=addressed, not_relevant=reasons)
        self.rows[prompt].show_mark(self._answer, read_only=False)
        self.answered.emit(self._answer)
