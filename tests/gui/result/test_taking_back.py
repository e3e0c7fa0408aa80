"""A decision is not taken back by a second press, and its reason is not lost."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from dpia_wizard.gui.result.rule_decision_form import RuleDecisionForm
from tests.gui.conftest import OpenWizard
from tests.gui.result.test_deciding import (
    ADVERTS,
    at_the_result,
    comes_to,
    decide,
    part,
    press,
    shown,
)


def test_what_is_pressed_first_only_asks(open_wizard: OpenWizard) -> None:
    wizard = at_the_result(open_wizard)
    decide(wizard, ADVERTS, "stop", "People do not expect it.")
    press(wizard, f"take_back:{ADVERTS}")
    assert comes_to(wizard)[1] == "stop"
    press(wizard, f"take_back_not:{ADVERTS}")
    assert comes_to(wizard)[1] == "stop"
    assert shown(wizard, "take_back") == [f"take_back:{ADVERTS}"]


def test_the_reason_of_what_is_taken_back_can_be_decided_with_again(
    open_wizard: OpenWizard,
) -> None:
    wizard = at_the_result(open_wizard)
    decide(wizard, ADVERTS, "stop", "People do not expect it.")
    press(wizard, f"take_back:{ADVERTS}")
    press(wizard, f"take_back_now:{ADVERTS}")
    assert comes_to(wizard)[1] == "ask_dpo"
    form = part(wizard, f"reason:{ADVERTS}")
    assert isinstance(form, QPlainTextEdit)
    assert form.toPlainText() == "People do not expect it."
    press(wizard, f"decide:{ADVERTS}")
    assert comes_to(wizard)[1] == "stop"


def test_taking_back_does_not_stand_where_deciding_stood(open_wizard: OpenWizard) -> None:
    wizard = at_the_result(open_wizard)
    left = right_of(wizard.result, part(wizard, f"decide:{ADVERTS}"))
    decide(wizard, ADVERTS, "stop", "People do not expect it.")
    QApplication.processEvents()
    back = part(wizard, f"take_back:{ADVERTS}")
    assert back.mapTo(wizard.result, QPoint(0, 0)).x() > left
    assert wizard.result.findChildren(RuleDecisionForm)


def right_of(page: QWidget, button: QWidget) -> int:
    return button.mapTo(page, QPoint(button.width(), 0)).x()
