"""The activity page leads from one gate to the next, and says when all are passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.next_card import NextCard
from dpia_wizard.gui.activity.ready_card import ReadyCard
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.widgets.stepper import Stepper
from dpia_wizard.gui.wizard.wizard_steps import RESULT, SIGN_OFF
from tests.builders import APPROVER, NOW
from tests.gui.activity.conftest import OpenPage
from tests.gui.cases import click, find, said_in
from tests.gui.conftest import OpenWizard
from tests.whole_case import (
    EMAIL_AGREED,
    WITH_A_STOP,
    WITH_POST,
    begun,
    lia,
    screened,
    settled,
    whole,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("data"), clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ruled(desk: Desk) -> Activity:
    """Screening and marketing rules are signed off; the LIA is what is missing."""
    activity = settled(desk, begun(desk), "screening", screened(desk, required=True))
    return settled(desk, activity, "marketing-rules", WITH_POST)


def journey(page: ActivityPage) -> str:
    stepper = page.findChild(Stepper)
    assert stepper is not None
    return stepper.accessibleName()


def next_card(page: ActivityPage) -> NextCard:
    return find(page, NextCard, "what_is_next")


def test_what_is_next_is_named_with_its_reason_and_started_from_there(
    open_page: OpenPage, ruled: Activity, qtbot: QtBot
) -> None:
    page = open_page(ruled)
    words = said_in(next_card(page))
    assert words[:3] == ["What is next", "Legitimate interests assessment", "To do"]
    assert words[3].startswith("Marketing rules: Tenants · Post")
    assert "Needs the LIA" in [chip.text() for chip in page.findChildren(Chip)]
    assert "Marketing rules to do, LIA in progress, DPIA to do" in journey(page)
    start = find(page, QPushButton, "next_step")
    assert QApplication.focusWidget() is start
    with qtbot.waitSignal(page.start_wanted) as started:
        click(start)
    assert started.args == ["lia"]
    assert not page.ready.isVisible()


def test_while_somebody_else_approves_one_can_go_on_elsewhere(
    open_page: OpenPage, desk: Desk, ruled: Activity, qtbot: QtBot
) -> None:
    other = desk.save(replace(ruled, id="11111111-1111-4111-8111-111111111111", revision=0))
    page = open_page(settled(desk, other, "lia", lia(desk), approved=False))
    words = said_in(next_card(page))
    assert "“Legitimate interests assessment” is to be approved" in words
    assert f"It is completed. {APPROVER} approves it next." in words
    assert find(page, QPushButton, "next_step").text() == "Approve"
    with qtbot.waitSignal(page.start_wanted) as started:
        click(find(page, QPushButton, "meanwhile_step"))
    assert started.args == ["dpia"]


def test_a_stop_names_its_row_and_leads_to_where_a_new_version_is_begun(
    open_page: OpenPage, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(settled(desk, whole(desk), "marketing-rules", WITH_A_STOP))
    words = said_in(next_card(page))
    assert "Stopped by “Marketing rules”" in words
    assert any(word.startswith("People on a bought list · Email: ") for word in words)
    assert "Open it to see why. A new version, or a withdrawal, is begun there." in words
    assert "Marketing rules stopped" in journey(page)
    with qtbot.waitSignal(page.open_wanted) as opened:
        click(find(page, QPushButton, "next_step"))
    assert opened.args == ["marketing-rules", 0]


def test_what_is_out_of_date_is_said_in_the_journey_on_its_card_and_as_next(
    open_page: OpenPage, desk: Desk
) -> None:
    activity = settled(desk, whole(desk), "marketing-rules", EMAIL_AGREED)
    page = open_page(settled(desk, activity, "screening", screened(desk, required=False)))
    assert "“Legitimate interests assessment” is out of date" in said_in(next_card(page))
    assert "LIA out of date, DPIA out of date, Ready to send not yet." in journey(page)
    chips = [chip.text() for chip in page.findChildren(Chip) if chip.isVisible()]
    assert chips.count("Out of date") == 3


def test_an_activity_that_is_ready_says_what_that_rests_on_and_what_to_look_at(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page(whole(desk))
    ready = find(page, ReadyCard, "ready_to_send")
    page.ready.add_action(plain_button("Do something"))
    words = said_in(ready)
    assert words[0] == "Ready to send"
    assert "Marketing rules: Yes, with conditions, signed off 22 Nov 2026" in words
    assert journey(page).endswith("DPIA done, Ready to send done.")
    assert not page.findChildren(NextCard)
    details = replace(page.case.activity.details, channels="Text")
    assert page.case.do(lambda desk, activity: edit_details(desk, activity, details))
    assert any("the activity’s channels were changed" in word for word in said_in(ready))


def test_a_signed_set_says_beside_close_what_the_activity_waits_for(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    activity = settled(desk, begun(desk), "screening", screened(desk, required=True))
    wizard = open_wizard(set_id="screening", activity=activity, at=desk)
    assert wizard.current_step.id == SIGN_OFF
    assert wizard.bar.after.text() == "What is next: Marketing rules"


def test_signed_rules_say_what_they_come_to_once_the_lia_is_passed(
    open_wizard: OpenWizard, desk: Desk, ruled: Activity
) -> None:
    other = desk.save(replace(ruled, id="22222222-2222-4222-8222-222222222222", revision=0))
    activity = settled(desk, other, "lia", lia(desk))
    wizard = open_wizard(set_id="marketing-rules", activity=activity, at=desk)
    for step in (SIGN_OFF, RESULT):
        wizard.go_to(step)
        seen = find(wizard, Banner, "as_things_are_now")
        assert seen.accessibleName().startswith("As things are now: Yes, with conditions")
        assert "Needs the LIA" in said_in(wizard)
