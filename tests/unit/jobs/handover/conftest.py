"""The owner's folder and the officer's, with an activity on its way between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from tests.builders import DPO, OWNER
from tests.unit.jobs.two_desks import answered, begun, desk_of, handed_over, text


@pytest.fixture
def owner(tmp_path: Path) -> Desk:
    return desk_of(tmp_path, OWNER)


@pytest.fixture
def dpo(tmp_path: Path) -> Desk:
    return desk_of(tmp_path, DPO)


@pytest.fixture
def activity(owner: Desk) -> Activity:
    return answered(owner, begun(owner), purpose_answer=text("To tell tenants."))


@pytest.fixture
def sent(owner: Desk, activity: Activity, tmp_path: Path) -> Path:
    return handed_over(owner, activity, tmp_path / "sent.pdf", "Look at it, please.")
