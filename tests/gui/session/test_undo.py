"""Undo: step by step, across pages, into every field, and always saved."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import give_back, submit
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.assessment_session import AssessmentSession
from tests.gui.cases import FAIR_ANSWERS, NOTE, begin, soon, stored_answers


@pytest.fixture
def activity(desk: Desk) -> Activity:
    return begin(desk, "fair")


def row(**cells: Cell) -> tuple[dict[str, Cell], ...]:
    return (cells,)


TYPED: dict[str, list[AnswerValue]] = {
    "text": ["B", "By", "By post"],
    "long text": ["N", "Na", "Names"],
    "prompts": [PromptsAnswer(text="J"), PromptsAnswer(text="Joy")],
    "reason": [
        PromptsAnswer(text="Joy", not_relevant={"harm": ""}),
        PromptsAnswer(text="Joy", not_relevant={"harm": "N"}),
        PromptsAnswer(text="Joy", not_relevant={"harm": "No"}),
    ],
    "number": [4, 41, 410],
    "person": [Person(name="J"), Person(name="Jo"), Person(name="Jo", role="E")],
    "cell": [row(risk="R"), row(risk="Ra"), row(risk="Rai")],
}
ASKED = {
    "text": "fair.guardian",
    "long text": NOTE,
    "prompts": "fair.purpose",
    "reason": "fair.purpose",
    "number": "fair.visitors",
    "person": "fair.keeper",
    "cell": "fair.risks",
}


@pytest.mark.parametrize("kind", TYPED)
def test_typing_on_in_one_place_is_one_step(kind: str, session: AssessmentSession) -> None:
    *_, last = TYPED[kind]
    for value in TYPED[kind]:
        session.answer(ASKED[kind], value)
    steps = 2 if kind == "reason" else 1  # to set a prompt aside, and to say why
    assert session.undo_stack.count() == steps
    for _ in range(steps):
        session.undo_stack.undo()
    assert ASKED[kind] not in session.assessment.answers
    for _ in range(steps):
        session.undo_stack.redo()
    assert session.assessment.answers[ASKED[kind]] == last


def test_each_choice_mark_and_cell_is_a_step_of_its_own(session: AssessmentSession) -> None:
    steps: list[tuple[str, AnswerValue]] = [
        ("fair.collects", "yes"),
        ("fair.collects", "no"),
        ("fair.channels", ("email",)),
        ("fair.channels", ("email", "post")),
        ("fair.purpose", PromptsAnswer(addressed=("good",))),
        ("fair.purpose", PromptsAnswer(addressed=("good", "harm"))),
        ("fair.purpose", PromptsAnswer(text="J", addressed=("good", "harm"))),
        ("fair.day", "2027-03-01"),
        ("fair.day", "2027-03-02"),
        ("fair.risks", row(risk="R")),
        ("fair.risks", row(risk="R", level="high")),
        ("fair.risks", row(risk="R", level="low")),
        ("fair.risks", row(risk="R", level="low", note="n")),
    ]
    states = [session.assessment.answers]
    for question, value in steps:
        session.answer(question, value)
        states.append(session.assessment.answers)
    assert session.undo_stack.count() == len(steps)
    for before in reversed(states[:-1]):
        session.undo_stack.undo()
        assert session.assessment.answers == before
    assert not session.undo_stack.canUndo()


def test_typing_elsewhere_in_between_is_a_step_of_its_own(session: AssessmentSession) -> None:
    session.answer(NOTE, "N")
    session.answer("fair.guardian", "By")
    session.answer(NOTE, "Na")
    assert session.undo_stack.count() == 3


def test_what_is_undone_and_done_again_is_saved(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    session.answer(NOTE, "Names")
    assert session.leave_page()
    session.undo_stack.undo()
    soon(qtbot, lambda: NOTE not in stored_answers(desk, activity))
    session.undo_stack.redo()
    soon(qtbot, lambda: stored_answers(desk, activity).get(NOTE) == "Names")


def test_undo_says_which_answer_it_took_back(session: AssessmentSession, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(session.taken_back):
        session.answer("fair.collects", "yes")
        session.answer("fair.children", "no")
    with qtbot.waitSignal(session.taken_back) as undone:
        session.undo_stack.undo()
    assert undone.args == ["fair.children"]
    with qtbot.waitSignal(session.taken_back) as redone:
        session.undo_stack.redo()
    assert redone.args == ["fair.children"]


def test_all_answers_can_be_taken_back_one_by_one(session: AssessmentSession) -> None:
    for question, value in FAIR_ANSWERS.items():
        session.answer(question, value)
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.assessment.answers == {}
    while session.undo_stack.canRedo():
        session.undo_stack.redo()
    assert session.assessment.answers == FAIR_ANSWERS


def test_nothing_can_be_undone_in_a_version_that_is_not_a_draft(
    session: AssessmentSession,
) -> None:
    session.answer("fair.collects", "yes")
    assert session.leave_page()
    assert session.case.do(lambda desk, now: submit(desk, now, session.assessment))
    assert not session.undo_stack.canUndo()
    session.undo_stack.undo()
    assert session.assessment.answers == {"fair.collects": "yes"}
    assert session.case.do(
        lambda desk, now: give_back(desk, now, session.assessment, reason="More, please.")
    )
    session.answer("fair.collects", "no")
    session.undo_stack.undo()
    assert session.assessment.answers == {"fair.collects": "yes"}
