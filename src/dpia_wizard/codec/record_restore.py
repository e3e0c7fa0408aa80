"""From a record back to the activity it was made of, as far as the record tells it."""

from __future__ import annotations

from collections.abc import Mapping

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.record import AssessmentPart, OpenedRecord, assessment_of
from dpia_wizard.domain.activity import Activity, Facts
from dpia_wizard.domain.assessment import Assessment, MoveKind, Override, Status
from dpia_wizard.domain.case import DETAIL_FACTS
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.people import Person


def restore_assessment(opened: OpenedRecord, *, source: str) -> Assessment:
    """The assessment version a record holds; raises `UnreadableError` if answers misfit."""
    record = opened.record
    part = assessment_of(record)
    locked = bool([m for m in part.moves if m.kind is MoveKind.COMPLETED])
    answers, problems = read_answers(
        {**part.answers, **part.not_applicable}, opened.questionnaire
    )
    if problems:
        raise UnreadableError(source=source, problems=problems)
    return Assessment(
        set_id=part.set.id,
        set_version=part.set.version,
        set_digest=part.set.digest,
        law_version=record.law_version,
        version=part.version,
        language=part.language,
        status=Status(part.state),
        started_at=part.started_at,
        reason=part.reason,
        answers=answers,
        overrides=_overrides(part),
        comments=tuple(part.comments),
        advice=part.advice,
        plan=part.plan,
        moves=tuple(part.moves),
        facts=dict(record.facts.values) if locked else None,
        organisation=record.organisation.name if locked else None,
    )


def restore_activity(opened: OpenedRecord, *, label: str, source: str) -> Activity:
    """A new activity holding the record's one assessment, its facts and its history."""
    record = opened.record
    return Activity(
        id=record.activity.id,
        label=label,
        created_at=record.activity.created_at,
        details=record.activity.details,
        assessments=(restore_assessment(opened, source=source),),
        facts=Facts(next_steps=record.facts.next_steps, values=_values(record.facts.values)),
        history=tuple(record.history),
    )


def _values(seen: Mapping[str, str]) -> Mapping[str, str]:
    """The facts the rules saw, but for those the activity's details tell anew."""
    return {key: value for key, value in seen.items() if key not in DETAIL_FACTS}


def _overrides(part: AssessmentPart) -> tuple[Override, ...]:
    return tuple(
        Override(
            target=o.target,
            before=o.from_,
            after=o.to,
            reason=o.reason,
            by=Person(name=o.by, role=o.role),
            at=o.at,
        )
        for o in part.overrides
    )
