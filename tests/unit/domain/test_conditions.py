"""Conditions: every operator, on answers, facts, worked-out values, marks, counts and rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.answers import AnswerValue, Mark, PromptsAnswer
from dpia_wizard.domain.conditions import (
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Condition,
    Count,
    Marked,
    Not,
    Operator,
    Rows,
    Source,
    Subject,
    questions_in,
)
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Prompt
from dpia_wizard.domain.rule_parts import Derivation
from tests.builders import TODAY, a_question, a_set, fact_is, is_, look

A = Subject(source=Source.QUESTION, id="test.a")
TRUE, FALSE = is_("test.yes", "yes"), is_("test.yes", "no")


def holds(
    condition: Condition, value: AnswerValue | None = None, kind: Kind = Kind.TEXT
) -> bool:
    questions = (a_question("test.yes"), a_question("test.a", kind))
    answers: dict[str, AnswerValue] = {"test.yes": "yes"}
    if value is not None:
        answers["test.a"] = value
    return look(a_set(*questions), answers).holds(condition)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, False),
        ("", False),
        (" \n", False),
        ("x", True),
        ("none", True),
        (0, True),
        ((), False),
        (("none",), True),
        (({},), True),
        (Person(name=" "), False),
        (Person(name="Sam"), True),
        (PromptsAnswer(addressed=("p",)), False),
        (PromptsAnswer(text="x"), True),
    ],
)
def test_blank_is_not_answered(value: AnswerValue | None, *, written: bool) -> None:
    assert holds(Compare(subject=A, operator=Operator.ANSWERED), value) is written
    assert holds(Compare(subject=A, operator=Operator.UNANSWERED), value) is not written


@pytest.mark.parametrize("operator", [Operator.IN, Operator.INCLUDES])
def test_nothing_equals_or_includes_an_answer_not_given(operator: Operator) -> None:
    assert not holds(Compare(subject=A, operator=operator, values=("", "x")))


def test_in_compares_texts_and_numbers_as_they_are() -> None:
    assert holds(is_("test.a", "x", "y"), "y")
    assert not holds(is_("test.a", "x", "y"), "z")
    assert holds(is_("test.a", 3), 3.0)
    assert not holds(is_("test.a", "3"), 3)
    assert not holds(is_("test.a", "x"), ("x",))


def test_includes_looks_inside_a_list() -> None:
    condition = Compare(subject=A, operator=Operator.INCLUDES, values=("b", "c"))
    assert holds(condition, ("a", "b"))
    assert not holds(condition, ("a",))
    assert not holds(condition, "b")


days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(day=days, limit=days, shift=st.integers(-3_000, 3_000))
def test_before_and_after_leave_out_the_day_itself(day: date, limit: date, shift: int) -> None:
    bound = Bound(day=limit, days=shift)
    before = Compare(subject=A, operator=Operator.BEFORE, bound=bound)
    after = Compare(subject=A, operator=Operator.AFTER, bound=bound)
    end = limit + timedelta(days=shift)
    assert holds(before, day.isoformat()) == (day < end)
    assert holds(after, day.isoformat()) == (day > end)


@pytest.mark.parametrize("value", [None, "soon", "2026-02-30", 20261122, ("2026-11-22",)])
def test_what_is_no_day_is_neither_before_nor_after(value: AnswerValue | None) -> None:
    for operator in (Operator.BEFORE, Operator.AFTER):
        assert not holds(Compare(subject=A, operator=operator, bound=Bound(day=TODAY)), value)


def test_a_day_compared_with_nothing_is_neither_before_nor_after() -> None:
    unknown = Bound(subject=Subject(source=Source.QUESTION, id="test.yes"))
    for bound in (None, unknown, Bound(subject=Subject(source=Source.FACT, id="no_such"))):
        for operator in (Operator.BEFORE, Operator.AFTER):
            assert not holds(Compare(subject=A, operator=operator, bound=bound), "2026-11-22")


def test_a_bound_may_be_another_answer_a_fact_or_the_day_that_counts() -> None:
    questions = [a_question("test.a", Kind.DATE), a_question("test.b", Kind.DATE)]
    seen = look(
        a_set(*questions),
        {"test.a": "2026-11-20", "test.b": "2026-11-21"},
        facts={"planned_start": "2026-11-25"},
    )
    for source, of in (
        (Source.QUESTION, "test.b"),
        (Source.FACT, "planned_start"),
        (Source.AS_AT, ""),
    ):
        bound = Bound(subject=Subject(source=source, id=of))
        assert seen.holds(Compare(subject=A, operator=Operator.BEFORE, bound=bound))
    today = Subject(source=Source.AS_AT)
    assert seen.holds(
        Compare(subject=today, operator=Operator.AFTER, bound=Bound(subject=A, days=1))
    )


def test_facts_are_compared_and_an_empty_fact_is_none() -> None:
    seen = look(a_set(), facts={"public_task": "yes", "empty": ""})
    assert seen.holds(fact_is("public_task", "yes"))
    assert not seen.holds(fact_is("no_such", "yes"))
    empty = Subject(source=Source.FACT, id="empty")
    assert seen.holds(Compare(subject=empty, operator=Operator.UNANSWERED))


def test_a_worked_out_value_is_the_first_case_that_holds() -> None:
    risk = Derivation(
        id="risk",
        cases=((is_("test.a", "yes"), "high"), (is_("test.a", "yes", "no"), "low")),
        otherwise="unknown",
    )
    questionnaire = a_set(a_question("test.a"), derivations=(risk,))
    subject = Subject(source=Source.DERIVED, id="risk")
    values = [look(questionnaire, {"test.a": a}).value(subject) for a in ("yes", "no", "x")]
    assert values == ["high", "low", "unknown"]
    assert look(questionnaire).value(Subject(source=Source.DERIVED, id="no_such")) is None


@given(parts=st.lists(st.sampled_from([TRUE, FALSE])))
def test_all_any_and_not_are_what_logic_says(parts: list[Condition]) -> None:
    truths = [part is TRUE for part in parts]
    assert holds(AllOf(parts=tuple(parts))) == all(truths)
    assert holds(AnyOf(parts=tuple(parts))) == any(truths)
    assert holds(Not(part=AllOf(parts=tuple(parts)))) != all(truths)


PROMPTS = tuple(Prompt(id=p, text=p, label=p) for p in ("one", "two", "three"))
MARKED = a_set(a_question("test.p", Kind.PROMPTS, prompts=PROMPTS))
WRITTEN = PromptsAnswer(text="x", addressed=("one",), not_relevant={"two": "why"})


@pytest.mark.parametrize(
    ("mark", "prompt"),
    [(Mark.ADDRESSED, "one"), (Mark.NOT_RELEVANT, "two"), (Mark.NOT_MARKED, "three")],
)
def test_marks_are_counted_over_the_prompts_named_or_all(mark: Mark, prompt: str) -> None:
    seen = look(MARKED, {"test.p": WRITTEN})
    others = tuple(p.id for p in PROMPTS if p.id != prompt)
    assert seen.holds(Marked(question="test.p", mark=mark))
    assert seen.holds(Marked(question="test.p", mark=mark, prompts=(prompt,)))
    assert not seen.holds(Marked(question="test.p", mark=mark, prompts=others))
    assert not seen.holds(Marked(question="test.p", mark=mark, at_least=2))


def test_a_plain_text_has_every_prompt_unmarked() -> None:
    unmarked = Marked(question="test.p", mark=Mark.NOT_MARKED, at_least=3)
    assert look(MARKED, {"test.p": "x"}).holds(unmarked)


def test_before_anything_is_written_nothing_is_called_unmarked() -> None:
    unmarked = Marked(question="test.p", mark=Mark.NOT_MARKED)
    for answer in ({}, {"test.p": PromptsAnswer(addressed=("one",))}, {"test.p": ("x",)}):
        assert not look(MARKED, answer).holds(unmarked)


@given(
    answers=st.lists(st.sampled_from(["yes", "no", "not_sure", None]), min_size=4, max_size=4),
    low=st.none() | st.integers(0, 5),
    high=st.none() | st.integers(0, 5),
)
def test_count_counts_questions_with_one_of_the_values(
    answers: list[str | None], low: int | None, high: int | None
) -> None:
    ids = tuple(f"test.q{i}" for i in range(4))
    questionnaire = a_set(*(a_question(i) for i in ids))
    seen = look(questionnaire, {i: a for i, a in zip(ids, answers, strict=True) if a})
    count = Count(questions=ids, values=("yes", "not_sure"), at_least=low, at_most=high)
    number = sum(answer in ("yes", "not_sure") for answer in answers)
    assert seen.holds(count) == ((low or 0) <= number <= (4 if high is None else high))


@given(values=st.lists(st.sampled_from(["high", "low"])))
def test_rows_are_looked_at_one_by_one(values: list[str]) -> None:
    rows = tuple({"level": value} for value in values)
    any_high = Rows(question="test.a", where=is_("level", "high"))
    each_high = Rows(question="test.a", where=is_("level", "high"), each=True)
    assert holds(any_high, rows) == ("high" in values)
    assert holds(each_high, rows) == (bool(values) and set(values) == {"high"})


def test_what_is_no_list_of_rows_meets_no_condition_on_rows() -> None:
    for value in (None, "high", 3):
        for each in (True, False):
            condition = Rows(question="test.a", where=is_("level", "high"), each=each)
            assert not holds(condition, value)


def test_a_row_may_be_held_against_the_answers_around_it() -> None:
    where = AllOf(parts=(is_("level", "high"), is_("test.yes", "yes")))
    assert holds(Rows(question="test.a", where=where), ({"level": "high"},))


def test_the_questions_of_a_condition_are_named_once_in_order() -> None:
    bound = Bound(subject=Subject(source=Source.QUESTION, id="test.d"))
    condition = AllOf(
        parts=(
            is_("test.b", "x"),
            Not(part=AnyOf(parts=(is_("test.a", "x"), is_("test.b", "y")))),
            Compare(subject=A, operator=Operator.BEFORE, bound=bound),
            Marked(question="test.m", mark=Mark.ADDRESSED),
            Count(questions=("test.c", "test.a"), values=("x",), at_least=1),
            Rows(question="test.r", where=is_("field", "x")),
            fact_is("public_task", "yes"),
        )
    )
    assert questions_in(condition) == (
        "test.b",
        "test.a",
        "test.d",
        "test.m",
        "test.c",
        "test.r",
    )
