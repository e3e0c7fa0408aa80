"""The question sets: what is asked, by which version, on what source and law."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.questionnaire import Question, Questionnaire
from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.date_text import show_date
from dpia_wizard.gui.widgets.labels import Label, body, muted, page_head, small, subheading
from dpia_wizard.gui.widgets.labels import title as title_label
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.widgets.scroll_page import ScrollPage


class QuestionSetsPage(ScrollPage):
    """A card for each set, each to be opened and read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(max_width=956, top=20, spacing=12)
        self._desk = desk
        self._shown: list[str] | None = None
        self.setAccessibleName("Question sets")
        line = "What the program asks. A record always prints the words that were asked."
        self.body.addWidget(page_head("Question sets", line))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        self.body.addLayout(self._cards)

    def refresh(self) -> None:
        """Show the sets there are; read only when the page is first seen."""
        sets = self._desk.sets.current()
        digests = [found.digest for found in sets]
        if digests == self._shown:
            return
        self._shown = digests
        self._empty()
        if self._desk.sets.problems:
            self._cards.addWidget(_problems(self._desk.sets.problems))
        for found in sets:
            said = found.say(organisation=self._desk.settings.organisation)
            self._cards.addWidget(SetCard(said))

    def _empty(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()


class SetCard(Card):
    """One set: what it is, and its questions once they are asked for."""

    opened = Signal(bool)
    """The questions are now seen, or put away again."""

    def __init__(self, said: Questionnaire) -> None:
        super().__init__()
        self._said = said
        self._questions: QWidget | None = None
        self.toggle = quiet_button(self._words(opened=False))
        self.toggle.clicked.connect(self._on_toggled)
        self.setAccessibleName(said.title)
        self.body.addLayout(self._top())
        for text in (said.purpose, _law(said)):
            if text:
                self.body.addWidget(body(text))
        if said.source:
            self.body.addWidget(small(f"Source: {said.source}"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(muted(_counted(said)), 1)
        row.addWidget(self.toggle)
        self.body.addLayout(row)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(title_label(self._said.title), 1)
        row.addWidget(Chip(f"Version {self._said.version}", "note"))
        return row

    def _words(self, *, opened: bool) -> str:
        return "Hide the questions" if opened else "Read all questions"

    def _on_toggled(self) -> None:
        if self._questions is None:
            self._questions = _all_questions(self._said)
            self._questions.hide()
            self.body.addWidget(self._questions)
        opened = self._questions.isHidden()
        self._questions.setVisible(opened)
        self.toggle.setText(self._words(opened=opened))
        self.opened.emit(opened)


def _law(said: Questionnaire) -> str:
    return f"Law as at {show_date(said.law_as_at)} ({said.law_version})"


def _counted(said: Questionnaire) -> str:
    number = sum(1 for question in said.questions.values() if not question.parent)
    further = len(said.questions) - number
    told = f"{number} questions in {len(said.sections)} parts"
    follows = "follows" if further == 1 else "follow"
    return f"{told}, {further} {follows} from an answer" if further else told


def _problems(problems: list[str]) -> Banner:
    said = "\n".join(problems)
    return Banner("stop", "A question set has mistakes and is not in use", said)


def _all_questions(said: Questionnaire) -> QWidget:
    holder = QWidget()
    stack = QVBoxLayout(holder)
    stack.setContentsMargins(0, 8, 0, 0)
    stack.setSpacing(6)
    for section in said.sections:
        stack.addSpacing(8)
        stack.addWidget(subheading(section.title))
        for question in section.questions:
            stack.addLayout(_question(question))
    return holder


def _question(question: Question) -> QVBoxLayout:
    stack = QVBoxLayout()
    stack.setContentsMargins(24 if question.parent else 0, 4, 0, 0)
    stack.setSpacing(2)
    for label in _told(question):
        stack.addWidget(label)
    return stack


def _told(question: Question) -> Iterator[Label]:
    number = f"{question.number}. " if question.number else ""
    yield body(f"{number}{question.text}")
    for hint in (question.help, _choices(question)):
        if hint:
            yield muted(hint)
    if question.cite:
        yield small(question.cite)


def _choices(question: Question) -> str:
    points = [option.text for option in question.options]
    points += [prompt.text for prompt in question.prompts]
    return "\n".join(f"•  {point}" for point in points)
