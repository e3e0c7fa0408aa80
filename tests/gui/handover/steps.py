"""Two data folders: what one hands over, the other opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.program import Program
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.open_record import open_record_file
from tests.gui.cases import soon

LONG = 60


def shown(program: Program) -> object:
    QApplication.processEvents()
    return program.window.page


def answer(desk: Desk, activity: Activity, **answers: AnswerValue) -> Activity:
    (before,) = activity.assessments
    told = {**before.answers, **{f"fair.{key}": value for key, value in answers.items()}}
    return leave_page(desk, activity, before.with_answers(told), before=before.answers)


def handed_over(desk: Desk, activity: Activity, out: Path) -> Path:
    hand_over(desk.workspace, activity_id=activity.id, out=out, by=desk.me, at=desk.now())
    return out


def opened(desk: Desk, path: Path) -> Activity:
    return open_record_file(
        desk.workspace, path, label="ACT-0005", by=desk.me, at=desk.now()
    ).activity


def open_in(flow: CaseFlow, program: Program, path: Path, kind: type, qtbot: QtBot) -> object:
    flow.open_record(str(path))
    soon(qtbot, lambda: isinstance(shown(program), kind), seconds=LONG)
    return shown(program)
