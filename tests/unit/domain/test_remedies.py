"""What would make it allowed: only what people can do, and never more than is needed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.conditions import AllOf, Not
from dpia_wizard.domain.questionnaire import (
    Kind,
    Questionnaire,
)
from dpia_wizard.domain.remedies import always_open, ways_out
from dpia_wizard.domain.rule_parts import Remedy
from dpia_wizard.domain.rulings import (
    Decide,
    Outcome,
)
from tests.builders import a_question, a_rule, a_ruling, a_set, is_, look

REMEDIES = (
    Remedy(
        id="assess",
        text="Assess it.",
        changes={"assessed": "yes"},
        when=Not(part=is_("assessed", "yes")),
        own_gate=True,
    ),
    Remedy(id="ask", text="Ask them.", changes={"agreed": "yes"}, last_resort=True),
    Remedy(
        id="check",
        text="Check the list.",
        changes={"checked": "yes"},
        when=Not(part=is_("checked", "yes")),
    ),
    Remedy(id="leave", text="Leave them out."),
)


def calls() -> Questionnaire:
    screened = AllOf(parts=(is_("checked", "yes"), is_("assessed", "yes")))
    rules = (
        a_rule("never", is_("child", "yes"), "stop"),
        a_rule("agreed", is_("agreed", "yes"), "go"),
        a_rule("unready", Not(part=screened), "stop"),
    )
    ruling = a_ruling(*rules, decide=Decide.STRICTEST_OF_ROWS, rows="test.rows")
    outcomes = tuple(
        Outcome(id=o, title=o, short=o, allows=o == "go") for o in ("stop", "care", "go")
    )
    object.__setattr__(ruling, "outcomes", outcomes)
    names = ("child", "agreed", "checked", "assessed")
    rows = a_question("test.rows", Kind.ROWS, fields=tuple(map(a_question, names)))
    return a_set(rows, rulings=(ruling,), remedies=REMEDIES)


@pytest.mark.parametrize(
    ("row", "ways"),
    [
        ({}, ["check+assess", "ask"]),
        ({"checked": "yes"}, ["assess", "ask"]),
        ({"assessed": "yes"}, ["check", "ask"]),
        ({"checked": "yes", "assessed": "yes"}, []),
        ({"agreed": "yes"}, []),
        ({"child": "yes"}, []),
    ],
)
def test_ways_out_are_small_cure_the_reason_first_and_never_change_facts(
    row: Mapping[str, Cell], ways: list[str]
) -> None:
    questionnaire = calls()
    seen = look(questionnaire, {"test.rows": (row,)}).in_row(row)
    found = ways_out(questionnaire.rulings[0], seen)
    assert ["+".join(remedy.id for remedy in way) for way in found] == ways


def test_leaving_somebody_out_always_stands_open() -> None:
    assert [remedy.id for remedy in always_open(look(calls()))] == ["leave"]
