"""Fields of the set with every kind of question, and what they show and tell."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.make import make_field
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard, ComboBox
from tests.builders import a_question
from tests.gui.cases import FAIR_ANSWERS, fair_set, find
from tests.gui.conftest import Show

ASKED = {question.kind: question for question in fair_set().questions.values()}

VALUES: dict[Kind, AnswerValue] = {
    **{
        ASKED[kind].kind: FAIR_ANSWERS[ASKED[kind].id]
        for kind in Kind
        if ASKED[kind].id in FAIR_ANSWERS
    },
    Kind.TEXT: "Through the parents",
}


def shown(field: QWidget) -> list[str]:
    """What a sighted person reads in the field's inputs."""
    QApplication.processEvents()
    seen: list[str] = []
    for widget in field.findChildren(QWidget):
        if isinstance(widget, QLineEdit) and widget.isVisible():
            seen.append(widget.text())
        elif isinstance(widget, QPlainTextEdit) and widget.isVisible():
            seen.append(widget.toPlainText())
        elif isinstance(widget, ChoiceCard | CheckBox) and widget.isVisible():
            seen += [widget.accessibleName()] if widget.isChecked() else []
    return [text for text in seen if text]


def told(field: Field) -> list[object]:
    """Everything the field will tell from now on."""
    heard: list[object] = []
    field.edited.connect(heard.append)
    return heard


def seen_field(show: Show, kind: Kind, **more: object) -> Field:
    """The field of a kind, with a name of its own, on the screen."""
    question = a_question("q", kind, **more) if more else ASKED[kind]
    field = make_field(question)
    field.label_with(question.text, question.help)
    field.resize(600, 400)
    show(field)
    return field


def line_of(field: QWidget, name: str = "") -> QLineEdit:
    return find(field, QLineEdit, name) if name else field.findChildren(QLineEdit)[0]


def box_of(field: QWidget) -> QPlainTextEdit:
    return field.findChildren(QPlainTextEdit)[0]


def paste(text: str | QMimeData) -> None:
    """Press the keys that paste, where the keyboard is."""
    data = text if isinstance(text, QMimeData) else QMimeData()
    if isinstance(text, str):
        data.setText(text)
    QApplication.clipboard().setMimeData(data)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def pick(combo: ComboBox, value: str) -> None:
    """Go down the closed list with the arrow keys until the value stands in it."""
    for _ in range(combo.findData(value)):
        QTest.keyClick(combo, Qt.Key.Key_Down)
