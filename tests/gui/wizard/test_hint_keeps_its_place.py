"""Answering makes a hint go, and nothing below it move."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.wizard.question_block import QuestionBlock
from tests.gui.cases import click, find, page_of, said_in
from tests.gui.conftest import OpenWizard


def test_a_second_click_hits_what_it_was_meant_for(open_wizard: OpenWizard) -> None:
    wizard = open_wizard({"fair.collects": "no"})
    wizard.go_to("fair.purpose")
    blocks = {block.question.id: block for block in page_of(wizard).blocks}
    asked, below = blocks["fair.basis"], blocks["fair.channels"]
    before = below.y()
    assert hint(asked)
    click(find(asked, ChoiceCard, "fair.basis:consent"))
    QApplication.processEvents()
    assert not hint(asked)
    assert below.y() == before


def hint(block: QuestionBlock) -> list[str]:
    return [words for words in said_in(block) if words.startswith(("Required", "Optional"))]
