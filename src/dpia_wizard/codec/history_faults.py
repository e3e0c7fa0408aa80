"""Where a history's chain is broken and what was done to it, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dpia_wizard.codec.history import broken_links, event_digest
from dpia_wizard.domain.history import Event


class FaultKind(StrEnum):
    """What was done to an entry, or beside it."""

    EDITED = "edited"
    REPEATED = "repeated"
    MOVED = "moved"
    GAP_BEFORE = "gap_before"
    GAP_AFTER = "gap_after"


FAULT_WORDS: Mapping[FaultKind, str] = {
    FaultKind.EDITED: "this entry was edited after it was written",
    FaultKind.REPEATED: "this entry stands there twice",
    FaultKind.MOVED: "this entry stands out of order",
    FaultKind.GAP_BEFORE: "at least one entry before this one was removed or rewritten",
    FaultKind.GAP_AFTER: "at least one entry after this one was removed or rewritten",
}
"""What was done, in words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the chain is broken; `position` counts from 0."""

    position: int
    kind: FaultKind


def faults(history: Sequence[Event]) -> tuple[Fault, ...]:
    """Every place where the chain does not hold, as `broken_links` finds them, with why."""
    found = []
    missing_before = set()
    children = {parent for event in history for parent in event.parents}
    for position in broken_links(history):
        kind = _kind(history, position, children)
        if kind is FaultKind.GAP_BEFORE:
            missing_before.add(position)
        if kind is not None:
            found.append(Fault(position, kind))
    return tuple(
        fault
        for fault in found
        if fault.kind is not FaultKind.GAP_AFTER or fault.position + 1 not in missing_before
    )


def _kind(history: Sequence[Event], position: int, children: set[str]) -> FaultKind | None:
    """What is wrong with an entry; None where only its moved neighbour is."""
    event = history[position]
    before = {known.digest for known in history[:position]}
    if event.digest in before:
        return FaultKind.REPEATED
    if not _as_written(event):
        return FaultKind.EDITED
    if not set(event.parents) <= before:
        after = {known.digest for known in history[position:]}
        return FaultKind.MOVED if set(event.parents) <= before | after else FaultKind.GAP_BEFORE
    if position and not event.parents:  # the very first entry, elsewhere
        return FaultKind.MOVED
    return None if event.digest in children else FaultKind.GAP_AFTER


def _as_written(event: Event) -> bool:
    """Whether an entry, by itself, is what was once written."""
    alone = replace(event, parents=())
    detail_holds = not broken_links([replace(alone, digest=event_digest(alone))])
    return detail_holds and event_digest(event) == event.digest
