"""What is said above the pages: an error goes with its cause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.gui.cases import CTRL, NOTE, click, find, focus, page_of, press
from tests.gui.conftest import OpenWizard


def too_long(wizard: WizardPage) -> QPlainTextEdit:
    """Try to go on with a text that is too long by five."""
    box = find(wizard, QPlainTextEdit, NOTE)
    box.setPlainText("x" * 105)
    click(wizard.bar.next)
    assert "too long by 5 characters" in wizard.notice.text
    return box


def test_an_error_goes_with_its_cause(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.collects": "yes"})
    too_long(wizard)
    QTest.keyClick(focus(), Qt.Key.Key_Delete)
    assert "too long by 4 characters" in wizard.notice.text
    QTest.keyClick(focus(), Qt.Key.Key_A, CTRL)
    QTest.keyClicks(focus(), "Names.")
    assert not wizard.notice.isVisible()


def test_an_error_goes_where_the_text_is_again_what_it_was(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.collects": "yes", NOTE: "Names."})
    wizard.go_to("fair.collects")
    too_long(wizard).setPlainText("Names.")
    assert not wizard.notice.isVisible()


def test_an_error_goes_with_its_question(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.collects": "yes"})
    too_long(wizard)
    find(wizard, QPlainTextEdit, NOTE).clearFocus()
    press("N", page_of(wizard))
    assert not wizard.notice.isVisible()
