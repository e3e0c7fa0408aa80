"""What the template of a hand-over reads: its first page, and each assessment's own page."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.report.view import Happened, Labelled, Page, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A whole hand-over; `inside` are the lines of a table under `headings`."""

    language: str
    organisation: str
    header: str
    fingerprint: str
    title: str
    lead: str
    asks: tuple[str, ...]
    notes: tuple[Remark, ...]
    details: tuple[Labelled, ...]
    headings: tuple[str, ...]
    inside: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]
    comments: tuple[Remark, ...]
    assessments: tuple[Page, ...]
    facts: tuple[Labelled, ...]
    sendings: tuple[tuple[str, ...], ...]
    sendings_said: tuple[str, ...]
    history: tuple[Happened, ...]
    history_head: str
    about: tuple[Labelled, ...]
