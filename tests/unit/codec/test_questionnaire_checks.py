"""Mistakes of authors: each is named in one sentence with its file and line, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dpia_wizard.codec.questionnaire import questionnaire_from_plain, read_questionnaire
from dpia_wizard.domain.errors import BadQuestionnaireError
from tests.builders import shipped_sets

DATA = Path(__file__).parents[2] / "data"
EVERYTHING = (DATA / "everything.yaml").read_text("utf-8")
BASE = """\
id: s
version: 1.0.0
title: A set
short_title: Set
source: Made up
law_version: uk
law_as_at: 2026-06-19
sections:
  - id: one
    title: One
    questions:
      - {id: s.a, text: A, kind: yes_no}
      - {id: s.b, text: B, kind: choices, options: [{id: x, text: X}], none_of_these: None}
      - {id: s.c, text: C, kind: date}
      - {id: s.d, text: D, kind: prompts, prompts: [{id: p, text: P, label: P}]}
      - {id: s.e, text: E, kind: rows, fields: [{id: f, text: F, kind: number}]}
      - {id: s.f, text: F, kind: text}
      # question
derive:
  - {id: m, cases: [{when: {question: s.a, equals: yes}, value: good}], otherwise: bad}
  # derivation
results:
  - id: r
    title: Result
    decide: first_match
    outcomes:
      - {id: stop, title: Stop, short: Stop}
      - {id: go, title: Go, short: Go}
      # outcome
    otherwise: {outcome: go}
    rules:
      - {id: no, when: {question: s.a, equals: no}, outcome: stop, because: No.}
      # rule
needs:
  - {id: n, text: Need}
  # need
checks:
  - {id: k, at: s.a, when: {question: s.a, equals: no}, text: Mind.}
  # check
next_steps:
  - {id: t, text: File it.}
  # step
