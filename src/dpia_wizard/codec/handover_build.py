"""Makes a hand-over: the record of a whole activity, and one of its versions seen alone."""

from __future__ import annotations

from collections.abc import Mapping

from dpia_wizard.codec.record import (
    AssessmentPart,
    FactsPart,
    Record,
    SiblingPart,
    organisation_of,
)
from dpia_wizard.codec.record_build import RecordMaker, activity_part, head_of
from dpia_wizard.domain.activity import Activity, StepDone
from dpia_wizard.domain.assessment import Assessment, MoveKind


def make_handover(maker: RecordMaker, activity: Activity) -> Record:
    """Every version of every assessment, all facts and the full history."""
    latest = activity.assessments[-1] if activity.assessments else None
    return Record(
        format=1,
        kind="handover",
        program=maker.program(),
        organisation=maker.organisation_part(),
        as_at=maker.today,
        law_version=latest.law_version if latest else "",
        activity=activity_part(activity),
        assessments=[_part(maker, activity, version) for version in activity.assessments],
        facts=FactsPart(
            values=dict(activity.facts.values), next_steps=dict(activity.facts.next_steps)
        ),
        siblings=[],
        sendings=list(activity.sendings) or None,
        history=list(activity.history),
        history_head=head_of(activity.history),
    )


def _part(maker: RecordMaker, activity: Activity, assessment: Assessment) -> AssessmentPart:
    seen = maker.evaluate(activity, assessment).situation.facts
    frozen = assessment.facts
    return maker.part_of(activity, assessment).model_copy(
        update={
            "moves": list(assessment.moves),
            "law_version": assessment.law_version,
            "seen": dict(seen),
            "facts": None if frozen is None else dict(frozen),
            "organisation": assessment.organisation,
            "profile": assessment.profile,
            "kept": assessment.kept,
        }
    )


def as_record(handover: Record, part: AssessmentPart, titles: Mapping[str, str]) -> Record:
    """One version of a hand-over, seen as a record of that version alone.

    It remains a hand-over by kind: nobody signs one. `titles` are those of the sets, by id.
    """
    others = [p for p in current_parts(handover) if p.set.id != part.set.id]
    completed = [move for move in part.moves if move.kind is MoveKind.COMPLETED]
    return handover.model_copy(
        update={
            "organisation": organisation_of(handover, part),
            "as_at": completed[-1].at.date() if completed else handover.as_at,
            "law_version": part.law_version or handover.law_version,
            "assessment": part,
            "assessments": [],
            "facts": FactsPart(values=dict(part.seen or {}), next_steps=_steps(handover, part)),
            "siblings": [_sibling(other, titles[other.set.id]) for other in others],
        }
    )


def current_parts(handover: Record) -> list[AssessmentPart]:
    """The latest version of each assessment, in the order the sets were begun."""
    latest = {part.set.id: part for part in handover.assessments}
    return list(latest.values())


def _steps(handover: Record, part: AssessmentPart) -> Mapping[str, StepDone]:
    prefix = f"{part.set.id}."
    steps = handover.facts.next_steps
    return {key: done for key, done in steps.items() if key.startswith(prefix)}


def _sibling(part: AssessmentPart, title: str) -> SiblingPart:
    own = part.result[0]
    return SiblingPart(
        set=part.set,
        title=title,
        version=part.version,
        state=part.state,
        outcome=own.outcome,
        outcome_title=own.title,
        digest=part.set.digest,
    )
