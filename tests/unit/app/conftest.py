"""A data folder where a name signs off, and a screening begun in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from tests.builders import NOW, OWNER
from tests.unit.app.screenings import allow_names, work_as


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", clock=lambda: NOW)
    work_as(opened, OWNER.name, OWNER.role)
    allow_names(opened)
    yield opened
    opened.close()


@pytest.fixture
def activity(desk: Desk) -> Activity:
    return start_activity(desk, Details(title="Newsletter", owner=OWNER))


@pytest.fixture
def begun(desk: Desk, activity: Activity) -> Activity:
    return start_assessment(desk, activity, "screening")
