"""Handing over and merging in the window, with the real worker and another data folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.sign_off import submit
from dpia_wizard.app.start import edit_details
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.handing_over import HandOverDialog, file_name, receiver
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.history.compare_table import CompareRow, CompareTable, Side
from dpia_wizard.gui.history.merge_page import MergePage
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.widgets.dot import Dot
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.open_record import open_record_file
from tests.builders import DPO, OWNER
from tests.gui.cases import (
    add_fair,
    begin,
    click,
    find,
    on_disk,
    said_in,
    soon,
    stored_answers,
    working_desk,
)
from tests.gui.conftest import Show
from tests.gui.looks import cut_off, unnamed

_LONG = 60


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Desk]:
    """Somebody else's data folder."""
    yield from working_desk(tmp_path / "owner", me=OWNER)


def shown(program: Program) -> object:
    QApplication.processEvents()
    return program.window.page


def answer(desk: Desk, activity: Activity, **answers: AnswerValue) -> Activity:
    (before,) = activity.assessments
    told = {**before.answers, **{f"fair.{key}": value for key, value in answers.items()}}
    return leave_page(desk, activity, before.with_answers(told), before=before.answers)


def handed_over(desk: Desk, activity: Activity, out: Path) -> Path:
    hand_over(desk.workspace, activity_id=activity.id, out=out, by=desk.me, at=desk.now())
    return out


def opened(desk: Desk, path: Path) -> Activity:
    return open_record_file(
        desk.workspace, path, label="ACT-0005", by=desk.me, at=desk.now()
    ).activity


@pytest.fixture
def sent(owner: Desk, tmp_path: Path) -> Path:
    """What the owner hands over at first."""
    activity = answer(owner, begin(owner), collects="yes", visitors=10)
    return handed_over(owner, activity, tmp_path / "sent.pdf")


@pytest.fixture
def there(owner: Desk, sent: Path) -> Activity:
    """The owner's activity, as handed over."""
    found = next(iter(owner.store.ids()))[0]
    assert sent.exists()
    return owner.store.load(found)


def open_in(flow: CaseFlow, program: Program, path: Path, kind: type, qtbot: QtBot) -> object:
    flow.open_record(str(path))
    soon(qtbot, lambda: isinstance(shown(program), kind), seconds=_LONG)
    return shown(program)


# handing over ------------------------------------------------------------------------------


