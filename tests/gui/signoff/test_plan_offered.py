"""Who is to approve is offered from the last assessment; a conflict is said beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import start_assessment
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Move, MoveKind, Plan, Status
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import FAIR_ANSWERS, begin, find, said_in
from tests.gui.conftest import OpenWizard
from tests.gui.signoff.steps import stored, write

_CONFLICT = "conflict with the task to advise"


def after_screening(desk: Desk) -> Activity:
    """One whose screening was completed, with the fair's assessment to be completed next."""
    activity = begin(desk, "fair", answers=FAIR_ANSWERS)
    activity = start_assessment(desk, activity, "screening")
    screening = activity.current("screening")
    assert screening is not None
    move = Move(kind=MoveKind.COMPLETED, by=OWNER, at=desk.now())
    done = replace(
        screening,
        status=Status.COMPLETED,
        plan=Plan(approver=APPROVER, review_on=desk.today() + timedelta(days=90)),
        moves=(move,),
    )
    return desk.save(activity.put(done))


def at_sign_off(open_wizard: OpenWizard, activity: Activity) -> WizardPage:
    wizard = open_wizard(activity=activity)
    wizard.go_to(SIGN_OFF)
    return wizard


def test_the_approver_of_the_last_assessment_is_offered(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    activity = after_screening(desk)
    wizard = at_sign_off(open_wizard, activity)
    assert find(wizard, QLineEdit, "approver").text() == APPROVER.name
    assert find(wizard, QLineEdit, "approver_role").text() == APPROVER.role
    assert stored(desk, activity).plan.approver == APPROVER


def test_without_one_nobody_is_offered(wizard: WizardPage) -> None:
    assert find(wizard, QLineEdit, "approver").text() == ""


def test_a_dpo_who_completes_is_told_beforehand(wizard: WizardPage) -> None:
    assert not any(_CONFLICT in words for words in said_in(wizard.signoff))
    write(wizard, "completed_by", DPO.name)
    write(wizard, "completed_by_role", DPO.role)
    assert any(_CONFLICT in words for words in said_in(wizard.signoff))
    write(wizard, "completed_by_role", OWNER.role)
    assert not any(_CONFLICT in words for words in said_in(wizard.signoff))
