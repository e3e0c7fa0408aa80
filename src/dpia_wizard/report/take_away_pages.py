"""Prints a take-away: the look of the records, gaps standing out, a draft marked as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

import weasyprint

from dpia_wizard.domain.take_away import Block, Document, Heading, Paragraph, Points, Table
from dpia_wizard.domain.take_away_fill import day_in_words
from dpia_wizard.report import words as record_words
from dpia_wizard.report.template import template
from dpia_wizard.report.text import Block as Prose
from dpia_wizard.report.text import plain, prose
from dpia_wizard.report.typeset import Typeset, typeset

_STYLES = ("paper.css", "take_away/take_away.css")
_SHORT = 600
_FEW_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    cells: tuple[tuple[Prose, ...], ...]
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One block as the template prints it, by its `kind`."""

    kind: str
    text: str = ""
    level: int = 2
    style: str = ""
    cite: str = ""
    prose: tuple[Prose, ...] = ()
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[_Row, ...] = ()
    is_short: bool = False


@dataclass(slots=True, kw_only=True)
class _Part:
    new_page: bool = False
    blocks: list[_Shown] = field(default_factory=list)


def render_take_away(
    document: Document,
    *,
    words: Mapping[str, str],
    at: datetime,
    beside: Mapping[str, bytes] | None = None,
) -> bytes:
    """An archival, tagged PDF with the files `beside` attached; raises `RenderError`.

    It is set closer where that saves a page: few lines on a page of their own look lost.
    """
    attached = dict(beside or {})
    page = _page(document, words, at, attached)

    def describe(metadata: weasyprint.document.DocumentMetadata) -> None:
        metadata.title = plain(f"{document.title}: {document.activity}")
        metadata.authors = [plain(document.organisation)] if document.organisation else []
        metadata.generator = "DPIA Wizard"
        moment = at.astimezone(UTC)
        metadata.created = metadata.modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        metadata.attachments = [_attachment(*item, moment) for item in attached.items()]

    def set_in(setting: str) -> Typeset:
        html = template("take_away.html").render(page={**page, "setting": setting})
        return typeset(html, describe, styles=_STYLES)

    roomy = set_in("roomy")
    close = set_in("close") if roomy.pages > 1 else roomy
    return min(roomy, close, key=lambda made: made.pages).pdf


def _page(
    document: Document, words: Mapping[str, str], at: datetime, attached: Mapping[str, bytes]
) -> dict[str, object]:
    """What the template prints."""
    files = ", ".join(attached)
    return {
        "title": document.title,
        "activity": document.activity,
        "organisation": document.organisation,
        "state": "draft" if document.draft else "final",
        "draft": document.draft,
        "made": words["printed_on"].replace("{day}", day_in_words(at.date().isoformat())),
        "attached": words["attached"].replace("{files}", files) if files else "",
        "made_from": words["made_from"],
        "about": document.about,
        "parts": _parts(document.blocks),
    }


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    parts = [_Part()]
    for block in blocks:
        if isinstance(block, Heading) and block.new_page and parts[-1].blocks:
            parts.append(_Part(new_page=True))
        parts[-1].blocks.extend(_shown(block))
    return parts


def _shown(block: Block) -> Iterator[_Shown]:
    match block:
        case Heading():
            yield _Shown(kind="heading", text=block.text, level=block.level)
        case Paragraph():
            style = "aside" if block.aside else "warning" if block.warning else "said"
            yield _Shown(kind="text", prose=prose(block.text), style=style, cite=block.cite)
        case Points():
            kind = "ticks" if block.to_tick else "points"
            yield _Shown(kind=kind, lines=block.items, style="aside" if block.aside else "said")
        case Table():
            rows, size = tuple(map(_row, block.rows)), sum(map(len, chain(*block.rows)))
            is_short = len(rows) <= _FEW_ROWS and size < _SHORT * 2
            yield _Shown(kind="table", head=block.head, rows=rows, is_short=is_short)


def _row(cells: Sequence[str]) -> _Row:
    return _Row(cells=tuple(map(prose, cells)), is_short=sum(map(len, cells)) < _SHORT)


def _attachment(name: str, data: bytes, at: datetime) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=data,
        name=name,
        description=record_words.KEPT_FILE.format(key=name.removesuffix(".pdf")),
        created=at,
        modified=at,
        relationship="Supplement",
    )
