"""The form of an activity in the window: begun, changed, given up, and never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.settings import Settings
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.details_page import DetailsPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.frame.main_window import REVIEWS
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.builders import OWNER
from tests.gui.cases import (
    CTRL,
    asked,
    begin,
    broken,
    click,
    find,
    focus,
    on_disk,
    page_in,
    said_in,
)
from tests.gui.in_flow import activities, can_be_edited, wizard

# a new activity


def test_a_new_activity_leads_straight_into_the_screening(flow: CaseFlow, desk: Desk) -> None:
    save_settings(desk, Settings(theme="light"))
    flow._window.menus.new_activity.trigger()
    form = page_in(flow)
    assert focus() is find(form, QLineEdit, "activity_title")
    click(find(form, QPushButton, "keep_details"))
    assert any("title" in word for word in said_in(form))
    assert activities(desk) == []
    for name, text in (
        ("activity_title", "Spring fair"),
        ("activity_owner", OWNER.name),
        ("activity_owner_role", OWNER.role),
        ("organisation", "Fair Homes"),
    ):
        QTest.keyClicks(find(form, QLineEdit, name), text)
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert asked(wizard(flow))[0] == "screening.new_collection"
    assert focus().objectName() == "screening.new_collection:yes"
    (made,) = activities(desk)
    assert (made.label, made.details.title, made.details.owner) == (
        "ACT-0001",
        "Spring fair",
        OWNER,
    )
    assert [e.kind for e in made.history] == [EventKind.CREATED, EventKind.STARTED]
    assert made.history[1].by == OWNER
    assert desk.settings.me == OWNER
    assert desk.settings.organisation == "Fair Homes"
    assert not can_be_edited(desk, made)
    click(wizard(flow).bar.leave)
    assert isinstance(page_in(flow), ActivityPage)


def test_a_new_activity_can_be_given_up(flow: CaseFlow, desk: Desk) -> None:
    flow.begin()
    QTest.keyClicks(focus(), "Spring fair")
    click(find(page_in(flow), QPushButton, "cancel_details"))
    assert isinstance(page_in(flow), RegisterPage)
    assert activities(desk) == []
    flow.begin()
    assert find(page_in(flow), QLineEdit, "activity_title").text() == ""


def test_a_half_written_activity_waits(flow: CaseFlow, desk: Desk) -> None:
    flow.begin()
    QTest.keyClicks(focus(), "Spring fair")
    QTest.keyClicks(find(page_in(flow), QPlainTextEdit, "activity_description"), "We colle")
    assert flow._window.go_to(REVIEWS)
    flow.begin()
    form = page_in(flow)
    assert find(form, QLineEdit, "activity_title").text() == "Spring fair"
    assert find(form, QPlainTextEdit, "activity_description").toPlainText() == "We colle"
    click(find(form, QPushButton, "keep_details"))
    assert [a.details.title for a in activities(desk)] == ["Spring fair"]
    flow.begin()
    assert find(page_in(flow), QLineEdit, "activity_title").text() == ""


def test_an_activity_that_cannot_be_saved_stays_in_the_form(flow: CaseFlow, desk: Desk) -> None:
    flow.begin()
    QTest.keyClicks(focus(), "Spring fair")
    with broken(desk):
        click(find(page_in(flow), QPushButton, "keep_details"))
        assert any("cannot be" in word for word in said_in(page_in(flow)))
    assert find(page_in(flow), QLineEdit, "activity_title").text() == "Spring fair"
    click(find(page_in(flow), QPushButton, "keep_details"))
    assert isinstance(page_in(flow), WizardPage)


def edit(flow: CaseFlow, activity: Activity) -> DetailsPage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "edit_details"))
    seen = page_in(flow)
    assert isinstance(seen, DetailsPage)
    return seen


# details


@pytest.mark.parametrize("way", ["keep", "close activity", "cancel"])
def test_details_are_kept_however_one_leaves_unless_cancelled(
    way: str, flow: CaseFlow, desk: Desk
) -> None:
    activity = begin(desk)
    form = edit(flow, activity)
    assert focus() is find(form, QLineEdit, "activity_title")
    QTest.keyClicks(find(form, QLineEdit, "activity_team"), "Events")
    if way == "close activity":
        QTest.keyClick(focus(), Qt.Key.Key_W, CTRL)
        assert isinstance(page_in(flow), RegisterPage)
    else:
        click(find(form, QPushButton, f"{way}_details"))
        assert isinstance(page_in(flow), ActivityPage)
    assert on_disk(desk, activity).details.team == ("" if way == "cancel" else "Events")


def test_details_that_cannot_be_saved_stay_in_the_form(flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk)
    form = edit(flow, activity)
    QTest.keyClicks(find(form, QLineEdit, "activity_team"), "Events")
    with broken(desk):
        click(find(form, QPushButton, "keep_details"))
        assert any("cannot be" in word for word in said_in(form))
        QTest.keyClick(focus(), Qt.Key.Key_W, CTRL)
        assert page_in(flow) is form
    click(find(form, QPushButton, "keep_details"))
    assert on_disk(desk, activity).details.team == "Events"
