"""Prints what checking found: a summary first, then each file with its checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import weasyprint

from dpia_wizard.domain.checking import FileReport
from dpia_wizard.domain.verdict import GRADES, SIGNS, holds, in_short
from dpia_wizard.report import words
from dpia_wizard.report.template import template
from dpia_wizard.report.text import plain
from dpia_wizard.report.typeset import typeset

_STYLES = ("paper.css", "check/check.css")
_TITLE = "Check of records"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file as the template prints it; `tone` only colours what the words say."""

    report: FileReport
    short: str
    tone: str


def render_checked(reports: Sequence[FileReport], *, at: datetime) -> bytes:
    """An archival, tagged PDF about some files; raises `RenderError`."""
    files = [CheckedFile(report=r, short=in_short(r)[0], tone=in_short(r)[1]) for r in reports]
    sound = sum(holds(report) for report in reports)
    number = "1 file" if len(files) == 1 else f"{len(files):,} files"
    html = template("check.html").render(
        title=_TITLE,
        files=files,
        summary=f"{number} checked, {sound:,} intact and approved",
        made=f"Checked {words.moment(at)}",
        signs=SIGNS,
        grades=GRADES,
        page_word=words.PAGE["page"],
        of_word=words.PAGE["of"],
    )

    def describe(metadata: weasyprint.document.DocumentMetadata) -> None:
        metadata.title = plain(f"{_TITLE}: {number}")
        metadata.generator = "DPIA Wizard"
        metadata.created = metadata.modified = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    return typeset(html, describe, styles=_STYLES).pdf
