"""Handing over in the window, and opening what was handed over, with the real worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import submit
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.handing_over import HandOverDialog, file_name, receiver
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.program import Program
from tests.gui.cases import add_fair, begin, click, find, on_disk, soon, stored_answers
from tests.gui.handover.steps import LONG, open_in, opened, shown
from tests.gui.looks import cut_off, unnamed

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
    soon(qtbot, lambda: "Saved as" in page.message.text, seconds=LONG)
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
    soon(qtbot, save.isEnabled, seconds=LONG)
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


def test_a_file_that_is_gone_is_told_on_the_register(
    flow: CaseFlow, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    flow.open_record(str(tmp_path / "gone.pdf"))
    soon(qtbot, lambda: "gone.pdf" in program.register.message.text, seconds=LONG)
    soon(qtbot, lambda: "cannot be read" in program.register.message.text, seconds=LONG)
