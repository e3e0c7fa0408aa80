"""What the sender asks reaches the reader, in the window as on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.program import Program
from dpia_wizard.jobs.hand_over import hand_over
from tests.builders import OWNER
from tests.gui.cases import find, on_disk, said_in
from tests.gui.handover.steps import answer, open_in, opened

_NOTE = "Please {look} at question 3."


@pytest.fixture
def noted(owner: Desk, there: Activity, tmp_path: Path) -> Path:
    """Handed over with a note."""
    out = tmp_path / "noted.pdf"
    hand_over(
        owner.workspace,
        activity_id=there.id,
        out=out,
        by=owner.me,
        at=owner.now(),
        note=_NOTE,
    )
    return out


def asked_on(page: object) -> list[str]:
    assert isinstance(page, ActivityPage)
    return said_in(find(page, QWidget, "asked_of_reader"))


def test_the_note_is_read_where_it_was_opened_until_work_goes_on(
    flow: CaseFlow, program: Program, desk: Desk, noted: Path, there: Activity, qtbot: QtBot
) -> None:
    page = open_in(flow, program, noted, ActivityPage, qtbot)
    assert asked_on(page) == [f"{OWNER} asks you:", _NOTE]
    flow.close()
    answer(desk, on_disk(desk, there), children="no")
    flow.open_activity(there.id)
    assert asked_on(program.window.page) == []


def test_a_note_alone_is_told_though_the_file_brings_nothing_else(
    flow: CaseFlow, program: Program, desk: Desk, sent: Path, noted: Path, qtbot: QtBot
) -> None:
    opened(desk, sent)
    page = open_in(flow, program, noted, ActivityPage, qtbot)
    assert isinstance(page, ActivityPage)
    assert page.message.text.endswith(f"{OWNER} asks: “{_NOTE}”")


def test_nobody_is_asked_by_themselves(
    owner: Desk, there: Activity, noted: Path, qtbot: QtBot
) -> None:
    assert noted.exists()
    page = ActivityPage(CaseSession(owner, there.id))
    qtbot.addWidget(page)
    assert find(page, QWidget, "asked_of_reader").isHidden()
    page.case.close()
