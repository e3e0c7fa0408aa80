"""A new version of the DPIA asks again who approved the measures and the risks left."""

from __future__ import annotations

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import decline, new_version
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from tests.builders import APPROVER
from tests.whole_case import begun, dpia, settled

APPROVALS = {
    f"dpia.{what}_approved_{part}"
    for what in ("measures", "residual_risks")
    for part in ("by", "on")
}


def dpia_of(activity: Activity) -> Assessment:
    found = activity.current("dpia")
    assert found is not None
    return found


def left(old: Assessment, new: Assessment) -> set[str]:
    assert dict(new.answers).items() <= dict(old.answers).items()
    return set(old.answers) - set(new.answers)


def test_approvals_of_the_old_version_are_not_taken_over(desk: Desk) -> None:
    activity = settled(desk, begun(desk), "dpia", dpia(desk))
    old = dpia_of(activity)
    again = new_version(desk, activity, old, reason="A risk was raised.")
    assert left(old, dpia_of(again)) == APPROVALS


def test_nor_where_the_old_version_was_declined(desk: Desk) -> None:
    activity = settled(desk, begun(desk), "dpia", dpia(desk), approved=False)
    old = dpia_of(activity)
    again = decline(desk, activity, old, by=APPROVER, reason="Not yet.")
    assert left(old, dpia_of(again)) == APPROVALS
