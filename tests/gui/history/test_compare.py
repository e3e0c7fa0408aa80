"""Two versions side by side, flags, and what can be exported of which version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.activity.export_pdf import exportable
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.frame.main_window import ACTIVITIES
from dpia_wizard.gui.history.compare_page import ComparePage
from dpia_wizard.gui.program import Program
from tests.gui.cases import FAIR_ANSWERS, begin, click, find, focus, page_in, said_in, soon
from tests.gui.history.steps import fair, signed_off


def open_comparison(flow: CaseFlow, activity: Activity) -> ComparePage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "compare:fair:1"))
    page = page_in(flow)
    assert isinstance(page, ComparePage)
    return page


# two versions ------------------------------------------------------------------------------


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
