"""Conditions as data: what must hold for a question to show or a rule to fire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dpia_wizard.domain.answers import Cell, Mark


class Source(StrEnum):
    """Where a compared value comes from."""

    QUESTION = "question"
    FACT = "fact"
    DERIVED = "derived"
    AS_AT = "as_at"


class Operator(StrEnum):
    """How a value is compared; an unanswered value fails every test but `UNANSWERED`."""

    IN = "in"
    INCLUDES = "includes"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The value a condition looks at."""

    source: Source
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A day to compare with: fixed, or taken from another value and shifted by `days`."""

    day: date | None = None
    subject: Subject | None = None
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """One value held against fixed values or a day."""

    subject: Subject
    operator: Operator
    values: tuple[Cell, ...] = ()
    bound: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """At least so many of a checklist's prompts carry a mark."""

    question: str
    mark: Mark
    prompts: tuple[str, ...] = ()
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of several questions have one of the given values."""

    questions: tuple[str, ...]
    values: tuple[Cell, ...]
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Any row, or each row of a non-empty list, meets a condition on its own fields.

    Within the `where` of other rows, `same` names fields that must be as in the row it is
    looked from.
    """

    question: str
    where: Condition
    each: bool = False
    same: tuple[str, ...] = ()


Condition: TypeAlias = Compare | Marked | Count | AllOf | AnyOf | Not | Rows


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it, outermost first; rows' own fields excepted."""
    yield condition
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from parts_of(part)
        case Not(part=part):
            yield from parts_of(part)
        case Compare() | Marked() | Count() | Rows():
            return


def questions_in(condition: Condition) -> tuple[str, ...]:
    """The ids of the questions a condition looks at, in order, once each."""
    found: dict[str, None] = {}
    for part in parts_of(condition):
        match part:
            case Compare(subject=subject, bound=bound):
                subjects = [subject, bound.subject if bound else None]
                ids = [s.id for s in subjects if s and s.source is Source.QUESTION]
                found.update(dict.fromkeys(ids))
            case Marked(question=question) | Rows(question=question):
                found[question] = None
            case Count(questions=questions):
                found.update(dict.fromkeys(questions))
            case AllOf() | AnyOf() | Not():
                pass
    return tuple(found)


def facts_in(condition: Condition) -> Iterator[str]:
    """The names of the facts a condition looks at, also within rows."""
    for part in parts_of(condition):
        match part:
            case Compare(subject=subject, bound=bound):
                subjects = [subject, bound.subject if bound else None]
                yield from (s.id for s in subjects if s and s.source is Source.FACT)
            case Rows(where=where):
                yield from facts_in(where)
            case Marked() | Count() | AllOf() | AnyOf() | Not():
                pass
