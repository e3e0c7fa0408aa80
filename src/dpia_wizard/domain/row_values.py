"""Rows as they count: numbered, and with the values that follow from their other fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from dpia_wizard.domain.answers import AnswerValue, Cell, is_written
from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.questionnaire import Kind, Question

Row: TypeAlias = Mapping[str, Cell]
Holds: TypeAlias = Callable[[Condition, Row], bool]
"""Whether a condition holds, seen from one row."""


def rows_of(value: AnswerValue | None) -> tuple[Row, ...]:
    """The rows of an answer; none if it is of another kind."""
    given = value if isinstance(value, tuple) else ()
    return tuple(row for row in given if not isinstance(row, str))


def counted_rows(question: Question, rows: Sequence[Row], holds: Holds) -> tuple[Row, ...]:
    """Every row with its number, and with worked-out values that are never milder than due.

    Fields are taken in order: what is hidden by earlier ones counts nowhere.
    """
    return tuple(_counted(question, row, holds) for row in _numbered(question, rows))


def told_rows(
    question: Question, given: Sequence[Row], counted: Sequence[Row]
) -> tuple[Row, ...]:
    """The counted rows without what nobody gave and only the rules work out."""
    inner = {field.id for field in question.fields if field.given_only}
    return tuple(
        {name: cell for name, cell in row.items() if name in typed or name not in inner}
        for typed, row in zip(given, counted, strict=True)
    )


def shows_in(field: Question, row: Row, holds: Holds) -> bool:
    """Whether a field of a row is asked, given the row's earlier fields."""
    return field.show_if is None or holds(field.show_if, row)


def due_value(field: Question, row: Row, holds: Holds) -> str | None:
    """What a field comes to by the row's other fields; None while they do not say."""
    if field.worked_out is None:
        return None
    return next((value for when, value in field.worked_out.cases if holds(when, row)), None)


def contradicted(question: Question, rows: Sequence[Row], holds: Holds) -> tuple[str, ...]:
    """Fields given directly that say another thing than what they are worked out from."""
    found: dict[str, None] = {}
    for row in rows:
        for field in question.fields:
            given, due = row.get(field.id), due_value(field, row, holds)
            if field.given_only and is_written(given) and due is not None and given != due:
                found[field.id] = None
    return tuple(found)


def is_raised(field: Question, row: Row, holds: Holds) -> bool:
    """Whether a person chose a stricter value than is due."""
    due = due_value(field, row, holds)
    return due is not None and rank(field, row.get(field.id)) > rank(field, due)


def rank(field: Question, value: Cell | None) -> int:
    """How strict a value is: its place among the options, -1 for none."""
    known = [option.id for option in field.options]
    return known.index(value) if isinstance(value, str) and value in known else -1


def level_tone(field: Question, value: Cell | None) -> str:
    """The mildest level is good, the strictest to stop at, whatever is between wants care."""
    place = rank(field, value)
    if place <= 0:
        return "good" if place == 0 else "care"
    return "stop" if place == len(field.options) - 1 else "care"


def row_name(question: Question, row: Row) -> str:
    """A row in a few words: its first text, and the first thing chosen in it."""
    texts = (row.get(f.id) for f in question.fields if f.kind in (Kind.TEXT, Kind.LONG_TEXT))
    chosen = (
        option.text
        for field in question.fields
        for option in field.options
        if row.get(field.id) == option.id
    )
    words = (str(next((t for t in texts if t is not None), "")).strip(), next(chosen, ""))
    return " · ".join(word for word in words if word)


def next_number(question: Question, rows: Sequence[Row]) -> Mapping[str, Cell]:
    """The cell that numbers a new row; nothing if its rows have no numbers."""
    name = number_field(question)
    if not name:
        return {}
    return {name: max((n for row in rows if (n := _number(row, name))), default=0) + 1}


def number_field(question: Question) -> str:
    """The id of the field that numbers the rows, or nothing."""
    return next((field.id for field in question.fields if field.numbered), "")


def _numbered(question: Question, rows: Sequence[Row]) -> Iterator[Row]:
    name = number_field(question)
    taken = {_number(row, name) for row in rows} if name else set()
    for place, row in enumerate(rows, 1):
        if not name or is_written(row.get(name)):
            yield row
            continue
        number = place
        while number in taken:
            number += 1
        taken.add(number)
        yield {name: number, **row}


def _number(row: Row, name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0


def _counted(question: Question, row: Row, holds: Holds) -> Row:
    """The row as it counts; a change makes it another value, so that views may be kept."""
    counted = row
    for field in question.fields:
        if not shows_in(field, counted, holds):
            if field.id in counted:
                counted = {name: cell for name, cell in counted.items() if name != field.id}
            continue
        due, given = due_value(field, counted, holds), counted.get(field.id)
        if due is not None and due != given and rank(field, given) <= rank(field, due):
            counted = {**counted, field.id: due}
    return counted
