"""Beside a field of a row: why it is asked, examples and its source."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from dpia_wizard.domain.answers import Answers, Cell
from dpia_wizard.gui.fields.base import Field
from tests.gui.cases import page_of, said_in
from tests.gui.conftest import OpenWizard
from tests.gui.shipped.test_marketing_rules import given, row

LOST: Mapping[str, Cell] = {"risk_no": 1, "source_and_impact": "Lost."}
ROWS: dict[str, tuple[str, Answers]] = {
    "marketing-rules": ("marketing-rules.sendings", given(row("V54", "Tenants"))),
    "dpia": ("dpia.risks", {"dpia.risks": (LOST,)}),
}


@pytest.mark.parametrize(
    ("set_id", "field", "why"),
    [
        ("marketing-rules", "source", "Details that people gave to somebody else"),
        ("dpia", "likelihood", "Likelihood is one side of the published grid."),
    ],
)
def test_the_panel_follows_the_field_that_has_the_keyboard(
    set_id: str, field: str, why: str, open_wizard: OpenWizard
) -> None:
    question, answers = ROWS[set_id]
    wizard = open_wizard(answers, set_id=set_id)
    wizard.go_to_question(question)
    asked = wizard.session.questionnaire.question(question)
    shown = next(f for f in page_of(wizard).findChildren(Field) if f.question.id == field)
    shown.take_focus()
    QApplication.processEvents()
    words = said_in(wizard.guidance)
    assert [w for w in words if w.startswith(why)]
    assert asked.why not in words
    keyboard: QWidget | None = page_of(wizard).findChild(QWidget, f"{question}:add")
    assert keyboard is not None
    keyboard.setFocus()
    QApplication.processEvents()
    assert asked.why in said_in(wizard.guidance)
