"""What whoever handed an activity over asks of its reader, until somebody goes on with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.people import Person

_BROUGHT: Final = (EventKind.IMPORTED, EventKind.MERGED)
_NO_WORK: Final = (*_BROUGHT, EventKind.RECORD_KEPT)


@dataclass(frozen=True, slots=True)
class Asked:
    """The note of a hand-over, and who wrote it."""

    by: Person
    note: str


def asked_of_reader(history: Iterable[Event]) -> Asked | None:
    """The note that came with the file, while nothing else was done; none of one's own."""
    brought = False
    for event in reversed(tuple(history)):
        if event.kind is EventKind.HANDED_OVER:
            return note_of(event) if brought else None
        if event.kind not in _NO_WORK:
            return None
        brought = brought or event.kind in _BROUGHT
    return None


def note_of(event: Event | None) -> Asked | None:
    """What a hand-over asks, if it is one that asks something."""
    if event is None or event.kind is not EventKind.HANDED_OVER or event.detail is None:
        return None
    note = event.detail.note.strip()
    return Asked(event.by, note) if note else None
