"""What was done to a history by hand is found, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dpia_wizard.codec.history import broken_links, chained, event_digest
from dpia_wizard.codec.history_faults import Fault, FaultKind, faults
from dpia_wizard.domain.history import Detail, Event, EventKind
from tests.builders import DPO, NOW, OWNER


def _history(number: int = 5) -> list[Event]:
    history: tuple[Event, ...] = ()
    for place in range(number):
        event = Event(
            at=NOW + timedelta(minutes=place),
            by=OWNER,
            kind=EventKind.COMMENTED,
            detail=Detail(note=f"note {place}", salt="aa"),
        )
        history = chained(history, event)
    return list(history)


WHOLE = _history()


def _with(position: int, event: Event) -> list[Event]:
    return [*WHOLE[:position], event, *WHOLE[position + 1 :]]


def _forged(position: int) -> Event:
    """An entry edited by somebody who knows how its digest is made."""
    edited = replace(WHOLE[position], by=DPO)
    return replace(edited, digest=event_digest(edited))


A, B, C, D, E = WHOLE

CASES: dict[str, tuple[Sequence[Event], list[Fault]]] = {
    "whole": (WHOLE, []),
    "note edited": (
        _with(2, replace(C, detail=Detail(note="x", salt="aa"))),
        [Fault(2, FaultKind.EDITED)],
    ),
    "person edited": (_with(1, replace(B, by=DPO)), [Fault(1, FaultKind.EDITED)]),
    "forged with its digest": (_with(2, _forged(2)), [Fault(3, FaultKind.GAP_BEFORE)]),
    "one removed": ([A, B, D, E], [Fault(2, FaultKind.GAP_BEFORE)]),
    "first removed": ([B, C, D, E], [Fault(0, FaultKind.GAP_BEFORE)]),
    "two swapped": ([A, C, B, D, E], [Fault(1, FaultKind.MOVED)]),
    "last moved first": (
        [E, A, B, C, D],
        [Fault(0, FaultKind.MOVED), Fault(1, FaultKind.MOVED)],
    ),
    "repeated": ([A, B, B, C, D, E], [Fault(2, FaultKind.REPEATED)]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_was_done_to_a_history_is_told(case: str) -> None:
    history, expected = CASES[case]
    assert bool(broken_links(history)) == bool(expected)
    assert list(faults(history)) == expected


def test_a_branch_that_leads_nowhere_is_told() -> None:
    branch = chained(WHOLE[:2], replace(E, parents=(), digest=""))[-1]
    assert faults([*WHOLE, branch]) == (Fault(4, FaultKind.GAP_AFTER),)
