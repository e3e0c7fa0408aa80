"""The panel at the wizard's right: checklist, reasons, examples, decisions, comments."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.labels import muted, subheading
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.wizard.checklist import Checklist
from dpia_wizard.gui.wizard.comments_card import CommentsCard
from dpia_wizard.gui.wizard.decision_card import DecisionCard
from dpia_wizard.gui.wizard.guidance_words import GuidanceWords, has_words

_WIDTH = 310


class WizardGuidance(QFrame):
    """Shows what helps with the question in hand."""

    left = Signal()
    """The user wants to go back to the question (Esc)."""

    def __init__(self, session: AssessmentSession) -> None:
        super().__init__()
        self.setProperty("bar", "aside")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName("Guidance")
        self._session = session
        self._question: Question | None = None
        self._field = ""
        self._words: QWidget | None = None
        self._checklist: Checklist | None = None
        self._decision: DecisionCard | None = None
        self._comments: CommentsCard | None = None
        self._page: ScrollPage | None = None
        self._unsent: dict[str, tuple[str, str]] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)

    def show_question(self, question_id: str, field_id: str = "") -> None:
        """Show what helps with a question, or with a field of its rows.

        A follow-up shares its parent's guidance.
        """
        questionnaire = self._session.questionnaire
        question = questionnaire.question(question_id)
        while question.parent:
            question = questionnaire.question(question.parent)
        if self._question == question:
            self._show_field(question, field_id)
            return
        self._field = field_id
        self._keep_unsent()
        self._question = question
        self._rebuild(question)
        self.refresh()

    def refresh(self) -> None:
        """Show what the session holds now."""
        session, question = self._session, self._question
        if question is None:
            return
        if self._checklist is not None:
            value = session.assessment.answers.get(question.id)
            self._checklist.show_answer(value, read_only=not session.can_edit)
        for card in (self._decision, self._comments):
            if card is not None:
                card.refresh()

    def take_focus(self) -> None:
        """Put the keyboard into the panel."""
        if self._checklist is not None:
            self._checklist.take_focus()
        elif self._comments is not None:
            self._comments.take_focus()

    def _keep_unsent(self) -> None:
        """A comment or reason half written waits until the question is in hand again."""
        if self._question is not None and self._comments is not None:
            reason = self._decision.reason.text() if self._decision is not None else ""
            self._unsent[self._question.id] = (self._comments.box.text(), reason)

    def _rebuild(self, question: Question) -> None:
        remark, reason = self._unsent.get(question.id, ("", ""))
        page = ScrollPage(margin=22, spacing=10)
        self._add_checklist(page, question)
        self._words = self._words_for(question)
        page.body.addWidget(self._words)
        if question.kind is Kind.YES_NO_UNSURE:
            self._decision = DecisionCard(self._session, question, unsent=reason)
            page.body.addWidget(self._decision)
        else:
            self._decision = None
        self._comments = CommentsCard(self._session, question.id, unsent=remark)
        page.body.addWidget(self._comments)
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._stack.addWidget(page)

    def _add_checklist(self, page: ScrollPage, question: Question) -> None:
        self._checklist = None
        if question.prompts:
            page.body.addWidget(subheading(f"Checklist: {question.short}"))
            page.body.addWidget(muted("Tick what your answer deals with."))
            self._checklist = Checklist(question)
            self._checklist.answered.connect(
                lambda value: self._session.answer(question.id, value)
            )
            page.body.addWidget(self._checklist)

    def _show_field(self, question: Question, field_id: str) -> None:
        """Put other words in place; what stands around them stays as it is."""
        if field_id == self._field or self._page is None or self._words is None:
            return
        self._field = field_id
        words = self._words_for(question)
        self._page.body.replaceWidget(self._words, words)
        self._words.hide()
        self._words.deleteLater()
        self._words = words
        self._page.scroll_to_top()

    def _words_for(self, question: Question) -> QWidget:
        field = next((f for f in question.fields if f.id == self._field), None)
        if field is not None and not has_words(field):
            field = None
        return GuidanceWords(field or question, named=field is not None, sector=self._sector)

    @property
    def _sector(self) -> str:
        session = self._session
        return session.case.activity.details.sector or session.case.desk.settings.sector
