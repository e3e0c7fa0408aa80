"""The moves between states: who may do what, when, and what the record must say about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    KeptRecord,
    Move,
    MoveKind,
    Override,
    Plan,
    Status,
)
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import (
    AdviceNotConfirmedError,
    NotAllowedError,
    NotReadyError,
    ReasonNeededError,
    SamePersonError,
)
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.domain.people import NOBODY, Person, is_dpo, same_person
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation


class Gap(StrEnum):
    """Something that stands between an assessment and its completion."""

    QUESTION = "question"
    CHECK = "check"
    ADVICE_MISSING = "advice_missing"
    ADVICE_UNFINISHED = "advice_unfinished"
    OVERRULE_REASON = "overrule_reason"
    APPROVER = "approver"
    REVIEW_DATE = "review_date"
    REVIEW_DATE_PAST = "review_date_past"
    NEW_VERSION_REASON = "new_version_reason"


class Remark(StrEnum):
    """What a record says openly about how it was signed off."""

    DPO_COMPLETED = "dpo_completed"
    ONE_PERSON = "one_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One gap; `id` is the question or check it concerns, where there is one."""

    gap: Gap
    id: str = ""


_FROM = {
    MoveKind.SUBMITTED: (Status.DRAFT,),
    MoveKind.RETURNED: (Status.SUBMITTED,),
    MoveKind.COMPLETED: (Status.DRAFT, Status.SUBMITTED),
    MoveKind.APPROVED: (Status.COMPLETED,),
    MoveKind.DECLINED: (Status.COMPLETED,),
    MoveKind.SUPERSEDED: (Status.SIGNED_OFF, Status.COMPLETED, Status.DECLINED),
    MoveKind.WITHDRAWN: (
        Status.DRAFT,
        Status.SUBMITTED,
        Status.COMPLETED,
        Status.SIGNED_OFF,
        Status.DECLINED,
    ),
}
_TO = {
    MoveKind.SUBMITTED: Status.SUBMITTED,
    MoveKind.RETURNED: Status.DRAFT,
    MoveKind.COMPLETED: Status.COMPLETED,
    MoveKind.APPROVED: Status.SIGNED_OFF,
    MoveKind.DECLINED: Status.DECLINED,
    MoveKind.SUPERSEDED: Status.SUPERSEDED,
    MoveKind.WITHDRAWN: Status.WITHDRAWN,
}
_NEEDS_REASON = (MoveKind.RETURNED, MoveKind.DECLINED, MoveKind.WITHDRAWN)


def may(assessment: Assessment, kind: MoveKind) -> bool:
    """Whether the state allows a move."""
    return assessment.status in _FROM[kind]


def open_points(
    assessment: Assessment, evaluation: Evaluation, *, on: date
) -> tuple[OpenPoint, ...]:
    """Everything that must be settled before completion, in the order people meet it."""
    return tuple(_open_points(assessment, evaluation, on))


def _open_points(
    assessment: Assessment, evaluation: Evaluation, on: date
) -> Iterator[OpenPoint]:
    for missing in evaluation.missing:
        yield OpenPoint(gap=Gap.QUESTION, id=missing.question)
    for check in evaluation.blocking:
        yield OpenPoint(gap=Gap.CHECK, id=check.id)
    if assessment.version > 1 and not assessment.reason.strip():
        yield OpenPoint(gap=Gap.NEW_VERSION_REASON)
    yield from _advice_points(assessment.advice, evaluation.situation.questionnaire)
    if assessment.plan.approver is None or not assessment.plan.approver.name.strip():
        yield OpenPoint(gap=Gap.APPROVER)
    if assessment.plan.review_on is None:
        yield OpenPoint(gap=Gap.REVIEW_DATE)
    elif assessment.plan.review_on <= on:
        yield OpenPoint(gap=Gap.REVIEW_DATE_PAST)


def _advice_points(advice: Advice | None, questionnaire: Questionnaire) -> Iterator[OpenPoint]:
    if advice is None:
        if questionnaire.advice_required:
            yield OpenPoint(gap=Gap.ADVICE_MISSING)
        return
    if advice.outcome is AdviceOutcome.NO_DPO:
        return
    if advice.by is None or not advice.by.name.strip() or not advice.text.strip():
        yield OpenPoint(gap=Gap.ADVICE_UNFINISHED)
    if advice.outcome is AdviceOutcome.OVERRULED and not advice.reason.strip():
        yield OpenPoint(gap=Gap.OVERRULE_REASON)


