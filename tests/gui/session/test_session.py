"""The session: what is typed is on disk soon, noted once a page, and never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import decide
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import NONE_OF_THESE, PromptsAnswer
from dpia_wizard.domain.assessment import Override
from dpia_wizard.gui.assessment_session import AssessmentSession
from tests.gui.cases import (
    FAIR_ANSWERS,
    NOTE,
    answered_changes,
    begin,
    broken,
    on_disk,
    open_session,
    soon,
    stored_answers,
)
from tests.gui.session.heard import sentences

# saving


def test_what_is_typed_is_saved_after_a_pause(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    session.answer(NOTE, "Names")
    assert NOTE not in stored_answers(desk, activity)
    soon(qtbot, lambda: stored_answers(desk, activity).get(NOTE) == "Names", seconds=2)
    assert answered_changes(desk, activity) == []


def test_what_is_typed_without_a_pause_is_saved_within_a_second(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    clock = QElapsedTimer()
    clock.start()
    typed = 0

    def type_on() -> bool:
        nonlocal typed
        typed += 1
        session.answer(NOTE, "x" * typed)
        return NOTE in stored_answers(desk, activity)

    qtbot.waitUntil(type_on, timeout=3000)
    assert typed > 5
    assert clock.elapsed() < 2000


def test_leaving_a_page_saves_at_once_and_is_one_event(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    for text in ("N", "Na", "Names"):
        session.answer(NOTE, text)
    session.answer("fair.collects", "no")
    assert session.leave_page()
    assert stored_answers(desk, activity) == {"fair.collects": "no", NOTE: "Names"}
    assert answered_changes(desk, activity) == [
        {"fair.collects": ("yes", "no"), NOTE: (None, "Names")}
    ]
    event = on_disk(desk, activity).history[-1]
    assert (event.set_id, event.version, event.by) == ("fair", 1, desk.me)


def test_a_page_left_as_it_was_is_no_event(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    session.answer(NOTE, "Names")
    session.answer(NOTE, None)
    before = on_disk(desk, activity).revision
    assert session.leave_page()
    assert session.leave_page()
    assert answered_changes(desk, activity) == []
    assert on_disk(desk, activity).revision == before


def test_what_was_saved_in_between_is_still_told_when_the_page_is_left(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    session.answer(NOTE, "Names")
    soon(qtbot, lambda: NOTE in stored_answers(desk, activity))
    assert session.leave_page()
    assert answered_changes(desk, activity) == [{NOTE: (None, "Names")}]


def test_an_answer_equal_to_the_present_one_is_no_change(
    session: AssessmentSession, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(session.answered):
        session.answer("fair.collects", "yes")
        session.answer(NOTE, None)
        session.answer(NOTE, "   ")
    assert not session.undo_stack.canUndo()


def test_every_kind_of_answer_comes_back_from_disk(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    for question, value in FAIR_ANSWERS.items():
        session.answer(question, value)
    session.answer("fair.channels", (NONE_OF_THESE,))
    assert session.leave_page()
    assert stored_answers(desk, activity) == session.assessment.answers
    (changes,) = answered_changes(desk, activity)
    assert len(changes) == len(FAIR_ANSWERS) - 1


@pytest.mark.parametrize("text", ["a\0b", "\x1b[2J", "\u202eabc", "\U0001f600" * 500, "\ufffe"])
def test_odd_characters_are_kept_and_read_again(
    text: str, session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    session.answer(NOTE, text)
    assert session.leave_page()
    assert stored_answers(desk, activity)[NOTE] == text


def test_hidden_answers_are_kept_but_count_nowhere(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    session.answer("fair.children", "yes")
    session.answer("fair.guardian", "By letter")
    assert session.evaluation.situation.answers["fair.guardian"] == "By letter"
    session.answer("fair.children", "no")
    session.answer("fair.collects", "no")
    assert "fair.guardian" not in session.evaluation.situation.answers
    session.answer("fair.purpose", PromptsAnswer(text="Joy"))
    assert session.evaluation.result.id == "fine"
    assert session.leave_page()
    assert stored_answers(desk, activity)["fair.guardian"] == "By letter"


def test_what_the_activity_tells_is_seen_by_the_rules_at_once(desk: Desk, qtbot: QtBot) -> None:
    activity = begin(desk, "lia", answers={"lia.purpose_answer": PromptsAnswer(text="Joy")})
    session = open_session(desk, activity, "lia")
    known = {check.id for check in session.evaluation.warnings}
    told = replace(activity.details, public_authority="yes")
    assert session.case.do(lambda desk, now: edit_details(desk, now, told))
    new = {check.id for check in session.evaluation.warnings} - known
    assert new == {"public_authority_ask_dpo"}
    session.case.close()


# saving that fails


def test_a_failing_save_is_said_kept_in_memory_and_made_good(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    said = sentences(session)
    with broken(desk):
        session.answer(NOTE, "Names")
        assert not session.leave_page()
        assert said
        assert "cannot be" in said[0]
        session.answer(NOTE, "Names and numbers")
        soon(qtbot, lambda: len(said) > 1)
        assert session.assessment.answers[NOTE] == "Names and numbers"
    with qtbot.waitSignal(session.case.saved, timeout=5000):
        pass
    assert stored_answers(desk, activity)[NOTE] == "Names and numbers"
    assert session.leave_page()
    assert answered_changes(desk, activity) == [{NOTE: (None, "Names and numbers")}]


def test_a_page_that_could_not_be_left_is_saved_without_further_typing(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    with broken(desk):
        session.answer(NOTE, "Names")
        assert not session.leave_page()
    soon(qtbot, lambda: stored_answers(desk, activity).get(NOTE) == "Names")


def test_nothing_is_saved_after_closing(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    said = sentences(session)
    with broken(desk):
        session.answer(NOTE, "Names")
        assert not session.leave_page()
        session.close()
        before = len(said)
    qtbot.wait(1)
    assert len(said) == before
    assert NOTE not in stored_answers(desk, activity)


# decisions


def test_a_decision_stands_only_on_the_answer_it_was_made_about(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    session.answer("fair.collects", "not_sure")
    assert session.leave_page()
    assert session.case.do(
        lambda desk, now: decide(
            desk, now, session.assessment, target="fair.collects", to="no", reason="Seen."
        )
    )
    assert session.evaluation.situation.answers["fair.collects"] == "no"
    (decision,) = decisions(session)
    session.answer("fair.collects", "yes")
    assert decisions(session) == []
    assert session.leave_page()
    assert on_disk(desk, activity).assessments[0].overrides == ()
    session.undo_stack.undo()
    assert decisions(session) == [decision]
    assert (decision.after, decision.reason) == ("no", "Seen.")
    assert session.leave_page()
    assert on_disk(desk, activity).assessments[0].overrides == (decision,)


def decisions(session: AssessmentSession) -> list[Override]:
    return list(session.assessment.overrides)
