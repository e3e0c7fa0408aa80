"""Rows with many fields: folded until they are opened, a field there once it is asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.row_card import RowCard
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK
from tests.gui.cases import find, page_of, said_in
from tests.gui.conftest import OpenWizard
from tests.gui.shipped.test_marketing_rules import SENDINGS, given, row

GROUPS = ("Everybody", "Callers", "Former tenants")


@pytest.fixture
def wizard(open_wizard: OpenWizard) -> WizardPage:
    rows = [row(name, group) for name, group in zip(("V01", "V43", "V54"), GROUPS, strict=True)]
    del rows[0]["aimed_at"]
    wizard = open_wizard(given(*rows), set_id="marketing-rules")
    wizard.go_to_question(SENDINGS)
    return wizard


def cards(wizard: WizardPage) -> list[RowCard]:
    found = [card for card in page_of(wizard).findChildren(RowCard) if card.isVisible()]
    return sorted(found, key=lambda card: card.y())


def button(card: RowCard, words: str) -> QPushButton:
    found = [b for b in card.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    return found[0]


def groups(wizard: WizardPage) -> list[object]:
    rows = rows_of(wizard.session.assessment.answers[SENDINGS])
    return [cells["audience"] for cells in rows]


def focused(wizard: WizardPage) -> str:
    """The field that has the keyboard."""
    fields = page_of(wizard).findChildren(Field)
    focus = wizard.window().focusWidget()
    found = [f.question.id for f in fields if focus in (f, *f.findChildren(QWidget))]
    return found[-1] if found else ""


def test_what_is_not_complete_is_open_and_the_others_say_what_is_in_them(
    wizard: WizardPage,
) -> None:
    assert [card.is_open for card in cards(wizard)] == [True, False, False]
    assert [card.fields for card in cards(wizard) if not card.is_open] == [{}, {}]
    words = said_in(page_of(wizard))
    assert any(said.startswith("Sending 2: Callers · Live call") for said in words)


def test_opening_a_row_folds_the_other_and_puts_the_keyboard_in_it(wizard: WizardPage) -> None:
    first, second, _ = cards(wizard)
    button(second, "Show").setFocus()
    QTest.keyClick(button(second, "Show"), Qt.Key.Key_Return)
    assert (first.is_open, second.is_open) == (False, True)
    assert focused(wizard) == "profiled", "the first that is still to answer"
    assert not any(field.isVisible() for field in first.fields.values())
    QTest.mouseClick(button(second, "Hide"), Qt.MouseButton.LeftButton)
    assert not second.is_open


def test_coming_back_to_what_is_to_answer_opens_it(wizard: WizardPage) -> None:
    first = cards(wizard)[0]
    QTest.mouseClick(button(first, "Hide"), Qt.MouseButton.LeftButton)
    wizard.go_to(CHECK)
    assert [card.is_open for card in (first,)] == [False]
    wizard.go_to_question(SENDINGS)
    assert [card.is_open for card in cards(wizard)] == [True, False, False]
    assert focused(wizard) == "aimed_at"


def test_a_field_is_there_once_it_is_asked_and_has_its_place(wizard: WizardPage) -> None:
    find(page_of(wizard), QPushButton, f"{SENDINGS}:add").click()
    QApplication.processEvents()
    (new,) = (card for card in cards(wizard) if card.is_open)
    assert {"audience", "channel"} <= new.fields.keys()
    assert not {"optout_in_message", "screened"} & new.fields.keys()
    assert focused(wizard) == "audience"
    new.fields["channel"].edited.emit("email")
    assert "optout_in_message" in new.fields
    assert "screened" not in new.fields
    new.fields["channel"].edited.emit("post")
    assert "screened" in new.fields
    asked = [part.id for part in wizard.session.questionnaire.question(SENDINGS).fields]
    shown = [name for name in asked if name in new.fields and new.fields[name].isVisible()]
    QApplication.processEvents()
    places = [new.fields[name].mapTo(new, QPoint()).y() for name in shown]
    assert places == sorted(places)


def test_keys_that_are_ahead_of_the_window_reach_the_fields_they_bring_up(
    wizard: WizardPage,
) -> None:
    find(page_of(wizard), QPushButton, f"{SENDINGS}:add").setFocus()
    for keys in (" ", "Former tenants", "e", "", "y"):
        QTest.keyClicks(wizard.window().focusWidget(), keys)
        if keys != " ":  # which leads into the new row
            QTest.keyClick(wizard.window().focusWidget(), Qt.Key.Key_Tab)
    *_, last = rows_of(wizard.session.assessment.answers[SENDINGS])
    assert last == {
        "audience": "Former tenants",
        "channel": "email",
        "objectors_removed": "yes",
    }


def test_a_row_says_how_much_is_to_answer_then_what_it_comes_to(wizard: WizardPage) -> None:
    def chip() -> str:
        return said_in(cards(wizard)[0])[1]

    assert chip().endswith(" to answer")
    wizard.session.answer(
        SENDINGS, ({"audience": "Everybody", "channel": "post", "aimed_at": "no"},)
    )
    assert chip() == "Yes"


def test_the_row_that_is_removed_is_the_one_that_goes(wizard: WizardPage) -> None:
    second = cards(wizard)[1]
    QTest.mouseClick(button(second, "Remove this row"), Qt.MouseButton.LeftButton)
    assert groups(wizard) == ["Everybody", "Former tenants"]
    words = said_in(page_of(wizard))
    assert any(said.startswith("Sending 2: Former tenants") for said in words)
