"""A page of questions: one of many, or a whole section."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.fields.choice_field import ChoiceField
from dpia_wizard.gui.fields.choices_field import ChoicesField
from dpia_wizard.gui.fields.rows_field import RowsField
from dpia_wizard.gui.widgets.labels import body, heading, muted
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.wizard.question_block import QuestionBlock
from dpia_wizard.gui.wizard.wizard_steps import Step

_LETTERS = {Qt.Key.Key_Y: "Y", Qt.Key.Key_N: "N", Qt.Key.Key_U: "U"}
_WIDTH = 760


class QuestionPage(ScrollPage):
    """Shows the questions of one step; Y, N and U answer the one in hand."""

    question_in_hand = Signal(str, str)
    """Another question has the keyboard; carries its id, and that of the field of its row."""

    guidance_wanted = Signal()
    """The user wants to go to the guidance."""

    typed = Signal()
    """Something was written or chosen, whether it can be told or not."""

    def __init__(self, step: Step, session: AssessmentSession) -> None:
        super().__init__(max_width=_WIDTH, margin=44, spacing=18)
        self.setObjectName("question_page")
        self.step = step
        self._session = session
        single = step.section is not None and step.section.one_per_page
        self._add_lead(step, single=single)
        self.blocks = [
            QuestionBlock(question, session, lead=single and not question.parent)
            for question in step.questions
        ]
        for block in self.blocks:
            self.body.addWidget(block)
            block.guidance_wanted.connect(self._on_guidance_wanted)
            for heard in (block.field.edited, block.field.typed):
                heard.connect(self.typed)

    def refresh(self) -> None:
        """Show what the session holds now."""
        for block in self.blocks:
            block.refresh()

    def start(self, question_id: str = "") -> None:
        """Put the keyboard on a question, else on the first."""
        seen = [block for block in self.blocks if not block.isHidden()] or self.blocks
        block = next((b for b in seen if b.question.id == question_id), seen[0])
        if block is seen[0]:
            self.scroll_to_top()
        block.field.take_focus()
        owed = self.focusWidget()
        if isinstance(block.field, RowsField) and owed is not None:  # may be far down
            self.start_at(owed)
        self.question_in_hand.emit(block.question.id, block.field_in_hand())

    def show_change(self, question_id: str) -> None:
        """Put the keyboard where an answer changed, unless it is there."""
        block = next((b for b in self.blocks if b.question.id == question_id), None)
        if block is not None and not block.isHidden() and not block.has_focus():
            block.field.take_focus()

    def seen_with(self, part: QWidget) -> QWidget:
        """All choices of a question, so that one need not look for them."""
        choosing = (b for b in self.blocks if isinstance(b.field, ChoiceField | ChoicesField))
        return next((block for block in choosing if block.isAncestorOf(part)), part)

    @property
    def problem(self) -> str:
        """What keeps an answer from being saved in full."""
        block = self._unhappy()
        return block.field.problem if block is not None else ""

    def go_to_problem(self) -> None:
        """Put the keyboard where it can be solved."""
        block = self._unhappy()
        if block is not None:
            block.field.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N and U answer the question in hand."""
        letter = _LETTERS.get(Qt.Key(event.key()))
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        block = self._in_hand()
        if letter and plain and block is not None and block.field.press(letter):
            return
        super().keyPressEvent(event)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        super()._on_focus_changed(old, new)
        for block in self.blocks:
            if new is not None and block.isAncestorOf(new):
                self.question_in_hand.emit(block.question.id, block.field_in_hand())

    def _on_guidance_wanted(self, question_id: str) -> None:
        self.question_in_hand.emit(question_id, "")
        self.guidance_wanted.emit()

    def _unhappy(self) -> QuestionBlock | None:
        shown = (block for block in self.blocks if not block.isHidden())
        return next((block for block in shown if block.field.problem), None)

    def _in_hand(self) -> QuestionBlock | None:
        for block in self.blocks:
            if block.has_focus():
                return block
        return self.blocks[0] if len(self.blocks) == 1 or self.step.is_sub else None

    def _add_lead(self, step: Step, *, single: bool) -> None:
        section = step.section
        if section is None:
            return
        if single and step.total:
            self.body.addWidget(muted(f"Question {step.position} of {step.total}"))
            self.body.setSpacing(10)
        elif not single:
            self.body.addWidget(heading(section.title))
            if section.intro:
                self.body.addWidget(body(section.intro))
