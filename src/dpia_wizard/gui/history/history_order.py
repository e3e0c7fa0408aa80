"""The order in which a history is read: its own, and by time where two of them were joined."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import datetime

from dpia_wizard.domain.history import Event


def in_order(history: Sequence[Event]) -> list[tuple[int, Event]]:
    """Each event with its number from 1, the oldest first.

    No event stands before one it follows, whatever the clocks said. What two people did
    apart from each other is told by time.
    """
    places = {event.digest: place for place, event in enumerate(history)}
    before = [{places[p] for p in event.parents if p in places} for event in history]
    after: list[list[int]] = [[] for _ in history]
    for place, parents in enumerate(before):
        for parent in parents:
            after[parent].append(place)
    ready = [_key(history, place) for place, parents in enumerate(before) if not parents]
    heapq.heapify(ready)
    found: list[tuple[int, Event]] = []
    while ready:
        _, place = heapq.heappop(ready)
        found.append((place + 1, history[place]))
        for following in after[place]:
            before[following].discard(place)
            if not before[following]:
                heapq.heappush(ready, _key(history, following))
    whole = len(found) == len(history)  # else somebody bent the chain into a ring
    return found if whole else list(enumerate(history, 1))


def _key(history: Sequence[Event], place: int) -> tuple[datetime, int]:
    return history[place].at, place
