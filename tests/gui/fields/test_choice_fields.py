"""Fields to choose in: one key answers, and every choice can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.gui.fields.make import make_field
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard
from tests.gui.cases import click, find
from tests.gui.conftest import Show
from tests.gui.fields.steps import ASKED, VALUES, seen_field, shown, told


@pytest.mark.parametrize(("key", "value"), [("Y", "yes"), ("N", "no"), ("U", "not_sure")])
def test_one_key_answers(key: str, value: str, show: Show) -> None:
    field = seen_field(show, Kind.YES_NO_UNSURE)
    heard = told(field)
    assert field.press(key)
    assert heard == [value]
    chosen = [b.objectName() for b in field.findChildren(ChoiceCard) if b.isChecked()]
    assert chosen == [f"fair.collects:{value}"]


def test_a_key_that_is_no_answer_is_left_to_others(qtbot: QtBot) -> None:
    for kind, letter in ((Kind.YES_NO, "U"), (Kind.CHOICE, "Y"), (Kind.LONG_TEXT, "Y")):
        field = make_field(ASKED[kind])
        heard = told(field)
        assert not field.press(letter)
        assert heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.YES_NO_UNSURE, Kind.CHOICE])
def test_delete_takes_a_choice_back(kind: Kind, key: Qt.Key, show: Show) -> None:
    field = seen_field(show, kind)
    field.show_value(VALUES[kind])
    heard = told(field)
    card = next(b for b in field.findChildren(ChoiceCard) if b.isChecked())
    QTest.keyClick(card, key)
    assert heard == [None]
    assert shown(field) == []


@pytest.mark.parametrize(("key", "position"), [(Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, -1)])
def test_an_arrow_answers_where_nothing_is_chosen(
    key: Qt.Key, position: int, show: Show
) -> None:
    field = seen_field(show, Kind.YES_NO_UNSURE)
    heard = told(field)
    field.take_focus()
    cards = field.findChildren(ChoiceCard)
    QTest.keyClick(cards[0], key)
    assert cards[position].isChecked()
    assert cards[position].hasFocus()
    assert heard == [["yes", "no", "not_sure"][position]]


def test_a_choice_can_be_taken_back_and_made_again(show: Show) -> None:
    field = seen_field(show, Kind.YES_NO)
    heard = told(field)
    yes = find(field, ChoiceCard, "fair.children:yes")
    click(yes)
    field.show_value(None)
    assert not yes.isChecked()
    click(yes)
    assert heard == ["yes", "yes"]
    assert yes.isChecked()


def test_arrow_keys_move_between_the_choices(show: Show) -> None:
    field = seen_field(show, Kind.YES_NO_UNSURE)
    heard = told(field)
    field.take_focus()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    QTest.keyClick(focus, Qt.Key.Key_Right)
    assert heard == ["yes", "no"]


def test_none_of_these_excludes_the_others(show: Show) -> None:
    field = seen_field(show, Kind.CHOICES)
    heard = told(field)
    for name in ("email", "none", "post", "post"):
        click(find(field, CheckBox, f"fair.channels:{name}"))
    assert heard == [("email",), ("none",), ("post",), None]
    assert shown(field) == []


def test_options_are_shown_with_every_character(show: Show) -> None:
    field = seen_field(show, Kind.CHOICE)
    card = find(field, ChoiceCard, "fair.basis:interests")
    assert card.text() == "R&&D and interests"
    assert card.accessibleName() == "R&D and interests: What do you rely on?"
