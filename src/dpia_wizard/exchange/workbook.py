"""Tables as spreadsheets (.xlsx), in which text is text and dates are dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dpia_wizard.exchange.cells import CellValue

_DAY, _MOMENT = "d mmm yyyy", "d mmm yyyy hh:mm"
_MOST_SIGNS = 32_767
_NARROWEST, _WIDEST, _ROOM = 10, 60, 3
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def xlsx_table(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[CellValue]],
    *,
    fixed_columns: int = 0,
) -> bytes:
    """One sheet; its headings, and as many columns as are fixed, stay while one scrolls."""
    book = Workbook()
    book.properties.creator = "DPIA Wizard"
    book.properties.title = title
    sheet = book.worksheets[0]
    sheet.title = title
    for number, row in enumerate((headings, *rows), start=1):
        sheet.append([_cell(sheet, number, at, value) for at, value in enumerate(row, start=1)])
    _head(sheet)
    sheet.freeze_panes = f"{get_column_letter(fixed_columns + 1)}2"
    sheet.auto_filter.ref = sheet.dimensions
    _widen(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Worksheet, row: int, column: int, value: CellValue) -> Cell:
    cell = Cell(sheet, row, column)
    match value:
        case datetime():
            cell.value = value.astimezone(UTC).replace(tzinfo=None)
            cell.number_format = _MOMENT
        case date():
            cell.value = value
            cell.number_format = _DAY
        case str():
            cell.value = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)[:_MOST_SIGNS]
            cell.data_type = "s"  # also where it begins like a formula
            cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
        case _:
            cell.value = value
    return cell


def _head(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)


def _widen(sheet: Worksheet) -> None:
    """Let every column show what is in it, but none fill the screen."""
    for number, column in enumerate(sheet.iter_cols(), start=1):
        longest = max(_signs(cell.value) for cell in column) + _ROOM
        width = min(max(longest, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _signs(value: object) -> int:
    if isinstance(value, date):
        return len(_MOMENT if isinstance(value, datetime) else _DAY)
    return max(map(len, str(value).splitlines()), default=0) if value is not None else 0