"""
LINES = {
    mark.strip(" #"): number for number, mark in enumerate(BASE.splitlines(), 1) if "# " in mark
}


def problems_of(text: str) -> list[str]:
    with pytest.raises(BadQuestionnaireError) as refused:
        read_questionnaire(text, source="set.yaml")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    return problems


def instead(mark: str, line: str) -> str:
    return BASE.replace(f"# {mark}\n", f"{line}\n")


def mistakes() -> Iterator[tuple[str, str, str]]:
    """Where each line is put, the line, and what is said of it."""
    text = (DATA / "question_set_mistakes.txt").read_text("utf-8")
    for block in text.split("\n: ")[1:]:
        told = [line for line in block.splitlines() if line and not line.startswith("#")]
        yield told[0], "\n".join(told[1:-1]), told[-1].removeprefix("=> ")


MISTAKES = list(mistakes())


@pytest.mark.parametrize(("mark", "line", "sentence"), MISTAKES)
def test_a_mistake_is_named_with_its_line(mark: str, line: str, sentence: str) -> None:
    assert f"set.yaml:{LINES[mark]}: {sentence}" in problems_of(instead(mark, line))


@pytest.mark.parametrize(("mark", "line", "sentence"), MISTAKES)
def test_one_mistake_is_not_named_twice(mark: str, line: str, sentence: str) -> None:
    problems = problems_of(instead(mark, line))
    assert len(problems) == len(set(problems)) <= 2


def test_all_mistakes_are_named_at_once_in_the_order_of_their_lines() -> None:
    one_each = {mark: (line, sentence) for mark, line, sentence in reversed(MISTAKES)}
    text = BASE
    for mark, (line, _) in one_each.items():
        text = text.replace(f"# {mark}\n", f"{line}\n")
    said = [f"set.yaml:{LINES[mark]}: {one_each[mark][1]}" for mark in LINES]
    assert [problem for problem in problems_of(text) if problem in said] == said


def test_the_base_of_these_tests_has_no_mistakes() -> None:
    assert read_questionnaire(BASE, source="set.yaml").id == "s"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1: the file is empty"),
        ("# only words\n", "1: the file is empty"),
        ("just words", "1: the file must be an object"),
        ("- a\n- b", "1: the file must be an object"),
        ("a: [1,\nb: 2", "3: did not find expected ',' or ']'"),
        ("id: s\nid: t", "2: “id” stands here twice"),
        ("id: &a [*a]", "1: “*a” refers to nothing that is complete before it"),
        ("id: s\n---\nid: t", "2: a second document begins here; keep to one"),
        ("? [a, b]\n: c", "1: a key must be a word"),
        ("b: &b x\n? *b\n: c", "2: a key must be a word"),
        ("[" * 100_000, "1: this is nested too deeply"),
        ("id: \ud800", "1: this is not text"),
    ],
)
def test_a_file_that_is_no_set_at_all_is_refused(text: str, problem: str) -> None:
    assert problems_of(text)[0] == f"set.yaml:{problem}"


def test_a_small_file_that_unfolds_without_end_is_refused() -> None:
    layers = [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]"
        for a, b in zip("abcdefg", "bcdefgh", strict=True)
    ]
    text = "\n".join(["a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", *layers])
    assert problems_of(text) == ["set.yaml:6: this repeats without end"]


def test_a_condition_nested_without_end_is_refused() -> None:
    plain = dict(read_questionnaire(BASE, source="set.yaml").plain)
    when: dict[str, object] = {"question": "s.a", "equals": "yes"}
    for _ in range(700):
        when = {"not": when}
    plain["checks"] = [{"id": "k", "at": "s.a", "when": when, "text": "Mind."}]
    with pytest.raises(BadQuestionnaireError) as refused:
        questionnaire_from_plain(plain, source="record.json")
    assert refused.value.facts["problems"] == ["record.json:1: “not” is nested too deeply"]


def test_rows_that_decide_must_be_a_question_of_rows() -> None:
    text = BASE.replace("decide: first_match", "decide: strictest_of_rows\n    rows: s.a")
    sentence = "strictest_of_rows needs rows: the id of a rows question"
    assert problems_of(text) == [f"set.yaml:26: {sentence}"]


def test_ids_the_program_needs_itself_are_taken() -> None:
    text = BASE.replace("- id: r\n", "- id: missing\n")
    assert problems_of(text) == ["set.yaml:23: the id “missing” is taken: evaluate prints it"]
    text = BASE.replace("id: s\n", "id: activity\n").replace("s.", "activity.")
    taken = "set.yaml:1: the id “activity” is taken: carry_from uses it"
    assert problems_of(text) == [taken]


def test_a_ruling_must_know_its_otherwise() -> None:
    text = BASE.replace("otherwise: {outcome: go}", "otherwise: {outcome: fly}")
    assert "set.yaml:30: no outcome is called “fly”" in problems_of(text)


def test_show_if_may_not_look_ahead_through_a_worked_out_value() -> None:
    text = BASE.replace(
        "- {id: s.a, text: A, kind: yes_no}",
        "- {id: s.a, text: A, kind: yes_no, show_if: {derived: n, equals: good}}",
    )
    text = text.replace(
        "# derivation\n",
        "- {id: n, cases: [{when: {derived: m, equals: good}, value: good}], otherwise: bad}\n",
    )
    assert problems_of(text) == [
        "set.yaml:12: “s.a” is asked later: show_if may look only at earlier ones"
    ]


@pytest.mark.parametrize(
    "there",
    [
        "cy: Cwestiynau plaen",
        "cy: Mae'n bwysig.",
        "cy: Llythyr.",
        "cy: Dim un o'r rhain",
        "cy: Does dim o'i le.",
        "cy: Uchel",
        "cy: Meddyliwch eto.",
    ],
)
def test_every_text_must_be_there_in_every_language_of_the_set(there: str) -> None:
    number = EVERYTHING[: EVERYTHING.index(there)].count("\n") + 1
    text = EVERYTHING.replace(there, "fr: Non")
    assert problems_of(text) == [f"set.yaml:{number}: this text is missing in “cy”"]


def test_the_shipped_sets_and_the_one_that_uses_everything_are_sound() -> None:
    assert read_questionnaire(EVERYTHING, source="everything.yaml").id == "everything"
    for path in shipped_sets():
        assert read_questionnaire(path.read_text("utf-8"), source=path.name).id
