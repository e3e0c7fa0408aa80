"""Writes the register as a table: for spreadsheets, or as JSON for programs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from dpia_wizard.exchange.cells import CellValue
from dpia_wizard.exchange.csv_text import csv_table
from dpia_wizard.jobs.register_rows import ALWAYS, RegisterRows, Value, register_rows
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.workspace import Workspace

FORMATS: Final = ("xlsx", "csv", "json")
"""Each is the ending of its files, too."""


def export_register(workspace: Workspace, out: Path, *, kind: str, today: date) -> int:
    """Write every activity's row to `out`; returns how many.

    `kind` is one of `FORMATS`. Raises `CannotWriteError`.
    """
    table = register_rows(workspace, today=today)
    write_bytes(out, _data(table, kind), private=False)
    return len(table.rows)


def _data(table: RegisterRows, kind: str) -> bytes:
    shown = ([_shown(value) for value in row] for row in table.rows)
    match kind:
        case "xlsx":
            from dpia_wizard.exchange.workbook import (
                xlsx_table,
            )  # slow: the worker starts without

            return xlsx_table("Register", table.headings, shown, fixed_columns=ALWAYS)
        case "csv":
            return csv_table(table.headings, ([_text(value) for value in row] for row in shown))
        case _:
            return _json(table)


def _shown(value: Value) -> CellValue:
    """A value as people read it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.replace("_", " ").capitalize()
        case _:
            return value


def _text(value: CellValue) -> str:
    """A cell as text; a spreadsheet takes such dates for dates."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M}"
        case _:
            return str(value)


def _json(table: RegisterRows) -> bytes:
    rows = [dict(zip(table.keys, map(_plain, row), strict=True)) for row in table.rows]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", errors="replace")


def _plain(value: Value) -> str | int | bool | None:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            return value
