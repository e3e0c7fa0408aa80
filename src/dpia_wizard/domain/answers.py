"""What people answer: plain values whose shape alone tells their kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from dpia_wizard.domain.people import Person


class YesNo(StrEnum):
    """The words stored and printed for yes/no questions; not sure is neither yes nor open."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Mark(StrEnum):
    """What somebody said about one prompt of a checklist."""

    ADDRESSED = "addressed"
    NOT_RELEVANT = "not_relevant"
    NOT_MARKED = "not_marked"


NONE_OF_THESE = "none"
"""The explicit answer "none of these" of a list to tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptsAnswer:
    """A text and what its writer says about each prompt of the checklist beside it."""

    text: str = ""
    addressed: tuple[str, ...] = ()
    not_relevant: Mapping[str, str] = field(default_factory=dict)

    def mark(self, prompt: str) -> Mark:
        """The mark of one prompt; an unmarked prompt never blocks."""
        if prompt in self.addressed:
            return Mark.ADDRESSED
        if prompt in self.not_relevant:
            return Mark.NOT_RELEVANT
        return Mark.NOT_MARKED


Cell: TypeAlias = str | int | float
"""One field of a row. Dates are ISO 8601 texts (YYYY-MM-DD)."""

AnswerValue: TypeAlias = (
    str
    | int
    | float
    | PromptsAnswer
    | Person
    | tuple[str, ...]
    | tuple[Mapping[str, Cell], ...]
)
"""A text, number, ISO date, option id, checklist answer, person, list of options or rows."""

Answers: TypeAlias = Mapping[str, AnswerValue]


def is_written(value: AnswerValue | None) -> bool:
    """Whether a value counts as an answer: blank text and empty lists do not."""
    match value:
        case None:
            return False
        case str():
            return bool(value.strip())
        case PromptsAnswer():
            return bool(value.text.strip())
        case Person():
            return bool(value.name.strip())
        case tuple():
            return bool(value)
        case _:
            return True


def words_of(value: AnswerValue) -> Iterable[str]:
    """Every piece of text a person wrote in a value, for search and for length checks."""
    match value:
        case str():
            yield value
        case PromptsAnswer():
            yield value.text
            yield from value.not_relevant.values()
        case Person():
            yield value.name
            yield value.role
        case tuple():
            for item in value:
                if isinstance(item, str):
                    yield item
                else:
                    yield from (cell for cell in item.values() if isinstance(cell, str))
        case _:
            return
