"""What people take away from an activity: a short document, whatever it is written as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

BY_HAND = "document"
"""The place of what can be filled in nowhere but in the document itself."""

_GAP = re.compile(r"(\[… [^\]]*\])")


class TakeAwayKind(StrEnum):
    """Which document."""

    PRIVACY_NOTICE = "privacy_notice"
    ROPA_LINES = "ropa_lines"
    SEND_CARD = "send_card"
    SUBMISSION_PACK = "submission_pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within a document; level 2 stands under its title.

    With `new_page` it begins a part that can be handed out by itself.
    """

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; `gap` says that it names something still to be filled in.

    An `aside` speaks to whoever uses the document, and is not copied with it; a `warning`
    stands out.
    """

    text: str
    gap: bool = False
    aside: bool = False
    warning: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list of points; `to_tick` gives each a box."""

    items: tuple[str, ...]
    to_tick: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Points | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something still to be filled in, and where; `place` is an id the window knows.

    `place` is a set's id, `profile`, `details` or `BY_HAND`; `where` says it in words.
    """

    what: str
    where: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to be printed, written as Word, or copied.

    `draft` says that it rests on something not signed off yet; it is empty once all is. `about`
    says what it was written from, a line each; `attach` is the key of the version whose kept
    PDF goes with it. What to `expect` once it is handed out is no part of it.
    """

    kind: TakeAwayKind
    title: str
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...] = ()
    draft: str = ""
    activity: str = ""
    organisation: str = ""
    about: tuple[str, ...] = ()
    attach: str = ""
    expect: tuple[str, ...] = ()


def with_gaps(text: str) -> list[tuple[str, bool]]:
    """The pieces of a text, each with whether it stands for something to be filled in."""
    return [(piece, bool(_GAP.fullmatch(piece))) for piece in _GAP.split(text) if piece]
