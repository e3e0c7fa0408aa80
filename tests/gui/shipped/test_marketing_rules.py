"""The marketing rules in the window: only what matters is asked, each row has its result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.answers import read_answers
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.labels import Label
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.rows_answered import RowsAnswered
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, RESULT
from tests.cli.test_marketing_finer import in_finer_words
from tests.cli.test_marketing_rules import ACTIVITY, CASES, rules_asked
from tests.gui.cases import DETAILS, begin, find, page_of, said_in
from tests.gui.conftest import OpenWizard

SENDINGS = "marketing-rules.sendings"
INPUTS: dict[str, dict[str, Any]] = {case["name"]: case["input"] for case in CASES}


def row(name: str, audience: str) -> dict[str, Any]:
    """A row of the tests as the wizard asks for it; the LIA is not the wizard's to say."""
    cells = in_finer_words(INPUTS[name])
    kept = {key: cell for key, cell in cells.items() if key not in {*ACTIVITY, "lia"}}
    return {"audience": audience, **kept}


def given(*rows: dict[str, Any]) -> Answers:
    message = {key: cell for key, cell in INPUTS["V54"].items() if key in ACTIVITY}
    answers, problems = read_answers({**message, "sendings": list(rows)}, rules_asked())
    assert problems == []
    return answers


@pytest.fixture
def wizard(open_wizard: OpenWizard) -> WizardPage:
    rows = (row("V01", "Everybody"), row("V43", "Callers"))
    return open_wizard(given(*rows), set_id="marketing-rules")


def asked(wizard: WizardPage) -> set[str]:
    """The fields of rows one can see."""
    shown = page_of(wizard).findChildren(Field)
    return {field.question.id for field in shown if field.isVisible()}


def test_a_channel_asks_for_its_own_register_and_no_other(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given(row("V54", "Tenants")), set_id="marketing-rules")
    wizard.go_to_question(SENDINGS)
    assert {"screened", "mps_checked_on", "agreed"} <= asked(wizard)
    assert not {"tps_checked_on", "consent_free", "optout_in_message", "lia"} & asked(wizard)
    channel = find(page_of(wizard), ComboBox, "channel")
    channel.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(channel, key)
    assert {"optout_in_message", "context"} <= asked(wizard)
    assert not {"screened", "mps_checked_on"} & asked(wizard)
    (stored,) = rows_of(wizard.session.assessment.answers[SENDINGS])
    assert stored["channel"] == "email"


def test_what_the_activity_said_is_offered_in_words(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    details = replace(DETAILS, planned_start=date(2027, 1, 4), public_authority="no")
    activity = begin(desk, "marketing-rules", details=details)
    wizard = open_wizard(activity=activity, set_id="marketing-rules")
    words = said_in(page_of(wizard))
    for source, text in (
        ("the activity’s day of sending", "4 Jan 2027"),
        ("the activity’s details", "Charity"),
        ("the activity’s details", "No"),
    ):
        at = words.index(text, words.index(f"You said this in {source}"))
        assert words[at - 1] == f"You said this in {source}"


def test_a_blank_row_asks_for_its_group_and_channel_alone(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given({"audience": "Tenants"}), set_id="marketing-rules")
    wizard.go_to_question(SENDINGS)
    assert asked(wizard) & {field.id for field in rules_asked().question(SENDINGS).fields} == {
        "audience",
        "channel",
    }


def test_the_answers_of_rows_are_listed_in_a_block_each(wizard: WizardPage) -> None:
    wizard.go_to(CHECK)
    blocks = find(wizard.check, RowsAnswered, f"rows:{SENDINGS}")
    words = said_in(blocks)
    names = [word for word in words if word.startswith(("Everybody ·", "Callers ·"))]
    assert len(names) == 2
    assert names[1] == "Callers · Live call"
    assert words[words.index("Group") + 1] == "Everybody"
    worked_out = {f.short for f in rules_asked().question(SENDINGS).fields if f.given_only}
    assert worked_out
    owed = words[words.index("Still to answer") + 1].split(", ")
    assert not worked_out & {*words, *owed}


def test_the_nine_points_are_asked_of_a_consent(open_wizard: OpenWizard) -> None:
    agreed = {**row("V63", "Tenants"), "agreed": "yes"}
    wizard = open_wizard(given(agreed), set_id="marketing-rules")
    wizard.go_to_question(SENDINGS)
    assert sum(name.startswith("consent_") for name in asked(wizard)) == 9


def test_the_result_says_which_row_decides_and_what_would_allow_it(wizard: WizardPage) -> None:
    wizard.go_to(RESULT)
    words = said_in(wizard.result)
    for expected in (
        "Not as it stands",
        "Stops because of: Live call · Callers",
        "Post addressed to somebody · Everybody",
        "Live call · Callers",
        "Route: Not direct marketing",
        "This is what decides the result.",
        "What would make this allowed?",
        "•  Get consent that holds in every point, and keep the proof.",
        "•  Leave this group out.",
    ):
        assert expected in words
    assert words.count("This is what decides the result.") == 1


def test_what_the_law_leaves_open_is_said(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(given(row("V55", "Tenants")), set_id="marketing-rules")
    wizard.go_to(RESULT)
    assert any(said.startswith("Not settled in law: ") for said in said_in(wizard.result))


def test_the_table_leads_to_what_is_said_of_a_row(wizard: WizardPage, qtbot: QtBot) -> None:
    wizard.go_to(RESULT)
    QApplication.processEvents()
    bar = wizard.result.verticalScrollBar()
    assert bar.value() == 0
    (link,) = (
        link
        for link in wizard.result.findChildren(Link)
        if link.accessibleName() == "Live call · Callers: Not as it stands. Why?"
    )
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    name = next(
        label
        for label in wizard.result.findChildren(Label)
        if label.text() == "Live call · Callers"
    )
    card = name.parentWidget()
    assert card is not None
    qtbot.waitUntil(lambda: bar.value() > 0)
    QApplication.processEvents()
    assert card.visibleRegion().boundingRect() == card.rect()
