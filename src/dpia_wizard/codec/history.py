"""The history's chain: each event's digest covers the one before it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from dpia_wizard.codec.canonical import digest
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Change, Detail, Event, EventKind
from dpia_wizard.domain.people import Person

_EVENT = TypeAdapter(Event)
_DETAIL = TypeAdapter(Detail)


def chained(history: Sequence[Event], event: Event) -> tuple[Event, ...]:
    """The history with one more event, its digests filled in."""
    parents = (history[-1].digest,) if history else ()
    detail_digest = _detail_digest(event.detail) if event.detail else ""
    linked = replace(event, parents=parents, detail_digest=detail_digest)
    return (*history, replace(linked, digest=event_digest(linked)))


def noted(
    activity: Activity,
    kind: EventKind,
    *,
    by: Person,
    at: datetime,
    assessment: Assessment | None = None,
    note: str = "",
    changes: tuple[Change, ...] = (),
    salt: str = "",
) -> Activity:
    """The activity with one more event; `salt` is random unless the caller derives it."""
    detail = None
    if note or changes:
        detail = Detail(note=note, changes=changes, salt=salt or secrets.token_hex(8))
    event = Event(
        at=at,
        by=by,
        kind=kind,
        set_id=assessment.set_id if assessment else "",
        version=assessment.version if assessment else 0,
        detail=detail,
    )
    return replace(activity, history=chained(activity.history, event))


def event_digest(event: Event) -> str:
    """SHA-256 over everything but the detail, which its own digest stands for."""
    plain: dict[str, Any] = _EVENT.dump_python(event, mode="json", exclude_none=True)
    plain.pop("detail", None)
    plain.pop("digest", None)
    return digest(plain)


def without_detail(event: Event) -> Event:
    """The event with its detail left out; the chain still holds."""
    return replace(event, detail=None)


def broken_links(history: Sequence[Event]) -> list[int]:
    """Positions (from 0) of events that were edited, removed before, or moved."""
    known: set[str] = set()
    broken = []
    for position, event in enumerate(history):
        detail_fits = event.detail is None or (
            _detail_digest(event.detail) == event.detail_digest
        )
        linked = set(event.parents) <= known and bool(event.parents) == bool(position)
        if not (detail_fits and linked and event_digest(event) == event.digest):
            broken.append(position)
        known = (
            {event.digest}
            if not event.parents
            else (known - set(event.parents)) | {event.digest}
        )
    return broken


def _detail_digest(detail: Detail) -> str:
    return digest(_DETAIL.dump_python(detail, mode="json", exclude_none=True))
