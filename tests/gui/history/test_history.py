"""The whole history: read by keyboard, searched, and said to be whole or not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.history.history_page import HistoryPage
from dpia_wizard.gui.widgets.link import Link
from tests.gui.cases import NOTE, click, file_of, find, focus, page_in, said_in


def open_history(flow: CaseFlow, activity: Activity) -> HistoryPage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), Link, "whole_history"))
    page = page_in(flow)
    assert isinstance(page, HistoryPage)
    return page


def rows(page: HistoryPage) -> list[tuple[str, ...]]:
    """What, before and after of each line."""
    model = page.model
    return [
        tuple(str(model.index(row, column).data()) for column in (2, 3, 4))
        for row in range(model.rowCount())
    ]


def test_every_change_is_listed_with_before_and_after(
    flow: CaseFlow, twice: Activity, desk: Desk
) -> None:
    edit_details(desk, twice, replace(twice.details, channels="Email"))
    page = open_history(flow, twice)
    assert rows(page)[:4] == [
        ("Activity described anew: channels", "", "Email"),
        ("Fair v2: “What is collected” answered", "Names and email addresses.", "Names only."),
        ("Fair v2: “Children” answered", "No", "Yes"),
        ("Fair v2 started: “Children come too.”", "", ""),
    ]
    assert len(rows(page)) >= len(twice.history)


def test_the_history_is_walked_by_keyboard_and_told_in_full(
    flow: CaseFlow, twice: Activity
) -> None:
    page = open_history(flow, twice)
    assert focus() is page.table
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    first = said_in(page.detail)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert said_in(page.detail) != first
    assert {"Before", "After"} <= set(said_in(page.detail))
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert page_in(flow).objectName() == "activity_page"


def test_tab_leads_through_the_activity_as_one_reads(flow: CaseFlow, twice: Activity) -> None:
    flow.open_activity(twice.id)
    page = page_in(flow)
    flow._window.sidebar.buttons()[-1].setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    found: list[str] = []
    while page.isAncestorOf(focus()) and len(found) < 30:
        found.append(focus().objectName())
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert found[:5] == [
        "back_to_activities",
        "edit_details",
        "archive_activity",
        "hand_over_activity",
        "export_pdf",
    ]
    assert found[-1] == "whole_history"
    assert "compare:fair:1" in found
    assert flow._window.sidebar.isAncestorOf(focus())


def test_tab_goes_on_from_where_it_was_when_that_is_no_more(
    flow: CaseFlow, twice: Activity
) -> None:
    flow.open_activity(twice.id)
    archive = find(page_in(flow), QPushButton, "archive_activity")
    archive.setFocus(Qt.FocusReason.OtherFocusReason)
    archive.setEnabled(False)
    assert focus().objectName() == "hand_over_activity"


def test_tab_leads_from_the_table_to_the_entry_in_full(flow: CaseFlow, twice: Activity) -> None:
    page = open_history(flow, twice)
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.detail.isAncestorOf(focus())
    assert focus().accessibleName() == "The chosen entry in full"


def test_the_history_is_searched(flow: CaseFlow, twice: Activity) -> None:
    page = open_history(flow, twice)
    page.model.search("names only")
    assert [what for what, *_ in rows(page)] == ["Fair v2: “What is collected” answered"]


def test_a_cell_is_read_aloud_with_its_column(flow: CaseFlow, twice: Activity) -> None:
    model = open_history(flow, twice).model
    spoken = [
        str(model.index(row, 3).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert "Before: No" in spoken
    assert "Before: nothing" in spoken


def test_a_whole_history_says_so_and_names_its_latest_entry(
    flow: CaseFlow, twice: Activity
) -> None:
    words = said_in(open_history(flow, twice))
    head = twice.history[-1].digest
    assert any("Record chain intact ✓" in word and head[:4] in word for word in words)
    assert "Changed outside the program" not in words


EDITS: dict[str, tuple[Callable[[Any], object], str]] = {
    "an entry’s note": (
        lambda a: a["history"][-2]["detail"].update(note="x"),
        "this entry was edited after it was written",
    ),
    "an entry removed": (
        lambda a: a["history"].pop(2),
        "at least one entry before this one was removed",
    ),
    "an answer": (
        lambda a: a["assessments"][1]["answers"].update({NOTE: "x"}),
        "The activity’s file was changed outside the program.",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_changed_by_hand_is_said_in_words(
    flow: CaseFlow, twice: Activity, desk: Desk, what: str
) -> None:
    edit, expected = EDITS[what]
    file: Path = file_of(desk, twice)
    tables = json.loads(file.read_text("utf-8"))
    edit(tables["activity"]["1"])
    file.write_text(json.dumps(tables), "utf-8")
    page = open_history(flow, twice)
    words = said_in(page)
    assert "Changed outside the program" in words
    assert any(expected in word for word in words)
    assert not any("intact" in word for word in words)
