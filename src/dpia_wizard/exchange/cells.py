"""What a cell of a table may hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

CellValue: TypeAlias = str | int | date | datetime | None
"""A moment is given with its zone and shown in UTC: spreadsheets know no zones."""
