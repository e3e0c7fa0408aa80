"""What follows a move: the page says what was done, and proposes nothing to the next person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Move, MoveKind, Plan, Status
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, SIGN_OFF
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import FAIR_ANSWERS, begin, click, find, focus, said_in
from tests.gui.conftest import OpenWizard
from tests.gui.signoff.steps import complete, message, stored, write


def a_copy(desk: Desk, status: Status, *moves: MoveKind) -> Activity:
    """An activity whose assessment has come so far, without a PDF."""
    activity = begin(desk, answers=FAIR_ANSWERS)
    (made,) = activity.assessments
    who = {MoveKind.COMPLETED: OWNER, MoveKind.APPROVED: APPROVER, MoveKind.RETURNED: DPO}
    done = tuple(
        Move(kind=kind, by=who.get(kind, OWNER), at=desk.now(), reason="Say who keeps them.")
        for kind in moves
    )
    review = desk.today() + timedelta(days=90)
    plan = Plan(completed_by=OWNER, approver=APPROVER, review_on=review)
    return desk.save(activity.put(replace(made, status=status, moves=done, plan=plan)))


@pytest.fixture
def completed(open_wizard: OpenWizard, desk: Desk) -> WizardPage:
    return open_wizard(activity=a_copy(desk, Status.COMPLETED, MoveKind.COMPLETED))


@pytest.fixture
def submitted(open_wizard: OpenWizard, desk: Desk) -> WizardPage:
    wizard = open_wizard(activity=a_copy(desk, Status.SUBMITTED, MoveKind.SUBMITTED))
    wizard.go_to(SIGN_OFF)
    return wizard


def begin_reason(wizard: WizardPage, row: str, words: str) -> QWidget:
    found = find(wizard, QWidget, row)
    click(found.findChildren(QPushButton)[0])
    QTest.keyClicks(focus(), words)
    return found


def test_a_key_pressed_too_often_approves_nothing_after_completing(
    live: WizardPage, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    write(live, "approver", APPROVER.name)
    complete(live, qtbot)
    assert focus() is live.bar.leave
    assert message(live) == f"Completed. It now waits for {APPROVER.name}."
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert stored(desk, activity).status is Status.COMPLETED


def test_a_key_pressed_too_often_approves_nothing_on_arriving(
    completed: WizardPage, desk: Desk
) -> None:
    assert find(completed, QPushButton, "approve_assessment").isVisible()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert stored(desk, completed.session.case.activity).status is Status.COMPLETED


def test_a_new_version_opens_at_its_answers_and_says_why(
    completed: WizardPage, desk: Desk
) -> None:
    row = begin_reason(completed, "new_version", "Another fair.")
    click(find(row, QPushButton, "confirm_reason"))
    assert completed.current_step.id == CHECK
    assert "Version 2, because: Another fair." in said_in(completed.top)
    assert stored(desk, completed.session.case.activity).version == 2


def test_a_first_version_says_nothing_of_versions(wizard: WizardPage) -> None:
    assert said_in(wizard.top) == []


def test_a_returned_assessment_says_by_whom_and_why_on_every_page(
    submitted: WizardPage,
) -> None:
    row = begin_reason(submitted, "return_to_owner", "Say who keeps the cards.")
    click(find(row, QPushButton, "confirm_reason"))
    assert message(submitted) == f"Returned to {OWNER.name} with your comment."
    assert message(submitted) in said_in(submitted.signoff)
    for step in ("fair.children", CHECK, SIGN_OFF):
        submitted.go_to(step)
        words = said_in(submitted.top)
        assert any(word.startswith(f"Returned by {OWNER} on ") for word in words)
        assert "“Say who keeps the cards.”" in words


def test_a_comment_begun_outlives_a_look_at_the_answers(submitted: WizardPage) -> None:
    begin_reason(submitted, "return_to_owner", "Say who keeps")
    submitted.go_to(CHECK)
    submitted.go_to(SIGN_OFF)
    row = find(submitted, QWidget, "return_to_owner")
    assert row.unsent == "Say who keeps"  # type: ignore[attr-defined]  # found by its name
    assert find(row, QPushButton, "confirm_reason").isVisible()


def test_closing_asks_what_is_to_become_of_a_comment_begun(
    submitted: WizardPage, qtbot: QtBot
) -> None:
    row = begin_reason(submitted, "return_to_owner", "Say who keeps")
    submitted.go_to(CHECK)
    click(submitted.bar.leave)
    assert submitted.current_step.id == SIGN_OFF
    row = find(submitted, QWidget, "return_to_owner")
    asks = "What you wrote here has not been confirmed yet. Confirm it, or cancel it."
    assert asks in said_in(row)
    assert row.isAncestorOf(focus())
    with qtbot.waitSignal(submitted.closed):
        click(submitted.bar.give_up)


def test_a_comment_that_was_cancelled_holds_nobody_up(
    submitted: WizardPage, qtbot: QtBot
) -> None:
    row = begin_reason(submitted, "return_to_owner", "Say who keeps")
    cancel = next(b for b in row.findChildren(QPushButton) if b.text() == "Cancel")
    click(cancel)
    with qtbot.waitSignal(submitted.closed):
        click(submitted.bar.leave)
