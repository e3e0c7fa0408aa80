"""After the questions: every answer in a list, and the result with its reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, RESULT
from tests.gui.cases import FAIR_ANSWERS, asked, click, find, focus, links_in, page_of, said_in
from tests.gui.conftest import OpenWizard

# check and result


def test_all_answers_are_listed_each_with_a_way_to_change_it(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(FAIR_ANSWERS)
    words = said_in(wizard.check)
    for expected in (
        "Check your answers",
        "Everything needed is answered.",
        "1. Will you collect details at the stand?",
        "Names and email addresses.",
        "R&D and interests",
        "Email\nPost",
        "1 Mar 2027",
        "4,100",
        "Jo Reed, Events",
        "Dealt with: Good, Others",
        "Not relevant: Harm, because Nobody is named.",
    ):
        assert expected in words
    links = {link.objectName(): link for link in wizard.check.findChildren(Link)}
    shown = wizard.session.evaluation.situation.visible
    assert list(links) == [f"change:{question}" for question in shown]
    assert all(link.accessibleName().startswith("Change: ") for link in links.values())


def test_a_changed_answer_leads_back_to_the_list(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(FAIR_ANSWERS)
    link = find(wizard, Link, "change:fair.basis")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert asked(wizard)[0] == "fair.purpose"
    assert focus() is find(wizard, ChoiceCard, "fair.basis:interests")
    assert wizard.bar.next.text() == "Back to your answers"
    click(find(wizard, ChoiceCard, "fair.basis:consent"))
    click(wizard.bar.next)
    assert wizard.current_step.id == CHECK
    assert "Consent" in said_in(wizard.check)
    assert wizard.bar.next.text() == "See the result"


def test_a_way_of_ones_own_does_not_lead_back_to_the_list(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(FAIR_ANSWERS)
    click(find(wizard, Link, "change:fair.collects"))
    click(find(wizard, QPushButton, "step:fair.children"))
    assert wizard.bar.next.text() == "Next"


def test_what_is_open_is_marked_in_the_list(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.collects": "yes", "fair.risks": ({"level": "high"},)})
    wizard.go_to(CHECK)
    words = said_in(wizard.check)
    assert words.count("Not answered yet") == 5
    assert "6 answers are still open. You can sign off once nothing is." in words
    assert words.count("Not complete yet") == 1
    assert words.count("No answer, none needed") == 3


def test_a_prompt_that_is_not_marked_is_named_in_the_list(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.purpose": PromptsAnswer(text="Joy", addressed=("harm",))})
    wizard.go_to(CHECK)
    assert "Not marked: Good, Others" in said_in(wizard.check)


def test_the_result_says_why_and_what_comes_with_it(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(FAIR_ANSWERS)
    click(wizard.bar.next)
    words = said_in(wizard.result)
    for expected in (
        "Take care",
        "There is something to do first.",
        "Details are collected.",
        "Fair guidance, rule 1",
        "•  Put up a privacy notice.",
        "UK GDPR Art 13",
    ):
        assert expected in words
    assert focus() is wizard.bar.next
    assert wizard.bar.next.text() == "Go to sign-off"


def test_a_result_that_is_open_leads_to_what_is_missing(wizard: WizardPage) -> None:
    wizard.go_to(RESULT)
    assert "Not complete yet" in said_in(wizard.result)
    click(links_in(wizard.result)["May children come to the stand?"])
    assert asked(wizard) == ["fair.children"]
    click(wizard.bar.next)
    assert wizard.current_step.id == CHECK


def test_what_the_program_points_out_leads_to_its_question(open_wizard: OpenWizard) -> None:
    odd = {**FAIR_ANSWERS, "fair.basis": "consent", "fair.channels": ("none",)}
    wizard = open_wizard(odd)
    wizard.go_to("fair.purpose")
    assert "Consent to nothing is no consent." in said_in(page_of(wizard))
    wizard.go_to(RESULT)
    click(links_in(wizard.result)["Go to: Basis"])
    assert focus().objectName() == "fair.basis:consent"
