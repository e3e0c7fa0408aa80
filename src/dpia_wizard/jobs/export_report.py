"""Writes what checking found: a table for a spreadsheet, or pages to print and file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.checking import FileReport, Signature, SignatureKind
from dpia_wizard.domain.verdict import GRADES, in_short
from dpia_wizard.exchange.csv_text import csv_table
from dpia_wizard.report import words
from dpia_wizard.report.checked_files import render_checked
from dpia_wizard.store.atomic import write_bytes

_CHECKS = {
    "signature_completed": "Signer",
    "signature_advised": "Adviser",
    "signature_approved": "Approver",
    ids.TWO_PEOPLE: "Two people",
    ids.NAMES: "Names as in the record",
    ids.ADVICE: "DPO advice",
    ids.SIGNATURES: "Signatures whole",
    ids.ADDED: "Nothing added",
    ids.STATE: "Completed",
    ids.PAGES: "Pages match",
    ids.RESULT: "Result follows",
    ids.QUESTION_SET: "Question set known",
    ids.HISTORY: "History complete",
    ids.ARCHIVE: "Archive format",
    ids.REGISTER: "As in the register",
}
_HEADINGS = (
    "File",
    "Verdict",
    "In words",
    "Activity",
    "Title",
    "Signed by",
    "Signed at (UTC)",
    "Advice confirmed by",
    "Approved by",
    "Approved at (UTC)",
    "Fingerprint",
    "SHA-256",
    *_CHECKS.values(),
)


def export_reports(reports: Sequence[FileReport], out: Path, *, at: datetime) -> None:
    """Write a table, or pages where `out` ends in .pdf.

    Raises `RenderError` or `CannotWriteError`.
    """
    is_pdf = out.suffix.casefold() == ".pdf"
    data = render_checked(reports, at=at) if is_pdf else table(reports)
    write_bytes(out, data, private=False)


def table(reports: Sequence[FileReport]) -> bytes:
    """One row a file as CSV, which spreadsheets open with every sign as it is."""
    return csv_table(_HEADINGS, map(_row, reports))


def _row(report: FileReport) -> Iterator[str]:
    signed = {signature.kind: signature for signature in report.signatures}
    grades = {check.id: GRADES[check.grade] for check in report.checks}
    completed, advised, approved = (signed.get(kind) for kind in SignatureKind)
    yield from (report.file, in_short(report)[0], f"{report.headline}. {report.text}")
    yield from (report.label, report.title)
    yield from (_who(completed), _when(completed), _who(advised))
    yield from (_who(approved), _when(approved))
    yield from (report.fingerprint, report.sha256)
    yield from (grades.get(check_id, "") for check_id in _CHECKS)


def _who(signature: Signature | None) -> str:
    return str(signature.certificate.person) if signature else ""


def _when(signature: Signature | None) -> str:
    return words.short_moment(signature.at) if signature else ""
