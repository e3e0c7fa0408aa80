"""What happened to an activity: an event for each page left or verb done, chained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.people import Person


class EventKind(StrEnum):
    """What was done."""

    CREATED = "created"
    DETAILS_CHANGED = "details_changed"
    STARTED = "started"
    ANSWERED = "answered"
    COMMENTED = "commented"
    OVERRIDDEN = "overridden"
    ADVISED = "advised"
    PLANNED = "planned"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMPLETED = "completed"
    APPROVED = "approved"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    NEXT_STEP = "next_step"
    RECORD_KEPT = "record_kept"
    ADVICE_SIGNED = "advice_signed"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    STRUCK_OUT = "struck_out"
    MERGED = "merged"
    IMPORTED = "imported"
    ARCHIVED = "archived"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value before and after; `what` is a question id or a field's name."""

    what: str
    before: AnswerValue | None = None
    after: AnswerValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """The part of an event that may hold personal data; left out where others may not read it.

    `salt` keeps short details from being guessed out of their digest.
    """

    note: str = ""
    changes: tuple[Change, ...] = ()
    salt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the history.

    `digest` (SHA-256, hex) covers everything here but `detail`, which `detail_digest` stands
    for; `parents` holds the digests of the events before it, two after a merge.
    """

    at: datetime
    by: Person
    kind: EventKind
    set_id: str = ""
    version: int = 0
    detail: Detail | None = None
    detail_digest: str = ""
    parents: tuple[str, ...] = ()
    digest: str = ""


def only_day(at: datetime) -> bool:
    """Whether a moment tells but a day: the first second of it, as answers files are noted."""
    return at.time() == time() and at.utcoffset() == timedelta()
