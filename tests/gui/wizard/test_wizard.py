"""The wizard: pages from the question set, and ways between them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.answers import Answers, PromptsAnswer
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import ABOUT, CHECK, RESULT, SIGN_OFF
from tests.gui.cases import (
    ALT,
    CTRL,
    FAIR_ANSWERS,
    NOTE,
    asked,
    begin,
    click,
    find,
    focus,
    page_of,
    press,
    said_in,
    stored_answers,
)
from tests.gui.conftest import OpenWizard


def steps(wizard: WizardPage) -> list[tuple[str, str]]:
    """The list of steps as it is seen: name and state."""
    return [
        (name, state)
        for button in wizard.navigator.findChildren(QPushButton)
        if button.isVisible()
        for name, _, state in [button.accessibleName().rpartition(", ")]
    ]


def answers(wizard: WizardPage) -> Answers:
    return wizard.session.assessment.answers


# pages from the set


def test_the_steps_are_those_of_the_question_set(wizard: WizardPage) -> None:
    assert steps(wizard) == [
        ("About the activity", "done"),
        ("The basics  0/2", "current"),
        ("1 Collecting", "current"),
        ("2 Children", "to do"),
        ("The details", "to do"),
        ("Check your answers", "to do"),
        ("Result", "to do"),
        ("Sign off", "to do"),
    ]
    assert asked(wizard) == ["fair.collects"]
    assert wizard.bar.counted.text() == "0 of 2"


def test_one_question_a_page_or_a_whole_section(wizard: WizardPage) -> None:
    wizard.go_to("fair.purpose")
    assert asked(wizard) == [
        "fair.purpose",
        "fair.basis",
        "fair.channels",
        "fair.day",
        "fair.visitors",
        "fair.keeper",
        "fair.risks",
    ]
    words = said_in(page_of(wizard))
    assert "The details" in words
    assert "All on one page." in words


def test_the_shipped_sets_open_at_their_first_question(open_wizard: OpenWizard) -> None:
    screening = open_wizard(set_id="screening")
    assert asked(screening)[0] == "screening.new_collection"
    assert "Question 1 of 12" in said_in(page_of(screening))
    lia = open_wizard(set_id="lia")
    assert asked(lia) == ["lia.purpose_answer"]
    assert "Part 1. Purpose test" in said_in(page_of(lia))


def test_a_yes_shows_its_follow_up_on_the_same_page(wizard: WizardPage) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_Y)
    QApplication.processEvents()
    assert asked(wizard) == ["fair.collects", NOTE]
    assert "Required because you answered yes" in said_in(page_of(wizard))
    assert ("1 Collecting", "current") in steps(wizard)
    QTest.keyClick(focus(), Qt.Key.Key_N)
    QApplication.processEvents()
    assert asked(wizard) == ["fair.collects"]


def test_an_answer_can_bring_a_step_and_take_it_away_again(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.collects": "no"})
    assert asked(wizard) == ["fair.children"]
    press("Y")
    names = [name for name, _ in steps(wizard)]
    assert "3 Guardian" in names
    click(wizard.bar.next)
    assert asked(wizard) == ["fair.guardian"]
    QTest.keyClicks(focus(), "By letter")
    click(wizard.bar.back)
    press("N")
    assert "3 Guardian" not in [name for name, _ in steps(wizard)]
    assert answers(wizard)["fair.guardian"] == "By letter"
    assert wizard.bar.counted.text() == "2 of 2"
    wizard.go_to(CHECK)
    assert "By letter" not in said_in(wizard.check)


def test_the_count_follows_the_answers(wizard: WizardPage) -> None:
    press("U")
    assert wizard.bar.counted.text() == "1 of 2"
    click(wizard.bar.next)
    press("N")
    assert wizard.bar.counted.text() == "2 of 2"
    QTest.keyClick(focus(), Qt.Key.Key_Delete)
    assert wizard.bar.counted.text() == "1 of 2"
    assert wizard.bar.progress.accessibleName() == "1 of 2 answered"


def test_work_goes_on_at_the_first_open_page(open_wizard: OpenWizard) -> None:
    most = {**FAIR_ANSWERS}
    del most["fair.purpose"]
    assert asked(open_wizard(most))[0] == "fair.purpose"
    done = open_wizard(FAIR_ANSWERS)
    assert done.current_step.id == CHECK
    assert focus() is done.bar.next


# moving


def test_back_and_next_lead_through_all_steps(wizard: WizardPage) -> None:
    wizard.go_to(ABOUT)
    assert not wizard.bar.back.isEnabled()
    seen = [wizard.current_step.id]
    while wizard.bar.next.isVisible():
        click(wizard.bar.next)
        seen.append(wizard.current_step.id)
    assert seen == [ABOUT, "fair.collects", "fair.children", "fair.purpose", *ENDS]
    back = []
    while wizard.bar.back.isEnabled():
        click(wizard.bar.back)
        back.append(wizard.current_step.id)
    assert back == list(reversed(seen))[1:]


ENDS = (CHECK, RESULT, SIGN_OFF)


@pytest.mark.parametrize(
    ("key", "keys", "lands"),
    [
        (Qt.Key.Key_Right, ALT, "fair.purpose"),
        (Qt.Key.Key_Left, ALT, "fair.collects"),
        (Qt.Key.Key_Return, CTRL, "fair.purpose"),
        (Qt.Key.Key_Enter, CTRL, "fair.purpose"),
    ],
)
def test_keys_move_on_and_back(
    key: Qt.Key, keys: Qt.KeyboardModifier, lands: str, wizard: WizardPage
) -> None:
    wizard.go_to("fair.children")
    QTest.keyClick(focus(), key, keys)
    assert wizard.current_step.id == lands


def test_ctrl_return_moves_on_from_within_a_text(wizard: WizardPage) -> None:
    wizard.go_to("fair.purpose")
    QTest.keyClicks(focus(), "Joy")
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert wizard.current_step.id == CHECK
    assert answers(wizard)["fair.purpose"] == PromptsAnswer(text="Joy")


def test_the_keyboard_is_at_the_first_field_of_each_page(wizard: WizardPage) -> None:
    landed = []
    wizard.go_to(ABOUT)
    for _ in range(4):
        landed.append(focus().objectName())
        click(wizard.bar.next)
    assert landed == [
        "activity_title",
        "fair.collects:yes",
        "fair.children:yes",
        "fair.purpose",
    ]
    assert focus() is wizard.bar.next


def test_a_screening_can_be_answered_with_keys_alone(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    activity = begin(desk, "screening")
    open_wizard(set_id="screening", activity=activity)
    for letter in "NYUNNNNNNNNN":
        press(letter)
        QTest.keyClick(focus(), Qt.Key.Key_Right, ALT)
    assert list(stored_answers(desk, activity, "screening").values()) == [
        {"N": "no", "Y": "yes", "U": "not_sure"}[letter] for letter in "NYUNNNNNNNNN"
    ]


def test_a_letter_typed_in_a_text_is_no_answer(wizard: WizardPage) -> None:
    press("Y")
    box = find(wizard, QPlainTextEdit, NOTE)
    box.setFocus()
    QTest.keyClicks(box, "nun")
    assert answers(wizard) == {"fair.collects": "yes", NOTE: "nun"}


def test_tab_leads_through_the_page_and_on_to_the_buttons(wizard: WizardPage) -> None:
    wizard.go_to("fair.children")
    passed = []
    QApplication.processEvents()
    for _ in range(60):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        passed.append(focus().objectName())
        if focus() is wizard.bar.next:
            break
    assert passed[-1] == "next"
    assert "new_comment" in passed
    assert passed.index("new_comment") < passed.index("save_and_close")


def test_the_list_of_steps_leads_anywhere(wizard: WizardPage) -> None:
    click(find(wizard, QPushButton, "step:fair.purpose"))
    assert asked(wizard)[0] == "fair.purpose"
    assert find(wizard, QPushButton, "step:fair.purpose").isChecked()
    click(find(wizard, QPushButton, "step:fair.purpose"))
    assert find(wizard, QPushButton, "step:fair.purpose").isChecked()
    click(find(wizard, QPushButton, "step:section:basics"))
    assert asked(wizard) == ["fair.collects"]
