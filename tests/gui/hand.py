"""A hand at the wizard: gives typed answers through the fields a person would use."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from dpia_wizard.domain.answers import Answers, AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.gui.fields.rows_field import RowsField
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard, ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.wizard.question_block import QuestionBlock
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import StepKind
from tests.gui.cases import CTRL, click, find, links_in, page_of, press

_LETTERS = {"yes": "Y", "no": "N", "not_sure": "U"}
_YES_NO = (Kind.YES_NO, Kind.YES_NO_UNSURE)


def answer_all(wizard: WizardPage, answers: Answers) -> None:
    """Answer page after page, and go on with Next until the questions are over."""
    while wizard.current_step.kind is StepKind.ABOUT:
        click(find(wizard, QPushButton, "next"))
    while wizard.current_step.kind is StepKind.QUESTIONS:
        given: set[str] = set()
        while block := _next_block(wizard, answers, given):
            give(wizard, block, answers[block.question.id])
            given.add(block.question.id)
        click(find(wizard, QPushButton, "next"))


def _next_block(wizard: WizardPage, answers: Answers, given: set[str]) -> QuestionBlock | None:
    """The first question that shows and is still to be given; answers bring up others."""
    for block in page_of(wizard).blocks:
        known = block.question.id
        if known in answers and known not in given and not block.isHidden():
            return block
    return None


def give(wizard: WizardPage, block: QuestionBlock, value: AnswerValue) -> None:
    """Answer one question through its field."""
    match value:
        case PromptsAnswer():
            paste(block.field.focusProxy(), value.text)
            mark(wizard, block.question, value)
        case Person():
            paste(find(block, QLineEdit, block.question.id), value.name)
            paste(find(block, QLineEdit, f"{block.question.id}:role"), value.role)
        case tuple() if block.question.kind is Kind.ROWS:
            fill_rows(block, value)
        case tuple():
            for choice in value:
                click(find(block, CheckBox, f"{block.question.id}:{choice}"))
        case str() if block.question.kind in _YES_NO:
            block.field.take_focus()
            press(_LETTERS[value])
        case str() if block.question.kind is Kind.CHOICE:
            click(find(block, ChoiceCard, f"{block.question.id}:{value}"))
        case _:
            _write(block, block.question, value)


def mark(wizard: WizardPage, question: Question, answer: PromptsAnswer) -> None:
    """Go through the checklist beside the box."""
    for prompt in question.prompts:
        if prompt.id in answer.addressed:
            click(find(wizard, CheckBox, f"prompt:{prompt.id}"))
        elif reason := answer.not_relevant.get(prompt.id):
            click(links_in(wizard)[f"Not relevant: {prompt.text}"])
            named = f"Why this is not relevant: {prompt.text}"
            lines = wizard.findChildren(QLineEdit)
            paste(next(line for line in lines if line.accessibleName() == named), reason)


def fill_rows(block: QuestionBlock, value: AnswerValue) -> None:
    """Add row after row, and answer the fields of each from top to bottom."""
    assert isinstance(block.field, RowsField)
    for row in rows_of(value):
        click(find(block, QPushButton, f"{block.question.id}:add"))
        for field in block.question.fields:
            if field.id in row and not field.numbered:
                _fill(block, field, row[field.id])


def _fill(block: QuestionBlock, field: Question, value: Cell) -> None:
    if field.kind in (*_YES_NO, Kind.CHOICE) or field.refers_to:
        choose(_last(block, ComboBox, field.id), value)
    else:
        _write(block, field, value)


def _write(within: QWidget, question: Question, value: AnswerValue) -> None:
    """Put a text, a number or a day into the field of that name which was made last."""
    if question.kind is Kind.DATE:
        day = date.fromisoformat(str(value))
        box = _last(within, DateField, question.id).focusProxy()
        paste(box, f"{day.day}/{day.month}/{day.year}")
    else:
        paste(_last(within, QWidget, question.id), str(value))


def _last(within: QWidget, kind: type[QWidget], name: str) -> QWidget:
    QApplication.processEvents()
    return [found for found in within.findChildren(kind, name) if found.isVisible()][-1]


def choose(combo: QWidget, value: Cell) -> None:
    """Take a value from the list; an opened list would take the focus off the window here."""
    assert isinstance(combo, ComboBox)
    place = combo.findData(value)
    assert place > 0, (combo.objectName(), value)
    combo.setFocus()
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def paste(widget: QWidget | None, text: str) -> None:
    """Put a text in by the clipboard, in place of what is there."""
    assert widget is not None
    widget.setFocus()
    QApplication.clipboard().setText(text)
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        QTest.keyClick(widget, key, CTRL)
