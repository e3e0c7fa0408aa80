"""What in a result stands against sending, and which row or reason causes it."""

from __future__ import annotations

from collections.abc import Iterator

from dpia_wizard.domain.gates import Point, PointKind
from dpia_wizard.domain.row_values import row_name, rows_of
from dpia_wizard.domain.rules import Evaluation, Result


def stops_in(evaluation: Evaluation) -> tuple[Point, ...]:
    """Everything that blocks sending; nothing where nothing does."""
    found = (_stops(result, evaluation) for result in evaluation.results if _blocks(result))
    return tuple(dict.fromkeys(point for points in found for point in points))


def _blocks(result: Result) -> bool:
    return result.outcome is not None and bool(result.outcome.blocks_sending)


def _stops(result: Result, evaluation: Evaluation) -> Iterator[Point]:
    if result.outcome is not None:
        yield Point(kind=PointKind.SAID, text=result.outcome.blocks_sending)
    if result.rows:
        yield from _rows(result, evaluation)
        return
    for reason in result.reasons:
        yield Point(kind=PointKind.STOPS, text=reason.because)


def _rows(result: Result, evaluation: Evaluation) -> Iterator[Point]:
    """What would block sending in a row by itself, under the names of all rows it holds for."""
    seen = evaluation.situation
    question = seen.questionnaire.question(result.ruling.rows)
    rows = rows_of(seen.answers.get(question.id))
    named: dict[str, list[str]] = {}
    for found in result.rows:
        if found.outcome.blocks_sending:
            name = row_name(question, rows[found.number - 1])
            told = name or f"{question.short} {found.number}"
            named.setdefault(found.reason.because, []).append(told)
    for because, names in named.items():
        yield Point(kind=PointKind.STOPS, names=("; ".join(names),), text=because)
