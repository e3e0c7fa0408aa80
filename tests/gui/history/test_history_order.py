"""The order and the days of a history: by time where two were joined, no invented hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.history.history_order import in_order
from dpia_wizard.gui.history.history_words import grouped
from dpia_wizard.gui.words import moment, noted_at
from tests.builders import DPO, NOW, OWNER, an_activity
from tests.gui.cases import said_in
from tests.gui.history.test_history import open_history, rows


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def commented(activity: Activity, minutes: int) -> Activity:
    return noted(activity, EventKind.COMMENTED, by=OWNER, at=at(minutes))


def times(history: tuple[Event, ...]) -> list[int]:
    return [round((event.at - NOW).total_seconds() / 60) for _, event in in_order(history)]


def joined() -> tuple[Event, ...]:
    start = noted(an_activity(), EventKind.CREATED, by=OWNER, at=NOW)
    ours = commented(commented(start, 1), 5)
    theirs = commented(commented(start, 2), 4)
    return noted(ours, EventKind.MERGED, by=DPO, at=at(6), merging=theirs.history).history


def test_what_two_people_did_apart_is_told_by_time() -> None:
    history = joined()
    assert [round((e.at - NOW).total_seconds() / 60) for e in history] == [0, 1, 5, 2, 4, 6]
    assert times(history) == [0, 1, 2, 4, 5, 6]
    assert [number for number, _ in in_order(history)] == [1, 2, 4, 5, 3, 6]
    latest_first = [event.at for group in grouped(history) for event in group]
    assert latest_first == sorted(latest_first, reverse=True)


def test_a_clock_that_was_wrong_puts_nothing_before_what_it_follows() -> None:
    start = noted(an_activity(), EventKind.CREATED, by=OWNER, at=NOW)
    assert times(commented(commented(start, -9), 3).history) == [0, -9, 3]


def test_a_bent_chain_is_told_as_it_stands() -> None:
    first, second, *rest = joined()
    ring = (replace(first, parents=(second.digest,)), second, *rest)
    assert [event for _, event in in_order(ring)] == list(ring)


def test_a_day_without_a_time_is_told_as_a_day() -> None:
    midnight = datetime(2026, 11, 20, tzinfo=UTC)
    assert noted_at(midnight) == "20 Nov 2026"
    assert noted_at(midnight.replace(minute=1)).startswith("20 Nov 2026, ")
    west = midnight.astimezone(timezone(timedelta(hours=-5)))
    assert ":" in noted_at(west.replace(hour=0))
    assert moment(midnight, now=midnight.replace(hour=9)) == "today"


def test_the_head_says_why_there_are_more_lines_than_entries(
    flow: CaseFlow, twice: Activity, desk: Desk
) -> None:
    page = open_history(flow, twice)
    shown, entries = len(rows(page)), len(twice.history)
    assert shown > entries
    line = f"{twice.label} · {twice.details.title} · {entries} entries in {shown} lines"
    assert line in said_in(page)
