"""Identities and trust in Settings: made, brought in, compared, trusted, and ended."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk, utc_now
from dpia_wizard.app.settings import Settings, save_settings
from dpia_wizard.domain.identity import readable_fingerprint
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.identities.certificate_row import CertificateRow
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.identities.trust_end_form import TrustEndForm
from dpia_wizard.gui.settings.settings_page import SettingsPage
from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.sign.certificates import fingerprint_of
from dpia_wizard.sign.identity import create_identity, open_identity
from dpia_wizard.sign.trust import load_trust
from tests.builders import APPROVER, DPO, NOW, OWNER
from tests.gui.cases import working_desk
from tests.gui.conftest import Show
from tests.signers import certificate, identity_file, identity_of

WAIT = 30_000
WORDS = "several plain words"
Soon = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here, so that its worker starts once."""
    yield from working_desk(tmp_path_factory.mktemp("data"), clock=lambda: NOW)


@pytest.fixture(autouse=True)
def nobody_known(desk: Desk) -> Iterator[None]:
    """Nobody's identity is there and nobody is trusted, as in a new folder."""
    settings, clock = desk.settings, desk.clock
    yield
    for folder in (desk.workspace.trust_folder, desk.identities.folder):
        shutil.rmtree(folder, ignore_errors=True)
    desk.clock = clock
    save_settings(desk, settings)


@pytest.fixture(scope="module")
def worker(qapp: QApplication, desk: Desk) -> Iterator[WorkerClient]:
    keeper = QObject()
    started = WorkerClient(desk.workspace.folder, keeper)
    yield started
    started.close()


@pytest.fixture
def soon(qtbot: QtBot) -> Soon:
    def wait(what: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(what()), timeout=WAIT)

    return wait


@pytest.fixture
def page(desk: Desk, worker: WorkerClient, show: Show, soon: Soon) -> SettingsPage:
    made = SettingsPage(desk, worker)
    made.resize(900, 800)
    show(made)
    made.refresh_people()
    soon(lambda: "Nobody yet" in _said(made.trust))
    return made


@pytest.fixture
def dialog(desk: Desk, worker: WorkerClient, show: Show) -> IdentityDialog:
    save_settings(desk, Settings(name=DPO.name, role=DPO.role, organisation="Example Homes"))
    made = IdentityDialog(desk, worker)
    show(made)
    return made


def _said(part: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(x.text() for x in part.findChildren(QLabel) if x.isVisibleTo(part))


def _press(part: QWidget, text: str) -> None:
    """Press the button or follow the link that says so."""
    QApplication.processEvents()
    found = [x for x in part.findChildren(Button) if x.text() == text and x.isVisible()]
    links = [x for x in part.findChildren(Link) if x.text() == text and x.isVisible()]
    target = [*found, *links][0]
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Return)


def _choose(parent: QWidget, name: str, path: Path) -> None:
    """Choose a file in the dialog of that name."""
    (asked,) = parent.findChildren(QFileDialog, name)
    asked.fileSelected.emit(str(path))
    asked.done(0)


# creating one


def test_the_dialog_begins_with_what_is_known(dialog: IdentityDialog) -> None:
    shown = [dialog.name.text(), dialog.role.text(), dialog.organisation.text()]
    assert shown == [DPO.name, DPO.role, "Example Homes"]
    assert QApplication.focusWidget() is dialog.passphrase
    assert "Nobody can recover this passphrase" in _said(dialog)
    assert "never stores it" in _said(dialog)


def test_the_passphrase_is_judged_while_it_is_typed(dialog: IdentityDialog) -> None:
    QTest.keyClicks(dialog.passphrase, "short")
    assert "at least 10 characters" in dialog.hint.text()
    QTest.keyClicks(dialog.passphrase, " but not any more")
    assert dialog.hint.text() == "Very good."
    dialog.passphrase.setText(DPO.name + "1")
    assert "first things anybody would try" in dialog.hint.text()


