"""From the file of take-aways to the domain's texts."""

from __future__ import annotations

from dpia_wizard.codec import take_away_file as file
from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.codec.questionnaire_build import condition
from dpia_wizard.domain import take_away_text as text
from dpia_wizard.domain.conditions import Condition


def take_aways(shape: file.TakeAwaysFile) -> text.TakeAwayTexts:
    """All documents and what they share."""
    return text.TakeAwayTexts(
        version=shape.version,
        values={value.id: _value(value) for value in shape.values},
        documents={document.id: _document(document) for document in shape.documents},
        places={place.id: place.text for place in shape.places},
        words=dict(shape.words),
    )


def _value(shape: file.ValueFile) -> text.Value:
    return text.Value(
        id=shape.id,
        sources=tuple(shape.from_),
        first_paragraph=shape.first_paragraph,
        one_line=shape.one_line,
        cases=tuple(text.Case(when=condition(c.when), text=_said(c.text)) for c in shape.cases),
        otherwise=_said(shape.otherwise),
        each=_each(shape.each_row, shape.where),
        text=_said(shape.text),
        on_lines=shape.on_lines,
        gap=_said(shape.gap),
        place=shape.place,
    )


def _document(shape: file.DocumentFile) -> text.DocumentText:
    return text.DocumentText(
        kind=shape.id,
        title=_said(shape.title),
        short_title=_said(shape.short_title),
        purpose=_said(shape.purpose),
        barriers=tuple(
            text.Barrier(when=condition(b.when), because=_said(b.because), place=b.place)
            for b in shape.barriers
        ),
        settled=condition(shape.settled),
        parts=tuple(_part(part) for part in shape.parts),
        about=tuple(_line(line) for line in shape.about),
        attach=shape.attach,
        newest=tuple(shape.newest),
        expect=tuple(_line(line) for line in shape.expect),
    )


def _part(shape: file.PartFile) -> text.Part:
    return text.Part(
        contents=tuple(_content(block) for block in shape.blocks),
        when=_when(shape.when),
        each=_each(shape.each_row, shape.where),
    )


def _content(shape: file.BlockFile) -> text.Content:
    if shape.heading is not None:
        said = _said(shape.heading)
        return text.HeadingText(text=said, level=shape.level, new_page=shape.new_page)
    if shape.table is not None:
        return _table(shape.table)
    if shape.content_of is not None:
        return text.ContentText(set_id=shape.content_of)
    items = shape.ticks if shape.points is None else shape.points
    if items is not None:
        return text.PointsText(
            items=tuple(_line(item) for item in items),
            to_tick=shape.ticks is not None,
            aside=shape.aside is True,
            checks=shape.checks,
            checks_each_time=tuple(shape.checks_each_time),
            needs=shape.needs,
            needs_without=tuple(shape.needs_without),
        )
    said = shape.paragraph or shape.warning or str(shape.aside)
    line = text.Said(
        text=_said(said),
        when=_when(shape.when),
        each=_each(shape.each_row, shape.where),
        cite=shape.cite,
    )
    aside = isinstance(shape.aside, str)
    return text.ParagraphText(said=line, aside=aside, warning=shape.warning is not None)


def _table(shape: file.TableFile) -> text.TableText:
    rows = tuple(
        text.RowText(
            cells=tuple(_said(cell) for cell in row.cells),
            when=_when(row.when),
            each=_each(row.each_row, row.where),
        )
        for row in shape.rows
    )
    return text.TableText(head=tuple(shape.head), rows=rows)


def _line(shape: str | file.SaidFile) -> text.Said:
    if isinstance(shape, str):
        return text.Said(text=_said(shape))
    return text.Said(
        text=_said(shape.text),
        when=_when(shape.when),
        each=_each(shape.each_row, shape.where),
        cite=shape.cite,
    )


def _each(rows: str, where: ConditionFile | None) -> text.Each | None:
    return text.Each(rows=rows, where=_when(where)) if rows else None


def _when(shape: ConditionFile | None) -> Condition | None:
    return None if shape is None else condition(shape)


def _said(words: str) -> str:
    return " ".join(words.split())
