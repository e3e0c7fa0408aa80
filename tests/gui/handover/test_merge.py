"""Merging what came back: both sides shown, a side chosen, or left as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.start import edit_details
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.history.compare_table import CompareRow, CompareTable, Side
from dpia_wizard.gui.history.merge_page import MergePage
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.widgets.dot import Dot
from tests.builders import DPO
from tests.gui.cases import click, find, on_disk, said_in, soon, stored_answers
from tests.gui.conftest import Show
from tests.gui.handover.steps import LONG, answer, handed_over, open_in, opened, shown
from tests.gui.looks import cut_off, unnamed


@pytest.fixture
def both(owner: Desk, desk: Desk, sent: Path, there: Activity, tmp_path: Path) -> Path:
    """What the owner sends later, while the officer has gone on too."""
    here = answer(desk, opened(desk, sent), visitors=20)
    edit_details(desk, here, replace(here.details, team="Events"))
    later = answer(owner, there, visitors=30, basis="interests")
    later = comment(owner, later, later.assessments[0], question="", text="Please hurry.")
    return handed_over(owner, later, tmp_path / "later.pdf")


# opening -----------------------------------------------------------------------------------


def test_both_sides_are_shown_and_the_choice_is_merged(
    flow: CaseFlow, program: Program, desk: Desk, both: Path, there: Activity, qtbot: QtBot
) -> None:
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    said = said_in(page)
    for words in ("Both have gone on", "In this register", "In the file", "Please hurry."):
        assert any(words in text for text in said), words
    assert any(text.startswith("Morgan Price, ") for text in said)
    assert page.table.choices() == {
        "fair-v1/answer:fair.visitors": Side.LEFT,
        "fair-v1/answer:fair.basis": Side.RIGHT,
        "/detail:team": Side.LEFT,
    }
    assert (cut_off(page), unnamed(page)) == ([], [])
    click(page.table.button("fair-v1/answer:fair.visitors", Side.RIGHT))
    click(find(page, QPushButton, "merge"))
    soon(qtbot, lambda: isinstance(shown(program), ActivityPage), seconds=LONG)
    after = shown(program)
    assert isinstance(after, ActivityPage)
    assert after.message.text.startswith("Merged with later.pdf.")
    merged = on_disk(desk, there)
    assert stored_answers(desk, there) == {
        "fair.collects": "yes",
        "fair.visitors": 30,
        "fair.basis": "interests",
    }
    assert merged.details.team == "Events"
    assert [c.text for c in merged.assessments[0].comments] == ["Please hurry."]
    assert broken_links(merged.history) == []


def test_take_all_and_keep_all_choose_every_row(
    flow: CaseFlow, program: Program, both: Path, qtbot: QtBot
) -> None:
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    click(find(page, QPushButton, "take_all"))
    assert set(page.table.choices().values()) == {Side.RIGHT}
    click(find(page, QPushButton, "keep_all"))
    assert set(page.table.choices().values()) == {Side.LEFT}


def test_leaving_everything_as_it_is_changes_nothing(
    flow: CaseFlow, program: Program, desk: Desk, both: Path, there: Activity, qtbot: QtBot
) -> None:
    before = on_disk(desk, there)
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    click(find(page, QPushButton, "leave_as_is"))
    assert isinstance(shown(program), RegisterPage)
    assert not program.register.message.isVisible()
    assert on_disk(desk, there) == before


def test_a_newer_file_has_its_own_side_chosen(
    flow: CaseFlow,
    program: Program,
    desk: Desk,
    owner: Desk,
    sent: Path,
    there: Activity,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    opened(desk, sent)
    later = handed_over(owner, answer(owner, there, visitors=20), tmp_path / "later.pdf")
    page = open_in(flow, program, later, MergePage, qtbot)
    assert isinstance(page, MergePage)
    assert "The file is newer" in said_in(page)
    assert page.table.choices() == {"fair-v1/answer:fair.visitors": Side.RIGHT}
    QTest.keyClick(find(page, QPushButton, "merge"), Qt.Key.Key_Return)
    soon(qtbot, lambda: isinstance(shown(program), ActivityPage), seconds=LONG)
    assert stored_answers(desk, there)["fair.visitors"] == 20
    page = open_in(flow, program, sent, MergePage, qtbot)
    assert isinstance(page, MergePage)
    assert "The file is older" in said_in(page)
    assert set(page.table.choices().values()) == {Side.LEFT}


def test_a_merge_that_is_refused_is_told_on_the_page(
    flow: CaseFlow, program: Program, desk: Desk, both: Path, there: Activity, qtbot: QtBot
) -> None:
    page = open_in(flow, program, both, MergePage, qtbot)
    assert isinstance(page, MergePage)
    claim = desk.claims.claim(there.id, holder="Jo", at=desk.now())
    click(find(page, QPushButton, "merge"))
    soon(qtbot, lambda: "Jo" in page.message.text, seconds=LONG)
    assert find(page, QPushButton, "merge").isEnabled()
    claim.release()


ROWS = [
    CompareRow(key="a", name="First", left="Yes", right="No", right_note="Sam, today"),
    CompareRow(key="b", name="Second", left="", right="New", chosen=Side.RIGHT, group="More"),
    CompareRow(key="c", name="Third", left="x", right="y", choosable=False),
]


# the table ---------------------------------------------------------------------------------


def test_a_click_anywhere_in_a_side_chooses_it(show: Show, qtbot: QtBot) -> None:
    table = CompareTable()
    table.show_rows(ROWS, "Here", "There", choose=True)
    table.resize(900, 400)
    show(table)
    assert table.choices() == {"a": Side.LEFT, "b": Side.RIGHT}
    side = table.button("a", Side.RIGHT).parentWidget()
    assert side is not None
    with qtbot.waitSignal(table.changed):
        click(side)
    assert table.choices()["a"] is Side.RIGHT
    table.button("a", Side.RIGHT).setFocus()
    QTest.keyClick(table.button("a", Side.RIGHT), Qt.Key.Key_Left)
    assert table.choices()["a"] is Side.LEFT
    assert table.button("a", Side.LEFT).accessibleName() == "First: Here"


def test_a_comparison_only_to_read_offers_no_choice(show: Show) -> None:
    table = CompareTable()
    table.show_rows(ROWS, "One", "Two", choose=False)
    show(table)
    assert table.choices() == {}
    assert table.findChildren(Dot) == []
    assert "Nothing written" in said_in(table)
    assert DPO.name not in said_in(table)
