"""A question set finds its questions by id, with or without the set's own prefix."""

from __future__ import annotations

import pytest

from dpia_wizard.domain.questionnaire import Section
from tests.builders import a_question, a_ruling, a_set

FIRST = Section(id="first", title="First", questions=(a_question("test.a"),))
SECOND = Section(id="second", title="Second", questions=(a_question("test.b", label="B"),))
SET = a_set(sections=(FIRST, SECOND))


def test_questions_stand_in_the_order_they_are_asked() -> None:
    assert list(SET.questions) == ["test.a", "test.b"]
    assert SET.question("test.b") is SECOND.questions[0]


@pytest.mark.parametrize(
    ("given", "full"), [("a", "test.a"), ("test.a", "test.a"), ("no_such", "no_such")]
)
def test_the_set_s_prefix_may_be_left_out(given: str, full: str) -> None:
    assert SET.full_id(given) == full


def test_a_question_knows_its_section() -> None:
    assert SET.section_of("test.b") is SECOND


def test_lists_use_a_question_s_label_or_else_its_text() -> None:
    assert [question.short for question in SET.questions.values()] == ["test.a?", "B"]


def test_an_outcome_is_found_by_its_id() -> None:
    assert a_ruling().outcome("care").title == "Care"
