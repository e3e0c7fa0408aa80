"""The activity page: where it stands, what is next, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.sign_off import give_back, new_version, submit, withdraw
from dpia_wizard.app.start import start_assessment
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Plan, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.history.history_panel import HistoryPanel
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.stepper import Stepper
from tests.builders import APPROVER, OWNER
from tests.gui.activity.conftest import OpenPage
from tests.gui.cases import (
    DETAILS,
    FAIR_ANSWERS,
    begin,
    broken,
    click,
    file_of,
    find,
    on_disk,
    said_in,
    working_desk,
)
from tests.whole_case import screened, settled

MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here, always on the same morning."""
    folder = tmp_path_factory.mktemp("data")
    yield from working_desk(folder, me=OWNER, clock=lambda: MORNING)


def in_state(activity: Activity, desk: Desk, status: Status) -> Activity:
    """The activity with its fair assessment in a state, as if it had been led there."""
    assessment = activity.assessments[0]
    moves = {
        Status.COMPLETED: (_move(MoveKind.COMPLETED),),
        Status.SIGNED_OFF: (_move(MoveKind.COMPLETED), _move(MoveKind.APPROVED)),
        Status.SUPERSEDED: (_move(MoveKind.COMPLETED), _move(MoveKind.SUPERSEDED)),
        Status.DECLINED: (_move(MoveKind.COMPLETED), _move(MoveKind.DECLINED, "Too vague.")),
        Status.WITHDRAWN: (_move(MoveKind.WITHDRAWN, "The fair is off."),),
    }.get(status, ())
    plan = Plan(approver=APPROVER, review_on=MORNING.date().replace(year=2027))
    moved = replace(assessment, status=status, moves=moves, plan=plan)
    return desk.save(activity.put(moved))


def _move(kind: MoveKind, reason: str = "") -> Move:
    return Move(kind=kind, by=APPROVER, at=MORNING, reason=reason)


def button(page: ActivityPage, name: str = "open:fair") -> QPushButton:
    return find(page, QPushButton, name)


def chips(page: ActivityPage) -> list[str]:
    return [chip.text() for chip in page.findChildren(Chip) if chip.isVisible()]


def history(page: ActivityPage) -> list[str]:
    panel = page.findChild(HistoryPanel)
    assert panel is not None
    return said_in(panel)


def test_a_new_activity_says_what_to_begin_with(open_page: OpenPage, desk: Desk) -> None:
    activity = begin(desk, "lia")
    page = open_page(activity)
    words = said_in(page)
    assert activity.details.title in words
    assert activity.label in words
    start = button(page, "start:screening")
    assert (start.text(), start.accessibleName()) == ("Start", "Start: DPIA screening")
    following = button(page, "next_step")
    assert following.accessibleName() == "Next: Start DPIA screening"
    assert QApplication.focusWidget() is following
    assert button(page, "open:lia").text() == "Continue"
    assert "Not started" in chips(page)


def test_a_day_that_is_only_planned_is_said_to_be(open_page: OpenPage, desk: Desk) -> None:
    details = replace(DETAILS, planned_start=date(2027, 1, 18))
    words = said_in(open_page(begin(desk, details=details)))
    assert any(word.endswith("planned for 18 Jan 2027") for word in words)


@pytest.mark.parametrize(
    ("status", "verb", "chip", "told"),
    [
        (Status.DRAFT, "Continue", "9 of 9 answered", "The basics ✓   The details ✓"),
        (Status.SUBMITTED, "Review", "With the DPO", "The basics ✓   The details ✓"),
        (Status.COMPLETED, "Approve", "To approve", f"Completed; waiting for {APPROVER}"),
        (
            Status.SIGNED_OFF,
            "View record",
            "Care",
            "Signed off 22 Nov 2026 · review 22 Nov 2027",
        ),
        (Status.DECLINED, "View record", "Declined", "Too vague."),
        (Status.WITHDRAWN, "View record", "Withdrawn", "The fair is off."),
        (Status.SUPERSEDED, "View record", "Superseded", ""),
    ],
)
def test_each_state_has_its_words_and_its_way_on(
    status: Status, verb: str, chip: str, told: str, open_page: OpenPage, desk: Desk
) -> None:
    activity = in_state(begin(desk, answers=FAIR_ANSWERS), desk, status)
    page = open_page(activity)
    assert button(page).text() == verb
    assert button(page).accessibleName() == f"{verb}: Stand at a fair"
    assert chip in chips(page)
    assert not told or told in said_in(page)


def test_the_journey_shows_what_is_done_and_what_is_next(
    open_page: OpenPage, desk: Desk
) -> None:
    activity = settled(desk, begin(desk), "screening", screened(desk, required=True))
    page = open_page(activity)
    stepper = page.findChild(Stepper)
    assert stepper is not None
    words = stepper.accessibleName()
    assert "Screening done, Marketing rules in progress, LIA to do" in words
    assert words.endswith("Ready to send not yet.")
    primary = [b for b in page.findChildren(QPushButton) if b.property("variant") == "primary"]
    assert [b.objectName() for b in primary] == ["next_step"]


