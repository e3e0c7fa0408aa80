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


def chained(
    history: Sequence[Event], event: Event, *, merging: Sequence[Event] = ()
) -> tuple[Event, ...]:
    """The history with one more event, its digests filled in.

    `merging` is another history of the same activity: what is new in it comes in before the
    event, which then has two parents.
    """
    joined, parents = _joined(history, merging)
    detail_digest = _detail_digest(event.detail) if event.detail else ""
    linked = replace(event, parents=parents, detail_digest=detail_digest)
    return (*joined, replace(linked, digest=event_digest(linked)))


def _joined(
    ours: Sequence[Event], theirs: Sequence[Event]
) -> tuple[Sequence[Event], tuple[str, ...]]:
    known = {event.digest for event in ours}
    new = [event for event in theirs if event.digest not in known]
    joined = (*ours, *new)
    if not new:
        return joined, tuple(event.digest for event in ours[-1:])
    if known <= {event.digest for event in theirs}:
        return joined, (new[-1].digest,)
    return joined, (ours[-1].digest, theirs[-1].digest)


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
    merging: Sequence[Event] = (),
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
    return replace(activity, history=chained(activity.history, event, merging=merging))


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
    """Positions (from 0) of events that were edited, repeated, moved or cut off."""
    broken: set[int] = set()
    known: set[str] = set()
    ends: dict[str, int] = {}
    for position, event in enumerate(history):
        detail_fits = event.detail is None or (
            _detail_digest(event.detail) == event.detail_digest
        )
        linked = set(event.parents) <= known and bool(event.parents) == bool(position)
        as_written = detail_fits and event_digest(event) == event.digest
        if not (as_written and linked) or event.digest in known:
            broken.add(position)
        for parent in event.parents:
            ends.pop(parent, None)
        ends[event.digest] = position
        known.add(event.digest)
    return sorted(broken | {at for at in ends.values() if at != len(history) - 1})


def _detail_digest(detail: Detail) -> str:
    return digest(_DETAIL.dump_python(detail, mode="json", exclude_none=True))
