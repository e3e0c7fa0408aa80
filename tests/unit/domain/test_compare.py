"""Two states side by side: everything that differs is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.activity import Details, Facts, StepDone
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Comment, Status
from dpia_wizard.domain.compare import About, differences, differences_of_activity
from dpia_wizard.domain.people import Person
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    a_question,
    a_set,
    an_activity,
    an_assessment,
    decided,
)

ASKED = a_set(*(a_question(f"test.{name}") for name in "cab"))
EMPTY = an_assessment()
REMARK = Comment(question="test.a", by=DPO, at=NOW, text="Why?")


def test_the_same_state_has_no_differences() -> None:
    assert differences(EMPTY, EMPTY, ASKED) == ()
    assert differences_of_activity(an_activity(), an_activity()) == ()


def test_answers_come_as_the_questions_go_and_forgotten_questions_last() -> None:
    ours = replace(EMPTY, answers={"test.a": "yes", "old.one": "gone"})
    theirs = replace(EMPTY, answers={"test.a": "no", "test.b": "yes", "test.c": "no"})
    found = differences(ours, theirs, ASKED)
    assert [(d.name, d.ours, d.theirs) for d in found] == [
        ("test.c", None, "no"),
        ("test.a", "yes", "no"),
        ("test.b", None, "yes"),
        ("old.one", "gone", None),
    ]
    assert {d.about for d in found} == {About.ANSWER}


def test_everything_beside_the_answers_is_told_too() -> None:
    theirs = replace(
        EMPTY,
        status=Status.SUBMITTED,
        reason="A new supplier.",
        overrides=(decided("test.a", "not_sure", "no"),),
        comments=(REMARK,),
        advice=Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Go."),
        plan=READY,
    )
    found = differences(EMPTY, theirs, ASKED)
    assert [d.key for d in found] == [
        "state:",
        "reason:",
        "decision:test.a",
        "comment:test.a",
        "advice:",
        "plan:approver",
        "plan:review_on",
    ]
    back = differences(theirs, EMPTY, ASKED)
    assert [(d.ours, d.theirs) for d in back] == [(d.theirs, d.ours) for d in found]


def test_only_comments_that_one_side_lacks_are_told() -> None:
    other = replace(REMARK, text="Because.", at=NOW + timedelta(minutes=1))
    ours = replace(EMPTY, comments=(REMARK,))
    theirs = replace(EMPTY, comments=(REMARK, other))
    (found,) = differences(ours, theirs, ASKED)
    assert (found.ours, found.theirs) == (None, other)


def test_details_steps_and_facts_are_told_by_name() -> None:
    ours = an_activity(details=Details(title="One", owner=OWNER))
    theirs = an_activity(
        details=Details(title="Two", owner=APPROVER),
        facts=Facts(
            values={"public_task": "yes"}, next_steps={"lia.tell": StepDone(by=OWNER, at=NOW)}
        ),
    )
    assert [d.key for d in differences_of_activity(ours, theirs)] == [
        "detail:title",
        "detail:owner",
        "step:lia.tell",
        "fact:public_task",
    ]


answers = st.dictionaries(
    st.sampled_from(["test.a", "test.b", "test.c", "old.one"]),
    st.sampled_from(["yes", "no", 3, Person(name="Ann"), ("x", "y")]),
)


@given(answers, answers)
def test_taking_every_difference_makes_one_state_the_other(
    mine: dict[str, AnswerValue], other: dict[str, AnswerValue]
) -> None:
    ours, theirs = replace(EMPTY, answers=mine), replace(EMPTY, answers=other)
    made: dict[str, object] = dict(mine)
    for difference in differences(ours, theirs, ASKED):
        made[difference.name] = difference.theirs
    assert {key: value for key, value in made.items() if value is not None} == other
