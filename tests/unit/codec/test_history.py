"""The history's chain: it shows what was changed by accident or by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.history import broken_links, chained, event_digest, noted, without_detail
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.history import Change, Detail, Event, EventKind
from tests.builders import DPO, NOW, OWNER, an_activity, an_assessment


def event(number: int, note: str = "") -> Event:
    return Event(
        at=NOW + timedelta(minutes=number),
        by=OWNER,
        kind=EventKind.ANSWERED,
        set_id="lia",
        version=1,
        detail=Detail(note=note or f"note {number}", salt="00"),
    )


def chain(length: int, *, begin: Sequence[Event] = (), first: int = 0) -> tuple[Event, ...]:
    history = tuple(begin)
    for number in range(first, first + length):
        history = chained(history, event(number))
    return history


@given(length=st.integers(0, 8))
def test_a_chain_that_was_only_added_to_holds(length: int) -> None:
    history = chain(length)
    assert broken_links(history) == []
    assert [e.parents for e in history[1:]] == [(e.digest,) for e in history[:-1]]


@given(data=st.data(), length=st.integers(1, 6))
def test_leaving_details_out_breaks_nothing(data: st.DataObject, length: int) -> None:
    hidden = data.draw(st.sets(st.integers(0, length - 1)))
    history = [without_detail(e) if i in hidden else e for i, e in enumerate(chain(length))]
    assert broken_links(history) == []
    assert broken_links(chained(history, event(99))) == []


EDITS: list[Callable[[Event], Event]] = [
    lambda e: replace(e, at=e.at + timedelta(seconds=1)),
    lambda e: replace(e, by=DPO),
    lambda e: replace(e, kind=EventKind.APPROVED),
    lambda e: replace(e, set_id="screening"),
    lambda e: replace(e, version=2),
    lambda e: replace(e, detail=Detail(note="other words", salt="00")),
    lambda e: replace(e, detail=Detail(changes=(Change(what="x"),), salt="00")),
    lambda e: replace(e, detail_digest="0" * 64),
    lambda e: replace(e, digest="0" * 64),
    lambda e: replace(e, parents=("0" * 64,)),
]


@given(edit=st.sampled_from(EDITS), length=st.integers(1, 6), data=st.data())
def test_an_edited_event_is_found(
    edit: Callable[[Event], Event], length: int, data: st.DataObject
) -> None:
    history = list(chain(length))
    at = data.draw(st.integers(0, length - 1))
    history[at] = edit(history[at])
    assert at in broken_links(history)


@given(edit=st.sampled_from(EDITS[:5]), length=st.integers(2, 6), data=st.data())
def test_an_event_edited_with_care_is_found_by_the_next(
    edit: Callable[[Event], Event], length: int, data: st.DataObject
) -> None:
    history = list(chain(length))
    at = data.draw(st.integers(0, length - 2))
    forged = edit(history[at])
    history[at] = replace(forged, digest=event_digest(forged))
    assert broken_links(history)


@given(length=st.integers(2, 6), data=st.data())
def test_an_event_taken_out_from_before_others_is_missed(
    length: int, data: st.DataObject
) -> None:
    history = list(chain(length))
    del history[data.draw(st.integers(0, length - 2))]
    assert broken_links(history)


@given(length=st.integers(2, 6), data=st.data())
def test_events_in_another_order_are_found(length: int, data: st.DataObject) -> None:
    history = list(chain(length))
    order = data.draw(st.permutations(history))
    assert bool(broken_links(order)) == (order != history)


@given(length=st.integers(1, 6), data=st.data())
def test_an_event_told_twice_is_found(length: int, data: st.DataObject) -> None:
    history = list(chain(length))
    at = data.draw(st.integers(0, length - 1))
    history.insert(data.draw(st.integers(at, length)), history[at])
    assert broken_links(history)


def test_a_second_beginning_and_an_unmerged_branch_are_found() -> None:
    history = chain(3)
    stranger = chain(1, first=50)
    assert broken_links((*history, *stranger)) == [2, 3]
    branch = chained(history[:2], event(7))[-1]
    assert broken_links((*history, branch)) == [2]


@given(shared=st.integers(1, 3), ours=st.integers(1, 3), theirs=st.integers(1, 3))
def test_two_histories_that_parted_come_together_in_an_event_with_two_parents(
    shared: int, ours: int, theirs: int
) -> None:
    common = chain(shared)
    left = chain(ours, begin=common, first=10)
    right = chain(theirs, begin=common, first=20)
    merged = chained(left, event(30), merging=right)
    assert merged[-1].parents == (left[-1].digest, right[-1].digest)
    assert len(merged) == shared + ours + theirs + 1
    assert broken_links(merged) == []
    assert broken_links(chained(merged, event(31))) == []


def test_merging_what_is_known_adds_nothing() -> None:
    history = chain(3)
    for known in (history, history[:2], ()):
        merged = chained(history, event(9), merging=known)
        assert merged == chained(history, event(9))


@pytest.mark.parametrize("known", [0, 2])
def test_merging_what_only_goes_further_has_one_parent(known: int) -> None:
    further = chain(5)
    merged = chained(further[:known], event(9), merging=further)
    assert merged == chained(further, event(9))


def test_merging_keeps_the_details_we_have() -> None:
    history = chain(2)
    hidden = [without_detail(e) for e in chain(1, begin=history, first=5)]
    assert chained(history, event(9), merging=hidden)[:2] == history


def first_event(activity: Activity) -> Event:
    return activity.history[0]


def test_a_verb_is_noted_with_who_when_and_what_it_was_about() -> None:
    lia = an_assessment("lia", version=3)
    activity = noted(
        an_activity(lia), EventKind.SUBMITTED, by=OWNER, at=NOW, assessment=lia, note="Go."
    )
    told = first_event(activity)
    assert (told.kind, told.by, told.at) == (EventKind.SUBMITTED, OWNER, NOW)
    assert (told.set_id, told.version) == ("lia", 3)
    assert told.detail is not None
    assert told.detail.note == "Go."


def test_a_short_detail_cannot_be_guessed_from_its_digest() -> None:
    def digest() -> str:
        told = noted(an_activity(), EventKind.ANSWERED, by=OWNER, at=NOW, note="yes")
        return first_event(told).detail_digest

    assert digest() != digest()


def test_a_verb_with_nothing_to_tell_has_no_detail() -> None:
    told = first_event(noted(an_activity(), EventKind.ARCHIVED, by=OWNER, at=NOW))
    assert (told.detail, told.detail_digest, told.set_id, told.version) == (None, "", "", 0)
