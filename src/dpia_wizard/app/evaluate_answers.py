"""What answers from a file come to, as plain data for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dpia_wizard.codec.answers_file import read_answers_file
from dpia_wizard.codec.complaints import called
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.errors import BadAnswersError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.row_story import RowStory, stories
from dpia_wizard.domain.row_values import contradicted, rows_of
from dpia_wizard.domain.rules import Evaluation, Missing, Reason, Result, evaluate
from dpia_wizard.domain.situation import Situation, situation
from dpia_wizard.store.law import shipped_law


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
    _refuse_contradictions(given.answers, seen)
    return plain_evaluation(evaluate(seen))


def _refuse_contradictions(answers: Answers, seen: Situation) -> None:
    """Raise where a value is given that its own finer answers make another."""
    fields = [
        field
        for question in seen.questionnaire.questions.values()
        if question.fields
        for field in contradicted(question, rows_of(answers.get(question.id)), seen.holds_in)
    ]
    if fields:
        problems = [f"{called(f)} differs from the answers it follows from." for f in fields]
        raise BadAnswersError(problems=problems)


def plain_evaluation(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as the command line prints it."""
    questionnaire = evaluation.situation.questionnaire
    return {
        "set": questionnaire.id,
        "set_version": questionnaire.version,
        "law_version": shipped_law().on(evaluation.situation.law_day).id,
        "result": evaluation.result.id,
        "reasons": _reasons(evaluation.result),
        "needs": _needs(evaluation.result),
        "missing": [entry for m in evaluation.missing for entry in _missing(m, questionnaire)],
        "warnings": [
            {"id": w.id, "at": w.at, "severity": w.severity.value, "text": w.text}
            for w in evaluation.warnings
        ],
        **_beside(evaluation),
        **_told(evaluation),
        **_rows(evaluation),
        **_worked_out(evaluation),
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


def _worked_out(evaluation: Evaluation) -> Mapping[str, Any]:
    """What follows from the fields of each row, such as the level of each risk."""
    found: dict[str, list[dict[str, Any]]] = {}
    for question in evaluation.situation.questionnaire.questions.values():
        names = [f.id for f in question.fields if f.numbered or f.refers_to]
        worked = [f.id for f in question.fields if f.worked_out and not f.given_only]
        if worked:
            rows = rows_of(evaluation.situation.answers.get(question.id))
            found[question.id] = [{n: row.get(n) for n in (*names, *worked)} for row in rows]
    return {"worked_out": found} if found else {}


def _reasons(result: Result) -> list[dict[str, str]]:
    return [_reason(reason) for reason in result.reasons]


def _needs(result: Result) -> list[dict[str, str]]:
    return [{"id": need.id, "text": need.text, "cite": need.cite} for need in result.needs]


def _missing(missing: Missing, questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """What is owed; of rows each open cell, under the name it may be given by itself."""
    for_ = _for(missing.for_)
    if missing.question != questionnaire.flat_rows or not missing.cells:
        return [{"id": missing.question, "for": for_}]
    fields = {f.id: f for f in questionnaire.question(missing.question).fields}
    return [
        {"id": f"{questionnaire.id}.{name}", "for": _for(fields[name].required), "row": row}
        for row, name in missing.cells
    ]


def _rows(evaluation: Evaluation) -> Mapping[str, Any]:
    """What each row comes to, where rows decide the set's result; which of them causes it."""
    found = stories(evaluation.result, evaluation.situation)
    return {"rows": [_row(story) for story in found]} if found else {}


def _row(story: RowStory) -> Mapping[str, Any]:
    """One row; each of the ways out is a list of things to do together."""
    found = story.found
    ways = (*story.ways, *((remedy,) for remedy in story.always))
    return {
        "row": found.number,
        "name": story.name,
        "result": found.outcome.id,
        **found.tells,
        "decides": story.decides,
        "reasons": [_reason(reason) for reason in found.reasons],
        "unsettled": found.unsettled,
        "house": [setting.id for setting in story.house],
        "missing": list(story.missing),
        "needs": [need.id for need in found.needs],
        **_decisions(story),
        "would_allow": [[{"id": r.id, "text": r.text} for r in way] for way in ways],
    }


def _decisions(story: RowStory) -> Mapping[str, Any]:
    """What a data protection officer decided about the row, and what is left to decide."""
    made = [
        {
            "rule": found.rule.id,
            "to": found.override.after,
            "reason": found.override.reason,
            "by": found.override.by.name,
            "role": found.override.by.role,
            "at": found.override.at.isoformat(),
        }
        for found in story.found.decided
    ]
    open_ = [choice.to for choice in story.choices]
    return {"decided": made, "to_decide": open_}


def _reason(reason: Reason) -> dict[str, str]:
    return {"rule": reason.rule, "because": reason.because, "cite": reason.cite}


def _for(required: str) -> str:
    return required.removeprefix("for_")
