"""What the program points out: the checks that speak up, with the rows they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dpia_wizard.domain.conditions import Condition, Rows, parts_of
from dpia_wizard.domain.questionnaire import Check
from dpia_wizard.domain.row_values import row_name, rows_of
from dpia_wizard.domain.situation import Situation

ROWS = "{rows}"
"""Stands in a check's text for the names of the rows it speaks of."""


def pointed_out(seen: Situation, told: Mapping[str, str]) -> tuple[Check, ...]:
    """The checks that speak up; they may look at what their own set tells the others."""
    around = replace(seen, facts={**seen.facts, **told}) if told else seen
    held = (check for check in seen.questionnaire.checks if around.holds(check.when))
    return tuple(_with_rows(check, around) for check in held)


def _with_rows(check: Check, seen: Situation) -> Check:
    if ROWS not in check.text:
        return check
    names = dict.fromkeys(_rows_met(check.when, seen))
    return replace(check, text=check.text.replace(ROWS, "; ".join(names)))


def _rows_met(when: Condition, seen: Situation) -> Iterator[str]:
    """The name of each row that meets what is asked of any row."""
    for part in parts_of(when):
        if not isinstance(part, Rows) or part.each:
            continue
        question = seen.questionnaire.question(part.question)
        for number, row in enumerate(rows_of(seen.answers.get(part.question)), 1):
            if seen.holds_in(part.where, row):
                yield row_name(question, row) or f"{question.short} {number}"
