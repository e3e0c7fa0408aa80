"""Moving an assessment on: hand over, return, plan, approve, decline, withdraw, begin anew."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.keep import keep
from dpia_wizard.codec.approval import with_approval
from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity, StepDone
from dpia_wizard.domain.assessment import Advice, Assessment, Plan
from dpia_wizard.domain.errors import NotAllowedError, SignatureNeededError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person


def submit(desk: Desk, activity: Activity, assessment: Assessment) -> Activity:
    """Hand the draft to the data protection officer."""
    moved = signoff.submit(assessment, by=desk.me, at=desk.now())
    return keep(desk, activity, moved, EventKind.SUBMITTED)


def give_back(
    desk: Desk, activity: Activity, assessment: Assessment, *, reason: str
) -> Activity:
    """Return a submitted draft to its owner; also used to take one's own back."""
    moved = signoff.give_back(assessment, by=desk.me, at=desk.now(), reason=reason)
    return keep(desk, activity, moved, EventKind.RETURNED, note=reason)


def settle(
    desk: Desk, activity: Activity, assessment: Assessment, *, plan: Plan, advice: Advice | None
) -> Activity:
    """Keep plan and advice as they are being filled in, without an event."""
    if assessment.is_locked:
        raise NotAllowedError(move="plan", status=assessment.status.value)
    settled = replace(assessment, plan=plan, advice=advice)
    return activity if settled == assessment else desk.save(activity.put(settled))


def approve(desk: Desk, activity: Activity, assessment: Assessment, *, by: Person) -> Activity:
    """Sign off a completed version by name; an older one in force is superseded by it.

    Raises `SignatureNeededError` unless the house allows names without a signature.
    """
    if desk.settings.signature_needed:
        raise SignatureNeededError
    at = desk.now()
    moved = signoff.approve(
        assessment,
        by=by,
        at=at,
        one_person_allowed=desk.settings.one_person_allowed,
        advice_required=desk.questionnaire(assessment).advice_required,
    )
    return desk.save(with_approval(activity, moved, by=by, at=at))


def decline(
    desk: Desk, activity: Activity, assessment: Assessment, *, by: Person, reason: str
) -> Activity:
    """Refuse a completed version; its file is kept, and version n+1 begins with the reason.

    Where a newer version is under way already, it goes on as it is.
    """
    at = desk.now()
    moved = signoff.decline(assessment, by=by, at=at, reason=reason)
    declined = noted(
        activity.put(moved), EventKind.DECLINED, by=by, at=at, assessment=moved, note=reason
    )
    if not _is_latest(activity, assessment):
        return desk.save(declined)
    anew = desk.questionnaire(moved).asked_anew
    why = f"Version declined: {reason.strip()}"
    following = signoff.new_version(moved, at=at, reason=why, anew=anew)
    begun = noted(
        declined.put(following), EventKind.STARTED, by=by, at=at, assessment=following
    )
    return desk.save(begun)


def withdraw(
    desk: Desk, activity: Activity, assessment: Assessment, *, reason: str
) -> Activity:
    """End the assessment, with a reason."""
    moved = signoff.withdraw(assessment, by=desk.me, at=desk.now(), reason=reason)
    return keep(desk, activity, moved, EventKind.WITHDRAWN, note=reason)


def new_version(
    desk: Desk, activity: Activity, assessment: Assessment, *, reason: str
) -> Activity:
    """Begin version n+1 of a locked assessment; the old one stays as it is."""
    if not _is_latest(activity, assessment):
        raise NotAllowedError(move="new_version", status="not_latest")
    anew = desk.questionnaire(assessment).asked_anew
    following = signoff.new_version(assessment, at=desk.now(), reason=reason, anew=anew)
    return keep(desk, activity, following, EventKind.STARTED, note=reason)


def tick_next_step(
    desk: Desk, activity: Activity, set_id: str, step_id: str, *, done: bool
) -> Activity:
    """Note a next step as done or not; a fact of the activity, so no lock stops it."""
    key = f"{set_id}.{step_id}"
    steps = {k: v for k, v in activity.facts.next_steps.items() if k != key}
    if done:
        steps[key] = StepDone(by=desk.me, at=desk.now())
    ticked = replace(activity, facts=replace(activity.facts, next_steps=steps))
    note = f"{key}: {'done' if done else 'not done'}"
    return desk.save(noted(ticked, EventKind.NEXT_STEP, by=desk.me, at=desk.now(), note=note))


def default_review(start: date, *, months: int) -> date:
    """The day so many months later; the last of a month that is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _is_latest(activity: Activity, assessment: Assessment) -> bool:
    latest = activity.current(assessment.set_id)
    return latest is None or latest.version <= assessment.version
