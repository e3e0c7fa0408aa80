"""What a record tells of its results: outcomes, reasons, single rows, what is open."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of a record: nothing unknown is taken, nothing changes."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, defer_build=True
    )


class ReasonPart(Part):
    """A rule that fired and the questions it looked at."""

    rule: str
    because: str
    cite: str
    questions: list[str]


class NeedPart(Part):
    """An obligation that came with the result."""

    id: str
    text: str
    cite: str


class DecidedPart(Part):
    """What a data protection officer decided about a rule that holds for a row."""

    rule: str
    because: str
    cite: str
    to: str
    reason: str
    by: str
    role: str
    at: datetime


class RowPart(Part):
    """What one row came to; texts of needs, remedies and settings are those of the set.

    `owed` are its fields still to answer before sign-off, `house` the settings under which it
    would come out in another way, each of `ways` what to do together to make it allowed.
    `decided` is what the officer decided here; older records have none.
    """

    number: int = Field(ge=1)
    what: str
    whom: str
    outcome: str
    decides: bool
    tells: dict[str, str]
    reason: ReasonPart
    unsettled: str
    needs: list[str]
    ways: list[list[str]]
    always: list[str]
    owed: list[str]
    house: list[str]
    decided: list[DecidedPart] | None = None


class ResultPart(Part):
    """One result; `outcome` is `incomplete` while it is not decided.

    `rows` stands where the strictest of rows decides; older records have none.
    """

    id: str
    outcome: str
    title: str
    reasons: list[ReasonPart]
    needs: list[NeedPart]
    rows: list[RowPart] | None = None


class WarningPart(Part):
    """Something the program pointed out."""

    id: str
    at: str
    severity: str
    text: str
    cite: str


class MissingPart(Part):
    """A question that was still open."""

    id: str
    for_: str = Field(alias="for")