def usual_approver(activity: Activity, *, other_than: Person) -> Person:
    """Who was to approve what was completed last in the activity, if that is somebody else."""
    found = [
        (move.at, there.plan.approver)
        for there in activity.assessments
        if (move := there.last_move(MoveKind.COMPLETED)) is not None
        and there.plan.approver is not None
        and not same_person(there.plan.approver, other_than)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else NOBODY


def submit(assessment: Assessment, *, by: Person, at: datetime) -> Assessment:
    """Hand the draft to the data protection officer."""
    return _move(assessment, MoveKind.SUBMITTED, by=by, at=at)


def give_back(assessment: Assessment, *, by: Person, at: datetime, reason: str) -> Assessment:
    """Return a submitted draft to its owner with a reason."""
    return _move(assessment, MoveKind.RETURNED, by=by, at=at, reason=reason)


def complete(
    assessment: Assessment,
    evaluation: Evaluation,
    *,
    by: Person,
    at: datetime,
    organisation: str = "",
    profile: Profile | None = None,
    law: LawUsed | None = None,
    one_person_allowed: bool = False,
) -> Assessment:
    """Freeze the version; raise `NotReadyError` with every open point if it is not ready."""
    points = open_points(assessment, evaluation, on=at.date())
    if points:
        raise NotReadyError(points=points)
    approver = assessment.plan.approver
    alone = approver is not None and same_person(by, approver)
    if alone and not one_person_allowed:
        raise SamePersonError(name_given="approver")
    warning = Remark.DPO_COMPLETED.value if is_dpo(by) else ""
    completed = _move(assessment, MoveKind.COMPLETED, by=by, at=at, warning=warning)
    return replace(
        completed,
        plan=replace(completed.plan, completed_by=by),
        facts=dict(evaluation.situation.facts),
        organisation=organisation,
        profile=profile,
        law=law,
    )


def awaits_confirmation(assessment: Assessment) -> bool:
    """Whether advice is printed in somebody's name who has not signed for it yet, and could.

    Only a completed version whose PDF bears the completer's signature takes another one.
    """
    advice = assessment.advice
    return (
        may(assessment, MoveKind.APPROVED)
        and advice is not None
        and advice.outcome is not AdviceOutcome.NO_DPO
        and assessment.bears(SignatureKind.COMPLETED)
        and not assessment.bears(SignatureKind.ADVISED)
    )


def approve(
    assessment: Assessment,
    *,
    by: Person,
    at: datetime,
    one_person_allowed: bool = False,
    advice_required: bool = False,
) -> Assessment:
    """Sign off a completed version; somebody other than its completer must do it.

    Where the question set requires advice, raises `AdviceNotConfirmedError` until whoever gave
    it has confirmed it by a signature.
    """
    completed = assessment.last_move(MoveKind.COMPLETED)
    alone = completed is not None and same_person(by, completed.by)
    if alone and not one_person_allowed and may(assessment, MoveKind.APPROVED):
        raise SamePersonError(name_given="approver")
    if advice_required and awaits_confirmation(assessment):
        raise AdviceNotConfirmedError
    warning = Remark.ONE_PERSON.value if alone else ""
    return _move(assessment, MoveKind.APPROVED, by=by, at=at, warning=warning)


def decline(assessment: Assessment, *, by: Person, at: datetime, reason: str) -> Assessment:
    """Refuse a completed version; its file is kept and the work goes on in a new version."""
    return _move(assessment, MoveKind.DECLINED, by=by, at=at, reason=reason)


def withdraw(assessment: Assessment, *, by: Person, at: datetime, reason: str) -> Assessment:
    """End the assessment for good, with a reason."""
    return _move(assessment, MoveKind.WITHDRAWN, by=by, at=at, reason=reason)


def supersede(assessment: Assessment, *, by: Person, at: datetime) -> Assessment:
    """Mark a version as replaced by a newer, approved one."""
    return _move(assessment, MoveKind.SUPERSEDED, by=by, at=at)


def new_version(
    assessment: Assessment, *, at: datetime, reason: str, anew: Collection[str] = ()
) -> Assessment:
    """Start the next version from a locked one; advice, decisions and sign-off begin afresh.

    So do the answers to what is asked `anew`.
    """
    if not assessment.is_locked:
        raise NotAllowedError(move="new_version", status=assessment.status)
    if not reason.strip():
        raise ReasonNeededError(move="new_version")
    return replace(
        assessment,
        version=assessment.version + 1,
        status=Status.DRAFT,
        started_at=at,
        reason=reason.strip(),
        answers={name: value for name, value in assessment.answers.items() if name not in anew},
        overrides=(),
        comments=(),
        advice=None,
        plan=Plan(approver=assessment.plan.approver),
        moves=(),
        kept=None,
        facts=None,
        organisation=None,
        profile=None,
        law=None,
    )


def decide_for(assessment: Assessment, override: Override) -> Assessment:
    """Record a data protection officer's decision on an answer or a house rule."""
    if assessment.is_locked:
        raise NotAllowedError(move="override", status=assessment.status)
    if not override.reason.strip():
        raise ReasonNeededError(move="override")
    if not is_dpo(override.by):
        raise NotAllowedError(move="override", status="not_dpo")
    others = tuple(o for o in assessment.overrides if o.key != override.key)
    return replace(assessment, overrides=(*others, override))


def take_back(assessment: Assessment, key: str, *, by: Person) -> Assessment:
    """Undo a data protection officer's decision, until the version is frozen."""
    if assessment.is_locked:
        raise NotAllowedError(move="override", status=assessment.status)
    if not is_dpo(by):
        raise NotAllowedError(move="override", status="not_dpo")
    others = tuple(o for o in assessment.overrides if o.key != key)
    return replace(assessment, overrides=others)


def keep(assessment: Assessment, kept: KeptRecord) -> Assessment:
    """Note which PDF holds the completed version."""
    return replace(assessment, kept=kept)


def _move(
    assessment: Assessment,
    kind: MoveKind,
    *,
    by: Person,
    at: datetime,
    reason: str = "",
    warning: str = "",
) -> Assessment:
    if not may(assessment, kind):
        raise NotAllowedError(move=kind.value, status=assessment.status.value)
    if kind in _NEEDS_REASON and not reason.strip():
        raise ReasonNeededError(move=kind.value)
    move = Move(kind=kind, by=by, at=at, reason=reason.strip(), warning=warning)
    return replace(assessment, status=_TO[kind], moves=(*assessment.moves, move))
