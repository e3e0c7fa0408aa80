"""Moves between states: what each needs, what it leaves behind, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dpia_wizard.domain import signoff
from dpia_wizard.domain.assessment import (
    AdviceOutcome,
    Assessment,
    Comment,
    KeptRecord,
    MoveKind,
    Override,
    Plan,
    Status,
)
from dpia_wizard.domain.conditions import Not
from dpia_wizard.domain.errors import NotAllowedError, NotReadyError, ReasonNeededError
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Check, Severity
from dpia_wizard.domain.signoff import Gap, OpenPoint, Remark
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    TOMORROW,
    a_set,
    an_assessment,
    decided,
    is_,
    judge,
    required,
)
from tests.unit.domain.signoffs import ANSWERED, SET, advised, complete, judged, move

S, M = Status, MoveKind

ALLOWED = {
    (S.DRAFT, M.SUBMITTED): S.SUBMITTED,
    (S.DRAFT, M.COMPLETED): S.COMPLETED,
    (S.DRAFT, M.WITHDRAWN): S.WITHDRAWN,
    (S.SUBMITTED, M.RETURNED): S.DRAFT,
    (S.SUBMITTED, M.COMPLETED): S.COMPLETED,
    (S.SUBMITTED, M.WITHDRAWN): S.WITHDRAWN,
    (S.COMPLETED, M.APPROVED): S.SIGNED_OFF,
    (S.COMPLETED, M.DECLINED): S.DECLINED,
    (S.COMPLETED, M.SUPERSEDED): S.SUPERSEDED,
    (S.COMPLETED, M.WITHDRAWN): S.WITHDRAWN,
    (S.SIGNED_OFF, M.SUPERSEDED): S.SUPERSEDED,
    (S.SIGNED_OFF, M.WITHDRAWN): S.WITHDRAWN,
    (S.DECLINED, M.SUPERSEDED): S.SUPERSEDED,
    (S.DECLINED, M.WITHDRAWN): S.WITHDRAWN,
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", MoveKind)
def test_each_state_allows_its_moves_and_refuses_all_others(
    status: Status, kind: MoveKind
) -> None:
    assessment = replace(ANSWERED, status=status)
    assert signoff.may(assessment, kind) == ((status, kind) in ALLOWED)
    if (status, kind) not in ALLOWED:
        with pytest.raises(NotAllowedError) as refused:
            move(kind, assessment)
        assert refused.value.facts == {"move": kind.value, "status": status.value}
        return
    moved = move(kind, assessment)
    assert moved.status is ALLOWED[status, kind]
    last = moved.last_move(kind)
    assert last is moved.moves[-1]
    assert last.at == NOW


@pytest.mark.parametrize("status", Status)
def test_only_a_draft_can_be_answered(status: Status) -> None:
    assessment = replace(ANSWERED, status=status)
    assert assessment.is_editable == (status is Status.DRAFT)
    if assessment.is_editable:
        assert assessment.answer("test.a", "no").answers == {"test.a": "no"}
        assert assessment.with_answers({}).answers == {}
        return
    with pytest.raises(NotAllowedError):
        assessment.answer("test.a", "no")
    with pytest.raises(NotAllowedError):
        assessment.with_answers({})


def points(assessment: Assessment, **set_details: Any) -> list[OpenPoint]:  # noqa: ANN401
    seen = judged(assessment, **set_details)
    return list(signoff.open_points(assessment, seen, on=TODAY))


WALL = Check(
    id="wall",
    at="test.a",
    when=is_("test.a", "yes"),
    text="No.",
    severity=Severity.BLOCKS_SIGN_OFF,
)

WARNING = replace(WALL, id="mind", severity=Severity.WARNING)


A = AdviceOutcome

GAPS: list[tuple[dict[str, Any], dict[str, Any], list[OpenPoint]]] = [
    ({}, {}, []),
    ({"answers": {}}, {}, [OpenPoint(gap=Gap.QUESTION, id="test.a")]),
    ({}, {"checks": (WALL, WARNING)}, [OpenPoint(gap=Gap.CHECK, id="wall")]),
    ({"version": 2}, {}, [OpenPoint(gap=Gap.NEW_VERSION_REASON)]),
    ({"version": 2, "reason": " "}, {}, [OpenPoint(gap=Gap.NEW_VERSION_REASON)]),
    ({"version": 2, "reason": "New supplier."}, {}, []),
    ({}, {"advice_required": True}, [OpenPoint(gap=Gap.ADVICE_MISSING)]),
    ({"advice": advised(A.NO_DPO, by=None, text="")}, {"advice_required": True}, []),
    ({"advice": advised(A.ACCEPTED)}, {"advice_required": True}, []),
    ({"advice": advised(A.ACCEPTED, by=None)}, {}, [OpenPoint(gap=Gap.ADVICE_UNFINISHED)]),
    (
        {"advice": advised(A.ACCEPTED, by=Person(name=" "))},
        {},
        [OpenPoint(gap=Gap.ADVICE_UNFINISHED)],
    ),
    ({"advice": advised(A.ACCEPTED, text=" ")}, {}, [OpenPoint(gap=Gap.ADVICE_UNFINISHED)]),
    ({"advice": advised(A.OVERRULED)}, {}, [OpenPoint(gap=Gap.OVERRULE_REASON)]),
    ({"advice": advised(A.OVERRULED, reason="We differ.")}, {}, []),
    ({"plan": Plan(review_on=TOMORROW)}, {}, [OpenPoint(gap=Gap.APPROVER)]),
    (
        {"plan": Plan(approver=Person(name=" "), review_on=TOMORROW)},
        {},
        [OpenPoint(gap=Gap.APPROVER)],
    ),
    ({"plan": Plan(approver=APPROVER)}, {}, [OpenPoint(gap=Gap.REVIEW_DATE)]),
    (
        {"plan": Plan(approver=APPROVER, review_on=TODAY)},
        {},
        [OpenPoint(gap=Gap.REVIEW_DATE_PAST)],
    ),
    ({"plan": Plan(approver=APPROVER, review_on=TOMORROW)}, {}, []),
]


@pytest.mark.parametrize(("change", "set_details", "expected"), GAPS)
def test_what_stands_between_an_assessment_and_its_completion_is_named(
    change: dict[str, Any], set_details: dict[str, Any], expected: list[OpenPoint]
) -> None:
    assessment = replace(ANSWERED, **change)
    assert points(assessment, **set_details) == expected


def test_every_gap_is_named_at_once_and_completion_refused_for_all() -> None:
    bare = an_assessment(version=2, advice=advised(A.OVERRULED, text=""))
    seen = judge(a_set(required("test.a"), checks=(replace(WALL, when=Not(part=WALL.when)),)))
    with pytest.raises(NotReadyError) as refused:
        signoff.complete(bare, seen, by=OWNER, at=NOW)
    found = refused.value.facts["points"]
    assert isinstance(found, tuple)
    assert [point.gap for point in found] == [
        Gap.QUESTION,
        Gap.CHECK,
        Gap.NEW_VERSION_REASON,
        Gap.ADVICE_UNFINISHED,
        Gap.OVERRULE_REASON,
        Gap.APPROVER,
        Gap.REVIEW_DATE,
    ]


def test_completion_notes_who_completed_it() -> None:
    completed = complete()
    assert completed.plan == replace(READY, completed_by=OWNER)
    assert completed.is_locked
    assert completed.moves[-1].warning == ""


def test_completion_freezes_the_facts_the_rules_saw() -> None:
    seen = judge(SET, ANSWERED.answers, facts={"dpia_required": "yes"})
    completed = signoff.complete(ANSWERED, seen, by=OWNER, at=NOW)
    assert completed.facts == {"dpia_required": "yes"}
    following = signoff.new_version(completed, at=NOW, reason="Changed.")
    assert following.facts is None


@pytest.mark.parametrize(
    ("role", "is_dpo"),
    [
        ("Data protection officer", True),
        ("DATA  PROTECTION\tofficer", True),
        ("DPO", True),
        ("Head of legal (DPO)", True),
        ("Deputy dpo", True),
        ("Campaign owner", False),
        ("Goodpoint", False),
        ("", False),
    ],
)
def test_the_record_warns_when_the_dpo_completes(role: str, *, is_dpo: bool) -> None:
    completed = complete(Person(name="Sam", role=role))
    assert (completed.moves[-1].warning == Remark.DPO_COMPLETED) is is_dpo


@pytest.mark.parametrize("reason", ["", " \n"])
def test_some_moves_need_a_reason(reason: str) -> None:
    submitted = replace(ANSWERED, status=Status.SUBMITTED)
    with pytest.raises(ReasonNeededError):
        signoff.give_back(submitted, by=DPO, at=NOW, reason=reason)
    with pytest.raises(ReasonNeededError):
        signoff.decline(complete(), by=APPROVER, at=NOW, reason=reason)
    with pytest.raises(ReasonNeededError):
        signoff.withdraw(ANSWERED, by=OWNER, at=NOW, reason=reason)
    with pytest.raises(ReasonNeededError):
        signoff.new_version(complete(), at=NOW, reason=reason)
    with pytest.raises(ReasonNeededError):
        signoff.decide_for(ANSWERED, replace(decided("test.a", "yes", "no"), reason=reason))


def test_reasons_are_kept_without_stray_blanks() -> None:
    assert signoff.decline(complete(), by=DPO, at=NOW, reason=" No. ").moves[-1].reason == "No."
    assert signoff.new_version(complete(), at=NOW, reason=" New. ").reason == "New."


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED])
def test_what_can_still_change_has_no_new_version(status: Status) -> None:
    with pytest.raises(NotAllowedError):
        signoff.new_version(replace(ANSWERED, status=status), at=NOW, reason="Why not.")


def test_a_new_version_begins_with_the_answers_alone() -> None:
    later = NOW + timedelta(days=30)
    old = replace(
        complete(),
        advice=advised(A.ACCEPTED),
        comments=(Comment(question="", by=DPO, at=NOW, text="Fine."),),
        overrides=(decided("test.a", "not_sure", "yes"),),
        kept=KeptRecord(file="test-v1.pdf", sha256="0" * 64, fingerprint="0000"),
    )
    new = signoff.new_version(old, at=later, reason="A new supplier.")
    assert new == an_assessment(
        version=2,
        started_at=later,
        reason="A new supplier.",
        answers=old.answers,
        plan=Plan(approver=APPROVER),
    )
    assert new.key == "test-v2"


@pytest.mark.parametrize("status", Status)
def test_a_decision_on_an_answer_is_the_dpo_s_and_needs_an_open_version(
    status: Status,
) -> None:
    assessment = replace(ANSWERED, status=status)
    decision = decided("test.a", "yes", "no")
    if assessment.is_locked:
        with pytest.raises(NotAllowedError):
            signoff.decide_for(assessment, decision)
        return
    assert signoff.decide_for(assessment, decision).overrides == (decision,)
    with pytest.raises(NotAllowedError) as refused:
        signoff.decide_for(assessment, replace(decision, by=OWNER))
    assert refused.value.facts["status"] == "not_dpo"


def test_a_later_decision_on_the_same_answer_replaces_the_earlier() -> None:
    first, other = decided("test.a", "yes", "no"), decided("test.b", "not_sure", "no")
    second = replace(first, reason="On reflection.")
    assessment = ANSWERED
    for decision in (first, other, second):
        assessment = signoff.decide_for(assessment, decision)
    assert assessment.overrides == (other, second)


def test_answering_anew_drops_the_decision_on_the_old_answer() -> None:
    decision: Override = decided("test.a", "yes", "no")
    assessment = signoff.decide_for(ANSWERED, decision)
    assert assessment.answer("test.b", "x").overrides == (decision,)
    assert assessment.answer("test.a", "yes").overrides == (decision,)
    assert assessment.answer("test.a", "not_sure").overrides == ()


def test_the_kept_pdf_is_noted() -> None:
    kept = KeptRecord(file="test-v1.pdf", sha256="0" * 64, fingerprint="0000")
    assert signoff.keep(complete(), kept).kept == kept
