"""What rows can have beside plain fields: values worked out, rows offered, grids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.conditions import Condition

SUGGESTED = "suggested"
"""The cell of a row that says which suggestion it came from; never shown, never asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """How a field of a row follows from its other fields: the first case that holds.

    A person may choose a stricter value (options run from mildest to strictest) and says why in
    the field `reason`; a milder one has no effect.
    """

    cases: tuple[tuple[Condition, str], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A row offered to be taken over and edited.

    `when` says which answers make it likely to apply, and `because` tells them; without
    `when` it is offered to everybody. `follows` names a suggestion of the rows this question
    refers to: then it is offered for each row that came from it.
    """

    id: str
    title: str
    row: Mapping[str, Cell]
    when: Condition | None = None
    because: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows placed by two of their fields, with the level each place has.

    `where` leaves rows out; with `carries_over` a number that is in the grid before and not in
    this one stays at its place.
    """

    title: str
    rows: str
    across: str
    down: str
    level: str
    number: str
    where: Condition | None = None
    carries_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPicture:
    """Grids side by side, shown beneath a question and, if asked, with the result."""

    id: str
    at: str
    title: str
    grids: tuple[Grid, ...]
    on_result: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNeeded:
    """When a set need not be done, and how the program says so; doing it stays possible."""

    when: Condition
    because: str
