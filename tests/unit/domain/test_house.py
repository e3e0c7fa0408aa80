"""House rules: who may choose, what is kept of it, and what a later choice leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dpia_wizard.domain.errors import NotAllowedError, ReasonNeededError
from dpia_wizard.domain.house import House, choose, with_choices
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.rule_parts import HouseSetting
from tests.builders import DPO, NOW, OWNER, a_question, a_rule, a_ruling, a_set, fact_is, judge

STRICT = HouseSetting(
    id="strict", title="How strict", values={"on": "Strict", "off": "Lax"}, default="on"
)
SET = a_set(
    a_question("test.a"),
    rulings=(a_ruling(a_rule("strict", fact_is("strict", "on"), "stop")),),
    house=(STRICT,),
)


def chosen(house: House, value: str, *, by: Person = DPO, reason: str = "The board.") -> House:
    return choose(house, STRICT, value, set_id="test", reason=reason, by=by, at=NOW)


def test_the_choice_decides_instead_of_the_default() -> None:
    house = chosen(House(), "off")
    assert judge(SET).result.id == "stop"
    assert judge(with_choices(SET, house.chosen("test"))).result.id == "go"
    assert judge(with_choices(SET, house.chosen("other"))).result.id == "stop"


def test_facts_that_were_frozen_count_for_more_than_the_choice_of_today() -> None:
    now = with_choices(SET, chosen(House(), "off").chosen("test"))
    assert judge(now, facts={"strict": "on"}).result.id == "stop"


def test_every_change_is_kept_with_its_reason() -> None:
    house = chosen(chosen(House(), "off"), "on", reason=" Back. ")
    assert [(c.before, c.after, c.reason, c.by) for c in house.log] == [
        ("on", "off", "The board.", DPO),
        ("off", "on", "Back.", DPO),
    ]
    assert house.last_choice("test", "strict") == house.log[-1]
    assert chosen(house, "on") is house  # no change is no line


def test_only_the_data_protection_officer_may_choose_and_says_why() -> None:
    for nobody in (OWNER, Person(name=" ", role="Data protection officer")):
        with pytest.raises(NotAllowedError):
            chosen(House(), "off", by=nobody)
    with pytest.raises(ReasonNeededError):
        chosen(House(), "off", reason=" ")
    with pytest.raises(NotAllowedError):
        chosen(House(), "sometimes")


def test_a_choice_that_a_newer_set_no_longer_has_falls_back_to_its_default() -> None:
    assert with_choices(SET, {"strict": "never"}).house == (STRICT,)
    assert with_choices(SET, {}) is SET


def test_other_choices_make_another_stamp() -> None:
    once = chosen(House(), "off")
    again = replace(once.log[0], at=NOW + timedelta(days=1))
    assert House().stamp != once.stamp == House(log=(again,)).stamp
