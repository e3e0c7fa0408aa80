"""When a settled assessment is flagged: each reason by itself, and everything that is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity, Details, Facts
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.stale import SetNow, StaleKind, StaleReason
from dpia_wizard.domain.summary import OUT_OF_DATE, summarise
from tests.builders import DPO, OWNER, TODAY, an_activity, an_assessment
from tests.unit.domain.settled import (
    AS_MADE,
    LATER,
    SETS,
    completed,
    edited,
    find_set,
    kinds,
    reasons,
    signed,
)


@pytest.fixture
def first_done() -> Activity:
    return completed(an_activity(), "first", answers={"first.a": "no"})


@pytest.fixture
def both_done(first_done: Activity) -> Activity:
    return completed(signed(first_done, "first"), "second", answers={"second.a": "no"})


def test_nothing_changed_is_no_reason(both_done: Activity) -> None:
    assert reasons(both_done, "first") == reasons(both_done, "second") == ()
    assert reasons(signed(both_done, "second"), "second") == ()


def test_details_changed_since_are_named_with_day_and_person(first_done: Activity) -> None:
    changed = edited(first_done, channels="Email and post", team="Communications")
    assert reasons(changed, "first") == (
        StaleReason(kind=StaleKind.DETAILS, what=("team", "channels"), at=LATER, by=DPO),
    )


def test_details_changed_before_completion_are_no_reason() -> None:
    assert reasons(completed(edited(an_activity(), channels="Post"), "first"), "first") == ()


def test_the_day_is_that_of_the_edit_that_counts(first_done: Activity) -> None:
    changed = edited(first_done, channels="Email")
    later = replace(changed, details=replace(changed.details, team="x"))
    change = Change(what="team", before="", after="x")
    back = Change(what="team", before="x", after="")
    for what in (change, back):
        later = noted(
            later,
            EventKind.DETAILS_CHANGED,
            by=OWNER,
            at=LATER + timedelta(days=1),
            changes=(what,),
        )
    again = replace(later, details=replace(later.details, team=""))
    assert reasons(again, "first") == (
        StaleReason(kind=StaleKind.DETAILS, what=("channels",), at=LATER, by=DPO),
    )


def test_details_that_were_changed_back_are_no_reason(first_done: Activity) -> None:
    assert reasons(edited(edited(first_done, team="x"), team=""), "first") == ()


def _merged(activity: Activity, *, not_taken: str, taken: str) -> Activity:
    """Another folder's edit of the team has come in beside ours, and one side was taken."""
    theirs = edited(an_activity(), team="Events").history[-1]
    change = Change(what="team", before=not_taken, after=taken)
    joined = replace(activity, history=(*activity.history, theirs))
    details = replace(joined.details, team=taken)
    return noted(
        replace(joined, details=details),
        EventKind.MERGED,
        by=DPO,
        at=LATER,
        changes=(change,),
    )


def test_what_a_merge_did_not_take_is_no_reason() -> None:
    ours = completed(edited(an_activity(), team="Housing"), "first")
    assert reasons(_merged(ours, not_taken="Events", taken="Housing"), "first") == ()
    (found,) = reasons(_merged(ours, not_taken="Housing", taken="Events"), "first")
    assert found.what == ("team",)


def test_a_new_owner_is_a_reason_like_any_other(first_done: Activity) -> None:
    other = Person(name="Jo Reed")
    details = replace(first_done.details, owner=other)
    change = Change(what="owner", before=OWNER, after=other)
    changed = noted(
        replace(first_done, details=details),
        EventKind.DETAILS_CHANGED,
        by=DPO,
        at=LATER,
        changes=(change,),
    )
    assert reasons(changed, "first")[0].what == ("owner",)


def test_a_detail_that_rules_read_shows_even_without_an_event() -> None:
    planned = an_activity(details=Details(title="x", planned_start=date(2027, 3, 1)))
    done = completed(planned, "first")
    moved = replace(done, details=replace(done.details, planned_start=date(2027, 4, 1)))
    assert [(r.kind, r.what) for r in reasons(moved, "first")] == [
        (StaleKind.DETAILS, ("planned_start",))
    ]


def test_a_sibling_that_was_done_again_is_a_reason(both_done: Activity) -> None:
    again = completed(both_done, "first", version=2, answers={"first.a": "no"})
    assert reasons(again, "second") == (), "the signed version counts until the next one is"
    (found,) = reasons(signed(again, "first", version=2), "second")
    assert (found.kind, found.what, found.was, found.now) == (
        StaleKind.REDONE,
        ("first",),
        "1",
        "2",
    )


