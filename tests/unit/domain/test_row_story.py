"""One row told in full, and what makes a result as strict as it is."""

from __future__ import annotations

import pytest

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.conditions import AllOf
from dpia_wizard.domain.questionnaire import (
    Kind,
    Option,
    Questionnaire,
)
from dpia_wizard.domain.questionnaire import Required as Due
from dpia_wizard.domain.row_story import RowStory, cause, stories
from dpia_wizard.domain.rule_parts import HouseSetting, Remedy, ToldWord
from dpia_wizard.domain.rules import evaluate
from dpia_wizard.domain.rulings import (
    Decide,
    Need,
    Outcome,
    Tone,
)
from tests.builders import a_question, a_rule, a_ruling, a_set, fact_is, is_, look

STOP = Outcome(id="stop", title="No", short="No", tone=Tone.STOP)
CARE = Outcome(id="care", title="Ask", short="Ask", tone=Tone.CARE)
GO = Outcome(id="go", title="Yes", short="Yes", tone=Tone.GOOD, allows=True)


def letters() -> Questionnaire:
    on_the_list = AllOf(parts=(is_("listed", "yes"), fact_is("strict", "on")))
    rules = (
        a_rule("never", is_("child", "yes"), "stop", needs=("think",), tells={"way": "none"}),
        a_rule("listed", on_the_list, "stop", tells={"way": "post"}),
    )
    ruling = a_ruling(*rules, decide=Decide.STRICTEST_OF_ROWS, rows="test.rows")
    object.__setattr__(ruling, "outcomes", (STOP, CARE, GO))
    fields = (
        a_question("group", Kind.TEXT, label="Group", required=Due.FOR_SIGN_OFF),
        a_question(
            "channel", Kind.CHOICE, label="Channel", options=(Option(id="post", text="Post"),)
        ),
        a_question("listed"),
        a_question("child"),
    )
    return a_set(
        a_question("test.rows", Kind.ROWS, label="Row", fields=fields),
        rulings=(ruling,),
        remedies=(
            Remedy(id="take_out", text="Take them out.", changes={"listed": "no"}),
            Remedy(id="leave", text="Leave it."),
        ),
        needs={
            "think": Need(id="think", text="Think again."),
            "care": Need(id="care", text="Take care.", when=is_("child", "yes", "not_sure")),
        },
        house=(HouseSetting(id="strict", title="Strict", values=CHOICES, default="on"),),
        told=(ToldWord(id="way", title="Way", values={"post": "By post", "none": "None"}),),
    )


CHOICES = {"on": "Listed people stop it", "off": "They do not"}


def told(*rows: dict[str, Cell]) -> tuple[RowStory, ...]:
    evaluation = evaluate(look(letters(), {"test.rows": rows}))
    return stories(evaluation.result, evaluation.situation)


def test_a_row_is_named_by_what_is_chosen_in_it_and_its_group() -> None:
    named, bare = told({"group": "Tenants", "channel": "post"}, {"listed": "no"})
    assert (named.what, named.whom, named.name) == ("Post", "Tenants", "Post · Tenants")
    assert bare.name == "Row 2"


def test_a_row_tells_its_words_its_ways_out_and_what_is_missing() -> None:
    (story,) = told({"channel": "post", "listed": "yes"})
    assert story.told == (("Way", "By post"),)
    assert [[r.id for r in way] for way in story.ways] == [["take_out"]]
    assert [r.id for r in story.always] == ["leave"]
    assert story.missing == ("Take them out.", "Still to answer: Group.")


def test_where_nothing_would_help_the_first_need_is_what_is_missing() -> None:
    (story,) = told({"group": "Pupils", "child": "yes"})
    assert (story.ways, story.missing) == ((), ("Think again.",))


def test_a_need_with_a_condition_comes_with_the_rows_it_holds_for_and_the_result() -> None:
    rows = ({"group": "Pupils", "child": "not_sure"}, {"group": "Tenants", "child": "no"})
    evaluation = evaluate(look(letters(), {"test.rows": rows}))
    first, second = stories(evaluation.result, evaluation.situation)
    assert [need.id for need in first.found.needs] == ["care"]
    assert second.found.needs == ()
    assert [need.id for need in evaluation.result.needs] == ["care"]


@pytest.mark.parametrize(
    ("row", "bears"),
    [({"listed": "yes"}, True), ({"listed": "no"}, False), ({"child": "yes"}, False)],
)
def test_a_house_setting_is_named_where_another_choice_gives_another_answer(
    row: dict[str, Cell], bears: bool
) -> None:
    (story,) = told({"group": "Tenants", **row})
    assert [setting.id for setting in story.house] == (["strict"] if bears else [])


def test_the_rows_that_make_a_result_strict_are_named_unless_it_is_plain() -> None:
    assert cause(STOP, ["Text · Tenants"], 2) == "Stops because of: Text · Tenants"
    assert cause(CARE, ["Text", "Post"], 3) == "Waits because of: Text; Post"
    assert cause(GO, ["Text"], 2) == "Decided by: Text"
    assert cause(GO, ["Text", "Post"], 2) == ""
    assert cause(STOP, ["Text"], 1) == ""
