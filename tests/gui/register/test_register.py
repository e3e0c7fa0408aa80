"""The register: finding, sorting and opening activities, and what stands where none are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.sign_off import submit
from dpia_wizard.app.start import archive, start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.examples import EXAMPLES
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import DPO, NOW, OWNER
from tests.gui.rows import rows

TITLES = ("Tenant newsletter", "Alarm offer", "Customer survey")


def _add(desk: Desk, title: str, *, hours: int = 0) -> Activity:
    """Add an activity, so many hours after the usual moment."""
    desk.clock = lambda: NOW + timedelta(hours=hours)
    return start_activity(desk, Details(title=title, owner=OWNER, team="Sales"))


def _load(program: Program, qtbot: QtBot) -> RegisterPage:
    program.start()
    qtbot.waitUntil(lambda: program.feed.is_up_to_date)
    return program.register


def _titles(page: RegisterPage) -> list[str]:
    model = page.model
    return [model.summary(row).title for row in range(model.rowCount())]


def _search(page: RegisterPage, text: str, qtbot: QtBot) -> None:
    page.head.search.setFocus()
    with qtbot.waitSignal(page.head.search.searched):
        QTest.keyClicks(page.head.search, text)


def test_an_empty_folder_offers_a_first_activity_and_the_examples(
    program: Program, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    assert page.first_start.isVisible()
    assert not page.table.isVisible()
    assert not page.head.new_activity.isVisible()
    with qtbot.waitSignal(program.window.new_activity_requested):
        QTest.keyClick(page.begin, Qt.Key.Key_Return)
    offered = {action.text(): action for action in page.examples.menu().actions()}
    assert list(offered) == list(EXAMPLES.values())
    with qtbot.waitSignal(program.window.example_requested) as asked:
        offered[EXAMPLES["canvass_calls"]].trigger()
    assert asked.args == ["canvass_calls"]


def test_activities_are_listed_the_latest_first(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    for number, title in enumerate(TITLES):
        _add(desk, title, hours=number)
    page = _load(program, qtbot)
    assert _titles(page) == list(reversed(TITLES))
    assert page.table.isVisible()


def test_a_search_looks_through_titles_and_answers_while_one_types(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    for title in TITLES:
        _add(desk, title)
    begun = start_assessment(desk, _add(desk, "Garden day"), "screening")
    draft = begun.current("screening")
    assert draft is not None
    details = "screening.new_collection_details"
    save_draft(desk, begun, draft.answer(details, "Zanzibar ferry lists"))
    page = _load(program, qtbot)
    _search(page, "zanzi", qtbot)
    assert _titles(page) == ["Garden day"]
    QTest.keyClick(page.head.search, Qt.Key.Key_Escape)
    assert len(_titles(page)) == 4


def test_a_search_without_a_match_can_be_cleared(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    _add(desk, TITLES[0])
    page = _load(program, qtbot)
    _search(page, "nothing like it", qtbot)
    assert page.no_match.isVisible()
    assert "nothing like it" in page.no_match.accessibleName()
    page.clear.click()
    assert _titles(page) == [TITLES[0]]
    assert page.head.search.hasFocus()


def test_a_filter_that_keeps_nothing_says_so(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    _add(desk, TITLES[0])
    page = _load(program, qtbot)
    page.filter.choose("archived")
    assert page.no_match.accessibleName() == "Nothing archived"
    page.clear.click()
    assert page.filter.choice == "all"


def test_archived_activities_show_only_under_their_own_filter(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    archive(desk, _add(desk, TITLES[0]), archived=True)
    _add(desk, TITLES[1])
    page = _load(program, qtbot)
    assert _titles(page) == [TITLES[1]]
    page.filter.choose("archived")
    assert _titles(page) == [TITLES[0]]


def test_what_waits_for_the_user_is_counted_beside_the_page(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    begun = start_assessment(desk, _add(desk, TITLES[0]), "screening")
    draft = begun.current("screening")
    assert draft is not None
    submit(desk, begun, draft)
    _add(desk, TITLES[1])
    page = _load(program, qtbot)
    page.filter.choose("needs_me")
    assert _titles(page) == [TITLES[0]]
    names = [button.accessibleName() for button in program.window.sidebar.buttons()]
    assert names[0] == "Activities, 1 need you"


def test_return_and_a_double_click_open_the_chosen_activity(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    _add(desk, TITLES[0])
    second = _add(desk, TITLES[1], hours=1)
    page = _load(program, qtbot)
    table = page.table
    with qtbot.waitSignal(program.window.activity_opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [second.id]
    place = table.visualRect(page.model.index(1, 0)).center()
    with qtbot.waitSignal(program.window.activity_opened) as opened:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args != [second.id]


def test_the_down_arrow_goes_from_the_search_into_what_was_found(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    _add(desk, TITLES[0])
    page = _load(program, qtbot)
    _search(page, "tenant", qtbot)
    QTest.keyClick(page.head.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.chosen_id()


def test_a_header_sorts_up_then_down_then_shows_the_latest_first_again(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    for number, title in enumerate(TITLES):
        _add(desk, title, hours=number)
    page = _load(program, qtbot)
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionPosition(0) + 20, header.height() // 2)
    orders = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append(_titles(page))
    assert orders == [sorted(TITLES), sorted(TITLES, reverse=True), list(reversed(TITLES))]


def test_the_chosen_row_stays_chosen_while_rows_come_and_go(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    first = _add(desk, TITLES[0])
    page = _load(program, qtbot)
    page.table.choose(page.model.row_of(first.id))
    _add(desk, TITLES[1], hours=1)
    program.feed.load()
    assert _titles(page) == [TITLES[1], TITLES[0]]
    assert page.table.chosen_id() == first.id


def test_the_chosen_row_stays_chosen_and_in_view_whatever_narrows_the_list(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    program.feed.rows = list(rows(200))
    page.refresh()
    page.table.choose(150)
    kept = page.table.chosen_id()
    _search(page, page.model.summary(150).title, qtbot)
    assert page.table.chosen_id() == kept
    QTest.keyClick(page.head.search, Qt.Key.Key_Escape)
    assert page.table.chosen_id() == kept
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert page.table.chosen_id() == kept
    shown = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().rect().intersects(shown)


def test_rows_that_come_in_leave_the_list_where_it_was_scrolled_to(
    program: Program, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    program.feed.rows = list(rows(200))
    page.refresh()
    bar = page.table.verticalScrollBar()
    bar.setValue(4_000)
    page.refresh()
    assert bar.value() == 4_000


def test_an_activity_saved_elsewhere_appears_by_itself(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    _add(desk, TITLES[0])
    qtbot.waitUntil(lambda: _titles(page) == [TITLES[0]])


def test_a_damaged_file_is_named_and_does_not_hold_up_the_rest(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    damaged, _ = _add(desk, TITLES[0]), _add(desk, TITLES[1])
    path = next(desk.workspace.folder.rglob(f"{damaged.id}.json"))
    path.write_text("{")
    page = _load(program, qtbot)
    assert _titles(page) == [TITLES[1]]
    assert page.notice.isVisible()
    assert damaged.id in page.notice.accessibleName()
    assert str(desk.workspace.folder / "set-aside") in page.notice.accessibleName()


def test_every_cell_can_be_read_aloud(program: Program, desk: Desk, qtbot: QtBot) -> None:
    start_assessment(desk, _add(desk, TITLES[0]), "screening")
    page = _load(program, qtbot)
    spoken = [
        str(page.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for column in range(page.model.columnCount())
    ]
    assert spoken[0] == "Tenant newsletter. Sales · today"
    assert re.fullmatch(r"Screening: 0 of \d+", spoken[1])
    assert spoken[-1] == "Next review: none"


def test_the_bars_tell_their_months_under_the_pointer(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    bars = page.cards.month_bars
    assert bars.month_at(2) == "November 2026: 0 reviews"
    assert bars.accessibleName() == "Reviews due in the next 12 months: none"


def test_ten_thousand_rows_can_be_searched_sorted_and_gone_through(
    program: Program, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    mine = frozenset({DPO.name.casefold()})
    program.feed.rows = [replace(row, needs=mine) for row in rows(10_000)]
    page.refresh()
    page.model.sort(0)
    _search(page, "activity 77", qtbot)
    assert page.model.rowCount() == 111
    QTest.keyClick(page.head.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 10_000
    QTest.keyClick(page.table, Qt.Key.Key_End)
    shown = page.table.visualRect(page.model.index(9_999, 0))
    assert page.table.viewport().rect().intersects(shown)


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_columns_fill_the_table_at_every_width(
    width: int, program: Program, qtbot: QtBot
) -> None:
    page = _load(program, qtbot)
    program.feed.rows = list(rows(20))
    page.refresh()
    program.window.resize(width, 640)
    qtbot.waitUntil(lambda: page.table.width() > width - 300)
    widths = [page.table.columnWidth(column) for column in range(5)]
    assert abs(sum(widths) - page.table.viewport().width()) <= 5
    assert min(widths) >= 80
    assert widths[0] >= 210


def test_no_label_opens_as_a_window_of_its_own(program: Program, qtbot: QtBot) -> None:
    _load(program, qtbot)
    seen = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert seen == [program.window]


def test_a_register_that_cannot_keep_its_cache_shows_its_activities_all_the_same(
    window: MainWindow, theme: ThemeManager, tmp_path: Path, gone: WorkerClient, qtbot: QtBot
) -> None:
    folder = tmp_path / "data"
    before = open_desk(folder, clock=lambda: NOW)
    _add(before, TITLES[0])
    before.close()
    (folder / "cache").rename(tmp_path / "gone")
    (folder / "cache").write_text("not a folder")
    program = Program(window, theme, open_desk(folder, clock=lambda: NOW), gone)
    assert _titles(_load(program, qtbot)) == [TITLES[0]]
    window.close()
