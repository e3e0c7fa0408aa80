"""Fields of a row that depend on the row's earlier ones, and what each row comes to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.questionnaire import (
    Kind,
    Questionnaire,
    Required,
)
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.rulings import Decide
from tests.builders import a_question, a_rule, a_ruling, a_set, is_, judge, look

FIELDS = (
    a_question("way", Kind.TEXT, required=Required.FOR_RESULT),
    a_question("checked", show_if=is_("way", "call"), required=Required.FOR_RESULT),
    a_question("note", Kind.TEXT, required=Required.FOR_SIGN_OFF),
)


def calls() -> Questionnaire:
    rules = (
        a_rule("unchecked", is_("checked", "no"), "stop", tells={"code": "CHECK"}),
        a_rule("letter", is_("way", "letter"), "care", tells={"code": "LETTER"}),
    )
    ruling = a_ruling(*rules, decide=Decide.STRICTEST_OF_ROWS, rows="test.rows")
    rows = a_question("test.rows", Kind.ROWS, required=Required.FOR_RESULT, fields=FIELDS)
    return a_set(rows, rulings=(ruling,))


CALL: Mapping[str, Cell] = {"way": "call", "checked": "no", "note": "Evening."}
LETTER: Mapping[str, Cell] = {"way": "letter", "checked": "no", "note": "Spring."}


def test_a_field_that_does_not_show_counts_nowhere() -> None:
    seen = look(calls(), {"test.rows": (CALL, LETTER)})
    call, letter = rows_of(seen.answers["test.rows"])
    assert ("checked" in call, "checked" in letter) == (True, False)


@pytest.mark.parametrize(
    ("row", "cells", "for_"),
    [
        ({"way": "call"}, ["checked", "note"], Required.FOR_RESULT),
        ({"way": "letter"}, ["note"], Required.FOR_SIGN_OFF),
        ({"note": "x"}, ["way"], Required.FOR_RESULT),
    ],
)
def test_what_a_row_owes_is_named_with_the_gravest_thing_it_holds_up(
    row: Mapping[str, Cell], cells: list[str], for_: Required
) -> None:
    (missing,) = judge(calls(), {"test.rows": (LETTER, row)}).missing
    assert (missing.cells, missing.for_) == (tuple((2, name) for name in cells), for_)


def test_each_row_has_a_result_of_its_own_and_the_strictest_is_the_sets() -> None:
    result = judge(calls(), {"test.rows": (LETTER, CALL, CALL)}).result
    found = [(r.number, r.outcome.id, r.reason.rule, dict(r.tells)) for r in result.rows]
    assert found == [
        (1, "care", "letter", {"code": "LETTER"}),
        (2, "stop", "unchecked", {"code": "CHECK"}),
        (3, "stop", "unchecked", {"code": "CHECK"}),
    ]
    assert (result.id, result.tells["code"]) == ("stop", "CHECK")


def test_a_row_that_no_rule_covers_says_so_by_itself() -> None:
    result = judge(calls(), {"test.rows": ({"way": "walk", "note": "x"},)}).result
    assert [(r.outcome.id, r.reason.rule) for r in result.rows] == [("go", "otherwise")]