def test_a_sibling_under_way_again_is_none_yet(both_done: Activity) -> None:
    draft = an_assessment("first", version=2, answers={"first.a": "yes"})
    begun = noted(both_done.put(draft), EventKind.STARTED, by=OWNER, at=LATER, assessment=draft)
    assert reasons(begun, "second") == ()


def test_a_sibling_that_now_comes_to_something_else_is_a_reason(both_done: Activity) -> None:
    again = completed(both_done, "first", version=2, answers={"first.a": "yes"})
    assert kinds(signed(again, "first", version=2), "second") == [StaleKind.OTHER_RESULT]


def test_a_withdrawn_sibling_is_a_reason(both_done: Activity) -> None:
    gone = signoff.withdraw(
        both_done.version("first", 1), by=DPO, at=LATER, reason="Not sent after all."
    )
    moved = noted(both_done.put(gone), EventKind.WITHDRAWN, by=DPO, at=LATER, assessment=gone)
    (found,) = reasons(moved, "second")
    assert (found.kind, found.at, found.by) == (StaleKind.WITHDRAWN, LATER, DPO)


def test_a_sibling_that_is_signed_meanwhile_goes_as_foreseen(first_done: Activity) -> None:
    done = completed(first_done, "second")
    assert done.version("second", 1).facts == {"first_signed_off": "no", "risky": "no"}
    assert reasons(signed(done, "first"), "second") == ()


def test_a_sibling_begun_only_afterwards_was_not_relied_on() -> None:
    done = completed(an_activity(), "second")
    assert reasons(signed(completed(done, "first"), "first"), "second") == ()


def test_a_sibling_nothing_is_taken_from_is_no_reason(both_done: Activity) -> None:
    twice = completed(completed(both_done, "apart"), "apart", version=2)
    assert reasons(twice, "second") == ()
    assert reasons(completed(both_done, "second", version=2), "first") == ()


def test_facts_the_rules_read_are_a_reason_when_they_change() -> None:
    told = an_activity(facts=Facts(values={"task": "no", "idle": "x"}))
    done = completed(told, "second")
    other = replace(done, facts=Facts(values={"task": "yes", "idle": "y"}))
    assert reasons(other, "second") == (StaleReason(kind=StaleKind.FACTS, what=("task",)),)


@pytest.mark.parametrize(
    ("version", "law", "expected"),
    [
        ("1.1.0", "uk-2026", [StaleKind.QUESTION_SET]),
        ("2.0.0", "uk-2027", [StaleKind.QUESTION_SET, StaleKind.LAW]),
        ("1.0.1", "uk-2026", []),
        ("1.0.1", "uk-2027", [StaleKind.LAW]),
        ("1.0.0", "uk-2027", [StaleKind.LAW]),
        ("0.9.0", "uk-2025", []),
    ],
)
def test_a_newer_set_or_law_is_a_reason_but_a_mended_slip_is_none(
    first_done: Activity, version: str, law: str, expected: list[StaleKind]
) -> None:
    newest = SetNow(version=version, law_version=law, digest="1" * 64)
    assert kinds(first_done, "first", newest=newest) == expected


def test_a_set_asked_no_more_is_no_reason(first_done: Activity) -> None:
    assert reasons(first_done, "first", newest=None) == ()


@pytest.mark.parametrize(
    "status", [s for s in Status if s not in (Status.COMPLETED, Status.SIGNED_OFF)]
)
def test_only_what_counts_can_be_out_of_date(first_done: Activity, status: Status) -> None:
    other = replace(first_done.version("first", 1), status=status)
    assert reasons(edited(first_done.put(other), team="x"), "first") == ()


def test_the_register_says_so_and_asks_the_owner(both_done: Activity) -> None:
    activity = edited(signed(both_done, "second"), channels="SMS")
    known = [(set_id, set_id) for set_id in SETS]
    row = summarise(activity, known, find_set, find_newest=lambda _: AS_MADE, today=TODAY)
    assert [(c.text, c.stale) for c in row.sets] == [
        (OUT_OF_DATE, True),
        (OUT_OF_DATE, True),
        ("–", False),
    ]
    assert row.stale
    assert row.needs_me(OWNER)
    assert row.all_signed_off


def test_a_new_version_under_way_is_flagged_no_more(first_done: Activity) -> None:
    activity = edited(first_done, channels="SMS")
    following = signoff.new_version(activity.version("first", 1), at=LATER, reason="SMS too")
    row = summarise(activity.put(following), [("first", "F")], find_set, today=TODAY)
    assert not row.stale
