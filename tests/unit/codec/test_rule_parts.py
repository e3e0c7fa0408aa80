"""House settings, remedies, the day of the law and orders of answers, checked as written."""

from __future__ import annotations

import pytest

from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.errors import BadQuestionnaireError
from tests.unit.codec.test_questionnaire_checks import BASE

PARTS = """\
law_on: s.c
offered: false
house:
  - {id: strict, title: Strict, options: [{id: on, text: On}, {id: off, text: No}], default: on}
remedies:
  - {id: get, text: Get it., changes: {s.a: yes}, when: {question: s.a, equals: no}}
told:
  - {id: way, title: Way, options: [{id: post, text: By post}]}
"""
SETTING = (
    "{id: h, when: {fact: strict, equals: on}, outcome: stop, because: House., house: true, "
    "tells: {way: post}}"
)
WITH_PARTS = (BASE + PARTS).replace("# rule", f"- {SETTING}")
NEED = "- {id: mind, text: Mind it., when: {question: s.a, equals: yes}}"
WITH_PARTS = WITH_PARTS.replace("# need", NEED)
WITH_PARTS = WITH_PARTS.replace("kind: yes_no}", "kind: yes_no, worse: [[yes, no]]}")

MISTAKES = {
    "law_on: s.c": ("law_on: s.a", "“s.a” is not a question of kind date"),
    "default: on": ("default: maybe", "“strict” has no choice “maybe”"),
    "{id: strict,": (
        "{id: public_task,",
        "the id “public_task” is taken: it is a fact of the activity",
    ),
    "fact: strict, equals: on": ("fact: strict, equals: x", "“strict” has no choice “x”"),
    "changes: {s.a: yes}": ("changes: {s.a: blue}", "“s.a” has no answer “blue”"),
    "{s.a: yes}, when": ("{s.z: yes}, when", "no question is called “s.z”"),
    "question: s.a, equals: no}}": (
        "question: s.z, equals: no}}",
        "no question is called “s.z”",
    ),
    "tells: {way: post}": ("tells: {way: call}", "“way” has no words for “call”"),
    "question: s.a, equals: yes}}": (
        "question: s.y, equals: yes}}",
        "no question is called “s.y”",
    ),
    "worse: [[yes, no]]": ("worse: [[yes, maybe]]", "“s.a” has no answer “maybe”"),
}


def test_they_are_read_as_written() -> None:
    said = read_questionnaire(WITH_PARTS, source="set.yaml").say()
    (setting,), (remedy,) = said.house, said.remedies
    assert (said.law_on, said.offered) == ("s.c", False)
    assert (setting.default, dict(setting.values)) == ("on", {"on": "On", "off": "No"})
    assert dict(remedy.changes) == {"s.a": "yes"}
    assert said.question("s.a").worse == (("yes", "no"),)
    assert said.may_be_lifted == {"h"}
    (word,), need = said.told, said.needs["mind"]
    assert (word.title, dict(word.values)) == ("Way", {"post": "By post"})
    assert need.when is not None


@pytest.mark.parametrize("right", MISTAKES)
def test_each_mistake_in_them_is_named(right: str) -> None:
    wrong, sentence = MISTAKES[right]
    assert WITH_PARTS.count(right) == 1
    with pytest.raises(BadQuestionnaireError) as refused:
        read_questionnaire(WITH_PARTS.replace(right, wrong), source="set.yaml")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert any(problem.endswith(f": {sentence}") for problem in problems)


ROWS = """\
    decide: strictest_of_rows
    rows: s.e
    facts:
      - fact: lia_needed
        cases: [{value: yes, any_row_tells: {due: y}, no_row_tells: [{due: z}, {way: post}]}]
        otherwise: no
"""
WITH_ROWS = (BASE + "live_facts: [lia_allows]\n").replace("    decide: first_match\n", ROWS)
WITH_ROWS = WITH_ROWS.replace(
    "{id: stop, title: Stop,", "{id: stop, tells: {way: post}, title: Stop,"
)
WITH_ROWS = WITH_ROWS.replace(
    "# rule",
    "- {id: y, when: {question: f, equals: 1}, outcome: go, because: Y., tells: {due: y}}\n"
    "      - {id: z, when: {question: f, equals: 2}, outcome: go, because: Z, tells: {due: z}}",
)

