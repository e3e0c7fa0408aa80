"""Each shipped example done by hand: from an empty register to ready to send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.example_file import Example, read_example
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.examples import EXAMPLES
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.app import open_cases
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.widgets.choices import ChoiceCard, ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import CHECK, RESULT
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.resources import resource_path
from tests.builders import NOW
from tests.gui.cases import click, find, said_in, stored_answers
from tests.gui.hand import answer_all, choose, paste

RESULTS = {
    "tenant_newsletter": {
        "screening": "A DPIA is required",
        "marketing-rules": "Needs the LIA",
        "lia": "Legitimate interests can be relied on",
        "dpia": "Can go ahead with the measures",
    },
    "charity_appeal": {
        "screening": "A DPIA is required",
        "marketing-rules": "Needs the LIA",
        "lia": "Legitimate interests can be relied on",
        "dpia": "Can go ahead with the measures",
    },
    "canvass_calls": {
        "screening": "A DPIA is required",
        "marketing-rules": "Needs the LIA",
        "lia": "Legitimate interests can be relied on",
        "dpia": "Can go ahead with the measures",
    },
    "council_message": {
        "screening": "This screening does not require a DPIA",
        "marketing-rules": "Yes, with conditions",
    },
}
"""What the window says when all is answered; rows that need the LIA wait for it."""


@pytest.fixture
def program(program: Program, gone: WorkerClient) -> Iterator[Program]:
    """The whole window at work."""
    flow = open_cases(program, gone)
    program.window.resize(1280, 800)
    program.start()
    yield program
    flow.close()


def page(program: Program) -> QWidget:
    QApplication.processEvents()
    seen = program.window.page
    assert seen is not None
    return seen


def wizard_of(program: Program) -> WizardPage:
    seen = page(program)
    assert isinstance(seen, WizardPage)
    return seen


def activity_page(program: Program) -> ActivityPage:
    seen = page(program)
    assert isinstance(seen, ActivityPage)
    return seen


def told_by(name: str) -> Example:
    path = resource_path("questionnaires/examples") / f"{name}.yaml"
    return read_example(path.read_text("utf-8"), source=path.name)


def describe(program: Program, details: Details, organisation: str) -> None:
    """Fill in the form of a new activity."""
    click(program.register.begin)
    form = page(program)
    for field, text in (
        ("activity_title", details.title),
        ("activity_owner", details.owner.name),
        ("activity_owner_role", details.owner.role),
        ("activity_team", details.team),
        ("activity_channels", details.channels),
        ("activity_people_estimate", details.people_estimate),
        ("activity_ropa_ref", details.ropa_ref),
        ("organisation", organisation),
    ):
        paste(find(form, QLineEdit, field), text)
    for field, text in (
        ("activity_description", details.description),
        ("activity_audience", details.audience),
        ("activity_systems", details.systems),
    ):
        paste(find(form, QWidget, field), text)
    start = details.planned_start
    assert start is not None
    paste(
        find(form, DateField, "activity_planned_start").focusProxy(),
        f"{start.day}/{start.month}/{start.year}",
    )
    choose(find(form, ComboBox, "activity_sector"), details.sector)
    choose(find(form, ComboBox, "activity_public_authority"), details.public_authority)
    click(find(form, QPushButton, "keep_details"))


def headline(wizard: WizardPage) -> str:
    """What the result page says first."""
    QApplication.processEvents()
    banners = wizard.result.findChildren(Banner)
    return said_in(next(banner for banner in banners if banner.isVisible()))[0]


def decide_as_dpo(wizard: WizardPage, wanted: Assessment) -> None:
    """Set aside the house rules that the example's data protection officer sets aside."""
    for made in wanted.overrides:
        buttons = wizard.result.findChildren(QPushButton)
        names = (button.objectName() for button in buttons)
        key = next(n.removeprefix("decide:") for n in names if n.endswith(f":{made.target}"))
        choice = find(wizard.result, ChoiceCard, f"choice:{key}:{made.after}")
        if choice.isVisible():
            click(choice)
        paste(find(wizard.result, QWidget, f"reason:{key}"), made.reason)
        click(find(wizard.result, QPushButton, f"decide:{key}"))
        QApplication.processEvents()


def approve(desk: Desk, activity: Activity, *, wanted: Assessment) -> Activity:
    """Completed and approved by name, as the sign-off page does it; tried elsewhere."""
    draft = activity.current(wanted.set_id)
    assert draft is not None
    planned = replace(draft, advice=wanted.advice, plan=wanted.plan)
    seen = evaluation_of(activity, planned, desk.questionnaire, today=desk.today())
    done = signoff.complete(planned, seen, by=activity.details.owner, at=NOW)
    assert wanted.plan.approver is not None
    return desk.save(activity.put(signoff.approve(done, by=wanted.plan.approver, at=NOW)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_done_by_hand_from_an_empty_register_to_ready_to_send(
    name: str, program: Program, desk: Desk
) -> None:
    told = told_by(name)
    example = told.begin(label="ACT-0001")
    describe(program, example.details, told.organisation)
    for set_id in told.set_ids:
        example = told.answered(example, desk.sets.get(set_id))
        wanted = example.version(set_id, 1)
        wizard = wizard_of(program)
        answer_all(wizard, wanted.answers)
        assert wizard.current_step.id == CHECK
        click(find(wizard, QPushButton, "next"))
        assert wizard.current_step.id == RESULT
        decide_as_dpo(wizard, wanted)
        assert headline(wizard) == RESULTS[name][set_id]
        click(find(wizard, QPushButton, "save_and_close"))
        shown = activity_page(program)
        assert stored_answers(desk, shown.case.activity, set_id) == wanted.answers
        shown.case.do(partial(approve, wanted=wanted))
        if set_id != told.set_ids[-1]:
            click(find(activity_page(program), QPushButton, "next_step"))
    words = said_in(activity_page(program))
    assert "Ready to send" in words
    assert shown.case.activity.details == example.details
