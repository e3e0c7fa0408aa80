"""Tells results as a record has them: what they are, why, and what each row comes to."""

from __future__ import annotations

from dpia_wizard.codec.record_result import (
    DecidedPart,
    MissingPart,
    NeedPart,
    ReasonPart,
    ResultPart,
    RowPart,
    WarningPart,
)
from dpia_wizard.domain.decisions import Decided
from dpia_wizard.domain.row_story import RowStory, stories
from dpia_wizard.domain.rules import Evaluation, Reason, Result
from dpia_wizard.domain.situation import Situation


def missing_parts(evaluation: Evaluation) -> list[MissingPart]:
    """What was still open, as a record tells it."""
    return [MissingPart(id=m.question, for_=m.for_) for m in evaluation.missing]


def warning_parts(evaluation: Evaluation) -> list[WarningPart]:
    """What the program pointed out, as a record tells it."""
    return [
        WarningPart(id=w.id, at=w.at, severity=w.severity, text=w.text, cite=w.cite)
        for w in evaluation.warnings
    ]


def result_parts(evaluation: Evaluation) -> list[ResultPart]:
    """Every result as a record tells it."""
    return [_result_part(result, evaluation.situation) for result in evaluation.results]


def _result_part(result: Result, seen: Situation) -> ResultPart:
    return ResultPart(
        id=result.ruling.id,
        outcome=result.id,
        title=result.outcome.title if result.outcome else "",
        reasons=[_reason_part(reason) for reason in result.reasons],
        needs=[NeedPart(id=n.id, text=n.text, cite=n.cite) for n in result.needs],
        rows=[_row_part(story) for story in stories(result, seen)] or None,
    )


def _reason_part(reason: Reason) -> ReasonPart:
    return ReasonPart(
        rule=reason.rule,
        because=reason.because,
        cite=reason.cite,
        questions=list(reason.questions),
    )


def _row_part(story: RowStory) -> RowPart:
    found = story.found
    return RowPart(
        number=found.number,
        what=story.what,
        whom=story.whom,
        outcome=found.outcome.id,
        decides=story.decides,
        tells=dict(found.tells),
        reason=_reason_part(found.reason),
        unsettled=found.unsettled,
        needs=[need.id for need in found.needs],
        ways=[[remedy.id for remedy in way] for way in story.ways],
        always=[remedy.id for remedy in story.always],
        owed=[field.id for field in story.still_owed],
        house=[setting.id for setting in story.house],
        decided=[_decided_part(made) for made in found.decided] or None,
    )


def _decided_part(made: Decided) -> DecidedPart:
    rule, override = made.rule, made.override
    return DecidedPart(
        rule=rule.id,
        because=rule.because,
        cite=rule.cite,
        to=override.after,
        reason=override.reason,
        by=override.by.name,
        role=override.by.role,
        at=override.at,
    )
