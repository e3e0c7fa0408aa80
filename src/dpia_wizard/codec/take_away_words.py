"""A take-away as plain text, as Markdown and as HTML; every text in it is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from dpia_wizard.domain.take_away import Block, Document, Heading, Paragraph, Points, Table

_ITEM = re.compile(r"\s*[-•]\s+(?=\S)")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_BOX = "☐"


def to_copy(document: Document) -> tuple[Block, ...]:
    """The blocks that go with a copy: nothing that only speaks to whoever copies."""
    return tuple(
        block
        for block in document.blocks
        if not (isinstance(block, Paragraph | Points) and block.aside)
    )


def as_text(document: Document) -> str:
    """Plain text, a blank line between blocks."""
    return _joined(_text_of(block) for block in to_copy(document))


def as_markdown(document: Document) -> str:
    """Markdown with its title; what people wrote stays what they wrote."""
    title = f"# {_marked(document.title)}"
    return _joined([title, *(_markdown_of(block) for block in to_copy(document))])


def as_html(document: Document, *, whole: bool = False) -> str:
    """HTML of what is copied; or of the `whole` document, with classes to style it by.

    A gap, an aside and a source in law are marked by the classes gap, aside and cite.
    """
    blocks = document.blocks if whole else to_copy(document)
    cited = whole
    return "\n".join(_html_of(block, with_cites=cited) for block in blocks)


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
    if len(head) == 2:  # noqa: PLR2004 - a name and what stands beside it
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


def _html_of(block: Block, *, with_cites: bool) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            name = "aside" if block.aside else "gap" if block.gap else ""
            shown = f'<p class="{name}">' if name else "<p>"
            cite = f' <span class="cite">{escape(block.cite)}</span>' if block.cite else ""
            return _written(block.text, shown, cite if with_cites else "")
        case Points():
            box = f"{_BOX} " if block.to_tick else ""
            name = ' class="aside"' if block.aside else ""
            items = "".join(f"<li>{box}{escape(item)}</li>" for item in block.items)
            return f"<ul{name}>{items}</ul>"
        case Table():
            head = "".join(f"<th>{escape(cell)}</th>" for cell in block.head)
            rows = "".join(_html_row(row) for row in block.rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _html_row(row: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<td>{_written(cell, '<p>', '')}</td>" for cell in row) + "</tr>"


def _written(text: str, opening: str, ending: str) -> str:
    """Paragraphs and lists of a text that people wrote."""
    made: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for is_list, lines in groupby(paragraph.splitlines(), key=_is_item):
            said = [escape(_ITEM.sub("", line, count=1).strip()) for line in lines]
            if is_list:
                made.append(f"<ul>{''.join(f'<li>{line}</li>' for line in said)}</ul>")
            else:
                made.append(f"{opening}{'<br>'.join(said)}</p>")
    if ending and made and made[-1].endswith("</p>"):
        made[-1] = made[-1].removesuffix("</p>") + ending + "</p>"
    return "".join(made)


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line))


def _joined(parts: Iterator[str] | Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


WRITERS: dict[str, Callable[[Document], str]] = {"txt": as_text, "md": as_markdown}
"""The formats that are text, by the ending of a file's name."""
