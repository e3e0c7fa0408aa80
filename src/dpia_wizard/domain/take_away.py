"""What people take away from an activity: a short document, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class TakeAwayKind(StrEnum):
    """Which document."""

    PRIVACY_NOTICE = "privacy_notice"
    ROPA_LINES = "ropa_lines"
    SEND_CARD = "send_card"
    SUBMISSION_PACK = "submission_pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within a document; level 2 stands under its title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; `gap` says that it names something still to be filled in."""

    text: str
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list of points; `to_tick` gives each a box."""

    items: tuple[str, ...]
    to_tick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Points | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to be printed, written as Word, or copied."""

    kind: TakeAwayKind
    title: str
    blocks: tuple[Block, ...]
    gaps: tuple[str, ...] = ()
