"""Every page of a case, at two sizes and in both themes: whole, named and reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.sign_off import new_version
from dpia_wizard.codec.answers import read_answers
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Move, MoveKind, Plan, Status
from dpia_wizard.gui.app import open_cases
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.labels import body
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import APPROVER, DPO
from tests.dpia import HIGH, LOW, WRITTEN, dpia, measure, risk
from tests.gui.cases import DETAILS, FAIR_ANSWERS, add_fair, begin, click, find
from tests.gui.conftest import Show
from tests.gui.looks import WindowsOpened, cut_off, never_reached, unnamed

SIZES = [(1280, 800), (1024, 640)]
LONG = replace(
    DETAILS,
    title="Spring newsletter for shared owners and leaseholders in the whole of the region",
    team="Communications and community investment",
    channels="Email, text message, post and a page on the website",
)
STATES = ("draft", "overruled", "submitted", "completed", "signed off", "declined")


@pytest.fixture
def flow(program: Program, desk: Desk) -> Iterator[CaseFlow]:
    """The whole window; no record is made."""
    add_fair(desk.workspace.folder)
    worker = WorkerClient(desk.workspace.folder)
    worker.close()
    flow = open_cases(program, worker)
    yield flow
    flow.close()


def settle(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()


def wizard_of(flow: CaseFlow) -> WizardPage:
    page = flow._window.page
    assert isinstance(page, WizardPage)
    return page


def in_state(desk: Desk, activity: Activity, state: str) -> Activity:
    """The first assessment as if it had been led to a state."""
    assessment = activity.assessments[0]
    now, plan = desk.now(), Plan(approver=APPROVER, review_on=desk.today().replace(year=2099))
    advice = Advice(
        outcome=AdviceOutcome.OVERRULED, by=DPO, on=desk.today(), text="No.", reason="Yes."
    )
    completed = Move(kind=MoveKind.COMPLETED, by=DPO, at=now, warning="dpo_completed")
    approved = Move(kind=MoveKind.APPROVED, by=APPROVER, at=now)
    declined = Move(kind=MoveKind.DECLINED, by=APPROVER, at=now, reason="Too vague " * 20)
    changed = {
        "draft": assessment,
        "overruled": replace(assessment, advice=advice),
        "submitted": replace(assessment, status=Status.SUBMITTED),
        "completed": replace(assessment, status=Status.COMPLETED, moves=(completed,)),
        "signed off": replace(
            assessment, status=Status.SIGNED_OFF, moves=(completed, approved), advice=advice
        ),
        "declined": replace(assessment, status=Status.DECLINED, moves=(completed, declined)),
    }[state]
    return desk.save(activity.put(replace(changed, plan=plan)))


def dpia_answers() -> Answers:
    """Rows of every length, with a level raised and a high risk that is left."""
    raised = risk(LOW, overall_risk="high", overall_risk_reason="The press would report it.")
    rows = {"risks": [risk(HIGH), raised], "measures": [measure(1, HIGH), measure(2, LOW)]}
    read, problems = read_answers({**WRITTEN, **rows}, dpia().say())
    assert not problems
    return read


def pages(flow: CaseFlow, desk: Desk) -> Iterator[str]:
    """Show each page in turn, and tell its name."""
    window = flow._window
    flow.begin()
    yield "new activity"
    sets: dict[str, Answers] = {
        "screening": {},
        "lia": {},
        "dpia": dpia_answers(),
        "fair": FAIR_ANSWERS,
    }
    for set_id, answers in sets.items():
        activity = begin(desk, set_id, answers=answers, details=LONG)
        activity = comment(
            desk,
            activity,
            activity.assessments[0],
            question="fair.collects",
            text="Could we leave the birthdays out? Nobody knows what they are for.",
        )
        flow.open_activity(activity.id)
        yield f"activity {set_id}"
        click(find(window, QPushButton, f"open:{set_id}"))
        wizard = wizard_of(flow)
        for step in wizard._steps():
            if set_id != "screening" or step.position in (0, 1, 3, 12):  # the others are alike
                wizard.go_to(step.id)
                yield f"{set_id} {step.id}"
    for state in STATES:
        activity = in_state(desk, begin(desk, answers=FAIR_ANSWERS, details=LONG), state)
        if state == "declined":
            activity = new_version(desk, activity, activity.assessments[0], reason="Again.")
        flow.open_activity(activity.id)
        yield f"activity {state}"
        flow.open_assessment("fair", 1)
        wizard_of(flow).go_to("sign_off")
        yield f"sign-off {state}"


def test_every_page_is_whole_named_reached_and_in_one_window(
    flow: CaseFlow, desk: Desk
) -> None:
    problems = {}
    opened = WindowsOpened(MainWindow)
    for name in pages(flow, desk):
        for size in SIZES:
            settle(flow._window, size)
            problems[f"{name} {size}"] = cut_off(flow._window)
        problems[name] = unnamed(flow._window) + never_reached(flow._window)
    opened.stop()
    assert {name: found for name, found in problems.items() if found} == {}
    assert len(problems) > 90
    assert opened.seen == []


def test_the_dark_theme_cuts_nothing_either(
    flow: CaseFlow, desk: Desk, theme: ThemeManager
) -> None:
    theme.set_choice("dark")
    activity = begin(desk, answers=FAIR_ANSWERS, details=LONG)
    flow.open_activity(activity.id)
    flow.open_assessment("fair")
    wizard = wizard_of(flow)
    for step in wizard._steps():
        wizard.go_to(step.id)
        settle(flow._window, (1024, 640))
        assert cut_off(wizard) == [], step.id
        assert not flow._window.grab().isNull()


class Stuck(QLineEdit):
    """A line that Tab never leaves."""

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return True


def test_the_eye_sees_what_it_looks_for(show: Show) -> None:
    holder = QWidget()
    stack = QVBoxLayout(holder)
    stuck, nameless = Stuck(), QLineEdit()
    stuck.setAccessibleName("Stuck")
    button = plain_button("A long word on a short button")
    wrapped, wide = body("word " * 20), body("Unternehmensdatenschutzbeauftragte")
    for widget in (stuck, button, body("whole"), wrapped, wide, nameless):
        stack.addWidget(widget)
    button.setFixedWidth(40)
    wrapped.setFixedSize(200, 18)
    wide.setFixedWidth(60)
    show(holder)
    stuck.setFocus()
    assert [found.split("“")[1][:4] for found in cut_off(holder)] == ["A lo", "word", "Unte"]
    assert unnamed(holder) == ["QLineEdit  “”"]
    assert len(never_reached(holder)) == 2
