"""Beside the questions: guidance, checklists, earlier texts, comments and decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.answers import Answers, PromptsAnswer
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard
from dpia_wizard.gui.wizard.decision_card import DecisionCard
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK
from tests.builders import OWNER
from tests.gui.cases import (
    DETAILS,
    FAIR_ANSWERS,
    NOTE,
    asked,
    begin,
    click,
    find,
    focus,
    links_in,
    on_disk,
    page_of,
    press,
    said_in,
    stored_answers,
)
from tests.gui.conftest import OpenWizard, Show


def answers(wizard: WizardPage) -> Answers:
    return wizard.session.assessment.answers


# guidance


def test_guidance_says_why_with_examples_of_ones_own_sector_first(wizard: WizardPage) -> None:
    words = said_in(wizard.guidance)
    assert "People should know where their details go." in words
    assert "Fair guidance, question 1" in words
    examples = [w for w in words if w.startswith(("Charity:", "Housing:"))]
    assert examples == [
        "Charity: A petition on a clipboard.",
        "Housing: A form for a new scheme.",
    ]


def test_guidance_follows_the_keyboard(wizard: WizardPage) -> None:
    wizard.go_to("fair.purpose")
    assert "Without a purpose there is no need." in said_in(wizard.guidance)
    find(wizard, ChoiceCard, "fair.basis:consent").setFocus()
    QApplication.processEvents()
    words = said_in(wizard.guidance)
    assert "Every use of details needs a basis." in words
    assert "Without a purpose there is no need." not in words


def test_guidance_has_the_keyboard_on_f1_and_is_away_elsewhere(wizard: WizardPage) -> None:
    wizard.go_to("fair.purpose")
    wizard.show_guidance()
    assert focus().objectName() == "prompt:good"
    wizard.go_to(CHECK)
    assert not wizard.guidance.isVisible()


def test_prompts_are_marked_and_set_aside_with_a_reason(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    wizard.go_to("fair.purpose")
    QTest.keyClicks(focus(), "Joy")
    click(find(wizard, CheckBox, "prompt:good"))
    aside = links_in(wizard.guidance)["Not relevant: What harm could come of it?"]
    click(aside)
    QTest.keyClicks(focus(), "Nobody is named")
    assert answers(wizard)["fair.purpose"] == PromptsAnswer(
        text="Joy", addressed=("good",), not_relevant={"harm": "Nobody is named"}
    )
    marks = find(wizard, QPushButton, "fair.purpose:marks")
    assert marks.text() == "2 of 3 points marked in the checklist"
    click(aside)
    assert answers(wizard)["fair.purpose"] == PromptsAnswer(text="Joy", addressed=("good",))
    wizard.undo_stack.undo()
    QApplication.processEvents()
    reasons = [w.text() for w in wizard.guidance.findChildren(QLineEdit) if w.isVisible()]
    assert reasons == ["Nobody is named"]
    click(marks)
    assert focus().objectName() == "prompt:good"
    assert wizard.session.leave_page()
    assert stored_answers(desk, activity) == answers(wizard)


def test_a_link_that_sets_a_prompt_aside_says_what_it_does_now(wizard: WizardPage) -> None:
    wizard.go_to("fair.purpose")
    link = links_in(wizard.guidance)["Not relevant: What good comes of it?"]
    click(link)
    assert link.text() == "It is relevant after all"
    assert link.accessibleName() == "It is relevant after all: What good comes of it?"


# what was written earlier


def test_what_was_written_earlier_is_offered_with_its_source(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    activity = begin(desk, "screening", "fair", answers=SCREENED)
    wizard = open_wizard(activity=activity)
    wizard.go_to("fair.purpose")
    words = said_in(page_of(wizard))
    assert "You wrote this in the activity’s description" in words
    assert "You wrote this in DPIA screening, question 1" in words
    assert "fair.purpose" not in answers(wizard)
    click(offer(wizard, "Use what you wrote in DPIA screening, question 1"))
    assert answers(wizard)["fair.purpose"] == PromptsAnswer(text="Addresses of visitors.")
    assert focus() is find(wizard, QPlainTextEdit, "fair.purpose")
    assert not any("You wrote this" in word for word in said_in(page_of(wizard)))


SCREENED: Answers = {
    "screening.new_collection": "yes",
    "screening.new_collection_details": "Addresses of visitors.",
}


def offer(wizard: WizardPage, name: str) -> QPushButton:
    buttons = page_of(wizard).findChildren(QPushButton)
    return next(b for b in buttons if b.isVisible() and b.accessibleName() == name)


def test_taking_over_an_earlier_text_keeps_the_marks(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.purpose": PromptsAnswer(addressed=("good",))})
    wizard.go_to("fair.purpose")
    click(offer(wizard, "Use what you wrote in the activity’s description"))
    assert answers(wizard)["fair.purpose"] == PromptsAnswer(
        text=DETAILS.description, addressed=("good",)
    )


def test_an_earlier_text_too_long_for_the_box_is_shown_to_be_shortened(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    told = replace(DETAILS, description="x" * 120)
    wizard = open_wizard(activity=begin(desk, answers={"fair.collects": "yes"}, details=told))
    click(offer(wizard, "Use what you wrote in the activity’s description"))
    assert NOTE not in answers(wizard)
    assert find(wizard, QPlainTextEdit, NOTE).toPlainText() == "x" * 120
    click(wizard.bar.next)
    assert asked(wizard)[0] == "fair.collects"
    assert "too long by 20 characters" in wizard.notice.text
    assert focus() is find(wizard, QPlainTextEdit, NOTE)
    assert wizard.bar.give_up.isVisible()
    for _ in range(20):
        QTest.keyClick(focus(), Qt.Key.Key_Backspace)
    click(wizard.bar.next)
    assert asked(wizard) == ["fair.children"]
    assert not wizard.notice.isVisible()


def test_what_is_over_the_limit_survives_everything_else_on_the_page(
    open_wizard: OpenWizard,
) -> None:
    wizard = open_wizard({"fair.collects": "yes"})
    box = find(wizard, QPlainTextEdit, NOTE)
    box.setFocus()
    QGuiApplication.clipboard().setText("y" * 150)
    box.paste()
    find(wizard, ChoiceCard, "fair.collects:yes").setFocus()
    press("U")
    wizard.guidance.refresh()
    assert box.toPlainText() == "y" * 150
    assert answers(wizard) == {"fair.collects": "not_sure"}


# comments and decisions


def test_comments_are_kept_at_their_question(open_wizard: OpenWizard, desk: Desk) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    add = find(wizard, QPushButton, "add_comment")
    assert not add.isEnabled()
    QTest.keyClicks(find(wizard, QPlainTextEdit, "new_comment"), "Ask <b>them</b>.")
    click(add)
    words = said_in(wizard.guidance)
    assert "Comments (1)" in words
    assert "Ask <b>them</b>." in words
    assert find(wizard, QPlainTextEdit, "new_comment").toPlainText() == ""
    (comment,) = on_disk(desk, activity).assessments[0].comments
    assert (comment.question, comment.by) == ("fair.collects", desk.me)
    click(wizard.bar.next)
    assert "Comments (1)" not in said_in(wizard.guidance)


def test_a_comment_being_written_waits_until_one_comes_back(wizard: WizardPage) -> None:
    QTest.keyClicks(find(wizard, QPlainTextEdit, "new_comment"), "Half a tho")
    click(wizard.bar.next)
    assert find(wizard, QPlainTextEdit, "new_comment").toPlainText() == ""
    click(wizard.bar.back)
    assert find(wizard, QPlainTextEdit, "new_comment").toPlainText() == "Half a tho"


def test_a_comment_too_long_says_so(wizard: WizardPage) -> None:
    box = find(wizard, QPlainTextEdit, "new_comment")
    QGuiApplication.clipboard().setText("x" * 2_003)
    box.paste()
    assert not find(wizard, QPushButton, "add_comment").isEnabled()
    assert any("Shorten it by 3" in word for word in said_in(wizard.guidance))


def test_the_dpo_settles_a_not_sure_with_a_reason(open_wizard: OpenWizard, desk: Desk) -> None:
    activity = begin(desk, answers={**FAIR_ANSWERS, "fair.collects": "not_sure"})
    wizard = open_wizard(activity=activity)
    wizard.go_to("fair.collects")
    assert wizard.session.evaluation.result.id == "careful"
    click(find(wizard, QPushButton, "decide_no"))
    assert "Please give a reason; it is kept in the record." in said_in(wizard.guidance)
    QTest.keyClicks(find(wizard, QPlainTextEdit, "decision_reason"), "No card is kept.")
    click(find(wizard, QPushButton, "decide_no"))
    assert wizard.session.evaluation.result.id == "fine"
    assert any("No card is kept." in word for word in said_in(wizard.guidance))
    assert not find(wizard, QPushButton, "decide_no").isVisible()
    wizard.go_to(CHECK)
    assert any("Decided by the DPO: no" in word for word in said_in(wizard.check))
    (made,) = on_disk(desk, activity).assessments[0].overrides
    assert (made.before, made.after, made.by) == ("not_sure", "no", desk.me)


def test_nobody_but_the_dpo_is_asked_to_decide(open_wizard: OpenWizard, desk: Desk) -> None:
    before = desk.settings
    desk.settings = replace(before, name=OWNER.name, role=OWNER.role)
    wizard = open_wizard({"fair.collects": "not_sure"})
    assert not find(wizard, QPushButton, "decide_no").isVisible()
    assert any("until your DPO decides" in word for word in said_in(wizard.guidance))
    desk.settings = before


@pytest.mark.parametrize(
    ("worse", "counts"),
    [
        ((("no", "not_sure", "yes"),), "It counts as yes until"),
        ((("yes", "not_sure", "no"),), "It counts as no until"),
        ((("yes", "not_sure"), ("no", "not_sure")), "It counts as the stricter answer until"),
        ((), "It counts as the stricter answer until"),
    ],
)
def test_not_sure_is_said_to_count_as_the_worse_answer(
    wizard: WizardPage, show: Show, worse: tuple[tuple[str, ...], ...], counts: str
) -> None:
    question = wizard.session.questionnaire.question("fair.collects")
    card = DecisionCard(wizard.session, replace(question, worse=worse))
    show(card)
    card.refresh()
    assert any(word.startswith(counts) for word in said_in(card))
