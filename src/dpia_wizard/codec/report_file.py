"""What checking found, as plain data and back: for the worker, for `verify` and for exports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.domain.checking import FileReport
from dpia_wizard.domain.errors import UnreadableError

_REPORT = TypeAdapter(FileReport)
_REPORTS = TypeAdapter(list[FileReport])


def dump_report(report: FileReport) -> dict[str, Any]:
    """A report as plain JSON data."""
    plain: dict[str, Any] = _REPORT.dump_python(report, mode="json")
    return plain


def load_report(plain: object) -> FileReport:
    """A report from plain data; raises `UnreadableError`."""
    try:
        return _REPORT.validate_python(plain)
    except ValidationError as error:
        raise UnreadableError(source="report", problems=["not a report"]) from error


def dump_reports(reports: Sequence[FileReport]) -> str:
    """Several reports as JSON text."""
    return _REPORTS.dump_json(list(reports)).decode("utf-8")


def load_reports(text: str) -> list[FileReport]:
    """Several reports from JSON text; raises `UnreadableError`."""
    try:
        return _REPORTS.validate_python(read_json(text))
    except (JsonError, ValidationError) as error:
        raise UnreadableError(source="report", problems=["not a list of reports"]) from error
