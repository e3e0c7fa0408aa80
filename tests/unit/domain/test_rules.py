"""Results: the three ways to decide, dates of rules, what is owed, what is pointed out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import LIFTED
from dpia_wizard.domain.conditions import AnyOf
from dpia_wizard.domain.questionnaire import (
    Check,
    Kind,
    NextStep,
    Questionnaire,
    Required,
    Severity,
)
from dpia_wizard.domain.rules import INCOMPLETE, Missing
from dpia_wizard.domain.rulings import (
    Decide,
    Need,
)
from tests.builders import (
    TODAY,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    decided,
    fact_is,
    is_,
    judge,
    required,
)

CARE = a_rule("care_rule", is_("test.a", "yes"), "care", needs=("tell",))
STOP = a_rule("stop_rule", is_("test.b", "yes"), "stop", needs=("ask", "tell"))
MILD = a_rule("mild_rule", is_("test.b", "yes"), "care")
NEEDS = {n: Need(id=n, text=n) for n in ("tell", "ask")}


def decides(decide: Decide, **answers: str) -> tuple[str, list[str], list[str]]:
    questionnaire = a_set(
        a_question("test.a"),
        a_question("test.b"),
        rulings=(a_ruling(CARE, STOP, MILD, decide=decide),),
        needs=NEEDS,
    )
    given_ = {f"test.{key}": value for key, value in answers.items()}
    result = judge(questionnaire, given_).result
    return result.id, [r.rule for r in result.reasons], [n.id for n in result.needs]


def test_the_first_rule_that_holds_decides_alone() -> None:
    decided_ = decides(Decide.FIRST_MATCH, a="yes", b="yes")
    assert decided_ == ("care", ["care_rule"], ["tell"])


def test_of_all_rules_that_hold_the_strictest_outcome_wins_and_all_needs_stand() -> None:
    decided_ = decides(Decide.ALL_THAT_MATCH, a="yes", b="yes")
    assert decided_ == ("stop", ["stop_rule"], ["tell", "ask"])


def test_every_rule_for_the_outcome_is_a_reason() -> None:
    rules = [a_rule(f"r{i}", is_(f"test.q{i}", "yes"), "stop") for i in range(3)]
    questionnaire = a_set(
        *(a_question(f"test.q{i}") for i in range(3)),
        rulings=(a_ruling(*rules, decide=Decide.ALL_THAT_MATCH),),
    )
    result = judge(questionnaire, {"test.q0": "yes", "test.q2": "yes"}).result
    assert [(r.rule, r.because, r.questions) for r in result.reasons] == [
        ("r0", "Because r0.", ("test.q0",)),
        ("r2", "Because r2.", ("test.q2",)),
    ]


@pytest.mark.parametrize("decide", [Decide.FIRST_MATCH, Decide.ALL_THAT_MATCH])
def test_without_a_rule_that_holds_the_otherwise_is_the_result(decide: Decide) -> None:
    assert decides(decide, a="no", b="no") == ("go", ["otherwise"], [])


ROWS = a_question(
    "test.rows",
    Kind.ROWS,
    fields=(a_question("level", Kind.CHOICE), a_question("note", Kind.TEXT)),
)
LEVELS = {"high": "stop", "some": "care", "low": "go"}


def by_rows(*rules: Any, otherwise: str = "go") -> Questionnaire:  # noqa: ANN401
    ruling = a_ruling(*rules, decide=Decide.STRICTEST_OF_ROWS, rows="test.rows")
    object.__setattr__(ruling, "otherwise", otherwise)
    return a_set(ROWS, a_question("test.a"), rulings=(ruling,))


BY_LEVEL = by_rows(*(a_rule(level, is_("level", level), o) for level, o in LEVELS.items()))


@given(levels=st.lists(st.sampled_from(["high", "some", "low"]), min_size=1))
def test_the_strictest_row_decides(levels: list[str]) -> None:
    rows = tuple({"level": level} for level in levels)
    strictest = next(o for level, o in LEVELS.items() if level in levels)
    result = judge(BY_LEVEL, {"test.rows": rows}).result
    assert result.id == strictest
    assert [LEVELS[r.rule] for r in result.reasons] == [strictest]


def test_no_rows_no_rule() -> None:
    for value in ({}, {"test.rows": ()}, {"test.rows": "x"}):
        assert judge(BY_LEVEL, value).result.id == "go"


def test_a_row_that_no_rule_covers_comes_to_the_otherwise() -> None:
    questionnaire = by_rows(a_rule("low", is_("level", "low"), "go"), otherwise="stop")
    rows = ({"level": "low"}, {"level": "unheard_of"})
    result = judge(questionnaire, {"test.rows": rows}).result
    assert (result.id, [r.rule for r in result.reasons]) == ("stop", ["otherwise"])
    assert judge(questionnaire, {"test.rows": rows[:1]}).result.id == "go"


def test_lifting_a_rule_for_rows_leaves_the_next_one_to_decide() -> None:
    rows = ({"level": "high"},)
    lifted = (decided("high", "", LIFTED),)
    assert judge(BY_LEVEL, {"test.rows": rows}, overrides=lifted).result.id == "go"


@given(
    day=st.dates(TODAY - timedelta(days=4), TODAY + timedelta(days=4)),
    first=st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    last=st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
)
def test_a_rule_fires_only_while_it_is_in_force_both_days_included(
    day: date, first: date | None, last: date | None
) -> None:
    rule = a_rule("new_law", is_("test.a", "yes"), "stop", valid_from=first, valid_to=last)
    questionnaire = a_set(a_question("test.a"), rulings=(a_ruling(rule),))
    fires = judge(questionnaire, {"test.a": "yes"}, on=day).result.id == "stop"
    assert fires == ((first or day) <= day <= (last or day))


def test_an_open_question_that_decides_leaves_the_result_incomplete() -> None:
    questionnaire = a_set(
        required("test.a"),
        required("test.b", Required.FOR_SIGN_OFF),
        rulings=(a_ruling(CARE), a_ruling(STOP)),
        needs=NEEDS,
    )
    judged = judge(questionnaire, {"test.b": "yes"})
    assert (judged.result.id, judged.result.outcome) == (INCOMPLETE, None)
    assert not judged.result.reasons
    assert not judged.result.needs
    assert judged.results[1].id == "stop"
    assert judged.missing == (Missing(question="test.a", for_=Required.FOR_RESULT),)


def test_a_question_owed_only_for_sign_off_does_not_hold_up_the_result() -> None:
    judged = judge(a_set(required("test.a", Required.FOR_SIGN_OFF)))
    assert judged.result.id == "go"
    assert judged.missing == (Missing(question="test.a", for_=Required.FOR_SIGN_OFF),)


def test_not_sure_is_neither_yes_nor_unanswered() -> None:
    questionnaire = a_set(
        required("test.a"), rulings=(a_ruling(a_rule("yes", is_("test.a", "yes"), "stop")),)
    )
    judged = judge(questionnaire, {"test.a": "not_sure"})
    assert (judged.result.id, judged.missing) == ("go", ())


def test_a_hidden_question_is_never_missing() -> None:
    questionnaire = a_set(
        a_question("test.a"),
        a_question("test.b", required=Required.FOR_RESULT, show_if=is_("test.a", "yes")),
    )
    assert not judge(questionnaire, {"test.a": "no"}).missing
    assert judge(questionnaire, {"test.a": "yes"}).missing


def test_a_question_required_on_a_condition_is_owed_only_then() -> None:
    condition = AnyOf(parts=(is_("test.a", "no"), fact_is("public_task", "yes")))
    comments = a_question(
        "test.b", Kind.TEXT, required=Required.FOR_SIGN_OFF, required_if=condition
    )
    questionnaire = a_set(a_question("test.a"), comments)
    assert not judge(questionnaire, {"test.a": "yes"}).missing
    assert judge(questionnaire, {"test.a": "no"}).missing
    assert judge(questionnaire, facts={"public_task": "yes"}).missing
    assert not judge(questionnaire, {"test.a": "no", "test.b": "Because."}).missing


@pytest.mark.parametrize(
    ("rows", "owed"),
    [
        ((), True),
        (({"level": "high"},), False),
        (({"level": "high"}, {"note": "x"}), True),
        (({"level": " "},), True),
        (("not", "rows"), False),
    ],
)
def test_a_row_owes_its_required_fields(rows: AnswerValue, *, owed: bool) -> None:
    fields = (
        a_question("level", Kind.TEXT, required=Required.FOR_SIGN_OFF),
        a_question("note", Kind.TEXT),
    )
    question = a_question("test.rows", Kind.ROWS, required=Required.FOR_SIGN_OFF, fields=fields)
    assert bool(judge(a_set(question), {"test.rows": rows}).missing) is owed


def test_checks_and_next_steps_speak_up_when_their_condition_holds() -> None:
    questionnaire = a_set(
        a_question("test.a"),
        checks=(
            Check(id="loud", at="test.a", when=is_("test.a", "yes"), text="Mind."),
            Check(
                id="wall",
                at="test.a",
                when=is_("test.a", "yes"),
                text="No.",
                severity=Severity.BLOCKS_SIGN_OFF,
            ),
        ),
        next_steps=(
            NextStep(id="always", text="File it."),
            NextStep(id="then", text="Ask.", when=is_("test.a", "yes")),
        ),
    )
    calm, loud = judge(questionnaire), judge(questionnaire, {"test.a": "yes"})
    assert ([c.id for c in calm.warnings], [s.id for s in calm.next_steps]) == ([], ["always"])
    assert [c.id for c in loud.warnings] == ["loud", "wall"]
    assert [c.id for c in loud.blocking] == ["wall"]
    assert [s.id for s in loud.next_steps] == ["always", "then"]