@pytest.mark.parametrize(
    ("name", "first", "second", "words", "field"),
    [
        ("", WORDS, WORDS, "give the name", "identity_name"),
        ("Sam", "short", "short", "at least 10 characters", "identity_passphrase"),
        ("Sam", WORDS, "other words", "not the same", "identity_again"),
    ],
)
def test_what_is_missing_is_said_in_place_and_nothing_is_made(
    dialog: IdentityDialog, desk: Desk, name: str, first: str, second: str, words: str,
    field: str,
) -> None:  # fmt: skip
    dialog.name.setText(name)
    dialog.passphrase.setText(first)
    dialog.again.setText(second)
    QTest.keyClick(dialog.again, Qt.Key.Key_Return)
    assert words in dialog.message.text
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == field
    assert desk.identities.known() == ()


def test_the_passphrase_is_hidden_unless_one_asks(dialog: IdentityDialog) -> None:
    boxes = (dialog.passphrase, dialog.again)
    assert {box.echoMode() for box in boxes} == {QLineEdit.EchoMode.Password}
    dialog.seen.setChecked(True)
    assert {box.echoMode() for box in boxes} == {QLineEdit.EchoMode.Normal}


def test_an_identity_is_made_and_trusted_here(
    dialog: IdentityDialog, desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    QTest.keyClicks(dialog.passphrase, WORDS)
    QTest.keyClicks(dialog.again, WORDS)
    with qtbot.waitSignal(dialog.created, timeout=WAIT) as told:
        QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    (kept,) = desk.identities.known()
    assert told.args == [kept.certificate.fingerprint]
    assert kept.person == DPO
    held = open_identity(
        Path(kept.file).read_bytes(), WORDS, source="x", at=kept.certificate.not_before
    )
    trusted = load_trust(desk.workspace.trust_folder).certificates
    assert [one.certificate for one in trusted] == [held.certificate]
    assert dialog.passphrase.text() == dialog.again.text() == ""
    assert not dialog.isVisible()
    assert WORDS not in caplog.text


def test_a_worker_that_is_gone_is_told_and_one_can_try_again(
    desk: Desk, gone: WorkerClient, window: MainWindow, soon: Soon
) -> None:
    dialog = IdentityDialog(desk, gone, window)
    dialog.open()
    dialog.passphrase.setText(WORDS)
    dialog.again.setText(WORDS)
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    soon(dialog.message.isVisible)
    assert dialog.make.isEnabled()
    assert dialog.passphrase.text() == WORDS
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.passphrase.text() == ""


def test_nothing_in_the_dialog_is_cut_off(dialog: IdentityDialog, qtbot: QtBot) -> None:
    dialog.message.show_error("The two passphrases are not the same. " * 4)
    layout = dialog.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: dialog.height() >= layout.totalHeightForWidth(dialog.width()))
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_every_field_of_the_dialog_has_a_name(dialog: IdentityDialog) -> None:
    names = [box.accessibleName() for box in dialog.findChildren(QLineEdit)]
    assert names == ["Name", "Role", "Organisation", "Passphrase", "Passphrase, once more"]


# one's own identities


def test_created_in_settings_it_is_listed_with_its_whole_fingerprint(
    page: SettingsPage, desk: Desk, soon: Soon
) -> None:
    desk.clock = utc_now  # the worker's
    assert "There is none on this computer yet." in _said(page.identities)
    _press(page.identities, "Create a signing identity…")
    (dialog,) = page.identities.findChildren(IdentityDialog)
    for box in (dialog.passphrase, dialog.again):
        box.setText(WORDS)
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    soon(lambda: page.trust.rows)
    (kept,) = desk.identities.known()
    shown = readable_fingerprint(kept.certificate.fingerprint)
    for card in (page.identities, page.trust):
        assert shown in _said(card)
        assert DPO.name in _said(card)
    assert "Trusted" in _said(page.trust)
    assert "There is none" not in _said(page.identities)


