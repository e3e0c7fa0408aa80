"""The texts of take-aways as their author wrote them: blocks, conditions and places to fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.take_away import TakeAwayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text, and when it is the one to use."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    """Once for each row of a question that meets `where`."""

    rows: str
    where: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What stands for `{id}` in a text: the first source that is written, or the first case.

    A source can be cut to its `first_paragraph`, or put on `one_line` to stand in a sentence.
    With `each` its `text` is said for each row, once, and joined, or `on_lines`. What comes to
    nothing is a `gap` that names what is missing and the `place` where it is filled in.
    """

    id: str
    sources: tuple[str, ...] = ()
    first_paragraph: bool = False
    one_line: bool = False
    cases: tuple[Case, ...] = ()
    otherwise: str = ""
    each: Each | None = None
    text: str = ""
    on_lines: bool = False
    gap: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text of a list, a cell or a paragraph, with its condition and its source in law."""

    text: str
    when: Condition | None = None
    each: Each | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingText:
    """A heading."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphText:
    """Running text, an aside to whoever uses the document, or a warning."""

    said: Said
    aside: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsText:
    """A list; it can also name the `checks` a row needs and, but for some, its `needs`.

    Of the checks in `checks_each_time` none counts for longer than the sending it is made for.
    """

    items: tuple[Said, ...]
    to_tick: bool = False
    aside: bool = False
    checks: bool = False
    checks_each_time: tuple[str, ...] = ()
    needs: bool = False
    needs_without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    """A row of a table, and when it is there."""

    cells: tuple[str, ...]
    when: Condition | None = None
    each: Each | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableText:
    """A table."""

    head: tuple[str, ...]
    rows: tuple[RowText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentText:
    """Everything an assessment says: its result, its answers, the advice and the sign-off."""

    set_id: str


Content: TypeAlias = HeadingText | ParagraphText | PointsText | TableText | ContentText


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Blocks that stand or fall together, once or for each row."""

    contents: tuple[Content, ...]
    when: Condition | None = None
    each: Each | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """While it holds there is no document; why, and at what place that may change."""

    when: Condition
    because: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """One document; it is no draft once `settled` holds.

    Of the sets in `newest` it tells the latest version, settled or not. `attach` names the set
    whose kept PDF goes with it. What to `expect` is told to whoever sends it, beside it.
    """

    kind: TakeAwayKind
    title: str
    short_title: str
    purpose: str
    barriers: tuple[Barrier, ...] = ()
    settled: Condition | None = None
    parts: tuple[Part, ...] = ()
    about: tuple[Said, ...] = ()
    attach: str = ""
    newest: tuple[str, ...] = ()
    expect: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAwayTexts:
    """All documents, the values they share, and the program's own words in them."""

    version: str
    values: Mapping[str, Value]
    documents: Mapping[TakeAwayKind, DocumentText]
    places: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
