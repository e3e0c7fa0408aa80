"""Two small sets, one of which reads the other, and activities with both settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.case import facts_for
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.questionnaire import Check, Questionnaire
from dpia_wizard.domain.stale import SetNow, StaleKind, StaleReason, stale_reasons
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    TODAY,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_assessment,
    fact_is,
    is_,
)

LATER = NOW + timedelta(days=11)

AS_MADE = SetNow(version="1.0.0", law_version="uk-2026", digest="0" * 64)


def _first() -> Questionnaire:
    """A set whose result tells the others `risky`, yes or no."""
    ruling = a_ruling(a_rule("yes", is_("first.a", "yes"), "stop"))
    outcomes = tuple(
        replace(o, facts={"risky": "yes" if o.id == "stop" else "no"}) for o in ruling.outcomes
    )
    told = replace(ruling, outcomes=outcomes)
    return a_set(a_question("first.a"), set_id="first", rulings=(told,))


def _check(fact: str) -> Check:
    return Check(id=f"about-{fact}", at="second.a", when=fact_is(fact, "yes"), text="Look.")


SETS = {
    "first": _first(),
    "second": a_set(
        a_question("second.a"),
        set_id="second",
        checks=tuple(_check(fact) for fact in ("risky", "first_signed_off", "task")),
    ),
    "apart": a_set(a_question("apart.a"), set_id="apart"),
}


def find_set(assessment: Assessment) -> Questionnaire:
    return SETS[assessment.set_id]


def completed(activity: Activity, set_id: str, *, version: int = 1, **more: Any) -> Activity:  # noqa: ANN401
    """The activity with a version of a set completed, as the program does it."""
    draft = an_assessment(set_id, version=version, **more)
    facts = facts_for(activity.put(draft), draft, find_set, today=TODAY)
    frozen = replace(draft, status=Status.COMPLETED, facts=facts)
    return noted(activity.put(frozen), EventKind.COMPLETED, by=OWNER, at=NOW, assessment=frozen)


def signed(activity: Activity, set_id: str, *, version: int = 1) -> Activity:
    there = activity.version(set_id, version)
    approved = replace(there, status=Status.SIGNED_OFF)
    return noted(
        activity.put(approved), EventKind.APPROVED, by=APPROVER, at=NOW, assessment=approved
    )


def edited(activity: Activity, **now: Any) -> Activity:  # noqa: ANN401
    """The activity with details changed, as the program notes it."""
    changes = tuple(
        Change(what=name, before=getattr(activity.details, name) or "", after=str(value or ""))
        for name, value in now.items()
    )
    return noted(
        replace(activity, details=replace(activity.details, **now)),
        EventKind.DETAILS_CHANGED,
        by=DPO,
        at=LATER,
        changes=changes,
    )


def reasons(
    activity: Activity, set_id: str, *, version: int = 1, newest: SetNow | None = AS_MADE
) -> tuple[StaleReason, ...]:
    return stale_reasons(
        activity, activity.version(set_id, version), find_set, lambda _: newest, today=TODAY
    )


def kinds(activity: Activity, set_id: str, **more: Any) -> list[StaleKind]:  # noqa: ANN401
    return [reason.kind for reason in reasons(activity, set_id, **more)]
