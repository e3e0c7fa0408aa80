"""Two people with a data folder each, and an assessment begun in the first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.people import Person
from tests.builders import DPO, OWNER
from tests.unit.jobs.two_desks import desk_of

MakeDesk = Callable[[Person], Desk]


@pytest.fixture
def make_desk(tmp_path: Path) -> MakeDesk:
    def _make(person: Person) -> Desk:
        return desk_of(tmp_path, person)

    return _make


@pytest.fixture
def owner(make_desk: MakeDesk) -> Desk:
    return make_desk(OWNER)


@pytest.fixture
def dpo(make_desk: MakeDesk) -> Desk:
    return make_desk(DPO)


@pytest.fixture
def begun(owner: Desk) -> Activity:
    activity = start_activity(owner, Details(title="Newsletter", owner=OWNER))
    return start_assessment(owner, activity, "lia")
