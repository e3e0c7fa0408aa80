"""The session while somebody else has the activity open, or changes its file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import submit
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.errors import NotFoundError, UnreadableError
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.case_session import CaseSession
from tests.gui.cases import (
    NOTE,
    answered_changes,
    file_of,
    on_disk,
    open_session,
    stored_answers,
)
from tests.gui.session.heard import sentences

# somebody else has it open


def test_a_second_window_only_reads_and_is_told_who_has_it(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    second = open_session(desk, activity)
    assert second.case.is_read_only
    assert "Sam Okafor" in second.case.notice
    assert "since" in second.case.notice
    said = sentences(second)
    second.answer(NOTE, "Mine")
    assert NOTE not in second.assessment.answers
    assert second.leave_page()
    assert not second.case.do(
        lambda desk, now: edit_details(desk, now, replace(now.details, title="Mine"))
    )
    assert said == [second.case.notice]
    second.case.close()
    session.case.close()
    third = open_session(desk, activity)
    assert not third.case.is_read_only
    third.case.close()


def test_a_case_that_cannot_be_read_is_let_go_of(
    desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    path = file_of(desk, activity)
    good = path.read_text("utf-8")
    path.write_text("{")
    with pytest.raises(UnreadableError):
        CaseSession(desk, activity.id)
    with pytest.raises(NotFoundError):
        CaseSession(desk, "00000000-0000-4000-8000-000000000000")
    path.write_text(good)
    case = CaseSession(desk, activity.id)
    assert not case.is_read_only
    case.close()


def elsewhere(desk: Desk, activity: Activity, **answers: str) -> None:
    """Somebody else saves the file, as the command line may."""
    now = on_disk(desk, activity)
    assessment = now.assessments[0]
    for name, value in answers.items():
        assessment = assessment.answer(f"fair.{name}", value)
    title = replace(now.details, title="Renamed elsewhere")
    desk.store.save(replace(now.put(assessment), details=title))


# changed elsewhere while it is open here


def test_what_others_changed_is_taken_in_and_typing_goes_on(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    said = sentences(session)
    session.answer(NOTE, "Names")
    elsewhere(desk, activity, children="no")
    with qtbot.waitSignals([session.replaced, session.case.caught_up], timeout=3000):
        pass
    assert said == []
    now = on_disk(desk, activity)
    assert now.details.title == "Renamed elsewhere"
    assert now.assessments[0].answers == {
        "fair.collects": "yes",
        "fair.children": "no",
        NOTE: "Names",
    }
    assert session.assessment == now.assessments[0]
    session.answer(NOTE, "Names and more")
    assert session.leave_page()
    assert answered_changes(desk, activity) == [{NOTE: (None, "Names and more")}]


def test_where_both_changed_one_answer_the_others_is_in_the_history(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    session.answer(NOTE, "Mine")
    elsewhere(desk, activity, collects_details="Theirs")
    assert session.leave_page()
    assert stored_answers(desk, activity)[NOTE] == "Mine"
    assert answered_changes(desk, activity) == [{NOTE: ("Theirs", "Mine")}]


def test_undo_never_takes_back_what_somebody_else_did(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    session.answer(NOTE, "Mine")
    elsewhere(desk, activity, children="no")
    assert session.leave_page()
    session.undo_stack.undo()
    assert session.assessment.answers["fair.children"] == "no"


def test_what_cannot_go_into_a_version_locked_elsewhere_is_handed_back(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    stranded: list[str] = []
    session.stranded.connect(stranded.append)
    session.answer(NOTE, "The last words")
    now = on_disk(desk, activity)
    submit(desk, now, now.assessments[0])
    assert session.leave_page()
    assert stranded == ["The last words"]
    assert not session.can_edit
    assert session.assessment.status is Status.SUBMITTED
    assert on_disk(desk, activity).assessments[0].status is Status.SUBMITTED
    assert NOTE not in stored_answers(desk, activity)


def test_a_verb_is_done_on_top_of_what_others_changed(
    session: AssessmentSession, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    elsewhere(desk, activity, children="no")
    with qtbot.waitSignal(session.case.caught_up):
        assert session.case.do(lambda desk, now: submit(desk, now, session.assessment))
    now = on_disk(desk, activity).assessments[0]
    assert now.status is Status.SUBMITTED
    assert now.answers["fair.children"] == "no"


def test_a_file_that_vanished_is_written_again(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    file_of(desk, activity).unlink()
    session.answer(NOTE, "Names")
    assert session.leave_page()
    assert stored_answers(desk, activity)[NOTE] == "Names"


def test_a_file_damaged_by_others_is_set_aside_and_written_anew(
    session: AssessmentSession, desk: Desk, activity: Activity
) -> None:
    path = file_of(desk, activity)
    path.write_text(json.dumps({"activity": 3}))
    session.answer(NOTE, "Names")
    assert session.leave_page()
    assert stored_answers(desk, activity) == session.assessment.answers
    assert [found.name for found in desk.store.set_aside] == [path.name]
