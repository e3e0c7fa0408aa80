"""What the template of a sending record reads."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.report.view import Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sending: a line of the table, and all there is to say of it."""

    sent_on: str
    channel: str
    group: str
    number: str
    state: str
    chip: str
    said: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendings:
    """A whole sending record; `tone` only colours what `outcome` says."""

    organisation: str
    header: str
    fingerprint: str
    title: str
    lead: str
    outcome: str
    summary: tuple[str, ...]
    tone: str
    details: tuple[Labelled, ...]
    entries: tuple[Entry, ...]
    approvals: tuple[tuple[str, ...], ...]
    about: tuple[Labelled, ...]
