"""Completing by signature: real identities, the real worker, real signatures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import FAIR_ANSWERS, begin, click, find, focus, soon
from tests.gui.conftest import OpenWizard
from tests.gui.signers import HOUSE, PASSPHRASE, completed
from tests.gui.signoff.signing.steps import (
    Identities,
    choose,
    shown,
    sign,
    signers,
    stored,
    when_done,
)

# completing


def test_completing_signs_the_record(draft: WizardPage, desk: Desk, qtbot: QtBot) -> None:
    assert find(draft, QPushButton, "complete_assessment").text() == "Sign and complete"
    sign(draft, "completion")
    when_done(draft, qtbot)
    done = stored(desk, draft)
    assert done.status is Status.COMPLETED
    assert done.kept is not None
    assert done.kept.signatures == ("completed",)
    assert signers(desk, draft) == [("completed", OWNER.name)]
    assert any(words.startswith("Signed ") for words in shown(draft))
    assert "By name only, without a signature" not in shown(draft)
    assert focus() is draft.bar.leave
    soon(qtbot, lambda: draft.signoff.preview.view.page_count > 0)


def test_the_identity_last_used_is_proposed_and_names_the_completer(
    draft: WizardPage, desk: Desk, identities: Identities, qtbot: QtBot
) -> None:
    who, name = (
        find(draft, ComboBox, "completion_identity"),
        find(draft, QLineEdit, "completed_by"),
    )
    assert who.currentText() == f"{OWNER} · {HOUSE}"
    assert (name.text(), name.isReadOnly()) == (OWNER.name, True)
    choose(draft, "completion", DPO.name)
    assert name.text() == DPO.name
    assert find(draft, QLineEdit, "completed_by_role").text() == DPO.role
    sign(draft, "completion")
    when_done(draft, qtbot)
    assert stored(desk, draft).moves[-1].by == DPO
    assert desk.settings.identity == identities[DPO].certificate.fingerprint
    assert any("Art 38(6)" in words for words in shown(draft))


def test_a_wrong_passphrase_is_said_in_place_and_nothing_is_lost(
    draft: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    sign(draft, "completion", "not the one")
    assert not draft.may_leave()
    assert "Making the record…" in shown(draft)
    when_done(draft, qtbot)
    line = find(draft, QLineEdit, "completion_passphrase")
    assert "This is not the passphrase of this identity. Please try again." in shown(draft)
    assert focus() is line
    assert line.text() == ""
    line.undo()
    assert line.text() == ""
    assert stored(desk, draft).status is Status.DRAFT
    assert find(draft, QLineEdit, "approver").text() == APPROVER.name
    QTest.keyClicks(line, PASSPHRASE)
    assert "This is not the passphrase of this identity. Please try again." not in shown(draft)
    QTest.keyClick(line, Qt.Key.Key_Return)
    when_done(draft, qtbot)
    assert stored(desk, draft).status is Status.COMPLETED


def test_the_passphrase_is_hidden_named_and_asked_for(draft: WizardPage, desk: Desk) -> None:
    line = find(draft, QLineEdit, "completion_passphrase")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.accessibleName() == "Passphrase"
    assert find(draft, ComboBox, "completion_identity").accessibleName() == "Signing identity"
    labels = {label.text(): label.buddy() for label in draft.findChildren(QLabel)}
    assert labels["Passphrase"] is line
    click(find(draft, QPushButton, "complete_assessment"))
    assert "Please give the passphrase of this identity." in shown(draft)
    assert focus() is line
    assert stored(desk, draft).status is Status.DRAFT


def test_tab_goes_from_the_identity_to_its_passphrase_and_the_button(
    draft: WizardPage,
) -> None:
    find(draft, ComboBox, "completion_identity").setFocus()
    passed = []
    for _ in range(3):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        passed.append(focus().objectName())
    assert passed == ["completion_passphrase", "completion_create", "complete_assessment"]


def test_no_passphrase_lies_in_the_data_folder(
    draft: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    sign(draft, "completion")
    when_done(draft, qtbot)
    files = [path for path in desk.workspace.folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if PASSPHRASE.encode() in path.read_bytes()]


def test_a_signature_without_its_time_stamp_is_said(
    draft: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    save_settings(desk, replace(desk.settings, time_stamp_url="http://127.0.0.1:9/"))
    sign(draft, "completion")
    when_done(draft, qtbot)
    assert any("without a time stamp" in words for words in shown(draft))
    assert stored(desk, draft).status is Status.COMPLETED


# no identity yet


def test_without_an_identity_one_is_made_from_here(
    open_wizard: OpenWizard, elsewhere: Desk, worker_elsewhere: WorkerClient, qtbot: QtBot
) -> None:
    activity = begin(elsewhere, answers=FAIR_ANSWERS)
    wizard = open_wizard(activity=activity, worker=worker_elsewhere, at=elsewhere)
    wizard.go_to(SIGN_OFF)
    assert "There is no signing identity on this computer yet." in shown(wizard)
    assert not find(wizard, QLineEdit, "completion_passphrase").isVisible()
    click(find(wizard, Link, "completion_create"))
    (dialog,) = wizard.findChildren(IdentityDialog)
    for box in (dialog.passphrase, dialog.again):
        QTest.keyClicks(box, PASSPHRASE)
    click(dialog.make)
    who = find(wizard, ComboBox, "completion_identity")
    soon(qtbot, lambda: who.count() == 1, seconds=60)
    assert who.isVisible()
    assert who.currentText().startswith(OWNER.name)
    assert find(wizard, QLineEdit, "completed_by").isReadOnly()
    assert wizard.focusWidget() is find(wizard, QLineEdit, "completion_passphrase")


# by name only


def test_a_name_alone_is_not_offered_where_signatures_are_needed(
    wizard: WizardPage, open_wizard: OpenWizard, desk: Desk
) -> None:
    assert find(wizard, ComboBox, "approval_identity").findText("By name only (no proof)") < 0
    draft = open_wizard(FAIR_ANSWERS)
    draft.go_to(SIGN_OFF)
    assert find(draft, ComboBox, "completion_identity").findText("By name only (no proof)") < 0


def test_what_was_completed_by_name_cannot_be_signed(
    open_wizard: OpenWizard, desk: Desk, worker: WorkerClient
) -> None:
    save_settings(desk, replace(desk.settings, signature_needed=False))
    activity, _ = completed(desk, OWNER)
    save_settings(desk, replace(desk.settings, signature_needed=True))
    wizard = open_wizard(activity=activity, worker=worker)
    assert any("completed by name only, so nobody can sign it" in w for w in shown(wizard))
    assert "By name only, without a signature" in shown(wizard)
    assert not find(wizard, QPushButton, "approve_assessment").isVisible()
    assert not find(wizard, QLineEdit, "approval_passphrase").isVisible()
    assert find(wizard, QWidget, "decline_assessment").isVisible()


def test_where_names_are_allowed_one_may_choose(
    wizard: WizardPage, open_wizard: OpenWizard, desk: Desk, activity: Activity
) -> None:
    wizard.session.case.close()
    save_settings(desk, replace(desk.settings, signature_needed=False))
    again = open_wizard(activity=activity)
    name = find(again, QLineEdit, "approved_by")
    assert name.isReadOnly()
    choose(again, "approval", "By name only")
    assert not name.isReadOnly()
    assert not find(again, QLineEdit, "approval_passphrase").isVisible()
    click(find(again, QPushButton, "approve_assessment"))
    done = stored(desk, again)
    assert done.status is Status.SIGNED_OFF
    assert signers(desk, again) == [("completed", OWNER.name)]
    words = shown(again)
    assert "By name only, without a signature" in words
    assert any(word.startswith("Approved ") for word in words)
    assert find(again, QPushButton, "save_signed_pdf").isVisible()


def test_a_name_typed_before_comes_back_with_signing_by_name(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    save_settings(desk, replace(desk.settings, signature_needed=False))
    draft = open_wizard(FAIR_ANSWERS)
    draft.go_to(SIGN_OFF)
    name = find(draft, QLineEdit, "completed_by")
    choose(draft, "completion", "By name only")
    button = find(draft, QPushButton, "complete_assessment")
    assert button.text() == "I have completed this assessment"
    name.selectAll()
    QTest.keyClicks(name, "Jo Reed")
    choose(draft, "completion", DPO.name)
    assert name.text() == DPO.name
    assert button.text() == "Sign and complete"
    choose(draft, "completion", "By name only")
    assert (name.text(), name.isReadOnly()) == ("Jo Reed", False)