def test_a_card_opens_its_assessment(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(begin(desk))
    with qtbot.waitSignal(page.open_wanted) as opened:
        click(button(page))
    assert opened.args == ["fair", 0]
    with qtbot.waitSignal(page.start_wanted) as started:
        click(button(page, "start:lia"))
    assert started.args == ["lia"]


def test_older_versions_can_be_opened(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    activity = in_state(begin(desk, answers=FAIR_ANSWERS), desk, Status.SIGNED_OFF)
    activity = new_version(desk, activity, activity.assessments[0], reason="Another fair.")
    page = open_page(activity)
    assert "Earlier:" in said_in(page)
    older = [b for b in page.findChildren(QPushButton) if b.text().startswith("version")]
    assert [b.text() for b in older] == ["version 1, signed off"]
    assert button(page).text() == "Continue"
    with qtbot.waitSignal(page.open_wanted) as opened:
        click(older[0])
    assert opened.args == ["fair", 1]


def test_the_history_is_told_in_words_latest_first(open_page: OpenPage, desk: Desk) -> None:
    activity = begin(desk)
    for question in ("fair.collects", "fair.children"):
        activity = answered(desk, activity, question)
    fair = activity.assessments[0]
    activity = comment(desk, activity, fair, question="fair.collects", text="Why birthdays?")
    activity = submit(desk, activity, activity.assessments[0])
    activity = give_back(desk, activity, activity.assessments[0], reason="Say who.")
    activity = withdraw(desk, activity, activity.assessments[0], reason="It is off.")
    when = f"{OWNER.name} · today {MORNING.astimezone():%H:%M}"
    assert history(open_page(activity)) == [
        "History",
        *("Fair withdrawn", "“It is off.”", when),
        *("Fair returned", "“Say who.”", when),
        *("Fair handed to the DPO", when),
        *("Fair: comment", "“Why birthdays?”", when),
        *("Fair: 2 questions answered", when),
        *("Fair started", when),
        *("Activity created", when),
        "Show all with details",
        "Record chain intact ✓",
    ]


def answered(desk: Desk, activity: Activity, question: str) -> Activity:
    before = activity.assessments[0]
    after = before.answer(question, "no")
    return leave_page(desk, activity, after, before=before.answers)


def test_one_answer_is_named_and_a_long_pause_parts_entries(
    open_page: OpenPage, desk: Desk
) -> None:
    activity = answered(desk, begin(desk), "fair.collects")
    desk.clock = lambda: MORNING + timedelta(hours=2)
    activity = answered(desk, activity, "fair.children")
    words = history(open_page(activity))
    desk.clock = lambda: MORNING
    assert words[1] == "Fair: “Children” answered"
    assert words[3] == "Fair: “Collecting” answered"


def test_a_history_changed_by_hand_is_said(open_page: OpenPage, desk: Desk) -> None:
    activity = begin(desk)
    first, second = activity.history
    forged = replace(first, by=APPROVER)
    page = open_page(desk.store.save(replace(activity, history=(forged, second))))
    assert "Changed outside the program" in history(page)


def test_an_answer_changed_by_hand_is_said_though_the_chain_holds(
    open_page: OpenPage, desk: Desk
) -> None:
    activity = begin(desk, answers={"fair.collects_details": "Names."})
    file = file_of(desk, activity)
    file.write_text(file.read_text("utf-8").replace("Names.", "Names and ages."), "utf-8")
    assert "Changed outside the program" in history(open_page(activity))


def test_a_long_history_is_shortened(open_page: OpenPage, desk: Desk) -> None:
    activity = begin(desk)
    (*_, last) = activity.history
    many = tuple(replace(last, kind=EventKind.ARCHIVED) for _ in range(130))
    page = open_page(desk.store.save(replace(activity, history=many)))
    assert "and 90 earlier entries" in history(page)


def test_an_activity_is_put_away_and_brought_back(open_page: OpenPage, desk: Desk) -> None:
    activity = begin(desk)
    page = open_page(activity)
    away = button(page, "archive_activity")
    assert away.text() == "Archive"
    click(away)
    assert on_disk(desk, activity).archived
    assert away.text() == "Bring back"
    assert any(word.endswith("archived") for word in said_in(page))
    click(away)
    assert not on_disk(desk, activity).archived


def test_what_was_refused_is_said_until_something_is_saved(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page(begin(desk))
    with broken(desk):
        click(button(page, "archive_activity"))
        assert "cannot be" in page.message.text
    click(button(page, "archive_activity"))
    assert not page.message.isVisible()


def test_a_second_window_can_look_but_not_change(open_page: OpenPage, desk: Desk) -> None:
    activity = begin(desk)
    open_page(activity)
    second = open_page(activity)
    words = said_in(second)
    assert "Reading only" in words
    assert any(OWNER.name in word and "since" in word for word in words)
    assert button(second).text() == "View"
    assert not button(second, "start:lia").isEnabled()
    for name in ("edit_details", "archive_activity"):
        assert not button(second, name).isVisible()


def test_a_page_behind_another_catches_up_when_it_comes_back(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page(begin(desk))
    page.hide()
    assert page.case.do(lambda desk, now: start_assessment(desk, now, "lia"))
    page.show()
    assert button(page, "open:lia").text() == "Continue"


def test_answers_whose_questions_are_lost_are_not_fatal(
    open_page: OpenPage, desk: Desk
) -> None:
    activity = answered(desk, begin(desk), "fair.collects")
    lost: Assessment = replace(activity.assessments[0], set_digest="0" * 64)
    page = open_page(desk.save(activity.put(lost)))
    assert any("questions of this version are missing" in word for word in said_in(page))
    assert "Draft" in chips(page)
    assert "Fair: questions answered" in history(page)
    assert not page.findChildren(QPushButton, "open:fair")
