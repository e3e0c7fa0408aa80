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
    return tuple(_smallest(at_hand, ruling, seen))


def always_open(seen: Situation) -> tuple[Remedy, ...]:
    """The remedies that need no answer to change, such as leaving a group out."""
    return tuple(remedy for remedy in seen.questionnaire.remedies if not remedy.changes)


def _smallest(at_hand: Sequence[Remedy], ruling: Ruling, seen: Situation) -> Iterator[WayOut]:
    found: list[set[str]] = []
    for size in range(1, min(_MOST_AT_ONCE, len(at_hand)) + 1):
        for way in combinations(at_hand, size):
            names = {remedy.id for remedy in way}
            if any(less <= names for less in found):
                continue
            if own_outcome(ruling, _changed(seen, way)).allows:
                found.append(names)
                yield way


def _changed(seen: Situation, way: WayOut) -> Situation:
    changes = {name: value for remedy in way for name, value in remedy.changes.items()}
    return seen.in_row({**seen.row, **changes})
