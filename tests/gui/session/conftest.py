"""An open session, in one folder for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.assessment_session import AssessmentSession
from tests.gui.cases import begin, open_session, working_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here; each has an activity of its own."""
    yield from working_desk(tmp_path_factory.mktemp("data"))


@pytest.fixture
def activity(desk: Desk) -> Activity:
    return begin(desk, "fair", answers={"fair.collects": "yes"})


@pytest.fixture
def session(desk: Desk, activity: Activity, qtbot: QtBot) -> Iterator[AssessmentSession]:
    opened = open_session(desk, activity)
    yield opened
    opened.case.close()
