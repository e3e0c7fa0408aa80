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
"""
SETTING = (
    "{id: h, when: {fact: strict, equals: on}, outcome: stop, because: House., house: true}"
)
WITH_PARTS = (BASE + PARTS).replace("# rule", f"- {SETTING}")
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


@pytest.mark.parametrize("right", MISTAKES)
def test_each_mistake_in_them_is_named(right: str) -> None:
    wrong, sentence = MISTAKES[right]
    assert WITH_PARTS.count(right) == 1
    with pytest.raises(BadQuestionnaireError) as refused:
        read_questionnaire(WITH_PARTS.replace(right, wrong), source="set.yaml")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert any(problem.endswith(f": {sentence}") for problem in problems)
