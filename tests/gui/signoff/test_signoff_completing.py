"""Completing: a PDF is kept and the version locked, or a sentence says why not."""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, RESULT, SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.messages import CompleteAssessment
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import broken, click, find, links_in, said_in, soon
from tests.gui.conftest import OpenWizard
from tests.gui.signoff.steps import complete, kinds, message, stored, write


def test_completing_keeps_a_pdf_and_locks_the_version(
    live: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    write(live, "approver", APPROVER.name)
    write(live, "approver_role", APPROVER.role)
    complete(live, qtbot)
    kept = desk.records.path(activity.id, "fair-v1")
    assert kept.read_bytes().startswith(b"%PDF-")
    completed = stored(desk, activity)
    assert completed.status is Status.COMPLETED
    assert completed.moves[-1].by == OWNER
    assert kinds(desk, activity)[-2:] == [EventKind.COMPLETED, EventKind.RECORD_KEPT]
    assert find(live, QLineEdit, "approved_by").text() == APPROVER.name
    assert [s.id for s in live._steps()] == [CHECK, RESULT, SIGN_OFF]
    soon(qtbot, lambda: live.signoff.preview.view.page_count > 0)
    live.undo_stack.undo()
    live.go_to(CHECK)
    assert not links_in(live.check)
    assert "This version is locked. The answers stand as they were completed." in said_in(
        live.check
    )


def test_the_record_is_shown_beside_the_forms(live: WizardPage, qtbot: QtBot) -> None:
    view = live.signoff.preview.view
    soon(qtbot, lambda: view.page_count > 0, seconds=60)


def test_the_completer_cannot_be_the_approver(
    live: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    write(live, "approver", OWNER.name.upper())
    click(find(live, QPushButton, "complete_assessment"))
    soon(qtbot, lambda: "cannot approve it too" in message(live), seconds=60)
    assert stored(desk, activity).status is Status.DRAFT
    write(live, "approver", APPROVER.name)
    complete(live, qtbot)
    assert stored(desk, activity).status is Status.COMPLETED


def test_somebody_has_to_complete_it(wizard: WizardPage) -> None:
    write(wizard, "approver", APPROVER.name)
    line = find(wizard, QLineEdit, "completed_by")
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    click(find(wizard, QPushButton, "complete_assessment"))
    assert "name of the person who completes" in message(wizard)


def test_the_page_stays_while_the_record_is_made(
    live: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    write(live, "approver", APPROVER.name)
    click(find(live, QPushButton, "complete_assessment"))
    assert not live.may_leave()
    click(live.bar.back)
    assert live.current_step.id == SIGN_OFF
    assert "Making the record…" in said_in(live.signoff)
    soon(qtbot, lambda: live.session.assessment.is_locked, seconds=60)
    assert live.may_leave()


def stop_over_completion(wizard: WizardPage, worker: WorkerClient, qtbot: QtBot) -> int:
    """Let the worker be given the completion, and do nothing about it; returns its process."""
    soon(qtbot, lambda: not worker.is_busy, seconds=60)
    worker.start()
    assert worker._process.waitForStarted()
    process = worker._process.processId()
    os.kill(process, signal.SIGSTOP)
    click(find(wizard, QPushButton, "complete_assessment"))

    def is_given() -> bool:
        running = worker._running
        return running is not None and isinstance(running.message, CompleteAssessment)

    soon(qtbot, is_given)
    return process


def test_a_worker_that_dies_leaves_a_draft_and_says_so(
    live: WizardPage, desk: Desk, activity: Activity, worker: WorkerClient, qtbot: QtBot
) -> None:
    write(live, "approver", APPROVER.name)
    process = stop_over_completion(live, worker, qtbot)
    os.kill(process, signal.SIGKILL)
    soon(qtbot, lambda: "stopped unexpectedly" in message(live))
    assert stored(desk, activity).status is Status.DRAFT
    assert find(live, QLineEdit, "approver").text() == APPROVER.name
    complete(live, qtbot)
    assert stored(desk, activity).status is Status.COMPLETED


def test_a_worker_that_dies_when_all_is_done_leaves_it_done(
    live: WizardPage, desk: Desk, activity: Activity, worker: WorkerClient, qtbot: QtBot
) -> None:
    write(live, "approver", APPROVER.name)
    process = stop_over_completion(live, worker, qtbot)
    complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="fair",
        version=1,
        by=Completer(person=OWNER),
        at=desk.now(),
        one_person_allowed=False,
    )
    os.kill(process, signal.SIGKILL)
    soon(qtbot, lambda: find(live, QPushButton, "approve_assessment").isVisible())
    assert message(live) == ""


def test_a_full_disk_stops_completion_with_a_sentence(
    live: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    write(live, "approver", APPROVER.name)
    soon(qtbot, lambda: stored(desk, activity).plan.approver is not None)
    with broken(desk):
        click(find(live, QPushButton, "complete_assessment"))
        soon(qtbot, lambda: bool(message(live)), seconds=60)
    assert stored(desk, activity).status is Status.DRAFT


def test_a_second_window_cannot_sign_off(
    wizard: WizardPage, open_wizard: OpenWizard, activity: Activity
) -> None:
    second = open_wizard(activity=activity)
    second.go_to(SIGN_OFF)
    for name in ("complete_assessment", "hand_to_dpo"):
        assert not find(second, QPushButton, name).isEnabled()


def test_a_dpo_who_completes_is_told_of_the_conflict(
    live: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    write(live, "completed_by", DPO.name)
    write(live, "completed_by_role", "DPO")
    write(live, "approver", APPROVER.name)
    complete(live, qtbot)
    QApplication.processEvents()
    assert any("Art 38(6)" in words for words in said_in(live.signoff))
