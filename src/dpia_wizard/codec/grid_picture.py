"""Risk grids as SVG text: places by likelihood and severity, and the rows that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dpia_wizard.codec.pictures import PAPER, PictureColours, svg_picture, svg_text


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMark:
    """A numbered row on a grid; `raised` if somebody chose a stricter level than its place."""

    number: int
    level: str
    raised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One place of a grid: its level in words, its tone, and the rows that stand there."""

    level: str
    tone: str
    marks: tuple[GridMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskGrid:
    """Places by likelihood and severity, strictest row on top; `unrated` rows stand nowhere."""

    title: str
    across_title: str
    down_title: str
    across: tuple[str, ...]
    down: tuple[str, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    unrated: tuple[int, ...] = ()


_GRID_TOP = 30
_GRID_ROW = 52
_GRID_FOOT = 42
_GRID_NOTE = 17
_GRID_LABELS = 84
_GRID_GAP = 28
_WIDEST_GRID = 430
_NARROWEST_GRID = 270
_MARK = 22
_LETTER = 5.6
_LINES = 2


def grids_words(grids: Sequence[RiskGrid]) -> str:
    """Every grid in words: each row with its place and level."""
    return " ".join(_grid_words(grid) for grid in grids)


def grids_height(grids: Sequence[RiskGrid], width: int = 640) -> int:
    """How tall the grids are: side by side, or below one another where that is too narrow."""
    return _tall(grids) * (len(grids) if _is_stacked(grids, width) else 1)


def _tall(grids: Sequence[RiskGrid]) -> int:
    rows = max((len(grid.down) for grid in grids), default=0)
    notes = max((len(_grid_notes(grid)) for grid in grids), default=0)
    return _GRID_TOP + rows * _GRID_ROW + _GRID_FOOT + notes * _GRID_NOTE


def grids(
    shown: Sequence[RiskGrid], *, width: int = 640, colours: PictureColours = PAPER
) -> str:
    """Grids whose places each say their level and which rows stand there."""
    if _is_stacked(shown, width):
        whole = min(width, _WIDEST_GRID)
        drawn = "".join(
            f'<g transform="translate(0 {place * _tall(shown)})">'
            f"{_grid(grid, 0, whole, colours)}</g>"
            for place, grid in enumerate(shown)
        )
        return svg_picture(width, grids_height(shown, width), grids_words(shown), drawn)
    share = (width - _GRID_GAP * (len(shown) - 1)) / max(len(shown), 1)
    wide = min(share, _WIDEST_GRID)
    drawn = "".join(
        _grid(grid, place * (wide + _GRID_GAP), wide, colours)
        for place, grid in enumerate(shown)
    )
    return svg_picture(width, grids_height(shown, width), grids_words(shown), drawn)


def _is_stacked(shown: Sequence[RiskGrid], width: int) -> bool:
    return len(shown) > 1 and width < _NARROWEST_GRID * len(shown)


def _grid(grid: RiskGrid, left: float, wide: float, colours: PictureColours) -> str:
    start = left + _GRID_LABELS
    share = (wide - _GRID_LABELS) / max(len(grid.across), 1)
    bottom = _GRID_TOP + len(grid.down) * _GRID_ROW
    drawn = [
        svg_text(left, 14, grid.title, ink=colours.text, bold=True, size=13, anchor="start")
    ]
    for y, (name, row) in enumerate(zip(grid.down, grid.cells, strict=True)):
        top = _GRID_TOP + y * _GRID_ROW
        middle = top + _GRID_ROW / 2 + 4
        drawn.append(svg_text(start - 8, middle, name, ink=colours.text, anchor="end"))
        drawn += [
            _grid_cell(cell, start + x * share, top, share, colours)
            for x, cell in enumerate(row)
        ]
    drawn += [
        svg_text(start + (x + 0.5) * share, bottom + 15, name, ink=colours.text)
        for x, name in enumerate(grid.across)
    ]
    middle = start + (wide - _GRID_LABELS) / 2
    drawn.append(svg_text(middle, bottom + 32, grid.across_title, ink=colours.muted, size=11))
    drawn.append(
        svg_text(
            start - 8, bottom + 15, grid.down_title, ink=colours.muted, size=11, anchor="end"
        )
    )
    for line, note in enumerate(_grid_notes(grid)):
        y = bottom + _GRID_FOOT + 10 + line * _GRID_NOTE
        drawn.append(svg_text(left, y, note, ink=colours.muted, anchor="start"))
    return "".join(drawn)


def _grid_cell(
    cell: GridCell, left: float, top: float, wide: float, colours: PictureColours
) -> str:
    ink, ground = colours.tone(cell.tone)
    x, y, width, height = (round(n, 1) for n in (left + 1, top + 1, wide - 2, _GRID_ROW - 2))
    edge = ink if cell.marks else colours.line
    box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    drawn = [
        f'<rect {box} rx="6" fill="{ground}" stroke="{edge}"/>',
        svg_text(x + 9, y + 17, cell.level, ink=ink, bold=True, size=11, anchor="start"),
    ]
    signs = [f"{mark.number}{'↑' if mark.raised else ''}" for mark in cell.marks]
    if len(signs) <= int((width - 6) // _MARK):
        drawn += [
            _grid_mark(sign, x + 16 + place * _MARK, y + 34, ink, colours)
            for place, sign in enumerate(signs)
        ]
    else:
        drawn += [
            svg_text(
                x + 9, y + 31 + 13 * line, words, ink=colours.text, size=11, anchor="start"
            )
            for line, words in enumerate(_in_lines(signs, int((width - 12) / _LETTER)))
        ]
    return "".join(drawn)


def _in_lines(signs: Sequence[str], room: int) -> list[str]:
    """The signs in two lines of text; what has no room there is counted."""
    lines = [""]
    for place, sign in enumerate(signs):
        left = f"+{len(signs) - place}"
        longer = f"{lines[-1]}, {sign}" if lines[-1] else sign
        spare = len(left) + 2 if len(lines) == _LINES else 0
        if len(longer) + spare <= room or (place == len(signs) - 1 and len(longer) <= room):
            lines[-1] = longer
        elif len(lines) < _LINES:
            lines.append(sign)
        else:
            lines[-1] += f", {left}"
            break
    return lines


def _grid_mark(sign: str, x: float, y: float, ink: str, colours: PictureColours) -> str:
    size = 11 if len(sign) == 1 else 9
    return (
        f'<circle cx="{round(x, 1)}" cy="{round(y, 1)}" r="10" fill="{colours.surface}" '
        f'stroke="{ink}"/>' + svg_text(x, y + 4, sign, ink=colours.text, bold=True, size=size)
    )


def _grid_notes(grid: RiskGrid) -> list[str]:
    marks = [mark for row in grid.cells for cell in row for mark in cell.marks]
    raised = [f"{mark.number} to {mark.level.lower()}" for mark in marks if mark.raised]
    notes = [f"↑ raised: {', '.join(raised)}"] if raised else []
    waiting = ", ".join(str(number) for number in grid.unrated)
    return [*notes, f"Not rated yet: {waiting}"] if waiting else notes


def _grid_words(grid: RiskGrid) -> str:
    told = sorted(
        (mark.number, _mark_words(mark, severity, likelihood))
        for severity, row in zip(grid.down, grid.cells, strict=True)
        for likelihood, cell in zip(grid.across, row, strict=True)
        for mark in cell.marks
    )
    told += [(number, f"{number} not rated yet") for number in grid.unrated]
    said = "; ".join(words for _, words in told) or "nothing rated yet"
    return f"{grid.title}: {said}."


def _mark_words(mark: GridMark, severity: str, likelihood: str) -> str:
    level = f"raised to {mark.level.lower()}" if mark.raised else mark.level.lower()
    return f"{mark.number} {level} ({likelihood.lower()}, {severity.lower()})"
