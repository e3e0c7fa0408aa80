"""What one does at the sign-off page to sign, and what is then found on disk."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment
from dpia_wizard.domain.identity import Identity
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.sign.trust import TrustStore
from dpia_wizard.sign.verify import signatures_in
from tests.builders import DPO
from tests.gui.cases import click, find, on_disk, said_in, soon
from tests.gui.signers import PASSPHRASE

Identities = dict[Person, Identity]
Template = tuple[Activity, Assessment]
ADVICE = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=None, text="Lock the box.")


def copied(desk: Desk, template: Template) -> Activity:
    activity, assessment = template
    copy = replace(activity, id=str(uuid.uuid4()), revision=0)
    desk.records.keep(copy.id, assessment.key, desk.records.read(activity.id, assessment.key))
    return desk.store.save(copy)


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


def save_as(wizard: WizardPage, button: str, path: Path) -> None:
    """Choose a place in the dialog."""
    click(find(wizard, QPushButton, button))
    dialog = next(d for d in wizard.findChildren(QFileDialog) if d.isVisible())
    line = find(dialog, QLineEdit, "fileNameEdit")
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
