"""The history as the pages tell it: what was done, by whom and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from dpia_wizard.codec.record import Record
from dpia_wizard.domain.history import Event, EventKind, only_day
from dpia_wizard.report import words
from dpia_wizard.report.view import Happened


def history_of(record: Record, name_of: Callable[[str], str]) -> Iterator[Happened]:
    """The history in words; what is withheld from this record's readers says so.

    Answers that one person wrote one after the other on a day are told in one line.
    """
    part = record.assessment
    own = (part.set.id, part.version) if part else ("", 0)
    for events in _grouped(record.history):
        event = events[0]
        elsewhere = event.set_id and (event.set_id, event.version) != own
        beside = [_other(event, record)] if elsewhere else []
        beside += [words.WITHHELD] if event.detail_digest and event.detail is None else []
        note = f" ({'; '.join(beside)})" if beside else ""
        yield Happened(
            when=_when(event.at),
            who=str(event.by),
            what=_event(events) + note + _details(events, name_of),
        )


def _when(at: datetime) -> str:
    return words.short_day(at) if only_day(at) else words.short_moment(at)


def _grouped(history: Sequence[Event]) -> Iterator[list[Event]]:
    group: list[Event] = []
    for event in history:
        if group and not _belong_together(group[-1], event):
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def _belong_together(before: Event, event: Event) -> bool:
    if {before.kind, event.kind} != {EventKind.ANSWERED}:
        return False
    same = (before.set_id, before.version, before.by) == (event.set_id, event.version, event.by)
    as_open = (before.detail is None) == (event.detail is None)
    return same and as_open and _day(before) == _day(event)


def _day(event: Event) -> object:
    return event.at.astimezone(UTC).date()


def _event(events: Sequence[Event]) -> str:
    """What was done; a decision that names no reason was taken back."""
    event, last = events[0], events[-1]
    said = words.EVENTS[event.kind]
    if len(events) > 1 and not only_day(event.at):
        begun, ended = (words.time_of_day(found.at) for found in (event, last))
        return said + words.TIMES.format(number=len(events), begun=begun, ended=ended)
    reason = event.detail.note if event.detail else words.WITHHELD
    taken_back = event.kind is EventKind.OVERRIDDEN and not reason
    return words.TAKEN_BACK if taken_back else said


def _details(events: Sequence[Event], name_of: Callable[[str], str]) -> str:
    details = [event.detail for event in events if event.detail is not None]
    notes = "".join(f". “{detail.note}”" for detail in details if detail.note)
    told = (name_of(change.what) for detail in details for change in detail.changes)
    changed = ", ".join(dict.fromkeys(told))
    return notes + (f". {words.CHANGED.format(what=changed)}" if changed else "")


def _other(event: Event, record: Record) -> str:
    titles = {sibling.set.id: sibling.title for sibling in record.siblings}
    part = record.assessment
    version = words.VERSION.format(number=event.version)
    if part and event.set_id == part.set.id:
        return version
    return f"{titles.get(event.set_id, event.set_id)}, {version}"
