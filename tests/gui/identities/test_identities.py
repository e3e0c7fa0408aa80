"""One's own identities in Settings, and what the house asks of signatures."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dpia_wizard.app.desk import Desk, utc_now
from dpia_wizard.domain.identity import readable_fingerprint
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.settings.settings_page import SettingsPage
from dpia_wizard.sign.identity import create_identity
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.identities.steps import WORDS, Soon, choose_file, press_on, said
from tests.signers import identity_file, identity_of

# one's own identities


def test_created_in_settings_it_is_listed_with_its_whole_fingerprint(
    page: SettingsPage, desk: Desk, soon: Soon
) -> None:
    desk.clock = utc_now  # the worker's
    assert "There is none on this computer yet." in said(page.identities)
    press_on(page.identities, "Create a signing identity…")
    (dialog,) = page.identities.findChildren(IdentityDialog)
    for box in (dialog.passphrase, dialog.again):
        box.setText(WORDS)
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    soon(lambda: page.trust.rows)
    (kept,) = desk.identities.known()
    shown = readable_fingerprint(kept.certificate.fingerprint)
    for card in (page.identities, page.trust):
        assert shown in said(card)
        assert DPO.name in said(card)
    assert "Trusted" in said(page.trust)
    assert "There is none" not in said(page.identities)


def test_one_is_brought_in_and_trusted_only_when_asked(
    page: SettingsPage, desk: Desk, tmp_path: Path, soon: Soon
) -> None:
    importing = page.identities.importing
    press_on(page.identities, "Bring one in…")
    path = tmp_path / "approver.p12"
    path.write_bytes(create_identity("Approver", "", "", WORDS, utc_now()).p12)
    choose_file(importing, "import_identity", path)
    assert path.name in said(page.identities)
    QTest.keyClicks(importing.passphrase, "not this one")
    press_on(importing, "Bring it in")
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
    press_on(page.identities, "Trust it on this computer")
    soon(lambda: page.trust.rows)
    assert "is trusted here now" in page.identities.message.text


def test_an_empty_passphrase_is_asked_for_again(page: SettingsPage, tmp_path: Path) -> None:
    importing = page.identities.importing
    importing.show_file(str(identity_file(tmp_path, APPROVER)))
    press_on(importing, "Bring it in")
    assert "give the passphrase" in importing.message.text
    press_on(importing, "Cancel")
    assert not importing.isVisible()
    assert page.identities.bring.hasFocus()


def test_an_expired_identity_is_marked(page: SettingsPage, desk: Desk) -> None:
    made = identity_of(OWNER)
    desk.identities.keep(made.certificate, p12=made.p12, pem=made.pem)
    desk.clock = lambda: made.certificate.not_after + timedelta(days=1)
    page.identities.refresh()
    assert "Expired" in said(page.identities)


def test_its_certificate_is_saved_for_others_and_holds_no_secret(
    page: SettingsPage, desk: Desk, tmp_path: Path
) -> None:
    made = identity_of(OWNER)
    desk.identities.keep(made.certificate, p12=made.p12, pem=made.pem)
    page.identities.refresh()
    press_on(page.identities, "Save its certificate…")
    out = tmp_path / "for-others.pem"
    choose_file(page.identities, "save_certificate", out)
    assert out.read_bytes() == made.pem
    assert "for-others.pem" in page.identities.message.text


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
    assert "only thing for which the program ever uses the network" in said(page.signing)
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
