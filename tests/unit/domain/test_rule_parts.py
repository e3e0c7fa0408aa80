"""What stands around rules: the day of the law, house settings, what a result tells."""

from __future__ import annotations

from datetime import date

import pytest

from dpia_wizard.domain.assessment import LIFTED
from dpia_wizard.domain.questionnaire import (
    Kind,
    Questionnaire,
    Required,
)
from dpia_wizard.domain.rule_parts import HouseSetting
from dpia_wizard.domain.rules import Result
from dpia_wizard.domain.rulings import Outcome
from tests.builders import (
    a_question,
    a_rule,
    a_ruling,
    a_set,
    decided,
    fact_is,
    is_,
    judge,
    look,
)

NEW = date(2026, 2, 5)
SETTING = HouseSetting(
    id="strict", title="Strict", values={"on": "On", "off": "Off"}, default="on"
)


def law_of(day: str) -> str:
    ruling = a_ruling(a_rule("new", is_("test.a", "yes"), "stop", valid_from=NEW))
    questions = (a_question("test.day", Kind.DATE), a_question("test.a"))
    questionnaire = a_set(*questions, rulings=(ruling,), law_on="test.day")
    given = {"test.a": "yes", **({"test.day": day} if day else {})}
    return judge(questionnaire, given).result.id


@pytest.mark.parametrize(
    ("day", "outcome"), [("2026-02-04", "go"), ("2026-02-05", "stop"), ("", "stop")]
)
def test_the_law_is_that_of_the_day_the_set_names_and_of_today_without_one(
    day: str, outcome: str
) -> None:
    assert law_of(day) == outcome


def with_setting() -> Questionnaire:
    rule = a_rule("house", fact_is("strict", "on"), "stop")
    return a_set(a_question("test.a"), rulings=(a_ruling(rule),), house=(SETTING,))


@pytest.mark.parametrize(
    ("facts", "outcome"), [({}, "stop"), ({"strict": "off"}, "go"), ({"strict": "on"}, "stop")]
)
def test_a_house_setting_is_as_the_set_has_it_until_the_organisation_chooses(
    facts: dict[str, str], outcome: str
) -> None:
    assert judge(with_setting(), facts=facts).result.id == outcome


def test_where_house_rules_are_marked_only_they_can_be_set_aside() -> None:
    law = a_rule("law", is_("test.a", "yes"), "stop")
    house = a_rule("house", is_("test.b", "yes"), "care", house=True)
    questionnaire = a_set(
        a_question("test.a"), a_question("test.b"), rulings=(a_ruling(law, house),)
    )
    lifted = tuple(decided(rule, "", LIFTED) for rule in ("law", "house"))
    assert look(questionnaire, overrides=lifted).decided.keys() == {"house"}
    both = {"test.a": "yes", "test.b": "yes"}
    assert judge(questionnaire, both, overrides=lifted).result.id == "stop"


def telling(answers: dict[str, str]) -> Result:
    first = a_rule("first", is_("test.a", "yes"), "stop", tells={"code": "A", "way": "x"})
    outcomes = (
        Outcome(id="stop", title="Stop", short="Stop", tells={"decision": "halt", "way": "y"}),
        Outcome(id="care", title="Care", short="Care"),
        Outcome(id="go", title="Go", short="Go"),
    )
    ruling = a_ruling(first)
    object.__setattr__(ruling, "outcomes", outcomes)
    object.__setattr__(ruling, "otherwise_tells", {"code": "Z"})
    asked = a_question("test.a", required=Required.FOR_RESULT)
    return judge(a_set(asked, rulings=(ruling,)), answers).result


def test_a_result_tells_what_its_outcome_and_its_rule_say_the_rule_last() -> None:
    assert telling({"test.a": "yes"}).tells == {"decision": "halt", "code": "A", "way": "x"}
    assert telling({"test.a": "no"}).tells == {"code": "Z"}


def test_an_open_result_tells_nothing_yet_but_knows_the_words() -> None:
    result = telling({})
    assert (result.tells, result.ruling.words) == ({}, ("decision", "way", "code"))
