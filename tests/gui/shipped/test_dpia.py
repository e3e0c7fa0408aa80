"""The DPIA in the window: rows by keyboard, levels in words, rows on offer, the grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.answers import read_answers
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.result.grid_picture_view import GridPictureView
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.picture import Picture
from dpia_wizard.gui.widgets.stepper import Stepper
from dpia_wizard.gui.wizard.rows_answered import RowsAnswered
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, RESULT
from tests.dpia import HIGH, LOW, MEDIUM, WRITTEN, dpia, measure, risk
from tests.gui.cases import begin, click, find, focus, page_of, said_in
from tests.gui.conftest import OpenWizard, Show


def given(**answers: Any) -> Answers:  # noqa: ANN401 - any JSON
    read, problems = read_answers({**WRITTEN, **answers}, dpia().say())
    assert not problems
    return read


@pytest.fixture
def wizard(open_wizard: OpenWizard) -> WizardPage:
    opened = open_wizard(given(), set_id="dpia")
    opened.go_to_question("dpia.risks")
    return opened


def stored(wizard: WizardPage, question: str = "dpia.risks") -> list[Mapping[str, object]]:
    return [dict(row) for row in rows_of(wizard.session.assessment.answers.get(question))]


def pick(combo: ComboBox, times: int = 1) -> None:
    combo.setFocus()
    for _ in range(times):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def chip(wizard: WizardPage, level: str = "overall_risk") -> str:
    return find(page_of(wizard), Chip, f"{level}:chip").text()


def test_a_level_is_said_in_words_as_one_chooses(wizard: WizardPage) -> None:
    page = page_of(wizard)
    QTest.keyClick(find(page, QPushButton, "dpia.risks:add"), Qt.Key.Key_Return)
    assert focus() is find(page, QPlainTextEdit, "source_and_impact")
    assert chip(wizard) == "Not rated yet"
    QTest.keyClicks(focus(), "A letter is opened by somebody else.")
    pick(find(page, ComboBox, "likelihood"), 2)
    assert chip(wizard) == "Not rated yet"
    pick(find(page, ComboBox, "severity"), 2)
    assert chip(wizard) == "Medium"
    pick(find(page, ComboBox, "severity"))
    assert chip(wizard) == "High"
    shown = find(page, Chip, "overall_risk:chip").accessibleName()
    assert shown == "Overall risk, Risk 1: High"
    assert stored(wizard) == [
        {
            "risk_no": 1,
            "source_and_impact": "A letter is opened by somebody else.",
            "likelihood": "possible",
            "severity": "severe",
        }
    ]


def test_a_level_is_raised_with_a_reason_and_never_lowered(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given(risks=[risk(MEDIUM)]), set_id="dpia")
    wizard.go_to_question("dpia.risks")
    page = page_of(wizard)
    QTest.keyClick(find(page, QPushButton, "overall_risk:raise"), Qt.Key.Key_Space)
    combo = find(page, ComboBox, "overall_risk")
    assert focus() is combo
    assert [combo.itemText(i) for i in range(combo.count())] == [
        "As the grid says: medium",
        "High",
    ]
    pick(combo)
    assert chip(wizard) == "High"
    assert "Raised; by the grid it is medium." in said_in(page)
    owed = [missing.question for missing in wizard.session.evaluation.missing]
    assert "dpia.risks" in owed
    line = find(page, QLineEdit, "overall_risk_reason")
    QTest.keyClicks(line, "The press would report it.")
    owed = [missing.question for missing in wizard.session.evaluation.missing]
    assert "dpia.risks" not in owed
    QTest.keyClick(combo, Qt.Key.Key_Delete)
    assert chip(wizard) == "Medium"


def test_the_highest_level_offers_nothing_to_raise_to(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given(risks=[risk(HIGH)]), set_id="dpia")
    wizard.go_to_question("dpia.risks")
    assert not find(page_of(wizard), QPushButton, "overall_risk:raise").isVisible()


def test_a_risk_on_offer_is_added_with_one_press_and_then_one_s_own(
    wizard: WizardPage,
) -> None:
    page = page_of(wizard)
    add = find(page, QPushButton, "suggested:r_vulnerable")
    assert add.accessibleName() == "Add risk: Pressure on the vulnerable"
    said = said_in(page)
    assert any(word.startswith("Offered because: Vulnerable people") for word in said)
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Return)
    (row,) = stored(wizard)
    assert (row["risk_no"], row["suggested"]) == (1, "r_vulnerable")
    assert chip(wizard) == "High"
    assert focus().objectName().startswith("suggested:")
    assert "suggested:r_vulnerable" not in [
        button.objectName() for button in page.findChildren(QPushButton) if button.isVisible()
    ]
    box = find(page, QPlainTextEdit, "source_and_impact")
    box.setPlainText("Somebody feels pressed to give.")
    assert stored(wizard)[0]["source_and_impact"] == "Somebody feels pressed to give."


def test_offers_that_no_answer_speaks_for_come_last_and_open_on_request(
    wizard: WizardPage,
) -> None:
    page = page_of(wizard)

    def on_offer() -> list[str]:
        QApplication.processEvents()
        buttons = page.findChildren(QPushButton)
        names = [b.objectName() for b in buttons if b.isVisible()]
        return [n.removeprefix("suggested:") for n in names if n.startswith("suggested:")]

    first = on_offer()
    assert {"r_disclosure_household", "r_vulnerable", "r_consent_invalid"} <= set(first)
    assert "r_viral" not in first
    click(find(page, QPushButton, "more_suggestions"))
    assert len(on_offer()) == 12


def test_measures_are_for_a_risk_by_its_number(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given(risks=[risk(HIGH), risk(MEDIUM)]), set_id="dpia")
    wizard.go_to_question("dpia.risks")
    click(find(page_of(wizard), QPushButton, "suggested:r_vulnerable"))
    wizard.go_to_question("dpia.measures")
    page = page_of(wizard)
    offer = find(page, QPushButton, "suggested:m_vulnerable")
    assert offer.accessibleName() == "Add measure: Risk 3: Pressure on the vulnerable"
    click(offer)
    assert stored(wizard, "dpia.measures")[0]["risk_no"] == 3
    click(find(page, QPushButton, "dpia.measures:add"))
    QApplication.processEvents()
    combos = [c for c in page.findChildren(ComboBox, "risk_no") if c.isVisible()]
    assert [combo.currentData() for combo in combos] == [3, 1]
    assert combos[1].itemText(2) == "2: Somebody reads it."


def test_the_grid_shows_where_risks_stand_before_and_after(open_wizard: OpenWizard) -> None:
    answers = given(risks=[risk(HIGH), risk(LOW)], measures=[measure(1, LOW)])
    wizard = open_wizard(answers, set_id="dpia")
    wizard.go_to(RESULT)
    view = find(wizard.result, GridPictureView, "picture:risks_before_and_after")
    drawing = view.findChild(Picture)
    assert drawing is not None
    assert drawing.accessibleName() == (
        "Before measures: 1 high (possible, severe); 2 low (remote, minimal). "
        "After approved measures: 1 low (remote, minimal); 2 low (remote, minimal)."
    )
    assert drawing.height() > 100


def test_without_risks_there_is_no_grid(wizard: WizardPage) -> None:
    assert not find(page_of(wizard), GridPictureView, "picture:risks_before").isVisible()


def test_reading_only_offers_nothing_to_add(open_wizard: OpenWizard, desk: Desk) -> None:
    activity = begin(desk, "dpia", answers=given(risks=[risk(LOW)]))
    locked = replace(activity.assessments[0], status=Status.SUBMITTED)
    wizard = open_wizard(set_id="dpia", activity=desk.save(activity.put(locked)))
    wizard.go_to_question("dpia.risks")
    words = {button.text() for button in wizard.findChildren(QPushButton) if button.isVisible()}
    assert not words & {"Add", "Add a row", "Remove this row", "Raise it"}


SCREENED: Answers = {
    **dict.fromkeys(
        (
            "screening.new_collection",
            "screening.requires_individual_to_provide",
            "screening.new_sharing",
            "screening.new_purpose_or_use",
            "screening.intrusive_new_technology",
            "screening.significant_decisions",
            "screening.raises_privacy_concern",
            "screening.intrusive_contact",
            "screening.overseas_transfer",
            "screening.special_category",
            "screening.not_explicitly_opted_in",
            "screening.unfamiliar_service",
        ),
        "no",
    ),
    "screening.high_risk_examples": ("none",),
}


def test_what_screening_came_to_and_what_was_ticked_there_is_offered(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    answers = {
        **SCREENED,
        "screening.unfamiliar_service": "yes",
        "screening.high_risk_examples": ("data_matching",),
    }
    wizard = open_wizard(
        set_id="dpia", activity=begin(desk, "screening", "dpia", answers=answers)
    )
    wizard.go_to_question("dpia.why_dpia")
    assert "This is the result of DPIA screening" in said_in(page_of(wizard))
    use(wizard, "Use the result of DPIA screening")
    told = str(wizard.session.assessment.answers["dpia.why_dpia"])
    assert told.startswith("A DPIA is required.\n- Question 12.")
    wizard.go_to_question("dpia.high_risk_types")
    assert "dpia.high_risk_types" not in wizard.session.assessment.answers
    use(wizard, "Use what you answered in DPIA screening: High-risk examples")
    assert wizard.session.assessment.answers["dpia.high_risk_types"] == ("data_matching",)


def use(wizard: WizardPage, name: str) -> None:
    buttons = page_of(wizard).findChildren(QPushButton)
    click(next(b for b in buttons if b.accessibleName() == name and b.isVisible()))


@pytest.mark.parametrize(
    ("state", "needed"), [(Status.SIGNED_OFF, False), (Status.DRAFT, True)]
)
def test_a_dpia_that_screening_found_no_need_for_is_left_out_of_the_way_on(
    state: Status, *, needed: bool, show: Show, desk: Desk
) -> None:
    activity = begin(desk, "screening", answers=SCREENED)
    signed = replace(activity.assessments[0], status=state)
    page = ActivityPage(CaseSession(desk, desk.save(activity.put(signed)).id))
    show(page)
    words = said_in(page)
    why = "Not needed, because screening found no need for one. You can still do one."
    start = find(page, QPushButton, "start:dpia")
    stepper = page.findChild(Stepper)
    assert stepper is not None
    assert (why in words) is not needed
    assert start.text() == ("Start" if needed else "Do one anyway")
    assert start.isEnabled()
    assert ("DPIA not needed" in stepper.accessibleName()) is not needed
    page.case.close()


def test_the_check_page_says_each_level_too(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given(risks=[risk(HIGH)], measures=[measure(1, LOW)]), set_id="dpia")
    wizard.go_to(CHECK)
    said = said_in(find(wizard.check, RowsAnswered, "rows:dpia.risks"))
    assert said == [
        "Risk 1",
        *("Risk", "Somebody reads it."),
        *("Kind", "People"),
        *("Likelihood", "Possible"),
        *("Severity", "Severe"),
        *("Level", "High"),
    ]
