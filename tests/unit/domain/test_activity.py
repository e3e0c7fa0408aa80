"""An activity, its versions and what one assessment tells another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Override, Status
from dpia_wizard.domain.case import evaluation_of, facts_for
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.domain.questionnaire import Questionnaire
from tests.builders import (
    NOW,
    OWNER,
    TODAY,
    a_rule,
    a_ruling,
    a_set,
    an_activity,
    an_assessment,
    fact_is,
    is_,
    required,
)


@given(
    versions=st.permutations(
        [("lia", 1), ("lia", 2), ("lia", 3), ("screening", 1), ("dpia", 2)]
    )
)
def test_versions_stand_oldest_first_in_whatever_order_they_come(
    versions: list[tuple[str, int]],
) -> None:
    activity = an_activity()
    for set_id, version in versions:
        activity = activity.put(an_assessment(set_id, version=version))
    assert [a.version for a in activity.assessments if a.set_id == "lia"] == [1, 2, 3]
    current = activity.current("lia")
    assert current is not None
    assert current.version == 3


def test_putting_a_known_version_replaces_it_where_it_stands() -> None:
    activity = an_activity(an_assessment("lia"), an_assessment("dpia"))
    changed = an_assessment("lia", answers={"lia.a": "x"})
    assert activity.put(changed).assessments == (changed, an_assessment("dpia"))


def test_a_version_is_found_by_number_or_not_at_all() -> None:
    activity = an_activity(an_assessment("lia"))
    assert activity.version("lia", 1) == an_assessment("lia")
    assert activity.current("dpia") is None
    with pytest.raises(NotFoundError):
        activity.version("lia", 2)


S = Status


@pytest.mark.parametrize(
    ("statuses", "in_force"),
    [
        ([S.DRAFT], None),
        ([S.SUBMITTED], None),
        ([S.COMPLETED], 1),
        ([S.SIGNED_OFF, S.DRAFT], 1),
        ([S.SIGNED_OFF, S.COMPLETED], 1),
        ([S.COMPLETED, S.COMPLETED], 2),
        ([S.SUPERSEDED, S.SIGNED_OFF], 2),
        ([S.DECLINED, S.DRAFT], None),
        ([S.WITHDRAWN], None),
    ],
)
def test_the_version_in_force_is_the_latest_signed_off_or_else_completed(
    statuses: list[Status], in_force: int | None
) -> None:
    versions = [an_assessment("lia", version=i, status=s) for i, s in enumerate(statuses, 1)]
    found = an_activity(*versions).in_force("lia")
    assert (found.version if found else None) == in_force


def tells(set_id: str, fact: str) -> Questionnaire:
    ruling = a_ruling(a_rule("yes", is_(f"{set_id}.a", "yes"), "stop"))
    outcomes = tuple(
        replace(o, facts={fact: {"stop": "yes", "go": "no"}.get(o.id, "")})
        for o in ruling.outcomes
    )
    return a_set(
        required(f"{set_id}.a"), set_id=set_id, rulings=(replace(ruling, outcomes=outcomes),)
    )


LISTENING = a_set(
    set_id="lia",
    rulings=(
        a_ruling(
            a_rule("dpia_first", fact_is("dpia_required", "yes"), "care"),
            a_rule("task", fact_is("public_task", "yes"), "stop"),
        ),
    ),
)
SETS: Mapping[str, Questionnaire] = {
    "screening": tells("screening", "dpia_required"),
    "marketing-rules": tells("marketing-rules", "consent_only_channel"),
    "lia": LISTENING,
}


def find_set(assessment: Assessment) -> Questionnaire:
    return SETS[assessment.set_id]


def screening(answer: str | None, status: Status = S.DRAFT, **more: int) -> Assessment:
    answers = {"screening.a": answer} if answer else {}
    return an_assessment("screening", answers=answers, status=status, **more)


LIA = an_assessment("lia")


def facts(*siblings: Assessment, **details: str) -> dict[str, str]:
    activity = an_activity(*siblings, LIA, details=Details(title="x", **details))  # type: ignore[arg-type]
    return dict(facts_for(activity, LIA, find_set, today=TODAY))


def test_an_assessment_hears_what_its_siblings_came_to() -> None:
    assert facts(screening("yes")) == {"dpia_required": "yes", "screening_signed_off": "no"}
    assert facts(screening("no", S.SIGNED_OFF)) == {
        "dpia_required": "no",
        "screening_signed_off": "yes",
    }


def test_a_hyphen_in_a_set_s_id_is_an_underscore_in_the_fact() -> None:
    rules = an_assessment("marketing-rules", answers={"marketing-rules.a": "yes"})
    assert facts(rules) == {
        "consent_only_channel": "yes",
        "marketing_rules_signed_off": "no",
    }


def test_an_undecided_or_withdrawn_sibling_tells_nothing() -> None:
    assert facts(screening(None)) == {"screening_signed_off": "no"}
    assert facts(screening("yes", S.WITHDRAWN)) == {"screening_signed_off": "no"}


def test_a_sibling_whose_questions_are_lost_tells_nothing() -> None:
    lost = an_assessment("gone", status=S.SIGNED_OFF)

    def find(assessment: Assessment) -> Questionnaire:
        if assessment.set_id not in SETS:
            raise NotFoundError(what="question set", name=assessment.set_id)
        return SETS[assessment.set_id]

    told = facts_for(an_activity(lost, LIA), LIA, find, today=TODAY)
    assert told == {"gone_signed_off": "yes"}


def test_the_version_in_force_speaks_not_the_draft_after_it() -> None:
    told = facts(screening("yes", S.SIGNED_OFF), screening("no", version=2))
    assert told == {"dpia_required": "yes", "screening_signed_off": "yes"}


def test_the_activity_s_own_details_are_facts_where_they_are_given() -> None:
    activity = an_activity(
        LIA,
        details=Details(title="x", public_authority="not_sure", planned_start=date(2027, 3, 1)),
    )
    activity = replace(activity, facts=replace(activity.facts, values={"public_task": "yes"}))
    assert facts_for(activity, LIA, find_set, today=TODAY) == {
        "public_authority": "not_sure",
        "planned_start": "2027-03-01",
        "public_task": "yes",
    }
    assert facts() == {}


def test_what_was_completed_stays_as_it_was_judged() -> None:
    frozen = replace(LIA, status=S.COMPLETED, facts={"dpia_required": "yes"})
    activity = an_activity(frozen, screening("no"))
    assert evaluation_of(activity, frozen, find_set, today=TODAY).result.id == "care"
    live = replace(frozen, status=S.DRAFT, facts=None)
    assert evaluation_of(activity, live, find_set, today=TODAY).result.id == "go"


def test_the_law_of_the_day_of_completion_counts_for_good() -> None:
    rule = a_rule("old_law", is_("screening.a", "yes"), "stop", valid_to=TODAY)
    questionnaire = a_set(required("screening.a"), rulings=(a_ruling(rule),))
    later = TODAY + timedelta(days=400)
    draft = screening("yes")
    completed = replace(
        draft,
        status=S.COMPLETED,
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW),),
    )
    for assessment, expected in ((draft, "go"), (completed, "stop")):
        evaluation = evaluation_of(
            an_activity(assessment), assessment, lambda _: questionnaire, today=later
        )
        assert evaluation.result.id == expected


@pytest.mark.parametrize("blank", [None, "", "  ", (), Person(name=""), PromptsAnswer()])
def test_a_blank_answer_is_taken_out(blank: str | None) -> None:
    assessment = an_assessment(answers={"test.a": "yes", "test.b": "x"})
    assert assessment.answer("test.a", blank).answers == {"test.b": "x"}


def test_marks_are_kept_before_anything_is_written() -> None:
    marked = PromptsAnswer(addressed=("one",))
    assert an_assessment().answer("test.a", marked).answers == {"test.a": marked}


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (Person(name="Sam", role="DPO"), "Sam, DPO"),
        (Person(name="Sam"), "Sam"),
        (Person(name="Approver", role="approver"), "Approver"),
        (NOBODY, ""),
    ],
)
def test_a_person_is_named_with_a_role_that_adds_something(person: Person, told: str) -> None:
    assert str(person) == told


def test_undoing_an_answer_drops_the_decision_that_was_about_it() -> None:
    by = Person(name="Data protection officer", role="Data protection officer")
    at = datetime(2026, 11, 22, tzinfo=UTC)
    decision = Override(
        target="s.a", before="not_sure", after="no", reason="Checked", by=by, at=at
    )
    draft = Assessment(
        set_id="s",
        set_version="1.0.0",
        set_digest="",
        law_version="",
        started_at=at,
        answers={"s.a": "not_sure", "s.b": "yes"},
        overrides=(decision,),
    )
    assert draft.with_answers({"s.a": "not_sure"}).overrides == (decision,)
    assert draft.with_answers({"s.a": "yes", "s.b": "yes"}).overrides == ()
