"""From page to page: several activities one after the other, undo, records brought in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.frame.main_window import ACTIVITIES
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
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
    page_in,
    press,
    soon,
    stored_answers,
)
from tests.gui.in_flow import activities, can_be_edited, open_fair, wizard

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
    wizard(flow).session.answer("screening.new_collection", "no")
    click(find(wizard(flow), QPushButton, "save_and_close"))
    seen = page_in(flow)
    main = seen.findChildren(ScrollPage)[0]
    qtbot.waitUntil(lambda: bool(main.verticalScrollBar().maximum()))
    assert find(seen, QPushButton, "next_step").hasFocus()
    assert main.verticalScrollBar().value() == 0
