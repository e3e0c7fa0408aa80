"""Answers from outside: fitted to their question, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.answers import (
    MisfitError,
    plain_answer,
    plain_answers,
    read_answer,
    read_answers,
)
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.assessment import is_kept
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Question
from tests.unit.codec.strategies import fractions, people, texts, whole

DATA = Path(__file__).parents[2] / "data"
SET = read_questionnaire((DATA / "everything.yaml").read_text("utf-8"), source="x").say()


def asked(name: str) -> Question:
    return SET.question(f"everything.{name}")


lines = texts.filter(lambda text: "\r" not in text)
PROMPTS = st.sampled_from(["good", "harm"])
cell = st.fixed_dictionaries(
    {},
    optional={
        "risk": lines,
        "level": st.sampled_from(["high", "low"]),
        "due": st.dates().map(str),
        "score": whole | fractions.filter(lambda number: abs(number) < 2**53),
    },
)
FITTING: dict[str, st.SearchStrategy[AnswerValue]] = {
    "sure": st.sampled_from(["yes", "no"]),
    "unsure": st.sampled_from(["yes", "no", "not_sure"]),
    "unsure_details": lines,
    "name": lines.filter(lambda text: len(text) <= 20),
    "day": st.dates().map(str),
    "number": whole,
    "keeper": people.filter(lambda person: "\r" not in person.name + person.role),
    "basis": st.sampled_from(["first", "second"]),
    "channels": st.sampled_from([("email",), ("post",), ("email", "post"), ("none",)]),
    "thoughts": st.builds(
        PromptsAnswer,
        text=lines,
        addressed=st.sampled_from([(), ("good",)]),
        not_relevant=st.dictionaries(st.just("harm"), lines),
    ),
    "risks": st.lists(cell).map(tuple),
}


@given(data=st.data(), name=st.sampled_from(sorted(FITTING)))
def test_an_answer_printed_and_read_again_is_the_same(data: st.DataObject, name: str) -> None:
    value = data.draw(FITTING[name])
    assert read_answer(asked(name), plain_answer(value)) == value
    read, problems = read_answers({name: plain_answer(value)}, SET)
    kept = {f"everything.{name}": value} if is_kept(value) else {}
    assert (read, problems) == (kept, [])


NOT_A_NUMBER = float("nan")
ODD: list[tuple[str, Any, AnswerValue | None]] = [
    ("sure", True, "yes"),
    ("sure", "N", "no"),
    ("unsure", "Unsure", "not_sure"),
    ("name", "a\r\nb\rc", "a\nb\nc"),
    ("day", "20261122", "2026-11-22"),
    ("number", 2.5, 2.5),
    ("keeper", "Sam", Person(name="Sam")),
    ("keeper", {"name": "Sam"}, Person(name="Sam")),
    ("channels", "email", ("email",)),
    ("channels", ["post", "email", "post"], ("email", "post")),
    ("channels", "none_of_these", ("none",)),
    ("channels", [], ()),
    ("thoughts", {}, PromptsAnswer()),
    ("thoughts", {"addressed": ["harm", "good"]}, PromptsAnswer(addressed=("good", "harm"))),
    ("risks", [], ()),
    ("risks", [{"risk": None}], ({},)),
    ("name", None, None),
]


@pytest.mark.parametrize(("name", "plain", "value"), ODD)
def test_unusual_spellings_are_understood(
    name: str, plain: object, value: AnswerValue | None
) -> None:
    assert read_answer(asked(name), plain) == value


TEXT = "must be a text"
TICKS = "email, post, none"
MISFITS: list[tuple[str, Any, str]] = [
    ("sure", "not_sure", "must be one of yes, no"),
    ("sure", 1, "must be one of yes, no"),
    ("unsure", "", "must be one of yes, no, not_sure"),
    ("name", 1, TEXT),
    ("name", "x" * 21, "is 21 characters long; the most is 20"),
    ("day", "tomorrow", "must be a date like 2026-11-22"),
    ("day", 20261122, "must be a date like 2026-11-22"),
    ("day", "", "must be a date like 2026-11-22"),
    ("number", "3", "must be a number"),
    ("number", True, "must be a number"),
    ("number", 2**53, "must be a number we can store exactly"),
    ("number", float("inf"), "must be a number we can store exactly"),
    ("number", NOT_A_NUMBER, "must be a number we can store exactly"),
    ("keeper", 3, "must be a name, or an object with name and role"),
    ("keeper", {"role": "x"}, "must be a name, or an object with name and role"),
    ("keeper", {"name": "x", "age": 3}, "must be a name, or an object with name and role"),
    ("keeper", {"name": 3}, TEXT),
    ("basis", "third", "must be one of first, second"),
    ("basis", ["first"], "must be one of first, second"),
    ("channels", {}, f"must be a list of {TICKS}"),
    ("channels", ["fax"], f"may hold only {TICKS}"),
    ("channels", [{}], f"may hold only {TICKS}"),
    ("channels", ["none", "post"], "says “none of these” and something else at once"),
    ("thoughts", 3, "must be a text, or an object with text, addressed and not_relevant"),
    (
        "thoughts",
        {"x": 1},
        "must be a text, or an object with text, addressed and not_relevant",
    ),
    ("thoughts", {"text": None}, TEXT),
    (
        "thoughts",
        {"addressed": ["x"]},
        "marks as addressed something that is not one of its prompts",
    ),
    (
        "thoughts",
        {"addressed": "good"},
        "marks as addressed something that is not one of its prompts",
    ),
    (
        "thoughts",
        {"not_relevant": {"x": ""}},
        "marks as not relevant something that is not one of its prompts",
    ),
    (
        "thoughts",
        {"not_relevant": ["good"]},
        "marks as not relevant something that is not one of its prompts",
    ),
    ("thoughts", {"not_relevant": {"good": None}}, TEXT),
    (
        "thoughts",
        {"addressed": ["good"], "not_relevant": {"good": "x"}},
        "marks one prompt both addressed and not relevant",
    ),
    ("risks", {}, "must be a list of objects"),
    ("risks", ["high"], "must be a list of objects"),
    ("risks", [{"colour": "red"}], "has a row with the unknown field “colour”"),
    ("risks", [{"level": "medium"}], "must be one of high, low"),
    ("risks", [{"risk": "x" * 501}], "is 501 characters long; the most is 500"),
]


@pytest.mark.parametrize(("name", "plain", "sentence"), MISFITS)
def test_what_does_not_fit_is_refused(name: str, plain: object, sentence: str) -> None:
    with pytest.raises(MisfitError) as refused:
        read_answer(asked(name), plain)
    assert str(refused.value) == sentence


def test_what_does_not_fit_leaves_the_rest_readable() -> None:
    given_ = {"sure": "maybe", "name": "Sam", "everything.name": "Ann", "colour": "red"}
    answers, problems = read_answers(given_, SET)
    assert answers == {"everything.name": "Sam"}
    assert problems == [
        "“sure” must be one of yes, no.",
        "“everything.name” is answered twice.",
        "“colour” is not a question of everything.",
    ]


def test_a_checklist_without_marks_is_printed_as_its_text() -> None:
    assert plain_answers({"a": PromptsAnswer(text="x"), "b": ({"c": 1},)}) == {
        "a": "x",
        "b": [{"c": 1}],
    }