def test_one_is_brought_in_and_trusted_only_when_asked(
    page: SettingsPage, desk: Desk, tmp_path: Path, soon: Soon
) -> None:
    importing = page.identities.importing
    _press(page.identities, "Bring one in…")
    path = tmp_path / "approver.p12"
    path.write_bytes(create_identity("Approver", "", "", WORDS, utc_now()).p12)
    _choose(importing, "import_identity", path)
    assert path.name in _said(page.identities)
    QTest.keyClicks(importing.passphrase, "not this one")
    _press(importing, "Bring it in")
    soon(importing.message.isVisible)
    assert importing.message.text == (
        "The passphrase for approver.p12 is not right. Please try again."
    )
    assert desk.identities.known() == ()
    importing.passphrase.setText(WORDS)
    QTest.keyClick(importing.passphrase, Qt.Key.Key_Return)
    soon(lambda: page.identities.rows)
    assert not importing.isVisible()
    assert importing.passphrase.text() == ""
    assert "not trusted here yet" in page.identities.message.text
    assert not page.trust.rows
    _press(page.identities, "Trust it on this computer")
    soon(lambda: page.trust.rows)
    assert "is trusted here now" in page.identities.message.text


def test_an_empty_passphrase_is_asked_for_again(page: SettingsPage, tmp_path: Path) -> None:
    importing = page.identities.importing
    importing.show_file(str(identity_file(tmp_path, APPROVER)))
    _press(importing, "Bring it in")
    assert "give the passphrase" in importing.message.text
    _press(importing, "Cancel")
    assert not importing.isVisible()
    assert page.identities.bring.hasFocus()


def test_an_expired_identity_is_marked(page: SettingsPage, desk: Desk) -> None:
    made = identity_of(OWNER)
    desk.identities.keep(made.certificate, p12=made.p12, pem=made.pem)
    desk.clock = lambda: made.certificate.not_after + timedelta(days=1)
    page.identities.refresh()
    assert "Expired" in _said(page.identities)


def test_its_certificate_is_saved_for_others_and_holds_no_secret(
    page: SettingsPage, desk: Desk, tmp_path: Path
) -> None:
    made = identity_of(OWNER)
    desk.identities.keep(made.certificate, p12=made.p12, pem=made.pem)
    page.identities.refresh()
    _press(page.identities, "Save its certificate…")
    out = tmp_path / "for-others.pem"
    _choose(page.identities, "save_certificate", out)
    assert out.read_bytes() == made.pem
    assert "for-others.pem" in page.identities.message.text


# whom one trusts


def _trust(page: SettingsPage, path: Path, soon: Soon) -> CertificateRow:
    _press(page.trust, "Add a certificate…")
    _choose(page.trust, "add_certificate", path)
    soon(lambda: page.trust.offers)
    return page.trust.offers[0]


@pytest.fixture
def owner_pem(tmp_path: Path) -> Path:
    path = tmp_path / "owner.pem"
    path.write_bytes(identity_of(OWNER).pem)
    return path


def test_a_certificate_is_shown_in_full_before_it_is_trusted(
    page: SettingsPage, desk: Desk, owner_pem: Path, soon: Soon
) -> None:
    offer = _trust(page, owner_pem, soon)
    fingerprint = fingerprint_of(certificate(OWNER))
    assert offer.fingerprint.text() == readable_fingerprint(fingerprint)
    assert (
        offer.fingerprint.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    )
    assert "only if every figure is the same" in _said(page.trust)
    assert load_trust(desk.workspace.trust_folder).certificates == ()
    _press(offer, "Copy fingerprint")
    assert QGuiApplication.clipboard().text() == readable_fingerprint(fingerprint)
    _press(offer, "Trust this certificate")
    soon(lambda: page.trust.rows)
    trusted = load_trust(desk.workspace.trust_folder).certificates
    assert [one.certificate.fingerprint for one in trusted] == [fingerprint]
    assert not page.trust.offers


def test_one_may_think_better_of_it(page: SettingsPage, owner_pem: Path, soon: Soon) -> None:
    _trust(page, owner_pem, soon)
    _press(page.trust, "Cancel")
    assert not page.trust.offers
    assert page.focusWidget() is page.trust.add


