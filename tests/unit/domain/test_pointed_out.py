"""What the program points out: named rows, and what a set itself tells the others."""

from __future__ import annotations

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.conditions import Rows
from dpia_wizard.domain.pointed_out import pointed_out
from dpia_wizard.domain.questionnaire import Check, Kind, Option, Questionnaire
from tests.builders import a_question, a_set, fact_is, is_, look

WAITED = Check(
    id="waited",
    at="test.rows",
    when=Rows(question="test.rows", where=is_("late", "yes")),
    text="{rows}: this has waited.",
)
TOLD = Check(id="told", at="test.rows", when=fact_is("dpia_required", "yes"), text="Do it.")


def lists() -> Questionnaire:
    fields = (
        a_question("group", Kind.TEXT),
        a_question("way", Kind.CHOICE, options=(Option(id="post", text="Post"),)),
        a_question("late"),
    )
    rows = a_question("test.rows", Kind.ROWS, label="List", fields=fields)
    return a_set(rows, checks=(WAITED, TOLD))


def said(*rows: dict[str, Cell], **told: str) -> list[str]:
    return [c.text for c in pointed_out(look(lists(), {"test.rows": rows}), told)]


def test_the_rows_a_check_is_about_are_named_and_no_others() -> None:
    late: dict[str, Cell] = {"late": "yes"}
    found = said({"group": "A", "way": "post", **late}, {"group": "B", "late": "no"}, late)
    assert found == ["A · Post; List 3: this has waited."]
    assert said({"group": "B", "late": "no"}) == []


def test_a_check_may_look_at_what_its_own_set_tells_the_others() -> None:
    assert said(dpia_required="yes") == ["Do it."]
    assert said(dpia_required="no") == []
