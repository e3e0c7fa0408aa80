"""Activities led through the shipped question sets, signed off without printing anything."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import new_version
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.approval import with_approval
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, AnswerValue
from dpia_wizard.domain.assessment import Move, MoveKind, Plan, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind
from tests.builders import APPROVER, OWNER
from tests.dpia import HIGH, LOW, MEDIUM, WRITTEN, measure, risk
from tests.sending import EMAIL_ONLY

DETAILS = Details(
    title="Tenant newsletter, spring",
    owner=OWNER,
    team="Communications",
    channels="Email and post",
    public_authority="no",
    planned_start=date(2027, 3, 1),
)

OPTED_IN = "screening.not_explicitly_opted_in"
"""The question of the screening that letters without consent make a yes."""

_LIA = Path(__file__).parent / "data" / "lia_seed_002.json"
_SENT = "2026-11-10"
_EMAIL: Any = EMAIL_ONLY["marketing-rules.sendings"]
_POST = {
    "audience": "Tenants",
    "channel": "post",
    "subscriber": "individual",
    "directed": "yes",
    "objectors_removed": "yes",
    "special_used": "no",
    "source": "direct",
    "agreed": "no",
    "screened": "yes",
    "listed_left": "none",
    "mps_checked_on": _SENT,
}
_BOUGHT = {
    **_POST,
    "audience": "People on a bought list",
    "channel": "email",
    "source": "list",
    "optout_in_message": "yes",
}


def _rows(*rows: Any) -> Answers:  # noqa: ANN401 - cells of any kind
    sent: dict[str, AnswerValue] = {
        "marketing-rules.send_date": _SENT,
        "marketing-rules.sendings": (*_EMAIL, *rows),
    }
    return {**EMAIL_ONLY, **sent}


EMAIL_AGREED = _rows()
"""Only email to people who agreed: nothing needs the LIA."""
WITH_POST = _rows(_POST)
"""Letters too, which rest on legitimate interests."""
WITH_A_STOP = _rows(_POST, _BOUGHT)
"""Email to a bought list too, which nothing allows."""


@cache
def screened(desk: Desk, *, required: bool) -> Answers:
    """Answers to every screening question: all no, or yes to having no opt-in of everybody."""
    asked = desk.sets.get("screening").say().questions.values()
    answers: dict[str, Any] = {
        question.id: "no" if question.kind is Kind.YES_NO_UNSURE else ("none",)
        for question in asked
        if not question.parent
    }
    return {**answers, OPTED_IN: "yes" if required else "no"}


@cache
def lia(desk: Desk, *, allows: bool = True) -> Answers:
    """A whole LIA, and what was decided in it."""
    given = json.loads(_LIA.read_text("utf-8"))["answers"]
    read, problems = read_answers(given, desk.sets.get("lia").say())
    assert not problems
    decided: Answers = {"lia.can_rely_on_li": "yes" if allows else "no"}
    return {**read, "lia.opt_out_available": "yes", **decided}


@cache
def dpia(desk: Desk, *, high: bool = False) -> Answers:
    """A whole DPIA whose one risk is dealt with, or left high."""
    given = {
        **WRITTEN,
        "risks": [risk(HIGH if high else MEDIUM)],
        "measures": [measure(1, HIGH if high else LOW)],
    }
    read, problems = read_answers(given, desk.sets.get("dpia").say())
    assert not problems
    return read


def begun(desk: Desk, details: Details = DETAILS) -> Activity:
    """An activity with nothing begun."""
    return start_activity(desk, details)


def settled(
    desk: Desk,
    activity: Activity,
    set_id: str,
    answers: Answers,
    *,
    approved: bool = True,
    at: datetime | None = None,
    review_on: date = date(2027, 11, 2),
    approver: Person = APPROVER,
) -> Activity:
    """The activity with a set completed and approved, a new version where there is one."""
    at = at or desk.now()
    there = activity.current(set_id)
    if there is None:
        activity = start_assessment(desk, activity, set_id)
    elif there.is_locked:
        activity = new_version(desk, activity, there, reason="Something has changed.")
    draft = activity.current(set_id)
    assert draft is not None
    draft = draft.with_answers(answers)
    facts = desk.evaluate(activity.put(draft), draft).situation.facts
    completed = replace(
        draft,
        status=Status.COMPLETED,
        facts=dict(facts),
        plan=Plan(completed_by=OWNER, approver=approver, review_on=review_on),
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=at),),
        organisation=desk.settings.organisation,
    )
    activity = noted(
        activity.put(completed), EventKind.COMPLETED, by=OWNER, at=at, assessment=completed
    )
    if not approved:
        return desk.save(activity)
    move = Move(kind=MoveKind.APPROVED, by=approver, at=at)
    signed = replace(completed, status=Status.SIGNED_OFF, moves=(*completed.moves, move))
    return desk.save(with_approval(activity, signed, by=approver, at=at))


def whole(desk: Desk, details: Details = DETAILS, *, at: datetime | None = None) -> Activity:
    """An activity that is ready to be sent, with all four sets signed off."""
    activity = begun(desk, details)
    for set_id, answers in (
        ("screening", screened(desk, required=True)),
        ("marketing-rules", WITH_POST),
        ("lia", lia(desk)),
        ("dpia", dpia(desk)),
    ):
        activity = settled(desk, activity, set_id, answers, at=at)
    return activity
