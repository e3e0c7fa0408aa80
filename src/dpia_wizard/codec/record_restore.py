"""From a record back to the activity it was made of, as far as the record tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.record import AssessmentPart, OpenedRecord, Record, assessment_of
from dpia_wizard.domain.activity import Activity, Facts
from dpia_wizard.domain.assessment import Assessment, MoveKind, Override, Status
from dpia_wizard.domain.case import DETAIL_FACTS
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.profile import is_profile_fact
from dpia_wizard.domain.sending import joined_sendings


def restore_assessment(opened: OpenedRecord, *, source: str) -> Assessment:
    """The assessment version a record holds; raises `UnreadableError` if answers misfit."""
    record = opened.record
    part = assessment_of(record)
    locked = bool([m for m in part.moves if m.kind is MoveKind.COMPLETED])
    return replace(
        _told(opened, part, source),
        law_version=record.law_version,
        facts=dict(record.facts.values) if locked else None,
        organisation=record.organisation.name if locked else None,
        profile=record.organisation.profile if locked else None,
    )


def restore_activity(
    opened: OpenedRecord, *, label: str, source: str, approved: Collection[str] = ()
) -> Activity:
    """A new activity holding what the record tells, its facts and its history.

    A hand-over gives back the whole activity, but for its label and whether it was put away.
    `approved` names the versions whose approval was found to hold (see `approvals_in`).
    """
    record = opened.record
    whole = record.kind == "handover"
    values = record.facts.values if whole else _values(opened)
    return Activity(
        id=record.activity.id,
        label=label,
        created_at=record.activity.created_at,
        details=record.activity.details,
        assessments=tuple(_versions(opened, source, approved)),
        facts=Facts(next_steps=dict(record.facts.next_steps), values=dict(values)),
        sendings=joined_sendings((), record.sendings or ()) if whole else (),
        history=tuple(record.history),
    )


def approvals_in(record: Record) -> frozenset[str]:
    """The versions a hand-over says are approved, where its history bears that out."""
    noted = {
        (event.set_id, event.version, event.by, event.at)
        for event in record.history
        if event.kind is EventKind.APPROVED
    }
    return frozenset(
        part.key
        for part in record.assessments
        for move in part.moves
        if move.kind is MoveKind.APPROVED
        and (part.set.id, part.version, move.by, move.at) in noted
    )


def _versions(
    opened: OpenedRecord, source: str, approved: Collection[str]
) -> Iterator[Assessment]:
    if opened.record.kind == "record":
        yield restore_assessment(opened, source=source)
        return
    for part in opened.record.assessments:
        version = replace(
            _told(opened, part, source),
            law_version=part.law_version or opened.record.law_version,
            facts=part.facts,
            organisation=part.organisation,
            profile=part.profile,
            kept=part.kept,
        )
        yield _approved(version, part) if part.key in approved else version


def _approved(version: Assessment, part: AssessmentPart) -> Assessment:
    """The version with its approval; what ended it later stays its state."""
    signed_off = version.status is Status.COMPLETED
    status = Status.SIGNED_OFF if signed_off else version.status
    return replace(version, status=status, moves=tuple(part.moves))


def _told(opened: OpenedRecord, part: AssessmentPart, source: str) -> Assessment:
    answers, problems = read_answers(
        {**part.answers, **part.not_applicable}, opened.questionnaire_of(part)
    )
    if problems:
        raise UnreadableError(source=source, problems=problems)
    return Assessment(
        set_id=part.set.id,
        set_version=part.set.version,
        set_digest=part.set.digest,
        law_version=opened.record.law_version,
        version=part.version,
        language=part.language,
        status=Status(part.state),
        started_at=part.started_at,
        reason=part.reason,
        answers=answers,
        overrides=overrides_of(part),
        comments=tuple(part.comments),
        advice=part.advice,
        plan=part.plan,
        moves=tuple(m for m in part.moves if m.kind is not MoveKind.APPROVED),
        law=part.law if any(m.kind is MoveKind.COMPLETED for m in part.moves) else None,
    )


def _values(opened: OpenedRecord) -> Mapping[str, str]:
    """The facts the rules saw, but for those that details, profile or house tell anew."""
    told_anew = {*DETAIL_FACTS, *(setting.id for setting in opened.questionnaire.house)}
    return {
        key: value
        for key, value in opened.record.facts.values.items()
        if key not in told_anew and not is_profile_fact(key)
    }


def overrides_of(part: AssessmentPart) -> tuple[Override, ...]:
    """The officer's decisions a version holds."""
    return tuple(
        Override(
            target=o.target,
            before=o.from_,
            after=o.to,
            reason=o.reason,
            by=Person(name=o.by, role=o.role),
            at=o.at,
            basis=o.basis or "",
        )
        for o in part.overrides
    )
