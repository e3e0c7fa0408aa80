"""Leads an assessment to its sign-off, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Plan
from dpia_wizard.domain.history import EventKind
from tests.builders import APPROVER, OWNER

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def fair(activity: Activity) -> Assessment:
    found = activity.current("fair")
    assert found is not None
    return found


def answered(desk: Desk, activity: Activity, **answers: Any) -> Activity:  # noqa: ANN401
    before = fair(activity)
    given = {f"fair.{name}": value for name, value in answers.items()}
    after = before.with_answers({**before.answers, **given})
    return leave_page(desk, activity, after, before=before.answers)


def signed_off(desk: Desk, activity: Activity) -> Activity:
    """The fair assessment completed and approved, as a job would, without a PDF."""
    plan = Plan(approver=APPROVER, review_on=AT.date().replace(year=2027))
    ready = replace(fair(activity), plan=plan)
    evaluation = desk.evaluate(activity.put(ready), ready)
    done = signoff.complete(ready, evaluation, by=OWNER, at=AT)
    told = noted(activity.put(done), EventKind.COMPLETED, by=OWNER, at=AT, assessment=done)
    approved = signoff.approve(done, by=APPROVER, at=AT)
    return desk.save(
        noted(told.put(approved), EventKind.APPROVED, by=APPROVER, at=AT, assessment=approved)
    )
