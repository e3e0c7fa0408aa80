"""Points of a checklist that nobody marked are said at sign-off, and hold nothing up."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from tests.gui.cases import FAIR_ANSWERS, said_in
from tests.gui.conftest import OpenWizard

ALL = ("good", "harm", "others")


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ((), "None of the 3 points to think of is marked."),
        (ALL[:2], "1 of the 3 points to think of is not marked."),
        (ALL[:1], "2 of the 3 points to think of are not marked."),
        (ALL, ""),
    ],
)
def test_what_is_not_marked_is_said(
    marked: tuple[str, ...], said: str, open_wizard: OpenWizard
) -> None:
    purpose = PromptsAnswer(text="To tell people what we do.", addressed=marked)
    wizard = open_wizard({**FAIR_ANSWERS, "fair.purpose": purpose})
    wizard.go_to(SIGN_OFF)
    QApplication.processEvents()
    notes = wizard.signoff.findChildren(QWidget, "points_not_marked")
    assert [said_in(note)[0] for note in notes if note.isVisible()] == [said] * bool(said)
