"""What one set tells the others: facts of its outcome, its answers and what its rows tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dpia_wizard.domain.rule_parts import RowCase, RowFact, Telling
from dpia_wizard.domain.rulings import Outcome, Ruling
from dpia_wizard.domain.situation import Situation

_Told = Mapping[str, str]


def facts_told(
    ruling: Ruling, outcome: Outcome | None, rows: Sequence[_Told], seen: Situation
) -> Mapping[str, str]:
    """The facts that a result tells; none while it is undecided.

    `rows` holds what each of its rows tells, where rows decide.
    """
    if outcome is None:
        return {}
    return {
        **outcome.facts,
        **{told.fact: _value(told, rows, seen) for told in ruling.row_facts},
    }


def _value(told: RowFact, rows: Sequence[_Told], seen: Situation) -> str:
    found = (case.value for case in told.cases if _holds(case, rows, seen))
    return next(found, told.otherwise)


def _holds(case: RowCase, rows: Sequence[_Told], seen: Situation) -> bool:
    """Whether answers and rows are what a case asks for; where there are no rows, none is."""
    if case.when is not None and not seen.holds(case.when):
        return False
    if not (case.any_row or case.each_row or case.no_row):
        return case.when is not None
    return (
        bool(rows)
        and (not case.any_row or any(_fits(row, case.any_row) for row in rows))
        and (not case.each_row or all(_fits(row, case.each_row) for row in rows))
        and not any(_fits(row, case.no_row) for row in rows)
    )


def _fits(row: _Told, tellings: Iterable[Telling]) -> bool:
    return any(
        all(row.get(name) in values for name, values in telling.items()) for telling in tellings
    )
