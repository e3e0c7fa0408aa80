"""From page to page: new activities, several one after the other, records brought in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.settings import Settings
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.details_page import DetailsPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.frame.main_window import ACTIVITIES, REVIEWS
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.builders import OWNER
from tests.gui.cases import (
    ALT,
    CTRL,
    DETAILS,
    FAIR_ANSWERS,
    NOTE,
    asked,
    begin,
    broken,
    click,
    find,
    focus,
    on_disk,
    page_in,
    press,
    said_in,
    soon,
    stored_answers,
)


def wizard(flow: CaseFlow) -> WizardPage:
    seen = page_in(flow)
    assert isinstance(seen, WizardPage)
    return seen


def activities(desk: Desk) -> list[Activity]:
    return [desk.store.load(found) for found, *_ in desk.store.ids()]


def can_be_edited(desk: Desk, activity: Activity) -> bool:
    """Whether another window could edit it now."""
    case = CaseSession(desk, activity.id)
    free = not case.is_read_only
    case.close()
    return free


def open_fair(flow: CaseFlow, activity: Activity) -> WizardPage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "open:fair"))
    return wizard(flow)


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


# opening and leaving


def test_several_are_opened_one_after_the_other_without_waiting(
    flow: CaseFlow, desk: Desk
) -> None:
    made = [begin(desk, details=replace(DETAILS, title=f"Fair {n}")) for n in range(4)]
    for activity in made:
        flow._window.activity_opened.emit(activity.id)
    seen = page_in(flow)
    assert isinstance(seen, ActivityPage)
    assert seen.case.activity.details.title == "Fair 3"
    assert [can_be_edited(desk, activity) for activity in made] == [True, True, True, False]


def test_what_is_being_typed_is_saved_when_another_is_opened(
    flow: CaseFlow, desk: Desk
) -> None:
    first, second = begin(desk), begin(desk)
    open_fair(flow, first)
    press("Y")
    QTest.keyClicks(find(page_in(flow), QPlainTextEdit, NOTE), "Names")
    flow.open_activity(second.id)
    assert stored_answers(desk, first) == {"fair.collects": "yes", NOTE: "Names"}
    assert can_be_edited(desk, first)


def test_leaving_an_activity_lets_others_edit_it(flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk)
    flow.open_activity(activity.id)
    assert not can_be_edited(desk, activity)
    click(find(page_in(flow), QWidget, "back_to_activities"))
    assert isinstance(page_in(flow), RegisterPage)
    assert can_be_edited(desk, activity)


@pytest.mark.parametrize("way", ["close activity", "close window"])
def test_every_way_out_of_the_wizard_saves(way: str, flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk)
    open_fair(flow, activity)
    press("Y")
    QTest.keyClicks(find(page_in(flow), QPlainTextEdit, NOTE), "Names")
    if way == "close activity":
        QTest.keyClick(focus(), Qt.Key.Key_W, CTRL)
    else:
        assert flow._window.close()
    assert stored_answers(desk, activity)[NOTE] == "Names"
    assert can_be_edited(desk, activity)


def test_the_window_stays_while_something_cannot_be_saved(flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk)
    seen = open_fair(flow, activity)
    with broken(desk):
        press("Y")
        assert not flow._window.close()
        assert not flow._window.go_to(ACTIVITIES)
        assert page_in(flow) is seen
        assert seen.notice.isVisible()
    assert flow._window.close()
    assert stored_answers(desk, activity) == {"fair.collects": "yes"}


def test_a_file_that_cannot_be_read_is_named(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    activity = begin(desk)
    (desk.workspace.folder / "activities" / f"{activity.id}.json").write_text("{")
    flow.open_activity(activity.id)
    assert isinstance(page_in(flow), RegisterPage)
    assert activity.id in program.register.message.text


def test_questions_that_are_lost_are_said_where_one_is(flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk)
    lost = replace(activity.assessments[0], set_digest="0" * 64)
    desk.save(activity.put(lost))
    flow.open_activity(activity.id)
    flow.open_assessment("fair", 1)
    seen = page_in(flow)
    assert isinstance(seen, ActivityPage)
    assert "question set" in seen.message.text


def test_beginning_a_set_twice_does_not_begin_it_anew(flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk, answers=FAIR_ANSWERS)
    flow.open_activity(activity.id)
    flow._on_start_wanted("fair")
    assert stored_answers(desk, activity) == FAIR_ANSWERS


# details


def edit(flow: CaseFlow, activity: Activity) -> DetailsPage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "edit_details"))
    seen = page_in(flow)
    assert isinstance(seen, DetailsPage)
    return seen


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


# undo in the window


def test_the_keys_for_undo_work_within_a_text_and_across_pages(
    flow: CaseFlow, desk: Desk, qtbot: QtBot
) -> None:
    seen = open_fair(flow, begin(desk))
    press("Y")
    box = find(seen, QPlainTextEdit, NOTE)
    box.setFocus()
    QTest.keyClicks(box, "Names")
    QTest.keyClick(focus(), Qt.Key.Key_Right, ALT)
    press("Y")
    QTest.keyClick(focus(), Qt.Key.Key_Right, ALT)
    QTest.keyClicks(focus(), "By post")
    assert focus().objectName() == "fair.guardian"
    for _ in range(2):
        QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)
    soon(qtbot, lambda: asked(seen) == ["fair.children"])
    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)
    soon(qtbot, lambda: asked(seen) == ["fair.collects", NOTE])
    assert find(seen, QPlainTextEdit, NOTE).toPlainText() == ""
    find(seen, QPlainTextEdit, NOTE).setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)
    assert seen.session.assessment.answers == {}
    soon(qtbot, lambda: focus().objectName() == "fair.collects:yes")
    for _ in range(2):
        QTest.keySequence(focus(), QKeySequence(QKeySequence.StandardKey.Redo))
        QApplication.processEvents()
    assert seen.session.assessment.answers == {"fair.collects": "yes", NOTE: "Names"}
    assert find(seen, ChoiceCard, "fair.collects:yes").isChecked()


# records brought in


def test_the_example_is_made_and_its_record_opened_beside_it(
    flow: CaseFlow, program: Program, desk: Desk, qtbot: QtBot
) -> None:
    actions = flow._window.menus.examples.actions()
    next(action for action in actions if action.data() == "council_message").trigger()
    assert "Preparing the example" in program.register.message.text
    soon(qtbot, lambda: isinstance(page_in(flow), ActivityPage), seconds=120)
    assert not program.register.message.isVisible()
    (example,) = activities(desk)
    assert example.details.title == "Food waste collection, first notice"
    record = next((desk.workspace.folder / "records").glob("*/*.pdf"))
    flow._on_start_wanted("fair")
    press("Y")
    flow._window.record_open_requested.emit(str(record))
    assert isinstance(page_in(flow), RegisterPage)
    soon(qtbot, lambda: isinstance(page_in(flow), ActivityPage), seconds=60)
    assert stored_answers(desk, example) == {"fair.collects": "yes"}


def test_what_is_no_record_is_refused_with_a_sentence(
    flow: CaseFlow, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "holiday.pdf"
    path.write_text("no PDF")
    flow.open_record(str(path))
    soon(qtbot, lambda: "holiday.pdf" in program.register.message.text, seconds=60)
    assert isinstance(page_in(flow), RegisterPage)


def test_an_activity_is_read_from_its_top_after_the_wizard(
    flow: CaseFlow, desk: Desk, qtbot: QtBot
) -> None:
    activity = begin(desk)
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "next_step"))
    wizard(flow).closed.emit()
    seen = page_in(flow)
    main = seen.findChildren(ScrollPage)[0]
    assert main.verticalScrollBar().maximum()
    qtbot.waitUntil(lambda: find(seen, QPushButton, "next_step").hasFocus())
    assert main.verticalScrollBar().value() == 0
