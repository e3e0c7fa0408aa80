"""A sending: that something was sent, when, to how many, and on which approval it rested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from dpia_wizard.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCheck:
    """When a list was last held against a register, or against one's own objections.

    `against` is an id: suppression, tps, ctps, mps, fax_ps or fundraising_ps.
    """

    against: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckOut:
    """An entry taken back: it stays readable, with the reason."""

    by: Person
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One sending, a fact of the activity that no lock stops; `id` is a UUID.

    `rested_on` names the assessment versions it rested on (`marketing-rules-v1`) with the
    fingerprint of each kept record. `warnings` is what was pointed out when it was noted;
    `in_spite` is why it was noted though a gate was not passed.
    """

    id: str
    sent_on: date
    channel: str
    group: str = ""
    number: int = 0
    checks: tuple[ListCheck, ...] = ()
    rested_on: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    in_spite: str = ""
    note: str = ""
    by: Person
    at: datetime
    struck_out: StruckOut | None = None


def joined_sendings(ours: Iterable[Sending], theirs: Iterable[Sending]) -> tuple[Sending, ...]:
    """What two sides know, in the order it was noted; what one of them struck out stays so."""
    found = {entry.id: entry for entry in ours}
    for entry in theirs:
        known = found.setdefault(entry.id, entry)
        if known.struck_out is None and entry.struck_out is not None:
            found[entry.id] = replace(known, struck_out=entry.struck_out)
    return tuple(sorted(found.values(), key=lambda entry: (entry.at, entry.id)))
