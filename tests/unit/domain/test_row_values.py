"""Rows as they count: numbers, worked-out values, and rows held against other rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pytest

from dpia_wizard.domain.answers import Answers, Cell
from dpia_wizard.domain.conditions import AllOf, AnyOf, Not, Rows
from dpia_wizard.domain.questionnaire import Kind, Option, Questionnaire, Required
from dpia_wizard.domain.row_parts import WorkedOut
from dpia_wizard.domain.row_values import next_number, rows_of
from tests.builders import a_question, a_rule, a_ruling, a_set, is_, judge, look

Found: TypeAlias = tuple[Mapping[str, Cell], ...]
LEVELS = tuple(Option(id=level, text=level.title()) for level in ("low", "medium", "high"))
CASES = (
    (AllOf(parts=(is_("likely", "yes"), is_("bad", "yes"))), "high"),
    (AnyOf(parts=(is_("likely", "yes"), is_("bad", "yes"))), "medium"),
    (AllOf(parts=(is_("likely", "no"), is_("bad", "no"))), "low"),
)


def a_set_with_risks() -> Questionnaire:
    risks = a_question(
        "test.risks",
        Kind.ROWS,
        required=Required.FOR_RESULT,
        fields=(
            a_question("number", Kind.NUMBER, numbered=True),
            a_question("likely", Kind.YES_NO, required=Required.FOR_RESULT),
            a_question("bad", Kind.YES_NO),
            a_question(
                "level",
                Kind.CHOICE,
                options=LEVELS,
                worked_out=WorkedOut(cases=CASES, reason="why"),
            ),
            a_question("why", Kind.TEXT),
        ),
    )
    fields = (a_question("number", Kind.NUMBER, refers_to="test.risks"),)
    measures = a_question("test.measures", Kind.ROWS, fields=fields)
    met = Rows(question="test.measures", where=is_("number", 1, 2, 3), same=("number",))
    bare = Rows(
        question="test.risks",
        where=AllOf(parts=(is_("level", "medium", "high"), Not(part=met))),
    )
    ruling = a_ruling(a_rule("unmet", bare, "stop"))
    return a_set(risks, measures, rulings=(ruling,))


def first_risk(row: Mapping[str, Cell]) -> Mapping[str, Cell]:
    seen = look(a_set_with_risks(), {"test.risks": (row,)})
    return rows_of(seen.answers["test.risks"])[0]


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"likely": "yes", "bad": "yes"}, "high"),
        ({"likely": "yes", "bad": "no"}, "medium"),
        ({"likely": "no", "bad": "no"}, "low"),
        ({"likely": "no"}, None),
        ({}, None),
        ({"likely": "no", "bad": "no", "level": "high", "why": "Press."}, "high"),
        ({"likely": "no", "bad": "no", "level": "medium"}, "medium"),
        ({"likely": "yes", "bad": "yes", "level": "low", "why": "I wish."}, "high"),
    ],
)
def test_a_level_follows_from_its_row_and_is_only_ever_raised(
    row: Mapping[str, Cell], level: str | None
) -> None:
    assert first_risk(row).get("level") == level


@pytest.mark.parametrize(
    ("row", "owed"),
    [
        ({"likely": "no", "bad": "no", "level": "high"}, True),
        ({"likely": "no", "bad": "no", "level": "high", "why": "Press."}, False),
        ({"likely": "yes", "bad": "yes", "level": "high"}, False),
        ({"likely": "yes", "bad": "yes", "level": "low"}, False),
    ],
)
def test_raising_a_level_owes_a_reason(row: Mapping[str, Cell], *, owed: bool) -> None:
    assert bool(judge(a_set_with_risks(), {"test.risks": (row,)}).missing) is owed


def test_rows_without_a_number_get_one_that_is_free() -> None:
    rows: Found = ({"likely": "no"}, {"number": 1, "likely": "yes"}, {"likely": "yes"})
    seen = look(a_set_with_risks(), {"test.risks": rows})
    numbers = [row["number"] for row in rows_of(seen.answers["test.risks"])]
    assert numbers == [2, 1, 3]
    question = a_set_with_risks().question("test.risks")
    assert next_number(question, rows) == {"number": 2}
    assert next_number(question, ({"number": 7},)) == {"number": 8}


@pytest.mark.parametrize(
    ("measures", "result"),
    [
        ((), "stop"),
        (({"number": 2},), "stop"),
        (({"number": 1},), "go"),
    ],
)
def test_rows_are_held_against_the_rows_of_the_same_number(
    measures: Found, result: str
) -> None:
    risks: Found = (
        {"number": 1, "likely": "yes", "bad": "yes"},
        {"number": 2, "likely": "no", "bad": "no"},
    )
    answers: Answers = {"test.risks": risks, "test.measures": measures}
    assert judge(a_set_with_risks(), answers).result.id == result
