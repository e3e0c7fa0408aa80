"""What answers from a file come to, as plain data for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dpia_wizard.codec.answers_file import read_answers_file
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation, Result, evaluate
from dpia_wizard.domain.situation import situation


def evaluate_answers(
    plain: Any,  # noqa: ANN401 - any JSON value
    questionnaire: Questionnaire,
    *,
    today: date,
) -> dict[str, Any]:
    """Evaluate one answers object; raises `BadAnswersError` with every problem."""
    given = read_answers_file(plain, questionnaire)
    facts = dict(given.facts)
    if given.details.public_authority:
        facts.setdefault("public_authority", given.details.public_authority)
    if given.details.planned_start:
        facts.setdefault("planned_start", given.details.planned_start.isoformat())
    seen = situation(
        questionnaire,
        given.answers,
        overrides=given.overrides,
        facts=facts,
        as_at=given.as_at or today,
    )
    return plain_evaluation(evaluate(seen))


def plain_evaluation(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as the command line prints it."""
    questionnaire = evaluation.situation.questionnaire
    return {
        "set": questionnaire.id,
        "set_version": questionnaire.version,
        "result": evaluation.result.id,
        "reasons": _reasons(evaluation.result),
        "needs": _needs(evaluation.result),
        "missing": [{"id": m.question, "for": _for(m.for_)} for m in evaluation.missing],
        "warnings": [
            {"id": w.id, "at": w.at, "severity": w.severity.value, "text": w.text}
            for w in evaluation.warnings
        ],
        **_beside(evaluation),
        **_told(evaluation),
    }


def _beside(evaluation: Evaluation) -> Mapping[str, Any]:
    """Each result under its own id; those beside the first with their reasons."""
    outcomes = {result.ruling.id: result.id for result in evaluation.results}
    reasons = {r.ruling.id: _reasons(r) for r in evaluation.results[1:]}
    return {**outcomes, "reasons_beside": reasons}


def _told(evaluation: Evaluation) -> Mapping[str, str | None]:
    """What the results tell in a word; None for each word while the result is open."""
    told: dict[str, str | None] = {}
    for result in evaluation.results:
        told.update(dict.fromkeys(result.ruling.words) if result.outcome is None else {})
        told.update(result.tells)
    return told


def _reasons(result: Result) -> list[dict[str, str]]:
    return [
        {"rule": reason.rule, "because": reason.because, "cite": reason.cite}
        for reason in result.reasons
    ]


def _needs(result: Result) -> list[dict[str, str]]:
    return [{"id": need.id, "text": need.text, "cite": need.cite} for need in result.needs]


def _for(required: str) -> str:
    return required.removeprefix("for_")