def test_an_activity_is_handed_over_from_its_page(
    flow: CaseFlow, program: Program, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    activity = begin(desk)
    submit(desk, activity, activity.assessments[0])
    flow.open_activity(activity.id)
    page = shown(program)
    assert isinstance(page, ActivityPage)
    click(find(page, QPushButton, "hand_over_activity"))
    dialog = find(page, HandOverDialog, "hand_over")
    assert (cut_off(dialog), unnamed(dialog)) == ([], [])
    QTest.keyClicks(find(dialog, QPlainTextEdit, "hand_over_note"), "Look at it.")
    click(find(dialog, QPushButton, "hand_over_save"))
    chooser = find(dialog, QFileDialog, "hand_over_as")
    out = tmp_path / "to the officer.pdf"
    find(chooser, QLineEdit, "fileNameEdit").setText(str(out))
    chooser.accept()
    soon(qtbot, lambda: "Saved as" in page.message.text, seconds=_LONG)
    assert page.message.text == (
        "Saved as to the officer.pdf. Send it to the data protection officer; they open it "
        "with “Open a record…”."
    )
    assert out.read_bytes().startswith(b"%PDF")
    last = on_disk(desk, activity).history[-1]
    assert (last.kind, last.detail and last.detail.note) == (
        EventKind.HANDED_OVER,
        "Look at it.",
    )
    assert page.case.activity == on_disk(desk, activity)


def test_where_it_cannot_be_written_the_note_is_not_lost(
    flow: CaseFlow, program: Program, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    activity = begin(desk)
    flow.open_activity(activity.id)
    page = shown(program)
    assert isinstance(page, ActivityPage)
    page.hand_over_wanted.emit()
    dialog = find(page, HandOverDialog, "hand_over")
    dialog.note.setPlainText("Look at it.")
    out = tmp_path / "x.pdf"
    out.mkdir()
    dialog.save_to(str(out))
    save = find(dialog, QPushButton, "hand_over_save")
    soon(qtbot, save.isEnabled, seconds=_LONG)
    assert "x.pdf" in dialog.message.text
    assert dialog.note.toPlainText() == "Look at it."
    assert on_disk(desk, activity) == activity


def test_nobody_else_is_handed_what_somebody_has_open(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    activity = begin(desk)
    claim = desk.claims.claim(activity.id, holder="Somebody", at=desk.now())
    flow.open_activity(activity.id)
    page = shown(program)
    assert isinstance(page, ActivityPage)
    assert not find(page, QPushButton, "hand_over_activity").isVisible()
    claim.release()


def test_the_files_name_and_receiver_come_from_the_activity(desk: Desk) -> None:
    add_fair(desk.workspace.folder)
    activity = begin(desk)
    odd = replace(activity, details=replace(activity.details, title='A/B: "x" …'))
    assert file_name(odd) == "ACT-0001-A-B-x.pdf"
    assert file_name(replace(odd, details=replace(odd.details, title="…"))) == "ACT-0001.pdf"
    assert receiver(activity) == "whoever is to go on with it"


# opening -----------------------------------------------------------------------------------


def test_an_unknown_activity_is_added_and_opened_with_a_notice(
    flow: CaseFlow, program: Program, desk: Desk, sent: Path, there: Activity, qtbot: QtBot
) -> None:
    page = open_in(flow, program, sent, ActivityPage, qtbot)
    assert isinstance(page, ActivityPage)
    assert page.message.text == "Added to your register from sent.pdf."
    assert stored_answers(desk, there) == {"fair.collects": "yes", "fair.visitors": 10}


def test_the_same_file_again_changes_nothing_and_says_so(
    flow: CaseFlow, program: Program, desk: Desk, sent: Path, there: Activity, qtbot: QtBot
) -> None:
    opened(desk, sent)
    before = on_disk(desk, there)
    page = open_in(flow, program, sent, ActivityPage, qtbot)
    assert isinstance(page, ActivityPage)
    assert "nothing that is not here already" in page.message.text
    assert on_disk(desk, there) == before


@pytest.fixture
def both(owner: Desk, desk: Desk, sent: Path, there: Activity, tmp_path: Path) -> Path:
    """What the owner sends later, while the officer has gone on too."""
    here = answer(desk, opened(desk, sent), visitors=20)
    edit_details(desk, here, replace(here.details, team="Events"))
    later = answer(owner, there, visitors=30, basis="interests")
    later = comment(owner, later, later.assessments[0], question="", text="Please hurry.")
    return handed_over(owner, later, tmp_path / "later.pdf")


def test_both_sides_are_shown_and_the_choice_is_merged(
    flow: CaseFlow, program: Program, desk: Desk, both: Path, there: Activity, qtbot: QtBot
) -> None:
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    said = said_in(page)
    for words in ("Both have gone on", "In this register", "In the file", "Please hurry."):
        assert any(words in text for text in said), words
    assert any(text.startswith("Morgan Price, ") for text in said)
    assert page.table.choices() == {
        "fair-v1/answer:fair.visitors": Side.LEFT,
        "fair-v1/answer:fair.basis": Side.RIGHT,
        "/detail:team": Side.LEFT,
    }
    assert (cut_off(page), unnamed(page)) == ([], [])
    click(page.table.button("fair-v1/answer:fair.visitors", Side.RIGHT))
    click(find(page, QPushButton, "merge"))
    soon(qtbot, lambda: isinstance(shown(program), ActivityPage), seconds=_LONG)
    after = shown(program)
    assert isinstance(after, ActivityPage)
    assert after.message.text.startswith("Merged with later.pdf.")
    merged = on_disk(desk, there)
    assert stored_answers(desk, there) == {
        "fair.collects": "yes",
        "fair.visitors": 30,
        "fair.basis": "interests",
    }
    assert merged.details.team == "Events"
    assert [c.text for c in merged.assessments[0].comments] == ["Please hurry."]
    assert broken_links(merged.history) == []


def test_take_all_and_keep_all_choose_every_row(
    flow: CaseFlow, program: Program, both: Path, qtbot: QtBot
) -> None:
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    click(find(page, QPushButton, "take_all"))
    assert set(page.table.choices().values()) == {Side.RIGHT}
    click(find(page, QPushButton, "keep_all"))
    assert set(page.table.choices().values()) == {Side.LEFT}


def test_leaving_everything_as_it_is_changes_nothing(
    flow: CaseFlow, program: Program, desk: Desk, both: Path, there: Activity, qtbot: QtBot
) -> None:
    before = on_disk(desk, there)
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    click(find(page, QPushButton, "leave_as_is"))
    assert isinstance(shown(program), RegisterPage)
    assert not program.register.message.isVisible()
    assert on_disk(desk, there) == before


def test_a_newer_file_has_its_own_side_chosen(
    flow: CaseFlow,
    program: Program,
    desk: Desk,
    owner: Desk,
    sent: Path,
    there: Activity,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    opened(desk, sent)
    later = handed_over(owner, answer(owner, there, visitors=20), tmp_path / "later.pdf")
    page = open_in(flow, program, later, MergePage, qtbot)
    assert isinstance(page, MergePage)
    assert "The file is newer" in said_in(page)
    assert page.table.choices() == {"fair-v1/answer:fair.visitors": Side.RIGHT}
    QTest.keyClick(find(page, QPushButton, "merge"), Qt.Key.Key_Return)
    soon(qtbot, lambda: isinstance(shown(program), ActivityPage), seconds=_LONG)
    assert stored_answers(desk, there)["fair.visitors"] == 20
    page = open_in(flow, program, sent, MergePage, qtbot)
    assert isinstance(page, MergePage)
    assert "The file is older" in said_in(page)
    assert set(page.table.choices().values()) == {Side.LEFT}


def test_a_merge_that_is_refused_is_told_on_the_page(
    flow: CaseFlow, program: Program, desk: Desk, both: Path, there: Activity, qtbot: QtBot
) -> None:
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    claim = desk.claims.claim(there.id, holder="Jo", at=desk.now())
    click(find(page, QPushButton, "merge"))
    soon(qtbot, lambda: "Jo" in page.message.text, seconds=_LONG)
    assert find(page, QPushButton, "merge").isEnabled()
    claim.release()


def test_a_file_that_is_gone_is_told_on_the_register(
    flow: CaseFlow, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    flow.open_record(str(tmp_path / "gone.pdf"))
    soon(qtbot, lambda: "gone.pdf" in program.register.message.text, seconds=_LONG)
    soon(qtbot, lambda: "cannot be read" in program.register.message.text, seconds=_LONG)


# the table ---------------------------------------------------------------------------------

ROWS = [
    CompareRow(key="a", name="First", left="Yes", right="No", right_note="Sam, today"),
    CompareRow(key="b", name="Second", left="", right="New", chosen=Side.RIGHT, group="More"),
    CompareRow(key="c", name="Third", left="x", right="y", choosable=False),
]


def test_a_click_anywhere_in_a_side_chooses_it(show: Show, qtbot: QtBot) -> None:
    table = CompareTable()
    table.show_rows(ROWS, "Here", "There", choose=True)
    table.resize(900, 400)
    show(table)
    assert table.choices() == {"a": Side.LEFT, "b": Side.RIGHT}
    side = table.button("a", Side.RIGHT).parentWidget()
    assert side is not None
    with qtbot.waitSignal(table.changed):
        click(side)
    assert table.choices()["a"] is Side.RIGHT
    table.button("a", Side.RIGHT).setFocus()
    QTest.keyClick(table.button("a", Side.RIGHT), Qt.Key.Key_Left)
    assert table.choices()["a"] is Side.LEFT
    assert table.button("a", Side.LEFT).accessibleName() == "First: Here"


def test_a_comparison_only_to_read_offers_no_choice(show: Show) -> None:
    table = CompareTable()
    table.show_rows(ROWS, "One", "Two", choose=False)
    show(table)
    assert table.choices() == {}
    assert table.findChildren(Dot) == []
    assert "Nothing written" in said_in(table)
    assert DPO.name not in said_in(table)
