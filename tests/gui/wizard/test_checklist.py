"""The checklist beside a box: each prompt dealt with, or not relevant with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.wizard.checklist import Checklist
from tests.gui.cases import click, fair_set, find, links_in
from tests.gui.conftest import Show

ASIDE = "Not relevant: What harm could come of it?"
BACK = "It is relevant after all: What harm could come of it?"


@pytest.fixture
def checklist(show: Show) -> Checklist:
    checklist = Checklist(fair_set().question("fair.purpose"))
    checklist.resize(300, 400)
    show(checklist)
    checklist.show_answer(None, read_only=False)
    return checklist


def told(checklist: Checklist) -> list[PromptsAnswer]:
    heard: list[PromptsAnswer] = []
    checklist.answered.connect(heard.append)
    return heard


def reasons(checklist: Checklist) -> list[str]:
    QApplication.processEvents()
    return [line.text() for line in checklist.findChildren(QLineEdit) if line.isVisible()]


def ticked(checklist: Checklist) -> list[str]:
    return [b.objectName() for b in checklist.findChildren(CheckBox) if b.isChecked()]


def test_marks_are_shown_in_silence(checklist: Checklist) -> None:
    heard = told(checklist)
    answer = PromptsAnswer(addressed=("good",), not_relevant={"harm": "Nobody is named."})
    checklist.show_answer(answer, read_only=False)
    assert ticked(checklist) == ["prompt:good"]
    assert reasons(checklist) == ["Nobody is named."]
    checklist.show_answer(None, read_only=False)
    assert (ticked(checklist), reasons(checklist)) == ([], [])
    assert heard == []


def test_a_tick_keeps_the_text_and_the_order_of_the_prompts(checklist: Checklist) -> None:
    checklist.show_answer(PromptsAnswer(text="Joy"), read_only=False)
    heard = told(checklist)
    for prompt in ("others", "good"):
        click(find(checklist, CheckBox, f"prompt:{prompt}"))
    assert heard[-1] == PromptsAnswer(text="Joy", addressed=("good", "others"))
    click(find(checklist, CheckBox, "prompt:others"))
    assert heard[-1] == PromptsAnswer(text="Joy", addressed=("good",))


def test_a_prompt_is_set_aside_and_taken_up_again(checklist: Checklist) -> None:
    heard = told(checklist)
    click(links_in(checklist)[ASIDE])
    assert heard[-1] == PromptsAnswer(not_relevant={"harm": ""})
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "Nobody")
    assert heard[-1] == PromptsAnswer(not_relevant={"harm": "Nobody"})
    click(links_in(checklist)[BACK])
    assert heard[-1] == PromptsAnswer()
    assert reasons(checklist) == []


def test_what_is_dealt_with_is_not_set_aside_too(checklist: Checklist) -> None:
    heard = told(checklist)
    click(links_in(checklist)[ASIDE])
    click(find(checklist, CheckBox, "prompt:harm"))
    assert heard[-1] == PromptsAnswer(addressed=("harm",))
    assert ASIDE not in links_in(checklist)
    assert reasons(checklist) == []


def test_marks_can_only_be_read_once_the_version_is_locked(checklist: Checklist) -> None:
    answer = PromptsAnswer(addressed=("good",), not_relevant={"harm": "Nobody is named."})
    checklist.show_answer(answer, read_only=True)
    heard = told(checklist)
    assert links_in(checklist) == {}
    click(find(checklist, CheckBox, "prompt:good"))
    line = next(w for w in checklist.findChildren(QLineEdit) if w.isVisible())
    QTest.keyClicks(line, "x")
    assert heard == []
    assert reasons(checklist) == ["Nobody is named."]


def test_every_part_is_named_after_its_prompt(checklist: Checklist) -> None:
    click(links_in(checklist)[ASIDE])
    line = next(w for w in checklist.findChildren(QLineEdit) if w.isVisible())
    assert line.accessibleName() == "Why this is not relevant: What harm could come of it?"
    assert find(checklist, CheckBox, "prompt:harm").accessibleName() == (
        "What harm could come of it?"
    )
