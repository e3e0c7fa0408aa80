"""What would make it allowed: the smallest sets of things people can do about a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

from dpia_wizard.domain.rule_parts import Remedy
from dpia_wizard.domain.rules import own_outcome
from dpia_wizard.domain.rulings import Ruling
from dpia_wizard.domain.situation import Situation

WayOut: TypeAlias = tuple[Remedy, ...]

_MOST_AT_ONCE = 3


def ways_out(ruling: Ruling, seen: Situation) -> tuple[WayOut, ...]:
    """Sets of remedies that lead to an outcome that allows, none with one too many.

    The fewest steps come first, and what is a last resort last. What has a gate of its own is
    no step more: the activity asks for it anyway.

    `seen` looks from one row, or from no row at all. Nothing is offered where it is allowed as
    it stands. Remedies that change no answer always stand open and are left out here.
    """
    if own_outcome(ruling, seen).allows:
        return ()
    at_hand = [
        remedy
        for remedy in seen.questionnaire.remedies
        if remedy.changes and (remedy.when is None or seen.holds(remedy.when))
    ]
    return tuple(sorted(_smallest(at_hand, ruling, seen), key=_far))


def always_open(seen: Situation) -> tuple[Remedy, ...]:
    """The remedies that need no answer to change, such as leaving a group out."""
    return tuple(remedy for remedy in seen.questionnaire.remedies if not remedy.changes)


def _far(way: WayOut) -> tuple[bool, int]:
    return any(r.last_resort for r in way), sum(not r.own_gate for r in way)


def _smallest(at_hand: Sequence[Remedy], ruling: Ruling, seen: Situation) -> Iterator[WayOut]:
    """Each way names its steps first, then what has a gate of its own."""
    steps = [remedy for remedy in at_hand if not remedy.own_gate]
    gates = [remedy for remedy in at_hand if remedy.own_gate]
    found: list[set[str]] = []
    for size in range(min(_MOST_AT_ONCE, len(steps)) + 1):
        for way in combinations(steps, size):
            for whole in ((*way, *more) for more in _any_of(gates)):
                names = {remedy.id for remedy in whole}
                if any(less <= names for less in found):
                    continue
                if own_outcome(ruling, _changed(seen, whole)).allows:
                    found.append(names)
                    yield whole


def _any_of(gates: Sequence[Remedy]) -> Iterator[WayOut]:
    for size in range(len(gates) + 1):
        yield from combinations(gates, size)


def _changed(seen: Situation, way: WayOut) -> Situation:
    changes = {name: value for remedy in way for name, value in remedy.changes.items()}
    return seen.in_row({**seen.row, **changes})
