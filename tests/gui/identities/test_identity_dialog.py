"""The dialog that makes an identity: judged while one types, refused in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.sign.identity import open_identity
from dpia_wizard.sign.trust import load_trust
from tests.builders import DPO
from tests.gui.identities.steps import WAIT, WORDS, Soon, said


def test_the_dialog_begins_with_what_is_known(dialog: IdentityDialog) -> None:
    shown = [dialog.name.text(), dialog.role.text(), dialog.organisation.text()]
    assert shown == [DPO.name, DPO.role, "Example Homes"]
    assert QApplication.focusWidget() is dialog.passphrase
    assert "Nobody can recover this passphrase" in said(dialog)
    assert "never stores it" in said(dialog)


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
