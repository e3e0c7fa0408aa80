"""What the register says: counts, days and reviews, told on a fixed day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dpia_wizard.domain.people import Person
from dpia_wizard.domain.summary import ActivitySummary, SetSummary
from dpia_wizard.gui.register.register_words import (
    FILTERS,
    figures,
    is_due,
    keeps,
    matches,
    review_words,
    second_line,
    when_words,
)
from tests.builders import ACTIVITY_ID, DPO, NOW, TODAY

ROW = ActivitySummary(
    id=ACTIVITY_ID,
    label="ACT-0042",
    title="Tenant newsletter, spring",
    team="Communications",
    channels="email,\n post",
    owner="Morgan Price",
    updated_at=NOW,
)
MINE = frozenset({"data protection officer"})

KEPT_BY = {
    "needs_me": replace(ROW, needs=MINE),
    "out_of_date": replace(
        ROW, sets=(SetSummary(set_id="lia", title="LIA", text="", tone="care", stale=True),)
    ),
    "in_progress": replace(ROW, in_progress=True),
    "waiting": replace(ROW, waiting_for_approval=True),
    "signed_off": replace(ROW, all_signed_off=True),
    "ready": replace(ROW, ready=True),
    "review_due": replace(ROW, next_review=TODAY + timedelta(days=30)),
}


def test_each_filter_keeps_its_own_rows_and_never_archived_ones() -> None:
    for choice, row in KEPT_BY.items():
        keep = keeps(choice, me=DPO, today=TODAY)
        assert keep(row)
        assert not keep(ROW)
        assert not keep(replace(row, archived=True))


def test_all_shows_everything_but_the_archive() -> None:
    assert keeps("all", me=DPO, today=TODAY)(ROW)
    assert not keeps("all", me=DPO, today=TODAY)(replace(ROW, archived=True))
    assert keeps("archived", me=DPO, today=TODAY)(replace(ROW, archived=True))
    assert {choice for choice, _ in FILTERS} == {*KEPT_BY, "all", "archived"}


def test_nobody_without_name_or_role_is_asked_for_anything() -> None:
    anybody = Person(name="")
    assert not keeps("needs_me", me=anybody, today=TODAY)(replace(ROW, needs=MINE))


@pytest.mark.parametrize(
    ("need", "total", "line"),
    [
        (0, 1, "1 activity · nothing waits for you"),
        (1, 2, "2 activities · 1 needs you"),
        (3, 1200, "1,200 activities · 3 need you"),
    ],
)
def test_the_line_counts_in_plain_english(need: int, total: int, line: str) -> None:
    rows = [replace(ROW, needs=MINE)] * need + [ROW] * (total - need)
    assert figures(rows, me=DPO, today=TODAY).line() == line


def test_the_cards_count_what_is_not_archived() -> None:
    rows = [
        replace(ROW, waiting_for_approval=True),
        replace(ROW, returned=True, needs=MINE),
        replace(ROW, returned=True, needs=frozenset({"somebody else"})),
        replace(ROW, waiting_for_approval=True, archived=True, next_review=TODAY),
    ]
    counted = figures(rows, me=DPO, today=TODAY)
    assert (counted.waiting, counted.returned, counted.due) == (1, 1, 0)


def test_reviews_stand_in_their_months_and_overdue_ones_in_this_one() -> None:
    days = [date(2026, 3, 1), TODAY, date(2027, 11, 22), date(2027, 12, 1)]
    rows = [replace(ROW, next_review=day) for day in days]
    months = figures(rows, me=DPO, today=TODAY).months
    assert [bar.label for bar in months][:2] == ["November 2026", "December 2026"]
    assert {bar.label: bar.count for bar in months if bar.count} == {
        "November 2026": 2,
        "November 2027": 1,
    }
    assert [bar.urgent for bar in months] == [True] + [False] * 12


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (None, "–", ""),
        (date(2026, 11, 21), "Overdue 21 Nov", "stop"),
        (date(2025, 2, 1), "Overdue 1 Feb 2025", "stop"),
        (date(2026, 11, 22), "Due 22 Nov", "care"),
        (date(2026, 12, 1), "Due 1 Dec", "care"),
        (date(2027, 11, 1), "Nov 2027", ""),
    ],
)
def test_a_review_is_told_by_how_near_it_is(day: date | None, words: str, tone: str) -> None:
    row = replace(ROW, next_review=day)
    assert review_words(row, TODAY) == (words, tone)
    assert is_due(row, TODAY) == bool(tone)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "today"),
        (NOW - timedelta(days=1), "yesterday"),
        (NOW - timedelta(days=10), "12 Nov"),
        (NOW - timedelta(days=400), "18 Oct 2025"),
    ],
)
def test_a_change_is_told_as_people_say_it(at: datetime, words: str) -> None:
    assert when_words(at, TODAY) == words


def test_the_second_line_leaves_out_what_is_not_known() -> None:
    assert second_line(ROW, TODAY) == "Communications · email, post · today"
    assert second_line(replace(ROW, team="", channels=" "), TODAY) == "Today"
    assert second_line(replace(ROW, team="", ready=True), TODAY).startswith("Ready to send · ")


def test_a_search_finds_what_is_shown_whatever_the_case() -> None:
    assert matches(ROW, "NEWSLETTER, sp")
    assert matches(ROW, "act-0042")
    assert not matches(ROW, "nothing like it")
