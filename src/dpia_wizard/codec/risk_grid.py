"""Where rows stand on a grid: from a set's picture and the answers to what is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dpia_wizard.codec.grid_picture import GridCell, GridMark, RiskGrid
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.row_parts import Grid, GridPicture
from dpia_wizard.domain.row_values import Row, due_value, level_tone, rank, rows_of
from dpia_wizard.domain.situation import Situation


def risk_grids(picture: GridPicture, seen: Situation) -> tuple[RiskGrid, ...]:
    """The picture's grids with what the answers put on them."""
    found: list[RiskGrid] = []
    placed: Mapping[int, _Placed] = {}
    for grid in picture.grids:
        drawer = _Drawer(grid, seen)
        now = drawer.placed()
        placed = {**placed, **now} if grid.carries_over else now
        found.append(drawer.draw(placed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A numbered row: its place, its level, and whether somebody raised that."""

    across: int
    down: int
    level: int
    raised: bool


@dataclass(frozen=True, slots=True)
class _Drawer:
    grid: Grid
    seen: Situation

    def placed(self) -> Mapping[int, _Placed]:
        """Every row by its number; of several with one number, the strictest."""
        found: dict[int, _Placed] = {}
        for row in rows_of(self.seen.answers.get(self.grid.rows)):
            if self.grid.where is not None and not self.seen.holds_in(self.grid.where, row):
                continue
            number, place = row.get(self.grid.number), self._place(row)
            before = found.get(number) if isinstance(number, int) else None
            if isinstance(number, int) and (before is None or place.level > before.level):
                found[number] = place
        return dict(sorted(found.items()))

    def draw(self, placed: Mapping[int, _Placed]) -> RiskGrid:
        """The grid as it is drawn, strictest row on top."""
        across, down = self._field(self.grid.across), self._field(self.grid.down)
        order = range(len(down.options) - 1, -1, -1)
        return RiskGrid(
            title=self.grid.title,
            across_title=across.short,
            down_title=down.short,
            across=tuple(option.text for option in across.options),
            down=tuple(down.options[y].text for y in order),
            cells=tuple(
                tuple(self._cell(x, y, placed) for x in range(len(across.options)))
                for y in order
            ),
            unrated=tuple(n for n, p in placed.items() if min(p.across, p.down) < 0),
        )

    def _cell(self, x: int, y: int, placed: Mapping[int, _Placed]) -> GridCell:
        level = self._field(self.grid.level)
        across, down = self._field(self.grid.across), self._field(self.grid.down)
        row = {across.id: across.options[x].id, down.id: down.options[y].id}
        due = due_value(level, row, self.seen.holds_in)
        marks = [
            GridMark(number=n, level=_text(level, p.level), raised=p.raised)
            for n, p in placed.items()
            if (p.across, p.down) == (x, y)
        ]
        words = _text(level, rank(level, due))
        return GridCell(level=words, tone=level_tone(level, due), marks=tuple(marks))

    def _place(self, row: Row) -> _Placed:
        across, down = self._field(self.grid.across), self._field(self.grid.down)
        level = self._field(self.grid.level)
        now = rank(level, row.get(level.id))
        return _Placed(
            across=rank(across, row.get(across.id)),
            down=rank(down, row.get(down.id)),
            level=now,
            raised=now > rank(level, due_value(level, row, self.seen.holds_in)) >= 0,
        )

    def _field(self, name: str) -> Question:
        fields = self.seen.questionnaire.question(self.grid.rows).fields
        return next(field for field in fields if field.id == name)


def _text(field: Question, place: int) -> str:
    return field.options[place].text if place >= 0 else ""
