"""An activity with a signed version and a second one."""

from __future__ import annotations

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import new_version
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.case_flow import CaseFlow
from tests.gui.cases import FAIR_ANSWERS, begin
from tests.gui.history.steps import answered, fair, signed_off


@pytest.fixture
def twice(flow: CaseFlow, desk: Desk) -> Activity:
    """A signed version, and a second one that says something else."""
    activity = signed_off(desk, begin(desk, answers=FAIR_ANSWERS))
    activity = new_version(desk, activity, fair(activity), reason="Children come too.")
    return answered(desk, activity, children="yes", collects_details="Names only.")
