"""Beginning: a new activity, a new assessment, a change to what the activity is."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import fields, replace

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import Person

_NUMBER = re.compile(r"ACT-(\d+)")


def start_activity(desk: Desk, details: Details) -> Activity:
    """Add an activity to the register."""
    at = desk.now()
    activity = Activity(
        id=str(uuid.uuid4()), label=next_label(desk), created_at=at, details=details
    )
    return desk.save(noted(activity, EventKind.CREATED, by=desk.me, at=at))


def start_assessment(desk: Desk, activity: Activity, set_id: str) -> Activity:
    """Begin a set's first assessment, unless it has one; raises `NotFoundError`."""
    if activity.current(set_id) is not None:
        return activity
    question_set = desk.sets.get(set_id)
    desk.sets.keep(question_set)
    assessment = Assessment(
        set_id=set_id,
        set_version=question_set.shape.version,
        set_digest=question_set.digest,
        law_version=question_set.shape.law_version,
        started_at=desk.now(),
    )
    begun = activity.put(assessment)
    return desk.save(
        noted(begun, EventKind.STARTED, by=desk.me, at=desk.now(), assessment=assessment)
    )


def keep_details(desk: Desk, activity: Activity, details: Details) -> Activity:
    """Save what the activity is while it is being typed, without an event."""
    edited = replace(activity, details=details)
    return activity if edited == activity else desk.save(edited)


def edit_details(
    desk: Desk, activity: Activity, details: Details, *, before: Details | None = None
) -> Activity:
    """Change what the activity is, and note what changed since `before`, else just now."""
    known = before or activity.details
    changes = tuple(
        Change(what=field.name, before=_told(was), after=_told(now))
        for field in fields(Details)
        if (was := getattr(known, field.name)) != (now := getattr(details, field.name))
    )
    if not changes:
        return keep_details(desk, activity, details)
    edited = replace(activity, details=details)
    return desk.save(
        noted(edited, EventKind.DETAILS_CHANGED, by=desk.me, at=desk.now(), changes=changes)
    )


def archive(desk: Desk, activity: Activity, *, archived: bool) -> Activity:
    """Put an activity away, or bring it back."""
    kind = EventKind.ARCHIVED if archived else EventKind.RESTORED
    moved = replace(activity, archived=archived)
    return desk.save(noted(moved, kind, by=desk.me, at=desk.now()))


def next_label(desk: Desk) -> str:
    """The next free number of this folder."""
    desk.register.refresh()
    return label_after(desk.register.labels())


def label_after(labels: Iterable[str]) -> str:
    """The number after the highest given."""
    numbers = (_NUMBER.fullmatch(label) for label in labels)
    return f"ACT-{max((int(n[1]) for n in numbers if n), default=0) + 1:04d}"


def _told(value: object) -> str | Person:
    return value if isinstance(value, Person) else str(value or "")
