"""The whole history, two versions side by side, and flags: read by keyboard, said in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import new_version
from dpia_wizard.app.start import edit_details
from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Plan
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.activity.export_pdf import exportable
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.frame.main_window import ACTIVITIES
from dpia_wizard.gui.history.compare_page import ComparePage
from dpia_wizard.gui.history.history_page import HistoryPage
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.widgets.link import Link
from tests.builders import APPROVER, OWNER
from tests.gui.cases import (
    FAIR_ANSWERS,
    NOTE,
    begin,
    click,
    file_of,
    find,
    focus,
    page_in,
    said_in,
    soon,
)

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def fair(activity: Activity) -> Assessment:
    found = activity.current("fair")
    assert found is not None
    return found


def answered(desk: Desk, activity: Activity, **answers: Any) -> Activity:  # noqa: ANN401
    before = fair(activity)
    given = {f"fair.{name}": value for name, value in answers.items()}
    after = before.with_answers({**before.answers, **given})
    return leave_page(desk, activity, after, before=before.answers)


def signed_off(desk: Desk, activity: Activity) -> Activity:
    """The fair assessment completed and approved, as a job would, without a PDF."""
    plan = Plan(approver=APPROVER, review_on=AT.date().replace(year=2027))
    ready = replace(fair(activity), plan=plan)
    evaluation = desk.evaluate(activity.put(ready), ready)
    done = signoff.complete(ready, evaluation, by=OWNER, at=AT)
    told = noted(activity.put(done), EventKind.COMPLETED, by=OWNER, at=AT, assessment=done)
    approved = signoff.approve(done, by=APPROVER, at=AT)
    return desk.save(
        noted(told.put(approved), EventKind.APPROVED, by=APPROVER, at=AT, assessment=approved)
    )


@pytest.fixture
def twice(flow: CaseFlow, desk: Desk) -> Activity:
    """A signed version, and a second one that says something else."""
    activity = signed_off(desk, begin(desk, answers=FAIR_ANSWERS))
    activity = new_version(desk, activity, fair(activity), reason="Children come too.")
    return answered(desk, activity, children="yes", collects_details="Names only.")


def open_history(flow: CaseFlow, activity: Activity) -> HistoryPage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), Link, "whole_history"))
    page = page_in(flow)
    assert isinstance(page, HistoryPage)
    return page


def rows(page: HistoryPage) -> list[tuple[str, ...]]:
    """What, before and after of each line."""
    model = page.model
    return [
        tuple(str(model.index(row, column).data()) for column in (2, 3, 4))
        for row in range(model.rowCount())
    ]


# the whole history -------------------------------------------------------------------------


def test_every_change_is_listed_with_before_and_after(
    flow: CaseFlow, twice: Activity, desk: Desk
) -> None:
    edit_details(desk, twice, replace(twice.details, channels="Email"))
    page = open_history(flow, twice)
    assert rows(page)[:4] == [
        ("Activity described anew: channels", "", "Email"),
        ("Fair v2: “What is collected” answered", "Names and email addresses.", "Names only."),
        ("Fair v2: “Children” answered", "No", "Yes"),
        ("Fair v2 started: “Children come too.”", "", ""),
    ]
    assert len(rows(page)) >= len(twice.history)


def test_the_history_is_walked_by_keyboard_and_told_in_full(
    flow: CaseFlow, twice: Activity
) -> None:
    page = open_history(flow, twice)
    assert focus() is page.table
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    first = said_in(page.detail)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert said_in(page.detail) != first
    assert {"Before", "After"} <= set(said_in(page.detail))
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert page_in(flow).objectName() == "activity_page"


def test_tab_leads_through_the_activity_as_one_reads(flow: CaseFlow, twice: Activity) -> None:
    flow.open_activity(twice.id)
    page = page_in(flow)
    flow._window.sidebar.buttons()[-1].setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    found: list[str] = []
    while page.isAncestorOf(focus()) and len(found) < 30:
        found.append(focus().objectName())
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert found[:5] == [
        "back_to_activities",
        "edit_details",
        "archive_activity",
        "hand_over_activity",
        "export_pdf",
    ]
    assert found[-1] == "whole_history"
    assert "compare:fair:1" in found
    assert flow._window.sidebar.isAncestorOf(focus())


def test_tab_goes_on_from_where_it_was_when_that_is_no_more(
    flow: CaseFlow, twice: Activity
) -> None:
    flow.open_activity(twice.id)
    archive = find(page_in(flow), QPushButton, "archive_activity")
    archive.setFocus(Qt.FocusReason.OtherFocusReason)
    archive.setEnabled(False)
    assert focus().objectName() == "hand_over_activity"


def test_tab_leads_from_the_table_to_the_entry_in_full(flow: CaseFlow, twice: Activity) -> None:
    page = open_history(flow, twice)
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.detail.isAncestorOf(focus())
    assert focus().accessibleName() == "The chosen entry in full"


def test_the_history_is_searched(flow: CaseFlow, twice: Activity) -> None:
    page = open_history(flow, twice)
    page.model.search("names only")
    assert [what for what, *_ in rows(page)] == ["Fair v2: “What is collected” answered"]


def test_a_cell_is_read_aloud_with_its_column(flow: CaseFlow, twice: Activity) -> None:
    model = open_history(flow, twice).model
    spoken = [
        str(model.index(row, 3).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert "Before: No" in spoken
    assert "Before: nothing" in spoken


def test_a_whole_history_says_so_and_names_its_latest_entry(
    flow: CaseFlow, twice: Activity
) -> None:
    words = said_in(open_history(flow, twice))
    head = twice.history[-1].digest
    assert any("Record chain intact ✓" in word and head[:4] in word for word in words)
    assert "Changed outside the program" not in words


EDITS: dict[str, tuple[Callable[[Any], object], str]] = {
    "an entry’s note": (
        lambda a: a["history"][-2]["detail"].update(note="x"),
        "this entry was edited after it was written",
    ),
    "an entry removed": (
        lambda a: a["history"].pop(2),
        "at least one entry before this one was removed",
    ),
    "an answer": (
        lambda a: a["assessments"][1]["answers"].update({NOTE: "x"}),
        "The activity’s file was changed outside the program.",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_changed_by_hand_is_said_in_words(
    flow: CaseFlow, twice: Activity, desk: Desk, what: str
) -> None:
    edit, expected = EDITS[what]
    file: Path = file_of(desk, twice)
    tables = json.loads(file.read_text("utf-8"))
    edit(tables["activity"]["1"])
    file.write_text(json.dumps(tables), "utf-8")
    page = open_history(flow, twice)
    words = said_in(page)
    assert "Changed outside the program" in words
    assert any(expected in word for word in words)
    assert not any("intact" in word for word in words)


# two versions ------------------------------------------------------------------------------


def open_comparison(flow: CaseFlow, activity: Activity) -> ComparePage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "compare:fair:1"))
    page = page_in(flow)
    assert isinstance(page, ComparePage)
    return page


def test_two_versions_stand_side_by_side_with_what_differs(
    flow: CaseFlow, twice: Activity
) -> None:
    words = said_in(open_comparison(flow, twice))
    for expected in (
        "Version 1, signed off",
        "Version 2, draft",
        "May children come to the stand?",
        "Names and email addresses.",
        "Names only.",
        "Children come too.",
    ):
        assert expected in words
    assert "Why do you want to be there?" not in words


def test_what_is_the_same_is_shown_when_asked_for(flow: CaseFlow, twice: Activity) -> None:
    page = open_comparison(flow, twice)
    assert focus() is page.everything
    QTest.keyClick(page.everything, Qt.Key.Key_Space)
    assert "Why do you want to be there?" in said_in(page)
    QTest.keyClick(page.everything, Qt.Key.Key_Escape)
    assert page_in(flow).objectName() == "activity_page"


def test_a_question_only_one_version_was_asked_is_said(
    flow: CaseFlow, twice: Activity, desk: Desk
) -> None:
    """The set has been replaced by one without one question and with another worded anew."""
    own = desk.workspace.folder / "questionnaires" / "fair.yaml"
    text = own.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0")
    text = text.replace("May children come to the stand?", "Will there be children?")
    text = text.replace("id: fair.day", "id: fair.date").replace("fair.day", "fair.date")
    own.write_text(text, "utf-8")
    desk.sets._current = None
    newer = desk.sets.get("fair")
    desk.sets.keep(newer)
    second = replace(fair(twice), set_digest=newer.digest, set_version="1.1.0")
    activity = desk.save(twice.put(second))
    words = said_in(open_comparison(flow, activity))
    assert "Not asked in this version" in words
    assert "Will there be children?\nAsked before as: May children come to the stand?" in words
    assert "The questions themselves changed from version 1.0.0 to 1.1.0." in words


def test_a_comparison_without_its_questions_is_refused_in_words(
    flow: CaseFlow, twice: Activity, desk: Desk
) -> None:
    lost = replace(twice.version("fair", 1), set_digest="0" * 64)
    activity = desk.save(twice.put(lost))
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "compare:fair:1"))
    assert any("no question set" in word for word in said_in(page_in(flow)))


# flags -------------------------------------------------------------------------------------


def test_the_activity_and_its_sign_off_say_why_it_may_be_out_of_date(
    flow: CaseFlow, desk: Desk
) -> None:
    activity = signed_off(desk, begin(desk, answers=FAIR_ANSWERS))
    flow.open_activity(activity.id)
    assert not any("out of date" in word for word in said_in(page_in(flow)))
    flow._window.go_to(ACTIVITIES)
    edit_details(desk, activity, replace(activity.details, channels="Email and post"))
    flow.open_activity(activity.id)
    day = desk.now()
    reason = (
        f"May be out of date: the activity’s channels were changed on {day.day} {day:%b %Y}."
    )
    assert reason in said_in(page_in(flow))
    flow.open_assessment("fair")
    assert reason in said_in(page_in(flow))


def test_the_register_shows_the_flag_and_finds_it(
    flow: CaseFlow, program: Program, desk: Desk, qtbot: QtBot
) -> None:
    activity = signed_off(desk, begin(desk, answers=FAIR_ANSWERS))
    begin(desk)
    edit_details(desk, activity, replace(activity.details, channels="Email and post"))
    program.feed.load()
    soon(qtbot, lambda: program.feed.is_up_to_date and len(program.feed.rows) == 2)
    program.register.filter.choose("out_of_date")
    model = program.register.model
    assert [model.summary(row).id for row in range(model.rowCount())] == [activity.id]
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "Out of date?" in shown


# the PDF -----------------------------------------------------------------------------------


def test_what_can_be_exported_is_what_counts_and_what_is_under_way(
    twice: Activity,
) -> None:
    assert [a.key for a in exportable(twice)] == ["fair-v1", "fair-v2"]


def test_export_asks_which_version_and_where_to(
    flow: CaseFlow, twice: Activity, tmp_path: Path, qtbot: QtBot
) -> None:
    flow.open_activity(twice.id)
    page = page_in(flow)
    click(find(page, QPushButton, "export_pdf"))
    menu = page.findChild(QMenu, "export_menu")
    assert menu is not None
    actions: list[QAction] = menu.actions()
    assert [a.text() for a in actions] == [
        "Fair, version 1 (signed off)",
        "Fair, version 2 (draft)",
    ]
    actions[1].trigger()
    menu.close()
    dialog = page.findChild(QFileDialog, "export_pdf_as")
    assert dialog is not None
    out = tmp_path / "draft.pdf"
    dialog.fileSelected.emit(str(out))
    dialog.close()
    soon(qtbot, out.exists, seconds=30)
    soon(qtbot, lambda: "Saved as draft.pdf." in said_in(page))


def test_without_an_assessment_there_is_nothing_to_export(flow: CaseFlow, desk: Desk) -> None:
    activity = begin(desk)
    bare = desk.save(replace(activity, assessments=()))
    case = CaseSession(desk, bare.id)
    case.close()
    flow.open_activity(bare.id)
    assert not find(page_in(flow), QPushButton, "export_pdf").isEnabled()
