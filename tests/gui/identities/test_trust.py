"""Whom one trusts: shown in full before, ended on a day, and never in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.identity import readable_fingerprint
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.identities.certificate_row import CertificateRow
from dpia_wizard.gui.identities.trust_end_form import TrustEndForm
from dpia_wizard.gui.settings.settings_page import SettingsPage
from dpia_wizard.sign.certificates import fingerprint_of
from dpia_wizard.sign.trust import load_trust
from tests.builders import OWNER
from tests.gui.identities.steps import Soon, choose_file, press_on, said
from tests.signers import certificate, identity_of


def bring_in(page: SettingsPage, path: Path, soon: Soon) -> CertificateRow:
    press_on(page.trust, "Add a certificate…")
    choose_file(page.trust, "add_certificate", path)
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
    offer = bring_in(page, owner_pem, soon)
    fingerprint = fingerprint_of(certificate(OWNER))
    assert offer.fingerprint.text() == readable_fingerprint(fingerprint)
    assert (
        offer.fingerprint.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    )
    assert "only if every figure is the same" in said(page.trust)
    assert load_trust(desk.workspace.trust_folder).certificates == ()
    press_on(offer, "Copy fingerprint")
    assert QGuiApplication.clipboard().text() == readable_fingerprint(fingerprint)
    press_on(offer, "Trust this certificate")
    soon(lambda: page.trust.rows)
    trusted = load_trust(desk.workspace.trust_folder).certificates
    assert [one.certificate.fingerprint for one in trusted] == [fingerprint]
    assert not page.trust.offers


def test_one_may_think_better_of_it(page: SettingsPage, owner_pem: Path, soon: Soon) -> None:
    bring_in(page, owner_pem, soon)
    press_on(page.trust, "Cancel")
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
    press_on(bring_in(page, owner_pem, soon), "Trust this certificate")
    soon(lambda: page.trust.rows)
    (row,) = page.trust.rows
    press_on(row, "End trust…")
    (form,) = row.findChildren(TrustEndForm)
    assert "What was signed before that day stands" in said(form)
    form.on.set_value(None)
    press_on(form, "End trust")
    assert "on which day" in form.message.text
    form.on.set_value(date(2026, 11, 20))
    QTest.keyClicks(form.reason, "Left the organisation")
    press_on(form, "End trust")
    soon(lambda: "Trust ended on 20 Nov 2026: Left the organisation" in said(page.trust))
    (ended,) = load_trust(desk.workspace.trust_folder).certificates
    assert ended.ended is not None
    assert ended.ended.on == date(2026, 11, 20)
    press_on(page.trust.rows[0], "Take that back")
    soon(lambda: "Trust ended" not in said(page.trust))
    assert load_trust(desk.workspace.trust_folder).ended == {}


def test_a_list_that_cannot_be_read_says_that_no_signature_counts(
    page: SettingsPage, desk: Desk, soon: Soon
) -> None:
    folder = desk.workspace.trust_folder
    folder.mkdir()
    (folder / "ended.json").write_text("{", encoding="utf-8")
    page.trust.refresh()
    soon(lambda: "No signature counts here until this is put right" in said(page.trust))


def test_tab_goes_down_the_page_row_by_row(
    window: MainWindow, page: SettingsPage, desk: Desk, owner_pem: Path, soon: Soon
) -> None:
    window.show_page(page)
    made = identity_of(OWNER)
    desk.identities.keep(made.certificate, p12=made.p12, pem=made.pem)
    page.identities.refresh()
    press_on(bring_in(page, owner_pem, soon), "Trust this certificate")
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
