"""Approving and confirming advice by signature, with the real worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import FAIR, click, find, focus, said_in, soon
from tests.gui.conftest import OpenWizard
from tests.gui.signers import completed, make_identity
from tests.gui.signoff.signing.steps import (
    ADVICE,
    Identities,
    choose,
    shown,
    sign,
    signers,
    stored,
    when_done,
)

# approving


def test_somebody_else_approves_by_signing(
    wizard: WizardPage, desk: Desk, identities: Identities, qtbot: QtBot
) -> None:
    name = find(wizard, QLineEdit, "approved_by")
    assert (name.text(), name.isReadOnly()) == (APPROVER.name, True)
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    done = stored(desk, wizard)
    assert done.status is Status.SIGNED_OFF
    assert done.moves[-1].by == APPROVER
    assert signers(desk, wizard) == [("completed", OWNER.name), ("approved", APPROVER.name)]
    assert len([words for words in shown(wizard) if words.startswith("Signed ")]) == 2
    assert desk.settings.identity == identities[APPROVER].certificate.fingerprint


def test_the_button_to_approve_is_in_view_in_a_low_window(
    wizard: WizardPage, qtbot: QtBot
) -> None:
    wizard.resize(1280, 480)
    wizard.go_to(CHECK)
    wizard.go_to(SIGN_OFF)
    button = find(wizard, QPushButton, "approve_assessment")
    soon(qtbot, lambda: button.visibleRegion().boundingRect() == button.rect())


def test_a_wrong_passphrase_approves_nothing(
    wizard: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    sign(wizard, "approval", "not the one")
    assert "Signing the record…" in shown(wizard)
    assert not find(wizard, QPushButton, "approve_assessment").isEnabled()
    when_done(wizard, qtbot)
    assert "This is not the passphrase of this identity. Please try again." in shown(wizard)
    assert focus() is find(wizard, QLineEdit, "approval_passphrase")
    assert stored(desk, wizard).status is Status.COMPLETED
    assert signers(desk, wizard) == [("completed", OWNER.name)]


def test_the_completer_s_identity_is_refused_before_the_attempt(
    wizard: WizardPage, desk: Desk
) -> None:
    choose(wizard, "approval", OWNER.name)
    assert any("somebody else has to approve it" in words for words in shown(wizard))
    sign(wizard, "approval")
    assert wizard.may_leave()
    assert focus() is find(wizard, ComboBox, "approval_identity")
    assert stored(desk, wizard).status is Status.COMPLETED
    choose(wizard, "approval", APPROVER.name)
    assert not any("somebody else has to approve it" in words for words in shown(wizard))


def test_one_person_is_warned_where_the_house_allows_it(
    wizard: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    save_settings(desk, replace(desk.settings, one_person_allowed=True))
    choose(wizard, "approval", OWNER.name)
    assert f"{OWNER.name} completed this assessment too. The record will say so." in shown(
        wizard
    )
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    assert stored(desk, wizard).status is Status.SIGNED_OFF
    assert signers(desk, wizard) == [("completed", OWNER.name), ("approved", OWNER.name)]
    remark = "The same person completed and approved this. The record says so."
    assert remark in shown(wizard)


def test_somebody_the_record_does_not_name_is_told_so(wizard: WizardPage) -> None:
    choose(wizard, "approval", DPO.name)
    assert any(f"names {APPROVER} as its approver" in words for words in shown(wizard))


def test_an_expired_identity_is_said_before_the_attempt(
    open_wizard: OpenWizard, desk: Desk, activity: Activity, worker: WorkerClient
) -> None:
    clock = desk.clock
    desk.clock = lambda: clock() + timedelta(days=5 * 365)
    try:
        wizard = open_wizard(activity=activity, worker=worker)
        who = find(wizard, ComboBox, "approval_identity")
        assert who.currentText().endswith("(expired)")
        sign(wizard, "approval")
        assert wizard.may_leave()
        assert any("This identity expired on" in words for words in shown(wizard))
    finally:
        desk.clock = clock


def test_an_identity_s_file_that_is_damaged_is_said_beside_it(
    wizard: WizardPage, desk: Desk, identities: Identities, qtbot: QtBot
) -> None:
    path = Path(identities[APPROVER].file)
    whole = path.read_bytes()
    path.write_bytes(b"not a key any more")
    try:
        sign(wizard, "approval")
        when_done(wizard, qtbot)
    finally:
        path.write_bytes(whole)
    assert find(wizard, QWidget, "approval").isVisible()
    assert any("is damaged" in words for words in said_in(find(wizard, QWidget, "approval")))
    assert stored(desk, wizard).status is Status.COMPLETED
    assert signers(desk, wizard) == [("completed", OWNER.name)]


def test_who_is_to_approve_cannot_complete_by_signing(
    draft: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    choose(draft, "completion", APPROVER.name)
    sign(draft, "completion")
    when_done(draft, qtbot)
    form = find(draft, QWidget, "completion")
    assert any("cannot approve it too" in words for words in said_in(form))
    assert stored(desk, draft).status is Status.DRAFT


# the advice


def test_the_adviser_may_confirm_the_advice(
    wizard: WizardPage, desk: Desk, qtbot: QtBot
) -> None:
    assert not find(wizard, QPushButton, "confirm_advice").isVisible()
    click(find(wizard, QPushButton, "open_confirmation"))
    assert focus() is find(wizard, QLineEdit, "advice_passphrase")
    assert find(wizard, ComboBox, "advice_identity").currentText().startswith(DPO.name)
    sign(wizard, "advice")
    when_done(wizard, qtbot)
    done = stored(desk, wizard)
    assert done.status is Status.COMPLETED
    assert signers(desk, wizard) == [("completed", OWNER.name), ("advised", DPO.name)]
    assert any(words.startswith("Confirmed by signing ") for words in shown(wizard))
    assert (
        not wizard.signoff.findChildren(QPushButton, "open_confirmation")
        or not find(wizard, QPushButton, "open_confirmation").isVisible()
    )
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    assert [kind for kind, _ in signers(desk, wizard)] == ["completed", "advised", "approved"]


def test_nobody_confirms_another_s_advice(wizard: WizardPage, desk: Desk) -> None:
    click(find(wizard, QPushButton, "open_confirmation"))
    choose(wizard, "advice", OWNER.name)
    assert any("Nobody else can confirm it." in words for words in shown(wizard))
    sign(wizard, "advice")
    assert wizard.may_leave()
    assert signers(desk, wizard) == [("completed", OWNER.name)]


def test_required_advice_is_confirmed_before_the_approval(
    open_wizard: OpenWizard, elsewhere: Desk, worker_elsewhere: WorkerClient, qtbot: QtBot
) -> None:
    own = elsewhere.workspace.folder / "questionnaires" / FAIR.name
    told = FAIR.read_text("utf-8").replace("dpo_advice: optional", "dpo_advice: required")
    own.write_text(told, "utf-8")
    owner, *_ = [make_identity(elsewhere, person) for person in (OWNER, DPO, APPROVER)]
    activity, _ = completed(elsewhere, owner, advice=ADVICE)
    wizard = open_wizard(activity=activity, worker=worker_elsewhere, at=elsewhere)
    waits = f"The approval waits until {DPO} has confirmed the advice by signing."
    assert waits in shown(wizard)
    assert not find(wizard, QPushButton, "approve_assessment").isVisible()
    assert focus() is find(wizard, QLineEdit, "advice_passphrase")
    sign(wizard, "advice")
    when_done(wizard, qtbot)
    assert waits not in shown(wizard)
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    assert stored(elsewhere, wizard).status is Status.SIGNED_OFF
