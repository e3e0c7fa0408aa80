"""Prints a hand-over: the whole activity with a draft mark, its kept PDFs attached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import partial

import weasyprint

from dpia_wizard.codec.record import Record
from dpia_wizard.report import words
from dpia_wizard.report.context_handover import Questionnaires, handover_of, handover_title
from dpia_wizard.report.render import RenderedRecord, describe
from dpia_wizard.report.template import template
from dpia_wizard.report.typeset import typeset


def render_handover(
    record: Record, questionnaires: Questionnaires, *, kept: Mapping[str, bytes]
) -> RenderedRecord:
    """Print a hand-over; `questionnaires` and the `kept` PDFs are by the version's key.

    The same hand-over gives the same bytes. Raises `RenderError`.
    """
    told = handover_of(record, questionnaires)
    html = template("handover.html").render(handover=told)
    files = [_attachment(record, key, pdf) for key, pdf in sorted(kept.items())]
    made = typeset(html, partial(describe, record, handover_title(record), beside=files))
    return RenderedRecord(pdf=made.pdf, fingerprint=told.fingerprint, pages=made.pages)


def _attachment(record: Record, key: str, pdf: bytes) -> weasyprint.Attachment:
    at = datetime.combine(record.as_at, time(), UTC)
    return weasyprint.Attachment(
        string=pdf,
        name=f"{key}.pdf",
        description=words.KEPT_FILE.format(key=key),
        created=at,
        modified=at,
        relationship="Supplement",
    )
