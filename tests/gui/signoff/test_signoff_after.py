"""After completion: approval, refusal, next steps, new versions, the PDF."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.kept_pdf import kept_file
from dpia_wizard.app.sign_off import new_version, settle
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment, Plan, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from tests.builders import APPROVER, OWNER
from tests.gui.cases import (
    FAIR_ANSWERS,
    begin,
    broken,
    click,
    find,
    focus,
    on_disk,
    said_in,
    soon,
)
from tests.gui.conftest import OpenWizard
from tests.gui.signoff.steps import kinds, message


@pytest.fixture(scope="module")
def template(desk: Desk) -> Activity:
    """One that was completed, its PDF kept."""
    return completed(desk, begin(desk, answers=FAIR_ANSWERS))


@pytest.fixture
def activity(desk: Desk, template: Activity) -> Activity:
    """The same under another id, made without making the PDF again."""
    copied = replace(template, id=str(uuid.uuid4()), revision=0)
    (assessment,) = template.assessments
    pdf = desk.records.read(template.id, assessment.key)
    desk.records.keep(copied.id, assessment.key, pdf)
    return desk.store.save(copied)


def completed(desk: Desk, activity: Activity) -> Activity:
    """An activity with the latest version of its fair assessment completed."""
    assessment = activity.assessments[-1]
    plan = Plan(approver=APPROVER, review_on=desk.today().replace(year=2099))
    settle(desk, activity, assessment, plan=plan, advice=None)
    complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="fair",
        version=assessment.version,
        by=Completer(person=OWNER),
        at=desk.now(),
        one_person_allowed=True,
    )
    return on_disk(desk, activity)


@pytest.fixture
def wizard(open_wizard: OpenWizard, activity: Activity) -> WizardPage:
    """At sign-off, which is where a locked version opens."""
    wizard = open_wizard(activity=activity)
    assert wizard.current_step.id == SIGN_OFF
    return wizard


def versions(desk: Desk, activity: Activity) -> list[Assessment]:
    return list(on_disk(desk, activity).assessments)


def statuses(desk: Desk, activity: Activity) -> list[Status]:
    return [assessment.status for assessment in versions(desk, activity)]


def approve(wizard: WizardPage, name: str = APPROVER.name) -> None:
    line = find(wizard, QLineEdit, "approved_by")
    line.selectAll()
    QTest.keyClicks(line, name)
    click(find(wizard, QPushButton, "approve_assessment"))


def give_reason(wizard: WizardPage, row: str, reason: str) -> None:
    """Open a row that needs a reason, give one and confirm."""
    found = find(wizard, QWidget, row)
    click(found.findChildren(QPushButton)[0])
    QTest.keyClicks(focus(), reason)
    click(find(found, QPushButton, "confirm_reason"))


def test_somebody_else_approves(wizard: WizardPage, desk: Desk, activity: Activity) -> None:
    assert find(wizard, QLineEdit, "approved_by").text() == APPROVER.name
    assert find(wizard, QLineEdit, "approved_by_role").text() == APPROVER.role
    click(find(wizard, QPushButton, "approve_assessment"))
    (approved,) = versions(desk, activity)
    assert approved.status is Status.SIGNED_OFF
    assert approved.moves[-1].by == APPROVER
    words = said_in(wizard.signoff)
    assert str(APPROVER) in words
    assert any(word.startswith("Approved ") for word in words)
    assert not find(wizard, QPushButton, "approve_assessment").isVisible()


def test_the_completer_is_refused_unless_the_house_allows_it(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    approve(wizard, f"  {OWNER.name.lower()} ")
    assert "cannot approve it too" in message(wizard)
    assert statuses(desk, activity) == [Status.COMPLETED]
    before = desk.settings
    desk.settings = replace(before, one_person_allowed=True)
    approve(wizard, OWNER.name)
    desk.settings = before
    assert statuses(desk, activity) == [Status.SIGNED_OFF]
    remark = "The same person completed and approved this. The record says so."
    assert remark in said_in(wizard.signoff)
    assert message(wizard) == "Approved. The record is locked and kept."


@pytest.mark.parametrize("way", ["approve", "decline"])
def test_nobody_signs_without_a_name(
    way: str, wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    line = find(wizard, QLineEdit, "approved_by")
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    if way == "approve":
        click(find(wizard, QPushButton, "approve_assessment"))
    else:
        give_reason(wizard, "decline_assessment", "Too vague.")
    assert f"the person who {way}s this" in message(wizard)
    assert focus() is line
    assert statuses(desk, activity) == [Status.COMPLETED]


def test_declining_keeps_the_version_and_begins_the_next(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    row = find(wizard, QWidget, "decline_assessment")
    click(row.findChildren(QPushButton)[0])
    click(find(row, QPushButton, "confirm_reason"))
    assert statuses(desk, activity) == [Status.COMPLETED]
    QTest.keyClicks(focus(), "Too vague.")
    click(find(row, QPushButton, "confirm_reason"))
    first, second = versions(desk, activity)
    assert (first.status, first.moves[-1].reason) == (Status.DECLINED, "Too vague.")
    assert desk.records.path(activity.id, first.key).exists()
    assert (second.status, second.reason) == (Status.DRAFT, "Version declined: Too vague.")
    assert second.answers == first.answers
    assert wizard.session.assessment == second
    assert wizard.session.can_edit
    wizard.go_to("fair.children")
    assert wizard.current_step.id == "fair.children"


def test_withdrawing_needs_a_reason_and_ends_it(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    give_reason(wizard, "withdraw_assessment", "The fair is off.")
    (ended,) = versions(desk, activity)
    assert (ended.status, ended.moves[-1].reason) == (Status.WITHDRAWN, "The fair is off.")
    words = said_in(wizard.signoff)
    assert "This assessment was withdrawn. It is kept as it was." in words
    assert any("The fair is off." in word for word in words)
    assert not any(
        row.isVisible() for row in wizard.findChildren(QWidget, "withdraw_assessment")
    )


def test_a_new_version_supersedes_the_old_once_it_is_approved(
    wizard: WizardPage,
    open_wizard: OpenWizard,
    desk: Desk,
    activity: Activity,
) -> None:
    click(find(wizard, QPushButton, "approve_assessment"))
    give_reason(wizard, "new_version", "Another fair.")
    first, second = versions(desk, activity)
    assert (second.version, second.reason) == (2, "Another fair.")
    assert first.status is Status.SIGNED_OFF
    assert wizard.session.can_edit
    wizard.session.case.close()
    newer = completed(desk, on_disk(desk, activity))
    again = open_wizard(activity=newer)
    click(find(again, QPushButton, "approve_assessment"))
    assert statuses(desk, activity) == [Status.SUPERSEDED, Status.SIGNED_OFF]


def test_a_new_version_keeps_the_day_it_shows_and_notes_no_advice(
    open_wizard: OpenWizard, desk: Desk, activity: Activity
) -> None:
    (first,) = activity.assessments
    advised = replace(
        first, status=Status.SIGNED_OFF, advice=Advice(outcome=AdviceOutcome.NO_DPO)
    )
    wizard = open_wizard(activity=desk.store.save(replace(activity, assessments=(advised,))))
    give_reason(wizard, "new_version", "Another fair.")
    assert versions(desk, activity)[1].plan.review_on is not None
    assert wizard.signoff.leave()
    assert EventKind.ADVISED not in kinds(desk, activity)


def test_an_older_version_can_only_be_read(
    open_wizard: OpenWizard, desk: Desk, activity: Activity
) -> None:
    new_version(desk, activity, activity.assessments[0], reason="Another fair.")
    wizard = open_wizard(activity=activity, version=1)
    names = [b.objectName() for b in wizard.signoff.findChildren(QPushButton) if b.isVisible()]
    assert "save_pdf" in names
    assert "approve_assessment" not in names
    assert not any(b.isEnabled() for b in wizard.signoff.findChildren(CheckBox))


def test_next_steps_are_ticked_after_the_lock(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    assert "Cards can be read from outside." in said_in(wizard.signoff)
    click(find(wizard, CheckBox, "next_step:bring_bowl"))
    done = on_disk(desk, activity).facts.next_steps["fair.bring_bowl"]
    assert done.by == OWNER
    assert any(word.startswith(f"{OWNER} · ") for word in said_in(wizard.signoff))
    click(find(wizard, QPushButton, "approve_assessment"))
    assert find(wizard, CheckBox, "next_step:bring_bowl").isChecked()
    click(find(wizard, CheckBox, "next_step:bring_bowl"))
    assert on_disk(desk, activity).facts.next_steps == {}
    assert statuses(desk, activity) == [Status.SIGNED_OFF]
    assert kinds(desk, activity).count(EventKind.NEXT_STEP) == 2


def test_a_step_that_could_not_be_saved_is_not_shown_as_done(
    wizard: WizardPage, desk: Desk
) -> None:
    with broken(desk):
        click(find(wizard, CheckBox, "next_step:shred"))
        assert "cannot be" in message(wizard)
    assert not find(wizard, CheckBox, "next_step:shred").isChecked()


def test_the_kept_file_is_shown_and_can_be_saved_elsewhere(
    wizard: WizardPage, desk: Desk, activity: Activity, tmp_path: Path, qtbot: QtBot
) -> None:
    assert wizard.signoff.preview.view.page_count > 0
    chosen = tmp_path / "for the board.pdf"
    save_as(wizard, chosen)
    kept = versions(desk, activity)[0].kept
    assert kept is not None
    assert hashlib.sha256(chosen.read_bytes()).hexdigest() == kept.sha256
    words = said_in(wizard.signoff)
    assert "Saved as for the board.pdf." in words
    assert f"Fingerprint when completed: {kept.fingerprint}" in words


def test_an_approved_version_is_printed_with_its_approval(
    open_wizard: OpenWizard,
    activity: Activity,
    worker: WorkerClient,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    wizard = open_wizard(activity=activity, worker=worker)
    click(find(wizard, QPushButton, "approve_assessment"))
    chosen = tmp_path / "approved.pdf"
    save_as(wizard, chosen)
    soon(qtbot, lambda: message(wizard) == "Saved as approved.pdf.", seconds=60)
    assert chosen.read_bytes().startswith(b"%PDF-")


def save_as(wizard: WizardPage, path: Path) -> None:
    """Choose a place in the dialog."""
    click(find(wizard, QPushButton, "save_pdf"))
    dialog = find(wizard, QFileDialog, "save_pdf_as")
    line = find(dialog, QLineEdit, "fileNameEdit")
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_pdf_that_cannot_be_saved_is_said(wizard: WizardPage, tmp_path: Path) -> None:
    blocked = tmp_path / "folder.pdf"
    blocked.mkdir()
    after = wizard.signoff.after
    assert after is not None
    after.record.save_to(str(blocked))
    assert "cannot be written" in message(wizard)


def test_a_kept_file_that_was_changed_is_not_passed_on(
    wizard: WizardPage, desk: Desk, activity: Activity
) -> None:
    (assessment,) = activity.assessments
    path = desk.records.path(activity.id, assessment.key)
    assert kept_file(desk, activity, assessment) == path
    path.write_bytes(path.read_bytes() + b" ")
    assert kept_file(desk, activity, assessment) is None
    path.unlink()
    assert kept_file(desk, activity, assessment) is None
