"""A take-away as plain text, as Markdown and as HTML; every text in it is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from dpia_wizard.domain.take_away import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Table,
    with_gaps,
)

_ITEM = re.compile(r"\s*[-•]\s+(?=\S)")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_BOX = "☐"
_MARKED = '<b style="background-color: #fff3d6">{}</b>'  # the same amber as on paper
_PAIR = 2  # a name and what stands beside it


def to_copy(document: Document) -> tuple[Block, ...]:
    """The blocks that go with a copy: nothing that only speaks to whoever copies.

    A heading that has nothing left below it goes too.
    """
    kept: list[Block] = []
    for block in reversed(document.blocks):
        if isinstance(block, Paragraph | Points) and block.aside:
            continue
        below = kept[-1] if kept else None
        is_last = below is None or (isinstance(below, Heading) and isinstance(block, Heading))
        if isinstance(block, Heading) and is_last and not _leads_to(block, below):
            continue
        kept.append(block)
    return tuple(reversed(kept))


def _leads_to(heading: Heading, below: Block | None) -> bool:
    return isinstance(below, Heading) and below.level > heading.level


def as_text(document: Document) -> str:
    """Plain text, a blank line between blocks; a draft says so first."""
    draft = [document.draft] if document.draft else []
    return _joined([*draft, *(_text_of(block) for block in to_copy(document))])


def as_markdown(document: Document) -> str:
    """Markdown with its title; what people wrote stays what they wrote."""
    head = [f"# {_marked(document.title)}"]
    head += [f"*{_marked(document.draft)}*"] if document.draft else []
    return _joined([*head, *(_markdown_of(block) for block in to_copy(document))])


def as_html(document: Document) -> str:
    """HTML of what is copied, in which what is missing and what warns stand out by itself."""
    draft = [f"<p><i>{escape(document.draft)}</i></p>"] if document.draft else []
    return "\n".join([*draft, *(_Html(whole=False).of(block) for block in to_copy(document))])


def as_page(document: Document) -> str:
    """HTML of all that is shown: gaps, asides and sources in law have their classes."""
    return "\n".join(_Html(whole=True).of(block) for block in document.blocks)


def _text_of(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return block.text
        case Points():
            return "\n".join(f"{_BOX if block.to_tick else '-'} {item}" for item in block.items)
        case Table():
            return "\n".join(_text_row(block.head, row) for row in block.rows)


def _text_row(head: Sequence[str], row: Sequence[str]) -> str:
    """A row of two cells says its name and its entry; a wider one names each cell."""
    if len(head) == _PAIR:
        gap = "\n" if "\n" in row[1] else " "
        return f"{row[0]}:{gap}{row[1]}"
    return "; ".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=True))


def _markdown_of(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_marked(block.text)}"
        case Paragraph():
            return _marked(block.text)
        case Points():
            box = "- [ ] " if block.to_tick else "- "
            return "\n".join(box + _one_line(item) for item in block.items)
        case Table():
            rows = [block.head, ["---"] * len(block.head), *block.rows]
            cells = [[c if c == "---" else _one_line(c) for c in row] for row in rows]
            return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _one_line(text: str) -> str:
    return "<br>".join(_marked(line) for line in text.splitlines() if line.strip())


def _marked(text: str) -> str:
    return _LEADING.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))


@dataclass(frozen=True, slots=True)
class _Html:
    """Writes blocks as HTML; the `whole` page also marks what is not copied."""

    whole: bool

    def of(self, block: Block) -> str:
        """One block."""
        match block:
            case Heading():
                return f"<h{block.level}>{self._said(block.text)}</h{block.level}>"
            case Paragraph():
                cite = f' <span class="cite">{escape(block.cite)}</span>' if block.cite else ""
                name = "aside" if block.aside else "warning" if block.warning else ""
                opening = f'<p class="{name}">' if name and self.whole else "<p>"
                if block.warning and not self.whole:
                    opening = '<p style="font-weight: bold">'
                return self._written(block.text, opening, cite if self.whole else "")
            case Points() if block.to_tick:
                return "".join(f"<p>{_BOX} {self._said(item)}</p>" for item in block.items)
            case Points():
                name = ' class="aside"' if block.aside else ""
                items = "".join(f"<li>{self._said(item)}</li>" for item in block.items)
                return f"<ul{name}>{items}</ul>"
            case Table():
                rows = "".join(self._row(row) for row in block.rows)
                lines = "" if self.whole else ' border="1" cellpadding="4"'
                opening = f'<table width="100%" cellspacing="0"{lines}>'
                return f"{opening}{_head(block.head)}{rows}</table>"

    def _row(self, row: Sequence[str]) -> str:
        cells = (self._written(cell, "<p>", "") for cell in row)
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def _said(self, text: str) -> str:
        mark = '<span class="gap">{}</span>' if self.whole else _MARKED
        return "".join(
            mark.format(escape(piece)) if is_gap else escape(piece)
            for piece, is_gap in with_gaps(text)
        )

    def _written(self, text: str, opening: str, ending: str) -> str:
        """Paragraphs and lists of a text that people wrote."""
        made: list[str] = []
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            for is_list, lines in groupby(paragraph.splitlines(), key=_is_item):
                said = [self._said(_ITEM.sub("", line, count=1).strip()) for line in lines]
                if is_list:
                    made.append(f"<ul>{''.join(f'<li>{line}</li>' for line in said)}</ul>")
                else:
                    made.append(f"{opening}{'<br>'.join(said)}</p>")
        if ending and made and made[-1].endswith("</p>"):
            made[-1] = made[-1].removesuffix("</p>") + ending + "</p>"
        return "".join(made)


def _head(head: Sequence[str]) -> str:
    """The head of a table; of two columns the first is the narrower."""
    width = ' width="28%"' if len(head) == _PAIR else ""
    first, *others = (escape(cell) for cell in head)
    return f"<tr><th{width}>{first}</th>" + "".join(f"<th>{c}</th>" for c in others) + "</tr>"


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line))


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


WRITERS: dict[str, Callable[[Document], str]] = {"txt": as_text, "md": as_markdown}
"""The formats that are text, by the ending of a file's name."""
