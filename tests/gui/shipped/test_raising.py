"""A level raised without a reason says so where the reason goes, and links lead there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from tests.dpia import HIGH, LOW, measure, risk
from tests.gui.cases import click, find, focus, links_in, page_of, said_in, soon
from tests.gui.conftest import OpenWizard
from tests.gui.hand import choose, paste
from tests.gui.shipped.test_dpia import given

_REQUIRED = "Required, because it is raised"


@pytest.fixture
def wizard(open_wizard: OpenWizard) -> WizardPage:
    """At a measure whose residual risk is raised, without a reason."""
    rows = {"risks": [risk(HIGH), risk(HIGH)], "measures": [measure(1, LOW), measure(2, LOW)]}
    wizard = open_wizard(given(**rows), set_id="dpia")
    wizard.go_to_question("dpia.measures")
    assert _REQUIRED not in said_in(page_of(wizard))
    click(find(page_of(wizard), QPushButton, "residual_risk:raise"))
    choose(find(page_of(wizard), ComboBox, "residual_risk"), "medium")
    QApplication.processEvents()
    return wizard


def test_a_missing_reason_is_marked_until_it_is_given(wizard: WizardPage) -> None:
    assert _REQUIRED in said_in(page_of(wizard))
    paste(find(page_of(wizard), QLineEdit, "residual_risk_reason"), "The press would tell.")
    assert _REQUIRED not in said_in(page_of(wizard))


def test_the_way_from_sign_off_leads_to_the_missing_reason(
    wizard: WizardPage, qtbot: QtBot
) -> None:
    wizard.go_to(SIGN_OFF)
    words, link = next(
        (words, link)
        for words, link in links_in(wizard.signoff).items()
        if words.startswith("Answer: ")
    )
    assert "measures" in words
    link.clicked.emit()
    QApplication.processEvents()
    line = find(page_of(wizard), QLineEdit, "residual_risk_reason")
    assert focus() is line
    soon(qtbot, lambda: line.visibleRegion().boundingRect() == line.rect())
