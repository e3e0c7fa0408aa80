"""Merging: any choice gives a whole activity, and both sides stay in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.activity_merge import EVERYTHING, OURS, THEIRS, joined_histories, matches
from dpia_wizard.codec.history import broken_links, noted, without_detail
from dpia_wizard.codec.merge_history import as_answer
from dpia_wizard.domain.activity import Facts, StepDone
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Comment, Move, MoveKind, Status
from dpia_wizard.domain.basis import basis_of
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.sending import StruckOut
from tests.builders import APPROVER, DPO, NOW, OWNER, READY, TODAY, a_sending, decided
from tests.unit.codec.merging import (
    BASE,
    NAMES,
    answers,
    base,
    find,
    merge,
    relation,
    with_answers,
)


def test_without_a_choice_nothing_of_ours_is_lost() -> None:
    start = base()
    ours = with_answers(start, a="no", b="yes")
    theirs = with_answers(start, DPO, a="not_sure", c="yes")
    found = merge(ours, theirs).activity.assessments[0].answers
    assert found == {"test.a": "no", "test.b": "yes", "test.c": "yes"}


def test_what_the_other_side_changed_knowing_ours_is_taken() -> None:
    seen = with_answers(base(), a="no")
    theirs = with_answers(seen, DPO, a="yes")
    ours = with_answers(seen, b="no")
    (match,) = matches(ours, theirs, find, whole=True)
    assert match.relation is Relation.DIVERGED
    assert match.later == {"answer:test.a"}
    assert merge(ours, theirs).activity.assessments[0].answers["test.a"] == "yes"


sides = st.dictionaries(
    st.sampled_from([f"test-v1/answer:{name}" for name in NAMES] + ["*"]),
    st.sampled_from([OURS, THEIRS]),
)


@given(answers, answers, sides)
def test_each_answer_is_one_of_the_two_and_the_other_is_told(
    mine: dict[str, str | None], other: dict[str, str | None], choices: dict[str, str]
) -> None:
    start = base()
    ours = with_answers(start, OWNER, **mine)
    theirs = with_answers(start, DPO, **other)
    made = merge(ours, theirs, choices)
    here, there = ours.assessments[0].answers, theirs.assessments[0].answers
    both = made.activity.assessments[0].answers
    told = {change.what: change for change in made.changes.get("test-v1", ())}
    for name in NAMES:
        assert both.get(name) in (here.get(name), there.get(name))
        if here.get(name) != there.get(name):
            change = told[name]
            assert change.after == both.get(name)
            assert {change.before, change.after} == {here.get(name), there.get(name)}
    joint = replace(made.activity, history=joined_histories(ours.history, theirs.history))
    whole = noted(joint, EventKind.MERGED, by=OWNER, at=NOW, merging=theirs.history)
    assert broken_links(whole.history) == []
    known = {event.digest for event in whole.history}
    assert known >= {event.digest for event in (*ours.history, *theirs.history)}


def test_advice_plan_state_and_reason_are_chosen_one_by_one() -> None:
    start = base()
    move = Move(kind=MoveKind.SUBMITTED, by=DPO, at=NOW)
    advice = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Go.")
    theirs = start.put(
        replace(
            BASE,
            advice=advice,
            plan=READY,
            status=Status.SUBMITTED,
            moves=(move,),
            reason="New.",
        )
    )
    ours = start.put(replace(BASE, reason="Old."))
    taken = merge(
        ours,
        theirs,
        {
            "test-v1/advice:": THEIRS,
            "test-v1/plan:approver": THEIRS,
            "test-v1/state:": THEIRS,
            "test-v1/reason:": OURS,
            "test-v1/plan:review_on": OURS,
        },
    )
    result = taken.activity.assessments[0]
    assert (result.advice, result.plan.approver) == (advice, APPROVER)
    assert result.plan.review_on is None
    assert (result.status, result.moves, result.reason) == (
        Status.SUBMITTED,
        (move,),
        "Old.",
    )
    told = {change.what: (change.before, change.after) for change in taken.changes["test-v1"]}
    assert told["reason for the version"] == ("New.", "Old.")
    assert told["state"] == ("draft", "submitted")
    assert "Go." in str(told["DPO advice"][1])
    assert told["day of the review"] == (READY.review_on and READY.review_on.isoformat(), None)


def test_a_decision_falls_with_the_answer_it_was_about() -> None:
    start = base(replace(BASE, answers={"test.a": "not_sure"}))
    ours = with_answers(start, a="no")
    theirs = start.put(
        replace(start.assessments[0], overrides=(decided("test.a", "not_sure", "yes"),))
    )
    mixed = {"test-v1/answer:test.a": OURS, "test-v1/decision:test.a": THEIRS}
    assert merge(ours, theirs, mixed).activity.assessments[0].overrides == ()
    both = merge(ours, theirs, {"*": THEIRS}).activity.assessments[0]
    assert both.overrides == theirs.assessments[0].overrides


def test_a_decision_on_a_row_is_taken_alone_and_falls_with_its_row() -> None:
    rows = ({"a": "yes"}, {"a": "no"})
    answers: dict[str, Any] = {"test.a": "yes", "test.rows": rows}
    made = [
        replace(decided("rule", "care", "go"), basis=basis_of(answers, row)) for row in rows
    ]
    start = base(replace(BASE, answers=answers))
    version = start.assessments[0]
    ours = start.put(replace(version, overrides=(made[0],)))
    theirs = start.put(replace(version, overrides=(made[1],)))
    both = {f"test-v1/decision:{made[0].key}": OURS, f"test-v1/decision:{made[1].key}": THEIRS}
    assert merge(ours, theirs, both).activity.assessments[0].overrides == tuple(made)
    other = replace(version, answers={**answers, "test.rows": rows[:1]})
    shorter = {"test-v1/answer:test.rows": THEIRS, "*": OURS}
    taken = merge(theirs, start.put(other), shorter).activity.assessments[0]
    assert taken.overrides == ()


def test_comments_of_both_sides_stay_whatever_is_chosen() -> None:
    first = Comment(question="", by=OWNER, at=NOW + timedelta(minutes=1), text="One.")
    second = Comment(question="", by=DPO, at=NOW, text="Two.")
    ours = base(replace(BASE, comments=(first,)))
    theirs = base(replace(BASE, comments=(second,)))
    for side in (OURS, THEIRS):
        made = merge(ours, theirs, {"*": side}).activity.assessments[0]
        assert made.comments == (second, first)


def test_details_and_facts_are_chosen_field_by_field() -> None:
    ours, theirs = base(), base()
    ours = replace(ours, details=replace(ours.details, title="Mine", team="A"))
    theirs = replace(
        theirs,
        details=replace(theirs.details, title="Theirs", team="B"),
        facts=Facts(
            values={"public_task": "yes"}, next_steps={"t.s": StepDone(by=DPO, at=NOW)}
        ),
    )
    choices = {"/detail:title": THEIRS, "/step:t.s": THEIRS, "/fact:public_task": OURS}
    made = merge(ours, theirs, choices)
    assert (made.activity.details.title, made.activity.details.team) == ("Theirs", "A")
    assert made.activity.facts.next_steps == theirs.facts.next_steps
    assert made.activity.facts.values == {}
    assert [change.what for change in made.changes[""]] == [
        "title",
        "team",
        "next step t.s",
        "fact public_task",
    ]


@pytest.mark.parametrize("side", [OURS, THEIRS])
def test_versions_asked_with_another_set_are_taken_whole(side: str) -> None:
    other = replace(BASE, set_digest="1" * 64, answers={"test.a": "no"})
    made = merge(base(), base(other), {"test-v1/*": side})
    assert made.activity.assessments == ((other if side == THEIRS else BASE),)
    assert made.taken == (("test-v1",) if side == THEIRS else ())


def test_a_completed_version_is_never_undone() -> None:
    locked = replace(BASE, status=Status.COMPLETED)
    draft = replace(BASE, answers={"test.a": "no"})
    made = merge(base(locked), base(draft), {"*": THEIRS, "test-v1/*": THEIRS})
    assert made.activity.assessments == (locked,)


def test_details_left_out_of_ours_are_filled_in_from_theirs() -> None:
    told = with_answers(base(), b="no").history
    bare = tuple(without_detail(event) for event in told)
    assert joined_histories(bare, told) == told
    assert joined_histories(told, bare) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, None),
        ("yes", "yes"),
        (PromptsAnswer(text="x"), PromptsAnswer(text="x")),
        (TODAY, "2026-11-22"),
        (Status.DRAFT, "draft"),
        (DPO, DPO),
        (decided("test.a", "not_sure", "no"), f"not_sure → no: Seen to it. ({DPO})"),
        (StepDone(by=DPO, at=NOW), f"{DPO}, 2026-11-22T10:51:00+00:00"),
    ],
)
def test_whatever_is_told_can_be_kept_in_the_history(value: Any, told: Any) -> None:  # noqa: ANN401
    assert as_answer(value) == told


def test_sendings_of_both_sides_are_joined_whatever_is_chosen() -> None:
    """Facts are nobody's to choose: one each side, and one struck out over there."""
    struck = StruckOut(by=DPO, at=NOW, reason="Noted twice.")
    both = a_sending("both")
    ours = replace(base(), sendings=(both, a_sending("ours")))
    theirs = replace(base(), sendings=(replace(both, struck_out=struck), a_sending("theirs")))
    assert relation(ours, theirs) is relation(theirs, ours) is Relation.NEWER
    for choices in ({}, {EVERYTHING: OURS}, {EVERYTHING: THEIRS}):
        found = {s.id: s.struck_out for s in merge(ours, theirs, choices).activity.sendings}
        assert found == {"both": struck, "ours": None, "theirs": None}
    joined = merge(ours, theirs).activity
    assert relation(ours, joined) is Relation.NEWER
    assert relation(joined, theirs) is Relation.OLDER
    assert relation(joined, joined) is Relation.SAME
