"""Register rows as JSON for the cache, and back."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import TypeAdapter

from dpia_wizard.domain.summary import ActivitySummary

_ROW = TypeAdapter(ActivitySummary)
_ROWS = TypeAdapter(list[ActivitySummary])


def dump_row(row: ActivitySummary) -> bytes:
    """One row as JSON."""
    return _ROW.dump_json(row)


def load_rows(rows: Iterable[bytes]) -> list[ActivitySummary]:
    """Many rows at once; raises `ValueError` for rows of another version."""
    return _ROWS.validate_json(b"[" + b",".join(rows) + b"]")
