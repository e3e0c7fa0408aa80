"""Tables as CSV, in which a spreadsheet takes no cell for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(headings: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as CSV, which spreadsheets open with every sign as it is."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in (headings, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def harmless(cell: str) -> str:
    """A cell that is text and nothing else, whatever it begins with."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell[:1] in _FORMULA else cell
