"""Which of two states is newer, or whether both went on."""

from __future__ import annotations

from dataclasses import replace

from dpia_wizard.codec.history import noted
from dpia_wizard.codec.record_merge import carries_on, relation_of, together
from dpia_wizard.domain.assessment import Move, MoveKind, Status
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.history import EventKind
from tests.builders import APPROVER, NOW, OWNER, an_assessment
from tests.unit.codec.merging import BASE, base, relation, with_answers


def test_work_on_one_side_is_newer_there_and_older_here() -> None:
    start = base()
    further = with_answers(start, b="no")
    assert relation(start, start) is Relation.SAME
    assert relation(start, further) is Relation.NEWER
    assert relation(further, start) is Relation.OLDER
    assert relation(with_answers(start, c="no"), further) is Relation.DIVERGED


def test_handing_over_and_bringing_in_is_no_work() -> None:
    start = base()
    for kind in (EventKind.HANDED_OVER, EventKind.IMPORTED, EventKind.RECORD_KEPT):
        told = noted(start, kind, by=OWNER, at=NOW)
        assert relation(start, told) is Relation.SAME
        assert relation(told, start) is Relation.SAME


def test_an_answer_typed_without_an_event_is_work_too() -> None:
    start = base()
    typed = start.put(replace(BASE, answers={"test.a": "yes", "test.d": "no"}))
    assert relation(typed, with_answers(start, b="no")) is Relation.DIVERGED
    noticed = with_answers(start, d="no")
    assert relation(noticed, with_answers(noticed, b="no", d="yes")) is Relation.NEWER


def test_an_answer_changed_again_after_its_event_is_work_too() -> None:
    told = with_answers(base(), b="no")
    before = told.assessments[0]
    typed = told.put(replace(before, answers={**before.answers, "test.b": "yes"}))
    assert relation(typed, with_answers(told, c="no")) is Relation.DIVERGED


def test_versions_only_one_side_has_point_to_it() -> None:
    other = an_assessment("other")
    start, more = base(), base(BASE, other)
    assert relation(start, more) is Relation.NEWER
    assert relation(more, start) is Relation.OLDER
    assert relation_of(more, start, whole=False) is Relation.SAME


def test_a_move_alone_is_newer() -> None:
    start = base()
    move = Move(kind=MoveKind.SUBMITTED, by=OWNER, at=NOW)
    moved = start.put(replace(BASE, status=Status.SUBMITTED, moves=(move,)))
    assert relation(start, moved) is Relation.NEWER
    assert relation(moved, start) is Relation.OLDER


def test_an_approval_is_newer_than_none() -> None:
    completed = Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW)
    approved = Move(kind=MoveKind.APPROVED, by=APPROVER, at=NOW)
    locked = replace(BASE, status=Status.COMPLETED, moves=(completed,))
    signed = replace(BASE, status=Status.SIGNED_OFF, moves=(completed, approved))
    assert relation(base(locked), base(signed)) is Relation.NEWER
    assert relation(base(signed), base(locked)) is Relation.OLDER


def test_relations_that_point_both_ways_have_diverged() -> None:
    assert together([]) is Relation.SAME
    assert together([Relation.SAME, Relation.NEWER]) is Relation.NEWER
    assert together([Relation.OLDER, Relation.NEWER]) is Relation.DIVERGED


def test_a_locked_version_is_carried_on_by_nothing() -> None:
    start = base()
    further = with_answers(start, b="no")
    locked = replace(BASE, status=Status.COMPLETED)
    assert not carries_on(
        further.assessments[0], further.history, older=locked, older_history=start.history
    )
