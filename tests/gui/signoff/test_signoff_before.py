"""Before completion: what is open, the advice, the plan, handing over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import default_review
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Plan, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.widgets.choices import ChoiceCard, ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, SIGN_OFF
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import (
    FAIR_ANSWERS,
    begin,
    click,
    find,
    focus,
    links_in,
    page_of,
    said_in,
    soon,
)
from tests.gui.conftest import OpenWizard
from tests.gui.signoff.steps import kinds, message, stored, write

ONE_ODD: Answers = {**FAIR_ANSWERS, "fair.basis": "consent", "fair.channels": ("none",)}


def choose(wizard: QWidget, text: str) -> None:
    """Choose in the list of what became of the advice."""
    combo = find(wizard, ComboBox, "advice_outcome")
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())
    QApplication.processEvents()


# what is open


def test_what_is_open_is_listed_and_leads_to_its_place(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    answers = {key: v for key, v in ONE_ODD.items() if key != "fair.children"}
    wizard = open_wizard(activity=begin(desk, answers=answers))
    wizard.go_to(SIGN_OFF)
    links = links_in(find(wizard, QWidget, "open_points"))
    assert list(links) == [
        "Answer: May children come to the stand?",
        "Consent to nothing is no consent.",
    ]
    assert "•  Name who is to approve it." in said_in(find(wizard, QWidget, "open_points"))
    click(links["Consent to nothing is no consent."])
    assert focus().objectName() == "fair.basis:consent"
    click(find(wizard, ChoiceCard, "fair.basis:interests"))
    click(wizard.bar.next)
    assert wizard.current_step.id == CHECK
    wizard.go_to(SIGN_OFF)
    links = links_in(find(wizard, QWidget, "open_points"))
    assert list(links) == ["Answer: May children come to the stand?"]


def test_nothing_is_completed_while_a_point_is_open(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    click(find(wizard, QPushButton, "complete_assessment"))
    assert "still open" in message(wizard)
    assert stored(desk, activity).status is Status.DRAFT


def test_a_point_goes_from_the_list_once_it_is_settled(
    wizard: WizardPage, qtbot: QtBot
) -> None:
    points = find(wizard, QWidget, "open_points")
    assert points.isVisible()
    write(wizard, "approver", APPROVER.name)
    soon(qtbot, lambda: not points.isVisible())


def test_tab_goes_through_the_form_before_the_record(wizard: WizardPage) -> None:
    passed = []
    for _ in range(40):
        passed.append(focus().objectName())
        if focus() is wizard.bar.back:
            break
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    order = ["advice_outcome", "completed_by", "complete_assessment", "hand_to_dpo", "back"]
    assert [name for name in passed if name in order] == order


# advice and plan


def test_who_completes_and_when_it_is_reviewed_is_proposed(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    assert find(wizard, QLineEdit, "completed_by").text() == OWNER.name
    due = default_review(desk.today(), months=6)
    assert find(wizard, DateField, "review_on").value() == due
    assert stored(desk, activity).plan == Plan(completed_by=OWNER, review_on=due)


def test_a_review_in_the_past_is_an_open_point(
    wizard: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    line = find(wizard, DateField, "review_on").findChildren(QLineEdit)[0]
    line.selectAll()
    QTest.keyClicks(line, desk.today().isoformat())
    points = find(wizard, QWidget, "open_points")
    past = "•  The day of the next review must lie in the future."
    soon(qtbot, lambda: past in said_in(points))


def test_a_review_date_that_is_none_keeps_the_page(wizard: WizardPage) -> None:
    line = find(wizard, DateField, "review_on").findChildren(QLineEdit)[0]
    line.selectAll()
    QTest.keyClicks(line, "next year")
    click(wizard.bar.back)
    assert wizard.current_step.id == SIGN_OFF
    assert "day of the next review" in message(wizard)
    assert wizard.bar.give_up.isVisible()


def test_the_form_asks_for_what_the_choice_needs(wizard: WizardPage) -> None:
    asked = {
        "No advice yet": set(),
        "We have no data protection officer": set(),
        "Advice given, and accepted": GIVEN,
        "Advice given, but overruled": GIVEN | {"advice_reason"},
    }
    for choice, fields in asked.items():
        choose(wizard, choice)
        names = ("advice_by", "advice_by_role", "advice_on", "advice_text", "advice_reason")
        seen = {n for n in names for w in wizard.findChildren(QWidget, n) if w.isVisible()}
        assert seen == fields, choice


GIVEN = {"advice_by", "advice_by_role", "advice_on", "advice_text"}


def test_overruling_needs_reasons(
    wizard: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    points = find(wizard, QWidget, "open_points")
    choose(wizard, "Advice given, but overruled")
    soon(qtbot, lambda: "•  Say whose advice it is and what it says." in said_in(points))
    write(wizard, "advice_by", DPO.name)
    write(wizard, "advice_text", "Do not collect birthdays.")
    reasons = "•  Give the reasons for overruling the advice."
    soon(qtbot, lambda: reasons in said_in(points))
    write(wizard, "advice_reason", "We never do.")
    soon(qtbot, lambda: reasons not in said_in(points))
    assert stored(desk, activity).advice == Advice(
        outcome=AdviceOutcome.OVERRULED,
        by=Person(name=DPO.name, role=DPO.role),
        on=desk.today(),
        text="Do not collect birthdays.",
        reason="We never do.",
    )


def test_having_no_dpo_is_an_answer(
    wizard: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    choose(wizard, "We have no data protection officer")
    click(wizard.bar.back)
    assert stored(desk, activity).advice == Advice(outcome=AdviceOutcome.NO_DPO)


def test_advice_is_saved_while_one_types_and_noted_once(
    wizard: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    choose(wizard, "Advice given, and accepted")
    write(wizard, "advice_text", "Fi")

    def type_on() -> bool:
        QTest.keyClicks(find(wizard, QPlainTextEdit, "advice_text"), "n")
        advice = stored(desk, activity).advice
        return advice is not None and "Fin" in advice.text

    soon(qtbot, type_on, seconds=3)
    assert EventKind.ADVISED not in kinds(desk, activity)
    click(wizard.bar.back)
    wizard.go_to(SIGN_OFF)
    click(wizard.bar.back)
    assert kinds(desk, activity).count(EventKind.ADVISED) == 1


def test_advice_too_long_is_not_cut_but_said(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    choose(wizard, "Advice given, and accepted")
    box = find(wizard, QPlainTextEdit, "advice_text")
    box.setPlainText("x" * 4_002)
    click(wizard.bar.back)
    assert wizard.current_step.id == SIGN_OFF
    assert "shorten" in message(wizard)
    assert len(box.toPlainText()) == 4_002
    for _ in range(2):
        QTest.keyClick(box, Qt.Key.Key_Delete)
    click(wizard.bar.back)
    advice = stored(desk, activity).advice
    assert advice is not None
    assert advice.text == "x" * 4_000


# handing over


def test_a_draft_goes_to_the_dpo_and_comes_back(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    write(wizard, "approver", APPROVER.name)
    click(find(wizard, QPushButton, "hand_to_dpo"))
    submitted = stored(desk, activity)
    assert submitted.status is Status.SUBMITTED
    assert submitted.plan.approver == Person(name=APPROVER.name)
    assert "With the data protection officer" in said_in(wizard.signoff)
    assert any("Nothing was sent" in words for words in said_in(wizard.signoff))
    assert message(wizard) == "Handed to the data protection officer."
    wizard.go_to("fair.children")
    assert not any(c.isEnabled() for c in page_of(wizard).findChildren(ChoiceCard))
    wizard.go_to(SIGN_OFF)
    choose(wizard, "Advice given, and accepted")
    write(wizard, "advice_text", "Say who.")
    row = find(wizard, QWidget, "return_to_owner")
    click(row.findChildren(QPushButton)[0])
    confirm = find(row, QPushButton, "confirm_reason")
    click(confirm)
    assert stored(desk, activity).status is Status.SUBMITTED
    assert "Please give a reason; it is kept in the record." in said_in(row)
    QTest.keyClicks(focus(), "Who keeps the cards?")
    click(confirm)
    returned = stored(desk, activity)
    assert returned.status is Status.DRAFT
    assert message(wizard) == f"Returned to {OWNER.name} with your comment."
    assert returned.moves[-1].reason == "Who keeps the cards?"
    assert returned.advice is not None
    assert returned.advice.text == "Say who."
    assert kinds(desk, activity)[-3:] == [
        EventKind.SUBMITTED,
        EventKind.ADVISED,
        EventKind.RETURNED,
    ]
    wizard.go_to("fair.children")
    click(find(wizard, ChoiceCard, "fair.children:yes"))
    assert wizard.session.assessment.answers["fair.children"] == "yes"
