"""Fields: each kind shows, edits and clears an answer, and can be told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.choice_field import ChoiceField
from dpia_wizard.gui.fields.choices_field import ChoicesField
from dpia_wizard.gui.fields.make import make_field
from dpia_wizard.gui.fields.small_fields import DateAnswerField, NumberField, PersonField
from dpia_wizard.gui.fields.text_fields import LongTextField, TextField
from dpia_wizard.gui.widgets.choices import ComboBox
from tests.gui.cases import click, find
from tests.gui.conftest import Show
from tests.gui.fields.steps import ASKED, VALUES, line_of, pick, seen_field, shown, told


@pytest.mark.parametrize("kind", Kind)
def test_every_field_shows_and_clears_a_value_in_silence(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind)
    heard = told(field)
    field.show_value(VALUES[kind])
    assert shown(field)
    field.show_value(VALUES[kind])
    field.show_value(None)
    assert shown(field) == []
    assert heard == []


@pytest.mark.parametrize("kind", Kind)
def test_no_field_can_be_edited_once_it_is_read_only(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind)
    field.show_value(VALUES[kind])
    before = shown(field)
    field.set_read_only(True)
    heard = told(field)
    inputs = [
        w
        for w in field.findChildren(QWidget)
        if isinstance(w, QLineEdit | QPlainTextEdit | QAbstractButton) and w.isVisible()
    ]
    assert inputs
    for widget in inputs:
        click(widget)
        widget.setFocus()
        if widget.hasFocus():
            QTest.keyClicks(widget, "x")
            for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                QTest.keyClick(widget, key)
    assert heard == []
    assert shown(field) == before


@pytest.mark.parametrize("kind", Kind)
def test_every_input_can_be_told_apart_by_name(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind)
    field.show_value(VALUES[kind])
    names = [
        widget.accessibleName()
        for widget in field.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractButton)
        and widget.isVisible()
    ]
    assert all(names)
    assert len(set(names)) == len(names)


def choose(name: str) -> Callable[[Field, QtBot], None]:
    def by_mouse(field: Field, qtbot: QtBot) -> None:
        click(find(field, QAbstractButton, name))

    return by_mouse


def type_in(name: str, text: str) -> Callable[[Field, QtBot], None]:
    def by_keys(field: Field, qtbot: QtBot) -> None:
        QTest.keyClicks(find(field, QWidget, name), text)

    return by_keys


def type_day(field: Field, qtbot: QtBot) -> None:
    QTest.keyClicks(line_of(field), "1 March 2027")


def type_person(field: Field, qtbot: QtBot) -> None:
    QTest.keyClicks(line_of(field, "fair.keeper:role"), "Events")
    QTest.keyClicks(line_of(field, "fair.keeper"), "Jo")


def type_row(field: Field, qtbot: QtBot) -> None:
    click(find(field, QAbstractButton, "fair.risks:add"))
    QTest.keyClicks(line_of(field, "risk"), "Rain")
    pick(find(field, ComboBox, "level"), "high")


BY_HAND: dict[Kind, tuple[Callable[[Field, QtBot], None], AnswerValue]] = {
    Kind.YES_NO: (choose("fair.children:no"), "no"),
    Kind.YES_NO_UNSURE: (choose("fair.collects:not_sure"), "not_sure"),
    Kind.TEXT: (type_in("fair.guardian", "Ask"), "Ask"),
    Kind.LONG_TEXT: (type_in("fair.collects_details", "Names"), "Names"),
    Kind.CHOICE: (choose("fair.basis:interests"), "interests"),
    Kind.CHOICES: (choose("fair.channels:post"), ("post",)),
    Kind.DATE: (type_day, "2027-03-01"),
    Kind.NUMBER: (type_in("fair.visitors", "4100"), 4100),
    Kind.PERSON: (type_person, Person(name="Jo", role="Events")),
    Kind.PROMPTS: (type_in("fair.purpose", "Joy"), PromptsAnswer(text="Joy")),
    Kind.ROWS: (type_row, ({"risk": "Rain", "level": "high"},)),
}


@pytest.mark.parametrize("kind", Kind)
def test_every_field_tells_what_is_answered_by_hand(
    kind: Kind, show: Show, qtbot: QtBot
) -> None:
    field = seen_field(show, kind)
    heard = told(field)
    by_hand, expected = BY_HAND[kind]
    by_hand(field, qtbot)
    assert heard[-1] == expected
    field.show_value(expected)
    assert shown(field)


def test_the_fields_are_of_the_types_the_pages_know() -> None:
    kinds: dict[Kind, type[Field]] = {
        Kind.YES_NO: ChoiceField,
        Kind.CHOICES: ChoicesField,
        Kind.DATE: DateAnswerField,
        Kind.NUMBER: NumberField,
        Kind.PERSON: PersonField,
        Kind.TEXT: TextField,
        Kind.LONG_TEXT: LongTextField,
    }
    assert {kind: type(make_field(question(kind))) for kind in kinds} == kinds


def question(kind: Kind) -> Question:
    return ASKED[kind]
