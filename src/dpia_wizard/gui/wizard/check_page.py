"""Check your answers: every answer in one list, each with a way back to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.answers import Mark, PromptsAnswer, is_written
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.rules import is_open
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import Label, heading, muted, rule, small, title
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.wizard.rows_answered import RowsAnswered
from dpia_wizard.gui.words import answer_words, day

_WIDTH = 860
_ASKED_SHARE, _ANSWER_SHARE = 5, 6


class CheckPage(ScrollPage):
    """Lists sections, questions and answers."""

    change_wanted = Signal(str)
    """The user wants to change an answer; carries the question's id."""

    def __init__(self, session: AssessmentSession) -> None:
        super().__init__(max_width=_WIDTH, margin=44, spacing=14)
        self.setObjectName("check_page")
        self._session = session

    def refresh(self) -> None:
        """Show what the session holds now."""
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        locked = self._session.assessment.is_locked
        stack.addWidget(heading("The answers" if locked else "Check your answers"))
        stack.addWidget(muted(self._lead()))
        missing = self._session.evaluation.missing
        if missing and self._session.can_edit:
            first = Link("Go to the first that is open")
            first.setObjectName("first_open")
            first.clicked.connect(lambda: self.change_wanted.emit(missing[0].question))
            stack.addWidget(first)
        visible = self._session.evaluation.situation.visible
        for section in self._session.questionnaire.sections:
            shown = [q for q in section.questions if q.id in visible]
            if shown:
                stack.addWidget(title(section.title))
                stack.addWidget(self._card(shown))
        self.show_content(content)

    def _lead(self) -> str:
        session = self._session
        if session.assessment.is_locked:
            return "This version is locked. The answers stand as they were completed."
        missing = len(session.evaluation.missing)
        if not missing:
            return "Everything needed is answered."
        what = "1 answer is" if missing == 1 else f"{missing} answers are"
        return f"{what} still open. You can sign off once nothing is."

    def _card(self, shown: list[Question]) -> Card:
        card = Card(padding=16, spacing=10)
        for position, question in enumerate(shown):
            if position:
                card.body.addWidget(rule())
            card.body.addWidget(self._row(question))
        return card

    def _row(self, question: Question) -> QWidget:
        """Question, answer and the way to change it in a line; rows stand below, across."""
        row = QWidget()
        stack = QVBoxLayout(row)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        stack.addLayout(self._line(question))
        given = rows_of(self._session.assessment.answers.get(question.id))
        if given:
            seen = self._session.evaluation.situation
            stack.addWidget(RowsAnswered(question, given, seen))
        return row

    def _line(self, question: Question) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        number = f"{question.number}. " if question.number else ""
        asked = Label(f"{number}{question.text}", "muted" if question.parent else "body")
        asked.setContentsMargins(20 if question.parent else 0, 0, 0, 0)
        line.addWidget(asked, _ASKED_SHARE, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._answer(question), _ANSWER_SHARE)
        if self._session.can_edit:
            change = Link("Change", f"Change: {question.text}")
            change.setWordWrap(False)
            change.setObjectName(f"change:{question.id}")
            change.clicked.connect(lambda: self.change_wanted.emit(question.id))
            line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _answer(self, question: Question) -> QVBoxLayout:
        stack = QVBoxLayout()
        stack.setSpacing(4)
        stack.setAlignment(Qt.AlignmentFlag.AlignTop)
        session = self._session
        value = session.assessment.answers.get(question.id)
        if is_written(value) and question.kind is not Kind.ROWS:
            stack.addWidget(Label(answer_words(question, value), "body", selectable=True))
        if is_open(question, session.evaluation.situation):
            chip = Chip("Not complete yet" if is_written(value) else "Not answered yet", "care")
            stack.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        elif not is_written(value):
            stack.addWidget(muted("No answer, none needed"))
        for text in (*self._decisions(question), *_marks(question, value)):
            stack.addWidget(small(text))
        return stack

    def _decisions(self, question: Question) -> list[str]:
        return [
            f"Decided by the DPO: {o.after.replace('_', ' ')}. {o.reason} "
            f"({o.by}, {day(o.at.date())})"
            for o in self._session.assessment.overrides
            if o.target == question.id
        ]


def _marks(question: Question, value: object) -> list[str]:
    if not question.prompts or not isinstance(value, PromptsAnswer):
        return []
    lines = []
    dealt = [p.label for p in question.prompts if value.mark(p.id) is Mark.ADDRESSED]
    if dealt:
        lines.append("Dealt with: " + ", ".join(dealt))
    lines += [
        f"Not relevant: {p.label}, because {value.not_relevant[p.id] or '…'}"
        for p in question.prompts
        if p.id in value.not_relevant
    ]
    left = [p.label for p in question.prompts if value.mark(p.id) is Mark.NOT_MARKED]
    if left:
        lines.append("Not marked: " + ", ".join(left))
    return lines
