"""The result is read from its top, whatever was changed just before."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton

from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.wizard.wizard_steps import RESULT
from tests.dpia import HIGH, LOW, measure, risk
from tests.gui.cases import click, find, page_of
from tests.gui.conftest import OpenWizard
from tests.gui.hand import choose
from tests.gui.shipped.test_dpia import given


def test_the_verdict_is_in_view_after_a_change(open_wizard: OpenWizard) -> None:
    rows = {"risks": [risk(HIGH)], "measures": [measure(1, LOW)]}
    wizard = open_wizard(given(**rows), set_id="dpia")
    for severity in ("severe", "minimal"):
        wizard.go_to_question("dpia.measures")
        QApplication.processEvents()
        choose(find(page_of(wizard), ComboBox, "residual_severity"), severity)
        click(find(wizard.navigator, QPushButton, f"step:{RESULT}"))
        QApplication.processEvents()
        bar = wizard.result.verticalScrollBar()
        assert bar.maximum() > 0
        assert bar.value() == 0
