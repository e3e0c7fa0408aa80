"""The organisation profile: a long form in parts, kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.profile import save_profile
from dpia_wizard.app.sentences import sentence
from dpia_wizard.codec.profile_form import answers_of, profile_form, profile_of
from dpia_wizard.domain.answers import Answers, AnswerValue, is_written
from dpia_wizard.domain.errors import CannotWriteError, UnreadableError
from dpia_wizard.domain.questionnaire import Kind, Question, Section
from dpia_wizard.gui.autosave import Autosave
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.choices_field import ChoicesField
from dpia_wizard.gui.fields.make import make_field
from dpia_wizard.gui.fields.text_fields import LongTextField
from dpia_wizard.gui.undo import AnswersChange
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.flow import Flow
from dpia_wizard.gui.widgets.labels import muted, page_head, small, subheading, title
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.page_names import way_back
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.style import show_if

_LEAD = (
    "Said once, offered in every assessment and printed in each record. Saved as you type, "
    "on this computer."
)
_CONTROLLER = "profile.controller"
_LINES = 3
_MANY_CHOICES = 8
_LINE_WIDTH = 420
_GAP, _AROUND = 12, 32


class ProfilePage(ScrollPage):
    """A card for each part of the form; there is no button to forget."""

    changed = Signal()
    """Another profile is on disk; read it from the desk."""

    back_wanted = Signal()
    """The user wants to go back to the settings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(max_width=816, top=20, spacing=12)
        self.setObjectName("profile_page")
        self.setAccessibleName("Organisation profile")
        self._desk = desk
        self._kept = desk.profile
        self._answers: Answers = answers_of(desk.profile)
        self.fields: dict[str, Field] = {}
        self._cards: dict[str, Card] = {}
        self._offer = Link("")
        self._offer.setObjectName("use_organisation")
        self.message = InlineMessage()
        self.undo_stack = QUndoStack(self)
        self._autosave = Autosave(self.save, self)
        self._lay_out()
        self._show(self._answers)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def refresh(self) -> None:
        """Show what the desk has, if that is another profile than the one shown."""
        self._show_offer()
        if self._desk.profile != self._kept:
            self._kept = self._desk.profile
            self.undo_stack.clear()
            self._show(answers_of(self._kept))

    def take_focus(self) -> None:
        """Begin at the top."""
        self.scroll_to_top()
        next(iter(self.fields.values())).take_focus()

    def save(self) -> bool:
        """Keep what is shown; says in place when that is not possible."""
        self._autosave.cancel()
        wanted = profile_of(self._answers)
        if wanted == self._kept:
            return True
        try:
            save_profile(self._desk, wanted)
        except (CannotWriteError, UnreadableError) as error:
            self.message.show_error(sentence(error))
            return False
        self._kept = wanted
        self.message.clear()
        self.changed.emit()
        return True

    def may_leave(self) -> bool:
        """Save what was typed last; text that is not kept yet holds one back."""
        for field in self.fields.values():
            if field.problem:
                self.message.show_error(field.problem)
                field.take_focus()
                return False
        return self.save()

    def _lay_out(self) -> None:
        back = way_back("Settings ›", "Back to the settings", "back_to_settings")
        back.clicked.connect(self.back_wanted)
        head = QWidget()
        stack = QVBoxLayout(head)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addWidget(page_head(profile_form().title, _LEAD))
        self.body.addWidget(head)
        self.body.addWidget(self.message)
        parts = QWidget()
        flow = Flow(parts, gap=18)
        self.body.addWidget(parts)
        for section in profile_form().sections:
            go = Link(section.short_title or section.title, f"Go to {section.title}")
            go.setWordWrap(False)
            go.clicked.connect(partial(self._go_to, section))
            flow.addWidget(go)
            self.body.addWidget(self._part(section))

    def _go_to(self, section: Section) -> None:
        """Put the keyboard in a part, and the part at the top."""
        field = self.fields[section.questions[0].id]
        card = self._cards[section.id]
        self.verticalScrollBar().setValue(card.pos().y() - _GAP)
        field.take_focus()

    def _follow(self) -> None:
        """Keep what has the keyboard in view when the page grows around it."""
        focus = self.focusWidget()
        if self.column.isAncestorOf(focus):  # there may be none
            self.ensureWidgetVisible(focus, 0, _AROUND)

    def _part(self, section: Section) -> Card:
        card = Card(spacing=16)
        self._cards[section.id] = card
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title(section.title))
        intro = muted(section.intro)
        show_if(intro, section.intro)
        words.addWidget(intro)
        card.body.addLayout(words)
        for question in section.questions:
            named = question.text != section.title
            card.body.addWidget(self._entry(question, named=named))
        return card

    def _entry(self, question: Question, *, named: bool) -> QWidget:
        """A field with its name, what to write, and where the law asks for it."""
        field = _field(question)
        field.setObjectName(f"field:{question.id}")
        field.label_with(question.text, question.help)
        field.edited.connect(partial(self._on_edited, question))
        self.fields[question.id] = field
        holder = QWidget()
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        name = subheading(question.text)
        name.setBuddy(field)
        show_if(name, named)
        stack.addWidget(name)
        for text in (question.help, question.cite):
            if text:
                stack.addWidget(small(text))
        stack.addWidget(field)
        if question.id == _CONTROLLER:
            stack.addWidget(self._offer)
            self._offer.clicked.connect(partial(self._take_offer, question))
        return holder

    def _take_offer(self, question: Question) -> None:
        self._on_edited(question, self._desk.settings.organisation.strip())
        self.fields[question.id].take_focus()

    def _show_offer(self) -> None:
        """Offer the organisation that the settings name, while no controller is."""
        name = self._desk.settings.organisation.strip()
        self._offer.setText(f"Use “{name}”, as in Settings")
        self._offer.setAccessibleName(f"Controller: use {name}, as in Settings")
        self._offer.setVisible(bool(name) and _CONTROLLER not in self._answers)

    def _on_edited(self, question: Question, value: AnswerValue | None) -> None:
        if value == self._answers.get(question.id):
            return
        after = {key: kept for key, kept in self._answers.items() if key != question.id}
        if value is not None and is_written(value):
            after[question.id] = value
        change = AnswersChange(question, dict(self._answers), after, self._show)
        self.undo_stack.push(change)

    def _show(self, answers: Mapping[str, AnswerValue]) -> None:
        """Show answers; fields that show them already are left alone."""
        self._answers = dict(answers)
        for key, field in self.fields.items():
            field.show_value(answers.get(key))
        self._show_offer()
        self._autosave.touch()


def _field(question: Question) -> Field:
    if question.kind is Kind.CHOICES:
        return ChoicesField(question, columns=2 if len(question.options) > _MANY_CHOICES else 1)
    if question.kind is Kind.LONG_TEXT:
        return LongTextField(question, lines=_LINES)
    field = make_field(question)
    if question.kind is Kind.DATE:
        field.setMaximumWidth(_LINE_WIDTH)
    return field
