"""Writes a take-away: the parts whose conditions hold, filled in from the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dpia_wizard.domain.take_away import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Table,
    TakeAwayKind,
)
from dpia_wizard.domain.take_away_case import WholeCase
from dpia_wizard.domain.take_away_content import content_blocks
from dpia_wizard.domain.take_away_fill import Filler, cited
from dpia_wizard.domain.take_away_text import (
    Barrier,
    Content,
    ContentText,
    HeadingText,
    ParagraphText,
    Part,
    PointsText,
    Said,
    TableText,
    TakeAwayTexts,
)


def barrier_to(texts: TakeAwayTexts, kind: TakeAwayKind, case: WholeCase) -> Barrier | None:
    """What stands against there being such a document for this activity, in full words."""
    filler = Filler(case=case, texts=texts)
    barrier = next((b for b in texts.documents[kind].barriers if filler.holds(b.when)), None)
    return replace(barrier, because=filler.fill(barrier.because)) if barrier else None


def compose(texts: TakeAwayTexts, kind: TakeAwayKind, case: WholeCase) -> Document:
    """Write a document; what is missing in it stands out and is listed in its gaps."""
    text = texts.documents[kind]
    filler = Filler(case=case, texts=texts)
    blocks = tuple(block for part in text.parts for block in _part(part, filler))
    relied = case.relied_on.get(text.attach)
    about = tuple(line for said in text.about for line in _lines(said, filler))
    return Document(
        kind=kind,
        title=filler.fill(text.title),
        blocks=blocks,
        gaps=tuple(filler.gaps),
        draft="" if filler.holds(text.settled) else texts.words["draft"],
        activity=f"{case.activity.label} · {case.activity.details.title}",
        organisation=case.organisation,
        about=about,
        expect=tuple(line for said in text.expect for line in _lines(said, filler)),
        attach=relied.assessment.key if relied else "",
    )


def _part(part: Part, filler: Filler) -> Iterator[Block]:
    for inside in filler.each(part.each):
        if inside.holds(part.when):
            for content in part.contents:
                yield from _content(content, inside)


def _content(content: Content, filler: Filler) -> Iterator[Block]:
    match content:
        case HeadingText():
            text = filler.fill(content.text)
            yield Heading(text=text, level=content.level, new_page=content.new_page)
        case ParagraphText():
            yield from _paragraph(content, filler)
        case PointsText():
            said = [line for item in content.items for line in _lines(item, filler)]
            said += filler.checks(content.checks_each_time) if content.checks else ()
            said += filler.needs(content.needs_without) if content.needs else ()
            if said:
                items = tuple(dict.fromkeys(said))
                yield Points(items=items, to_tick=content.to_tick, aside=content.aside)
        case TableText():
            rows = tuple(dict.fromkeys(_rows(content, filler)))
            if rows:
                yield Table(head=content.head, rows=rows)
        case ContentText():
            relied = filler.case.relied_on.get(content.set_id)
            if relied is not None:
                yield from content_blocks(relied, filler)


def _paragraph(content: ParagraphText, filler: Filler) -> Iterator[Block]:
    said = content.said
    written: set[str] = set()
    for inside in filler.each(said.each):
        if not inside.holds(said.when):
            continue
        noting = inside.noting()
        text = noting.fill(said.text)
        filler.gaps.update(noting.gaps)
        if text and text not in written:
            written.add(text)
            yield Paragraph(
                text=text,
                gap=bool(noting.gaps),
                aside=content.aside,
                warning=content.warning,
                cite=said.cite,
            )


def _lines(said: Said, filler: Filler) -> Iterator[str]:
    for inside in filler.each(said.each):
        if inside.holds(said.when):
            text = inside.fill(said.text)
            if text:
                yield cited(text, said.cite)


def _rows(table: TableText, filler: Filler) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        for inside in filler.each(row.each):
            if inside.holds(row.when):
                yield tuple(inside.fill(cell) for cell in row.cells)
