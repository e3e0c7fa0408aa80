"""When another law or house rule puts a settled assessment out of date, and when not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Move, MoveKind
from dpia_wizard.domain.conditions import AllOf
from dpia_wizard.domain.law import LawUsed, LawVersion
from dpia_wizard.domain.rule_parts import HouseSetting
from dpia_wizard.domain.stale import SetNow, StaleKind, StaleReason, stale_reasons
from dpia_wizard.domain.summary import summarise
from tests.builders import (
    NOW,
    OWNER,
    TODAY,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_activity,
    fact_is,
    is_,
)
from tests.unit.domain.settled import AS_MADE, completed, find_set, kinds


@pytest.fixture
def first_done() -> Activity:
    return completed(an_activity(), "first", answers={"first.a": "no"})


def _law(since: date, *, touches: str = "first", law_id: str = "uk-new") -> LawVersion:
    return LawVersion(
        id=law_id,
        since=since,
        title="New law",
        changes=("Something is forbidden.", "And more."),
        cite="SI 1",
        touches=(touches,),
    )


def _now(*laws: LawVersion) -> SetNow:
    return replace(AS_MADE, laws=laws)


# the law, by its dates ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "today", "touched"),
    [
        (TODAY - timedelta(days=1), TODAY, False),  # it was law already
        (TODAY, TODAY, False),  # the law of the day of completion was used
        (TODAY + timedelta(days=1), TODAY, False),  # ships today, counts from its day on
        (TODAY + timedelta(days=1), TODAY + timedelta(days=1), True),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=400), True),
    ],
)
def test_a_law_is_a_reason_from_its_own_day_on(
    first_done: Activity, since: date, today: date, touched: bool
) -> None:
    done = _done_on(first_done)
    reasons = stale_reasons(
        done, done.version("first", 1), find_set, lambda _: _now(_law(since)), today=today
    )
    expected = StaleReason(
        kind=StaleKind.LAW,
        was="uk-2026",
        now="uk-new",
        since=since,
        news="Something is forbidden",
    )
    assert reasons == ((expected,) if touched else ())


def _done_on(activity: Activity) -> Activity:
    """The first set's version completed by a move, as its day is told by that."""
    there = activity.version("first", 1)
    return activity.put(
        replace(there, moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW),))
    )


def test_a_law_shipped_later_that_counts_on_the_day_of_sending_is_a_reason_at_once(
    first_done: Activity,
) -> None:
    sending = TODAY + timedelta(days=90)
    used = LawUsed(id="uk-2026", title="Old", since=date(2026, 1, 1), cite="x", day=sending)
    done = _done_on(first_done)
    done = done.put(replace(done.version("first", 1), law=used))
    newer = _law(sending - timedelta(days=1))
    assert kinds(done, "first", newest=_now(newer)) == [StaleKind.LAW]
    beyond = _law(sending + timedelta(days=1))
    assert kinds(done, "first", newest=_now(beyond)) == []
    known = replace(used, id=newer.id, since=newer.since)
    done = done.put(replace(done.version("first", 1), law=known))
    assert kinds(done, "first", newest=_now(newer)) == []  # judged by it already


def test_a_set_written_for_a_newer_law_we_know_is_no_reason_by_itself(
    first_done: Activity,
) -> None:
    old = _law(TODAY - timedelta(days=30), law_id="uk-2027")
    newest = replace(_now(old), version="1.0.1", law_version="uk-2027", digest="1" * 64)
    assert kinds(_done_on(first_done), "first", newest=newest) == []


def test_the_register_says_which_change_from_outside_touches_what(
    first_done: Activity,
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    row = summarise(
        _done_on(first_done),
        [("first", "First")],
        find_set,
        find_newest=lambda _: _now(_law(tomorrow)),
        today=tomorrow,
    )
    assert [(t.title, t.reason.now) for t in row.touched] == [("First", "uk-new")]
    assert row.stale


# house rules ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "now", "touched"),
    [("yes", "off", True), ("yes", "on", False), ("no", "off", False)],
)
def test_another_house_rule_is_a_reason_only_where_it_would_change_what_came_out(
    answer: str, now: str, touched: bool
) -> None:
    setting = HouseSetting(
        id="strict", title="How strict", values={"on": "Strict", "off": "Lax"}, default=now
    )
    both = AllOf(parts=(is_("first.a", "yes"), fact_is("strict", "on")))
    asked = a_set(
        a_question("first.a"),
        set_id="first",
        rulings=(a_ruling(a_rule("strict", both, "stop")),),
        house=(setting,),
    )
    done = completed(an_activity(), "first", answers={"first.a": answer})
    frozen = replace(done.version("first", 1), facts={"strict": "on"})
    reasons = stale_reasons(
        done.put(frozen), frozen, lambda _: asked, lambda _: AS_MADE, today=TODAY
    )
    expected = StaleReason(kind=StaleKind.HOUSE, what=("How strict",), was="Strict", now="Lax")
    assert reasons == ((expected,) if touched else ())