ROW_MISTAKES = {
    "[lia_allows]": ("[moon_is_full]", "no fact is called “moon_is_full”"),
    "fact: lia_needed": ("fact: moon_is_full", "no fact is called “moon_is_full”"),
    "{due: y}, no": ("{due: x}, no", "no rule ever tells due “x”"),
    "{way: post}]": ("{colour: red}]", "no rule ever tells colour “red”"),
    ", any_row_tells: {due: y}, no_row_tells: [{due: z}, {way: post}]": (
        "",
        "a case needs when, or one of any_row_tells, each_row_tells, no_row_tells",
    ),
    "title: Stop,": (
        "title: Stop, facts: {lia_needed: yes},",
        "the fact “lia_needed” is told twice",
    ),
    "strictest_of_rows": (
        "all_that_match",
        "only a result by strictest_of_rows has rows that tell facts",
    ),
}


def test_a_fact_may_follow_from_the_answers() -> None:
    """A case looks at an answer; any result that comes first in its set may tell one."""
    told = "facts: [{fact: lia_needed, cases: [{value: yes, when: CASE}], otherwise: no}]"
    text = BASE.replace("    decide: first_match\n", f"    decide: first_match\n    {told}\n")
    right = text.replace("CASE", "{question: s.a, answered: true}")
    (fact,) = read_questionnaire(right, source="set.yaml").say().rulings[0].row_facts
    assert fact.cases[0].when is not None
    with pytest.raises(BadQuestionnaireError, match="no question is called"):
        read_questionnaire(
            text.replace("CASE", "{question: s.moon, answered: true}"), source="set.yaml"
        )


def test_a_check_that_names_rows_must_say_which() -> None:
    check = "checks:\n  - {id: r, at: s.a, text: '{rows}: look.', go_to: false, when: WHEN}\n"
    text = BASE.replace("checks:\n", check)
    rows = "{any_row: s.e, where: {question: f, equals: 1}}"
    read = read_questionnaire(text.replace("WHEN", rows), source="x").say().checks[0]
    assert (read.text, read.go_to) == ("{rows}: look.", False)
    with pytest.raises(BadQuestionnaireError, match="no “any_row” says what"):
        read_questionnaire(text.replace("WHEN", "{question: s.a, equals: yes}"), source="x")
    blocking = text.replace("WHEN", f"{rows}, severity: blocks_sign_off")
    with pytest.raises(BadQuestionnaireError, match="blocks sign-off names no rows"):
        read_questionnaire(blocking, source="x")


def test_facts_of_rows_are_read_as_written() -> None:
    said = read_questionnaire(WITH_ROWS, source="set.yaml").say()
    (told,) = said.rulings[0].row_facts
    (case,) = told.cases
    assert (told.fact, told.otherwise, case.value) == ("lia_needed", "no", "yes")
    assert (case.any_row, case.each_row) == (({"due": ("y",)},), ())
    assert case.no_row == ({"due": ("z",)}, {"way": ("post",)})
    assert said.live_facts == {"lia_allows"}


@pytest.mark.parametrize("right", ROW_MISTAKES)
def test_each_mistake_in_facts_of_rows_is_named(right: str) -> None:
    wrong, sentence = ROW_MISTAKES[right]
    assert WITH_ROWS.count(right) == 1
    with pytest.raises(BadQuestionnaireError) as refused:
        read_questionnaire(WITH_ROWS.replace(right, wrong), source="set.yaml")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert any(problem.endswith(f": {sentence}") for problem in problems)
