"""One question on a page: its words, its field, what the program points out about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.answers import AnswerValue, is_written
from dpia_wizard.domain.questionnaire import Check, Kind, Question, Required
from dpia_wizard.domain.rules import is_required
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.make import make_field
from dpia_wizard.gui.fields.prompts_field import PromptsField
from dpia_wizard.gui.fields.rows_field import RowsField
from dpia_wizard.gui.fields.text_fields import WrittenField
from dpia_wizard.gui.result.grid_picture_view import GridPictureView
from dpia_wizard.gui.result.tones import check_banner
from dpia_wizard.gui.widgets.labels import Label, heading, muted, small, subheading, title
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.wizard.carry import offers
from dpia_wizard.gui.wizard.offer_row import OfferRow


class QuestionBlock(QWidget):
    """Shows a question and passes what is answered to the session."""

    guidance_wanted = Signal(str)
    """The user wants to go to the guidance beside the question; carries its id."""

    def __init__(self, question: Question, session: AssessmentSession, *, lead: bool) -> None:
        super().__init__()
        self.question = question
        self._session = session
        self.field: Field = make_field(question)
        self.field.setObjectName(f"field:{question.id}")
        self._words = self._headline(question, lead=lead)
        self._help = muted(question.help)
        show_if(self._help, question.help)
        self._note = small()
        self._offers = QVBoxLayout()
        self._checks = QVBoxLayout()
        self._pictures = [
            GridPictureView(picture)
            for picture in session.questionnaire.pictures
            if picture.at == question.id
        ]
        self._shown_checks: Sequence[Check] = ()
        self._lay_out()
        self.field.label_with(question.text, question.help)
        self.field.edited.connect(self._on_edited)
        if isinstance(self.field, PromptsField):
            self.field.checklist_wanted.connect(lambda: self.guidance_wanted.emit(question.id))
        self.refresh()

    def refresh(self) -> None:
        """Show what the session holds now."""
        session = self._session
        seen = session.evaluation.situation
        show_if(self, self.question.id in seen.visible)
        value = session.assessment.answers.get(self.question.id)
        if isinstance(self.field, RowsField):
            self.field.show_around(seen)
        self.field.show_value(value)
        self.field.set_read_only(not session.can_edit)
        self._show_owed(self._owed(), answered=is_written(value))
        for picture in self._pictures:
            picture.show_situation(seen)
        self._show_checks()
        self._show_offers(value)

    def has_focus(self) -> bool:
        """Whether the keyboard is somewhere in this question."""
        focus = self.window().focusWidget()
        return bool(focus) and self.isAncestorOf(focus)

    def field_in_hand(self) -> str:
        """The field of a row that has the keyboard, or nothing."""
        inner: QWidget | None = self.window().focusWidget()
        while inner not in (None, self.field, self):
            if isinstance(inner, Field):
                return inner.question.id
            inner = inner.parentWidget()
        return ""

    def _headline(self, question: Question, *, lead: bool) -> Label:
        if lead:
            return heading(question.text)
        words = subheading(question.text) if question.parent else title(question.text)
        words.setBuddy(self.field)
        return words

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(6)
        stack.addWidget(self._words)
        stack.addWidget(self._help)
        stack.addSpacing(6)
        stack.addWidget(self.field)
        stack.addWidget(self._note)
        for picture in self._pictures:
            stack.addWidget(picture)
        for part in (self._offers, self._checks):
            part.setSpacing(8)
            stack.addLayout(part)

    def _show_owed(self, words: str, *, answered: bool) -> None:
        """Say what is owed; once answered its place stays, so that the page does not jump."""
        self._note.setText(words)
        policy = self._note.sizePolicy()
        policy.setRetainSizeWhenHidden(bool(words))
        self._note.setSizePolicy(policy)
        self._note.setVisible(bool(words) and not answered)

    def _owed(self) -> str:
        """What is owed of the question as long as it is not answered."""
        question, session = self.question, self._session
        seen = session.evaluation.situation
        if question.required is Required.NO or not is_required(question, seen):
            return "" if question.kind is Kind.YES_NO else "Optional"
        if question.parent:
            given = seen.answers.get(question.parent)
            words = {"yes": "yes", "no": "no", "not_sure": "not sure"}
            if isinstance(given, str) and given in words:
                return f"Required because you answered {words[given]}"
        when = "before sign-off" if question.required is Required.FOR_SIGN_OFF else ""
        return f"Required {when}".strip() if question.kind is not Kind.YES_NO_UNSURE else ""

    def _show_checks(self) -> None:
        found = [c for c in self._session.evaluation.warnings if c.at == self.question.id]
        if found == self._shown_checks:
            return
        self._shown_checks = found
        _clear(self._checks)
        for check in found:
            self._checks.addWidget(check_banner(check))

    def _show_offers(self, value: AnswerValue | None) -> None:
        _clear(self._offers)
        if is_written(value) or not self._session.can_edit:
            return
        for offer in offers(self._session.case, self.question):
            row = OfferRow(offer)
            row.accepted.connect(self._on_offer_accepted)
            self._offers.addWidget(row)

    def _on_offer_accepted(self, value: AnswerValue) -> None:
        if isinstance(self.field, WrittenField) and isinstance(value, str):
            self.field.write(value)
        else:
            self._session.answer(self.question.id, value)
        self.field.take_focus()

    def _on_edited(self, value: AnswerValue | None) -> None:
        self._session.answer(self.question.id, value)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
