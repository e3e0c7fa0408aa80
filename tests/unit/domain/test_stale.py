"""When a settled assessment is flagged: each reason by itself, and everything that is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity, Details, Facts
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Status
from dpia_wizard.domain.case import facts_for
from dpia_wizard.domain.conditions import AllOf
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.law import LawUsed, LawVersion
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Check, Questionnaire
from dpia_wizard.domain.rule_parts import HouseSetting
from dpia_wizard.domain.stale import SetNow, StaleKind, StaleReason, stale_reasons
from dpia_wizard.domain.summary import OUT_OF_DATE, summarise
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    TODAY,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_activity,
    an_assessment,
    fact_is,
    is_,
)

LATER = NOW + timedelta(days=11)
AS_MADE = SetNow(version="1.0.0", law_version="uk-2026", digest="0" * 64)


def _first() -> Questionnaire:
    """A set whose result tells the others `risky`, yes or no."""
    ruling = a_ruling(a_rule("yes", is_("first.a", "yes"), "stop"))
    outcomes = tuple(
        replace(o, facts={"risky": "yes" if o.id == "stop" else "no"}) for o in ruling.outcomes
    )
    told = replace(ruling, outcomes=outcomes)
    return a_set(a_question("first.a"), set_id="first", rulings=(told,))


def _check(fact: str) -> Check:
    return Check(id=f"about-{fact}", at="second.a", when=fact_is(fact, "yes"), text="Look.")


SETS = {
    "first": _first(),
    "second": a_set(
        a_question("second.a"),
        set_id="second",
        checks=tuple(_check(fact) for fact in ("risky", "first_signed_off", "task")),
    ),
    "apart": a_set(a_question("apart.a"), set_id="apart"),
}


def find_set(assessment: Assessment) -> Questionnaire:
    return SETS[assessment.set_id]


def completed(activity: Activity, set_id: str, *, version: int = 1, **more: Any) -> Activity:  # noqa: ANN401
    """The activity with a version of a set completed, as the program does it."""
    draft = an_assessment(set_id, version=version, **more)
    facts = facts_for(activity.put(draft), draft, find_set, today=TODAY)
    frozen = replace(draft, status=Status.COMPLETED, facts=facts)
    return noted(activity.put(frozen), EventKind.COMPLETED, by=OWNER, at=NOW, assessment=frozen)


def signed(activity: Activity, set_id: str, *, version: int = 1) -> Activity:
    there = activity.version(set_id, version)
    approved = replace(there, status=Status.SIGNED_OFF)
    return noted(
        activity.put(approved), EventKind.APPROVED, by=APPROVER, at=NOW, assessment=approved
    )


def edited(activity: Activity, **now: Any) -> Activity:  # noqa: ANN401
    """The activity with details changed, as the program notes it."""
    changes = tuple(
        Change(what=name, before=getattr(activity.details, name) or "", after=str(value or ""))
        for name, value in now.items()
    )
    return noted(
        replace(activity, details=replace(activity.details, **now)),
        EventKind.DETAILS_CHANGED,
        by=DPO,
        at=LATER,
        changes=changes,
    )


def reasons(
    activity: Activity, set_id: str, *, version: int = 1, newest: SetNow | None = AS_MADE
) -> tuple[StaleReason, ...]:
    return stale_reasons(
        activity, activity.version(set_id, version), find_set, lambda _: newest, today=TODAY
    )


def kinds(activity: Activity, set_id: str, **more: Any) -> list[StaleKind]:  # noqa: ANN401
    return [reason.kind for reason in reasons(activity, set_id, **more)]


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


# the law, by its dates ------------------------------------------------------------------


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
