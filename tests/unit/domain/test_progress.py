"""Pages, steps and counts."""

from __future__ import annotations

from dataclasses import replace

from dpia_wizard.domain.progress import count, pages
from dpia_wizard.domain.questionnaire import Kind, Question, Required, Section
from tests.builders import a_question, a_set, is_, look, required


def follow_up(question_id: str, parent: str) -> Question:
    return a_question(
        question_id,
        Kind.LONG_TEXT,
        parent=parent,
        asked_on=("yes",),
        required=Required.FOR_SIGN_OFF,
    )


ONE_BY_ONE = Section(
    id="single",
    title="Single",
    one_per_page=True,
    questions=(
        required("test.a"),
        follow_up("test.a_details", "test.a"),
        replace(follow_up("test.a_more", "test.a_details"), asked_on=("more",)),
        required("test.b"),
    ),
)
TOGETHER = Section(
    id="together",
    title="Together",
    questions=(
        a_question("test.c", Kind.TEXT),
        a_question("test.d", show_if=is_("test.b", "yes")),
    ),
)
HIDDEN = Section(
    id="hidden",
    title="Hidden",
    questions=(a_question("test.e", show_if=is_("test.b", "yes")),),
)
SET = a_set(sections=(ONE_BY_ONE, TOGETHER, HIDDEN))


def page_ids(**answers: str) -> list[tuple[str, ...]]:
    seen = look(SET, {f"test.{key}": value for key, value in answers.items()})
    return [tuple(q.id for q in page.questions) for page in pages(seen)]


def test_a_section_is_a_page_or_each_of_its_questions_is_one() -> None:
    assert page_ids() == [("test.a",), ("test.b",), ("test.c",)]


def test_a_page_and_a_section_appear_with_what_they_ask() -> None:
    assert page_ids(b="yes")[1:] == [("test.b",), ("test.c", "test.d"), ("test.e",)]


def test_a_follow_up_shares_its_question_s_page_and_so_does_its_own_follow_up() -> None:
    assert page_ids(a="yes", a_details="more")[0] == ("test.a", "test.a_details", "test.a_more")


def test_a_page_is_named_by_its_first_question() -> None:
    assert [page.id for page in pages(look(SET))] == ["test.a", "test.b", "test.c"]


def test_every_question_that_shows_is_on_exactly_one_page() -> None:
    for answers in ({}, {"a": "yes"}, {"a": "yes", "a_details": "more", "b": "yes"}):
        seen = look(SET, {f"test.{key}": value for key, value in answers.items()})
        shown = [q.id for page in pages(seen) for q in page.questions]
        assert sorted(shown) == sorted(seen.visible)


def test_follow_ups_and_blank_optional_questions_are_not_counted() -> None:
    counted = count(look(SET, {"test.a": "yes"}))
    assert (counted.done, counted.total, counted.is_complete) == (1, 2, False)
    counted = count(look(SET, {"test.a": "no", "test.b": "no", "test.c": "x"}))
    assert (counted.done, counted.total, counted.is_complete) == (3, 3, True)


def test_one_section_can_be_counted_alone() -> None:
    counted = count(look(SET, {"test.a": "no", "test.c": "x"}), TOGETHER)
    assert (counted.done, counted.total) == (1, 1)