def test_what_holds_no_certificate_is_said_in_place(
    page: SettingsPage, tmp_path: Path, soon: Soon
) -> None:
    path = tmp_path / "letter.pem"
    path.write_text("Dear all")
    page.trust.look_at(str(path))
    soon(page.trust.message.isVisible)
    assert page.trust.message.text == "letter.pem holds no certificate."


def test_trust_ends_on_a_day_and_that_can_be_taken_back(
    page: SettingsPage, desk: Desk, owner_pem: Path, soon: Soon
) -> None:
    _press(_trust(page, owner_pem, soon), "Trust this certificate")
    soon(lambda: page.trust.rows)
    (row,) = page.trust.rows
    _press(row, "End trust…")
    (form,) = row.findChildren(TrustEndForm)
    assert "What was signed before that day stands" in _said(form)
    form.on.set_value(None)
    _press(form, "End trust")
    assert "on which day" in form.message.text
    form.on.set_value(date(2026, 11, 20))
    QTest.keyClicks(form.reason, "Left the organisation")
    _press(form, "End trust")
    soon(lambda: "Trust ended on 20 Nov 2026: Left the organisation" in _said(page.trust))
    (ended,) = load_trust(desk.workspace.trust_folder).certificates
    assert ended.ended is not None
    assert ended.ended.on == date(2026, 11, 20)
    _press(page.trust.rows[0], "Take that back")
    soon(lambda: "Trust ended" not in _said(page.trust))
    assert load_trust(desk.workspace.trust_folder).ended == {}


def test_a_list_that_cannot_be_read_says_that_no_signature_counts(
    page: SettingsPage, desk: Desk, soon: Soon
) -> None:
    folder = desk.workspace.trust_folder
    folder.mkdir()
    (folder / "ended.json").write_text("{", encoding="utf-8")
    page.trust.refresh()
    soon(lambda: "No signature counts here until this is put right" in _said(page.trust))


def test_tab_goes_down_the_page_row_by_row(
    window: MainWindow, page: SettingsPage, desk: Desk, owner_pem: Path, soon: Soon
) -> None:
    window.show_page(page)
    made = identity_of(OWNER)
    desk.identities.keep(made.certificate, p12=made.p12, pem=made.pem)
    page.identities.refresh()
    _press(_trust(page, owner_pem, soon), "Trust this certificate")
    soon(lambda: page.trust.rows)
    QApplication.processEvents()
    window.activateWindow()
    page.signing.server.setFocus()
    reached = []
    for _ in range(9):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        focus = page.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleName() or focus.property("text"))
    assert reached == [
        f"Save the certificate of {OWNER.name}",
        f"Copy the fingerprint of {OWNER.name}",
        "Create a signing identity…",
        "Bring one in…",
        f"End trust in {OWNER.name}",
        f"Copy the fingerprint of {OWNER.name}",
        "Add a certificate…",
        "Theme",
        "Open folder",
    ]


# the house's rules


def test_signatures_are_needed_unless_one_says_otherwise(
    page: SettingsPage, desk: Desk
) -> None:
    assert page.signing.needed.isChecked() == desk.settings.signature_needed
    page.signing.needed.setChecked(True)
    assert desk.settings.signature_needed
    page.signing.needed.setFocus()
    QTest.keyClick(page.signing.needed, Qt.Key.Key_Space)
    assert not desk.settings.signature_needed


def test_the_time_stamp_server_is_kept_once_it_is_an_address(
    page: SettingsPage, desk: Desk
) -> None:
    server = page.signing.server
    assert "only thing for which the program ever uses the network" in _said(page.signing)
    server.setFocus()
    QTest.keyClicks(server, "time.example.org")
    QTest.keyClick(server, Qt.Key.Key_Return)
    assert "not a web address" in page.signing.message.text
    assert desk.settings.time_stamp_url == ""
    server.clear()
    QTest.keyClicks(server, "https://time.example.org/stamp")
    QTest.keyClick(server, Qt.Key.Key_Return)
    assert desk.settings.time_stamp_url == "https://time.example.org/stamp"
    assert not page.signing.message.isVisible()
    server.clear()
    QTest.keyClick(server, Qt.Key.Key_Return)
    assert desk.settings.time_stamp_url == ""
