"""Prints a record: one file that is PDF/A-3a and PDF/UA-1 and carries the record's data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial

import weasyprint

from dpia_wizard.codec.record import ATTACHMENT, Record, dump_record, record_bytes
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.report import words
from dpia_wizard.report.context import page_of, title_of
from dpia_wizard.report.fonts import coverage
from dpia_wizard.report.template import fill, template
from dpia_wizard.report.text import plain
from dpia_wizard.report.typeset import RECORD_STYLES, fonts_and_style, typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedRecord:
    """The file of a record, and what is printed on it to know it by."""

    pdf: bytes
    fingerprint: str
    pages: int


def render_record(record: Record, questionnaire: Questionnaire) -> RenderedRecord:
    """Print a record; the same record gives the same bytes.

    Raises `RenderError`, which never quotes an answer.
    """
    page = page_of(record, questionnaire)
    made = typeset(fill(page), partial(describe, record, title_of(record, questionnaire)))
    return RenderedRecord(pdf=made.pdf, fingerprint=page.fingerprint, pages=made.pages)


def html_of(record: Record, questionnaire: Questionnaire) -> str:
    """The HTML the pages are made from."""
    return fill(page_of(record, questionnaire))


def warm_up() -> None:
    """Read template, fonts and style sheet now, so that the first record is no slower."""
    fonts_and_style(*RECORD_STYLES)
    for name in ("record.html", "handover.html"):
        template(name)
    coverage()


def describe(
    record: Record,
    title: str,
    metadata: weasyprint.document.DocumentMetadata,
    *,
    beside: Iterable[weasyprint.Attachment] = (),
) -> None:
    """Give a document its title and dates, the record's data, and what lies beside that."""
    at = datetime.combine(record.as_at, time(), UTC)
    metadata.title = plain(title)
    metadata.authors = [plain(record.organisation.name)]
    metadata.generator = f"{record.program.name} {record.program.version}"
    metadata.created = metadata.modified = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    data = weasyprint.Attachment(
        string=record_bytes(dump_record(record)),
        name=ATTACHMENT,
        description=words.PAGE["attached"],
        created=at,
        modified=at,
        relationship="Source",
    )
    metadata.attachments = [data, *beside]
