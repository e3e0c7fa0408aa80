"""From a file's shape to what rows can have beside plain fields, and to their pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.row_parts import Grid, GridPicture, NotNeeded, Suggestion, WorkedOut

Say: TypeAlias = Callable[[file.Text], str]
Build: TypeAlias = Callable[[ConditionFile], Condition]


def worked_out(shape: file.WorkedOutFile | None, build: Build) -> WorkedOut | None:
    """How a field of a row follows from others."""
    if shape is None:
        return None
    cases = tuple((build(case.when), case.value) for case in shape.cases)
    return WorkedOut(cases=cases, reason=shape.reason)


def suggestions(
    shapes: Sequence[file.SuggestionFile], say: Say, build: Build
) -> tuple[Suggestion, ...]:
    """The rows offered to be taken over."""
    return tuple(
        Suggestion(
            id=shape.id,
            title=say(shape.title),
            row={key: say(value) for key, value in shape.row.items()},
            when=build(shape.when) if shape.when else None,
            because=say(shape.because),
            follows=shape.follows,
        )
        for shape in shapes
    )


def pictures(
    shapes: Sequence[file.PictureFile], say: Say, build: Build
) -> tuple[GridPicture, ...]:
    """The pictures of a set."""
    return tuple(
        GridPicture(
            id=shape.id,
            at=shape.at,
            title=say(shape.title),
            grids=tuple(_grid(grid, say, build) for grid in shape.grids),
            on_result=shape.on_result,
        )
        for shape in shapes
    )


def not_needed(shape: file.NotNeededFile | None, say: Say, build: Build) -> NotNeeded | None:
    """When a set need not be done."""
    return NotNeeded(when=build(shape.when), because=say(shape.because)) if shape else None


def _grid(shape: file.GridFile, say: Say, build: Build) -> Grid:
    return Grid(
        title=say(shape.title),
        rows=shape.rows,
        across=shape.across,
        down=shape.down,
        level=shape.level,
        number=shape.number,
        where=build(shape.where) if shape.where else None,
        carries_over=shape.carries_over,
    )
