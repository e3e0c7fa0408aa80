"""Prints a sending record: PDF/A-3a and PDF/UA-1, its data attached."""

from __future__ import annotations

from datetime import UTC, datetime, time

import weasyprint

from dpia_wizard.codec.record import ATTACHMENT
from dpia_wizard.codec.sending_record import SendingRecord, sending_record_bytes
from dpia_wizard.report import words
from dpia_wizard.report.context_sendings import sendings_of, sendings_title
from dpia_wizard.report.render import RenderedRecord
from dpia_wizard.report.template import template
from dpia_wizard.report.text import plain
from dpia_wizard.report.typeset import typeset


def render_sendings(record: SendingRecord) -> RenderedRecord:
    """Print the record; the same one gives the same bytes. Raises `RenderError`."""
    told = sendings_of(record)
    html = template("sendings.html").render(told=told)

    def describe(metadata: weasyprint.document.DocumentMetadata) -> None:
        at = datetime.combine(record.as_at, time(), UTC)
        metadata.title = plain(sendings_title(record))
        metadata.authors = [plain(record.organisation.name)]
        metadata.generator = f"{record.program.name} {record.program.version}"
        metadata.created = metadata.modified = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        metadata.attachments = [
            weasyprint.Attachment(
                string=sending_record_bytes(record),
                name=ATTACHMENT,
                description=words.PAGE["attached"],
                created=at,
                modified=at,
                relationship="Source",
            )
        ]

    made = typeset(html, describe)
    return RenderedRecord(pdf=made.pdf, fingerprint=told.fingerprint, pages=made.pages)
