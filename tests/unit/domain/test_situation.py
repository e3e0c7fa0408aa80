"""What shows and what counts: hidden questions, follow-ups, decisions on answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import LIFTED
from dpia_wizard.domain.conditions import Not
from dpia_wizard.domain.questionnaire import Kind, Option, Question
from tests.builders import a_question, a_rule, a_ruling, a_set, decided, is_, judge, look


def follow_up(question_id: str, parent: str, *on: str) -> Question:
    return a_question(question_id, Kind.LONG_TEXT, parent=parent, asked_on=on)


CHAIN = a_set(
    a_question("test.a"),
    a_question("test.b", show_if=is_("test.a", "yes")),
    a_question("test.c", show_if=is_("test.b", "yes")),
    follow_up("test.c_details", "test.c", "yes", "not_sure"),
    rulings=(a_ruling(a_rule("c", is_("test.c", "yes"), "stop")),),
)
ALL_YES: dict[str, AnswerValue] = {
    "test.a": "yes",
    "test.b": "yes",
    "test.c": "yes",
    "test.c_details": "x",
}


def test_a_question_shows_when_its_condition_holds() -> None:
    assert look(CHAIN, {}).visible == ("test.a",)
    assert look(CHAIN, {"test.a": "yes"}).visible == ("test.a", "test.b")
    assert look(CHAIN, ALL_YES).visible == tuple(CHAIN.questions)


def test_what_is_hidden_counts_nowhere_even_if_answered() -> None:
    judged = judge(CHAIN, ALL_YES | {"test.a": "no"})
    assert judged.situation.visible == ("test.a",)
    assert judged.situation.answers == {"test.a": "no"}
    assert judged.result.id == "go"


@given(
    answers=st.fixed_dictionaries(
        {}, optional={q: st.sampled_from(["yes", "no", "not_sure"]) for q in CHAIN.questions}
    )
)
def test_taking_hidden_answers_away_changes_nothing(answers: dict[str, AnswerValue]) -> None:
    seen = look(CHAIN, answers)
    kept = {key: value for key, value in answers.items() if key in seen.visible}
    assert look(CHAIN, kept) == seen


@pytest.mark.parametrize(
    ("answer", "asked"), [("yes", True), ("not_sure", True), ("no", False), (None, False)]
)
def test_a_follow_up_is_asked_on_the_answers_it_names(
    answer: str | None, *, asked: bool
) -> None:
    answers = ALL_YES | {"test.c": answer} if answer else {"test.a": "yes", "test.b": "yes"}
    assert ("test.c_details" in look(CHAIN, answers).visible) is asked


def test_a_follow_up_of_a_list_is_asked_when_one_of_its_items_is_ticked() -> None:
    options = tuple(Option(id=o, text=o) for o in ("email", "post", "none"))
    ticks = a_question("test.channels", Kind.CHOICES, options=options)
    questionnaire = a_set(ticks, follow_up("test.why", "test.channels", "email"))
    for value, asked in ((("post", "email"), True), (("post",), False), (3, False)):
        seen = look(questionnaire, {"test.channels": value})
        assert ("test.why" in seen.visible) is asked


def test_a_follow_up_with_a_condition_needs_both() -> None:
    details = replace(
        follow_up("test.b_details", "test.b", "yes"), show_if=is_("test.a", "yes")
    )
    questionnaire = a_set(a_question("test.a"), a_question("test.b"), details)
    both: dict[str, AnswerValue] = {"test.a": "yes", "test.b": "yes"}
    assert "test.b_details" in look(questionnaire, both).visible
    for either in both:
        assert "test.b_details" not in look(questionnaire, both | {either: "no"}).visible


def test_a_decision_replaces_the_answer_and_what_follows_from_it() -> None:
    answers = ALL_YES | {"test.c": "not_sure"}
    seen = look(CHAIN, answers, overrides=(decided("test.c", "not_sure", "no"),))
    assert seen.answers["test.c"] == "no"
    assert "test.c_details" not in seen.visible


def test_a_decision_on_an_answer_that_has_since_changed_does_not_count() -> None:
    seen = look(CHAIN, ALL_YES, overrides=(decided("test.c", "not_sure", "no"),))
    assert seen.answers["test.c"] == "yes"


def test_a_decision_never_answers_an_open_question() -> None:
    for before in ("", "not_sure"):
        seen = look(CHAIN, {}, overrides=(decided("test.a", before, "yes"),))
        assert "test.a" not in seen.answers


def test_a_decision_does_not_bring_a_hidden_question_back() -> None:
    answers = ALL_YES | {"test.a": "no", "test.b": "not_sure"}
    seen = look(CHAIN, answers, overrides=(decided("test.b", "not_sure", "yes"),))
    assert seen.visible == ("test.a",)


def test_a_lifted_rule_does_not_fire_and_the_others_do() -> None:
    rules = (
        a_rule("house", is_("test.a", "yes"), "stop"),
        a_rule("law", is_("test.a", "yes"), "care"),
    )
    questionnaire = a_set(a_question("test.a"), rulings=(a_ruling(*rules),))
    lifted = (decided("house", "", LIFTED),)
    assert judge(questionnaire, {"test.a": "yes"}).result.id == "stop"
    assert judge(questionnaire, {"test.a": "yes"}, overrides=lifted).result.id == "care"
    other = (decided("house", "", "no"),)
    assert judge(questionnaire, {"test.a": "yes"}, overrides=other).result.id == "stop"


def test_a_question_can_depend_on_what_was_not_said() -> None:
    questionnaire = a_set(
        a_question("test.a"), a_question("test.b", show_if=Not(part=is_("test.a", "no")))
    )
    assert "test.b" in look(questionnaire, {}).visible
    assert "test.b" not in look(questionnaire, {"test.a": "no"}).visible
