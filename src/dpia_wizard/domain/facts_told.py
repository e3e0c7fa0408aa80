"""What one set tells the others: facts of its outcome, and of what its rows come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dpia_wizard.domain.rule_parts import RowCase, RowFact, Telling
from dpia_wizard.domain.rules import Result

_Told = Mapping[str, str]


def facts_told(result: Result) -> Mapping[str, str]:
    """The facts that other sets may know of a result; none while it is undecided."""
    if result.outcome is None:
        return {}
    rows = [row.tells for row in result.rows]
    return {
        **result.outcome.facts,
        **{told.fact: _value(told, rows) for told in result.ruling.row_facts},
    }


def _value(told: RowFact, rows: Sequence[_Told]) -> str:
    found = (case.value for case in told.cases if _holds(case, rows))
    return next(found, told.otherwise)


def _holds(case: RowCase, rows: Sequence[_Told]) -> bool:
    """Whether rows tell what a case asks for; where there are no rows, none does."""
    if not rows:
        return False
    return (
        (not case.any_row or any(_fits(row, case.any_row) for row in rows))
        and (not case.each_row or all(_fits(row, case.each_row) for row in rows))
        and not any(_fits(row, case.no_row) for row in rows)
    )


def _fits(row: _Told, tellings: Iterable[Telling]) -> bool:
    return any(
        all(row.get(name) in values for name, values in telling.items()) for telling in tellings
    )
