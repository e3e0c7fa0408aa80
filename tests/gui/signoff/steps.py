"""What one does at sign-off, and what is then found on disk."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.gui.cases import click, find, on_disk, soon


def stored(desk: Desk, activity: Activity) -> Assessment:
    found = on_disk(desk, activity).current("fair")
    assert found is not None
    return found


def kinds(desk: Desk, activity: Activity) -> list[EventKind]:
    return [event.kind for event in on_disk(desk, activity).history]


def write(wizard: QWidget, name: str, text: str) -> None:
    """Write in a line or box, in place of what stands there."""
    widget = find(wizard, QWidget, name)
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text)


def complete(wizard: WizardPage, qtbot: QtBot) -> None:
    """Press the button and wait for the record."""
    click(find(wizard, QPushButton, "complete_assessment"))
    soon(qtbot, lambda: wizard.session.assessment.is_locked, seconds=60)


def message(wizard: WizardPage) -> str:
    return wizard.signoff.message.text
