"""Signing on the sign-off page: real identities, the real worker, real signatures."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import decline, new_version
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment, MoveKind, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.identity import Identity
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.identity_dialog import IdentityDialog
from dpia_wizard.gui.main_window import MainWindow
from dpia_wizard.gui.pdf_preview import with_signatures_drawn
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard_page import WizardPage
from dpia_wizard.gui.wizard_steps import CHECK, SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.sign.trust import TrustStore
from dpia_wizard.sign.verify import signatures_in
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import (
    FAIR,
    FAIR_ANSWERS,
    begin,
    click,
    find,
    focus,
    on_disk,
    said_in,
    soon,
    working_desk,
)
from tests.gui.conftest import OpenWizard
from tests.gui.signers import HOUSE, PASSPHRASE, completed, make_identity

Identities = dict[Person, Identity]
Template = tuple[Activity, Assessment]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here, where a sign-off needs a signature."""
    folder = tmp_path_factory.mktemp("data")
    yield from working_desk(folder, me=OWNER, signature_needed=True)


@pytest.fixture(scope="module")
def identities(desk: Desk) -> Identities:
    """The owner's, the officer's and the approver's identity."""
    return {person: make_identity(desk, person) for person in (OWNER, DPO, APPROVER)}


@pytest.fixture(autouse=True)
def fresh_settings(desk: Desk, identities: Identities) -> Iterator[None]:
    """Settings as they are in a new folder, in which the owner has signed before."""
    own = identities[OWNER].certificate.fingerprint
    before = replace(desk.settings, identity=own)
    save_settings(desk, before)
    yield
    save_settings(desk, before)


@pytest.fixture(scope="module")
def worker(qapp: QApplication, desk: Desk) -> Iterator[WorkerClient]:
    """One worker, started once."""
    keeper = QObject()
    client = WorkerClient(desk.workspace.folder, keeper)
    client.start()
    yield client
    client.close()


ADVICE = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=None, text="Lock the box.")


@pytest.fixture(scope="module")
def signed_template(desk: Desk, identities: Identities) -> Template:
    """Completed by the owner's signature, with the officer's advice."""
    return completed(desk, identities[OWNER], advice=ADVICE)


@pytest.fixture
def activity(desk: Desk, signed_template: Template) -> Activity:
    """Completed and signed, under an id of its own, without making the PDF again."""
    return copied(desk, signed_template)


def copied(desk: Desk, template: Template) -> Activity:
    activity, assessment = template
    copy = replace(activity, id=str(uuid.uuid4()), revision=0)
    desk.records.keep(copy.id, assessment.key, desk.records.read(activity.id, assessment.key))
    return desk.store.save(copy)


@pytest.fixture
def wizard(open_wizard: OpenWizard, activity: Activity, worker: WorkerClient) -> WizardPage:
    """At sign-off of the completed version, with the real worker."""
    return open_wizard(activity=activity, worker=worker)


@pytest.fixture
def draft(open_wizard: OpenWizard, desk: Desk, worker: WorkerClient) -> WizardPage:
    """At sign-off of an answered draft, with the real worker."""
    wizard = open_wizard(FAIR_ANSWERS, worker=worker)
    wizard.go_to(SIGN_OFF)
    line = find(wizard, QLineEdit, "approver")
    line.setText(APPROVER.name)
    line.textEdited.emit(line.text())
    return wizard


def stored(desk: Desk, wizard: WizardPage) -> Assessment:
    found = on_disk(desk, wizard.session.case.activity).current("fair")
    assert found is not None
    return found


def signers(desk: Desk, wizard: WizardPage) -> list[tuple[str, str]]:
    """The signatures in the kept file, as they can be read out of it."""
    pdf = desk.records.read(wizard.session.case.activity.id, "fair-v1")
    found = signatures_in(pdf, trust=TrustStore())
    assert found.problem == ""
    return [(one.kind.value, one.certificate.name) for one in found.signatures]


def choose(wizard: WizardPage, form: str, name: str) -> None:
    """Choose an entry of a form's list of identities by its first words."""
    combo = find(wizard, ComboBox, f"{form}_identity")
    combo.setCurrentIndex(combo.findText(name, Qt.MatchFlag.MatchStartsWith))
    combo.activated.emit(combo.currentIndex())
    QApplication.processEvents()


def type_passphrase(wizard: WizardPage, form: str, passphrase: str = PASSPHRASE) -> QLineEdit:
    line = find(wizard, QLineEdit, f"{form}_passphrase")
    line.setFocus()
    QTest.keyClicks(line, passphrase)
    return line


def sign(wizard: WizardPage, form: str, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and press Return."""
    QTest.keyClick(type_passphrase(wizard, form, passphrase), Qt.Key.Key_Return)


def shown(wizard: WizardPage) -> list[str]:
    return said_in(wizard.signoff)


def when_done(wizard: WizardPage, qtbot: QtBot) -> None:
    """Wait until the page may be left again."""
    soon(qtbot, wizard.may_leave, seconds=60)
    QApplication.processEvents()


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
    assert focus() is find(draft, QLineEdit, "approval_passphrase")
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


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Desk]:
    """Another folder where a sign-off needs a signature; no identity is there yet."""
    yield from working_desk(tmp_path / "elsewhere", me=OWNER, signature_needed=True)


@pytest.fixture
def worker_elsewhere(elsewhere: Desk) -> Iterator[WorkerClient]:
    """The worker of that folder."""
    client = WorkerClient(elsewhere.workspace.folder)
    yield client
    client.close()


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


def test_the_signed_file_is_handed_out_and_shown_once_approved(
    wizard: WizardPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    chosen = tmp_path / "for the auditor.pdf"
    save_as(wizard, "save_pdf", chosen)
    kept = stored(desk, wizard).kept
    assert kept is not None
    assert hashlib.sha256(chosen.read_bytes()).hexdigest() == kept.sha256
    assert find(wizard, QPushButton, "show_in_folder").isVisible()
    assert wizard.signoff.preview.view.page_count > 0


def test_the_preview_draws_the_visible_signatures(desk: Desk, activity: Activity) -> None:
    pdf = desk.records.read(activity.id, "fair-v1")
    shown = with_signatures_drawn(pdf)
    assert len(shown) == len(pdf)
    assert ink_on_last_page(shown) > ink_on_last_page(pdf) + 300


def ink_on_last_page(pdf: bytes) -> int:
    """How many pixels are dark, drawn as the preview draws."""
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
    image = document.render(document.pageCount() - 1, QSize(600, 850), options)
    assert not image.isNull()
    document.close()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).alpha() > 128 for x, y in places)


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


# what is handed out later


@pytest.mark.parametrize("end", ["declined", "superseded"])
def test_the_signed_file_stays_beside_a_marked_reprint(
    end: str,
    open_wizard: OpenWizard,
    desk: Desk,
    activity: Activity,
    worker: WorkerClient,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    (assessment,) = activity.assessments
    if end == "declined":
        activity = decline(desk, activity, assessment, by=APPROVER, reason="Too vague.")
    else:
        moved = replace(assessment, status=Status.SUPERSEDED)
        activity = new_version(desk, desk.save(activity.put(moved)), moved, reason="Anew.")
    wizard = open_wizard(activity=activity, version=1, worker=worker)
    soon(qtbot, lambda: wizard.signoff.preview.view.page_count > 0, seconds=60)
    signed, reprint = tmp_path / "signed.pdf", tmp_path / "reprint.pdf"
    save_as(wizard, "save_signed_pdf", signed)
    kept = desk.records.read(activity.id, "fair-v1")
    assert signed.read_bytes() == kept
    save_as(wizard, "save_pdf", reprint)
    soon(qtbot, reprint.exists, seconds=60)
    when_done(wizard, qtbot)
    found = signatures_in(reprint.read_bytes(), trust=TrustStore())
    assert found.signatures == ()


def test_a_signed_file_that_was_changed_is_said_and_not_passed_on(
    open_wizard: OpenWizard, desk: Desk, activity: Activity, worker: WorkerClient
) -> None:
    path = desk.records.path(activity.id, "fair-v1")
    path.write_bytes(path.read_bytes() + b" ")
    wizard = open_wizard(activity=activity, worker=worker)
    assert any("has been changed or removed since" in words for words in shown(wizard))
    assert not wizard.findChildren(QPushButton, "save_signed_pdf")


def test_a_signed_record_can_be_checked_from_here(
    program: Program, window: MainWindow, desk: Desk, activity: Activity, worker: WorkerClient
) -> None:
    flow = CaseFlow(desk, window, worker)
    flow.open_activity(activity.id)
    flow.open_assessment("fair")
    QApplication.processEvents()
    click(find(window, QPushButton, "check_record"))
    assert window.page is program.verify
    assert program.verify.model.rowCount() == 1
    flow.close()


def test_the_history_tells_each_signature(wizard: WizardPage, desk: Desk, qtbot: QtBot) -> None:
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    activity = on_disk(desk, wizard.session.case.activity)
    assert [event.kind for event in activity.history][-2:] == [
        EventKind.APPROVED,
        EventKind.RECORD_KEPT,
    ]
    assert activity.assessments[0].last_move(MoveKind.APPROVED)


def save_as(wizard: WizardPage, button: str, path: Path) -> None:
    """Choose a place in the dialog."""
    click(find(wizard, QPushButton, button))
    dialog = next(d for d in wizard.findChildren(QFileDialog) if d.isVisible())
    line = find(dialog, QLineEdit, "fileNameEdit")
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
