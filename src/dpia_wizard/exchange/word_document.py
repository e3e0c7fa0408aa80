"""A take-away as a Word document: real headings, lists and tables, in British English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from dpia_wizard.domain.take_away import Document, Heading, Paragraph, Points, Table, with_gaps

LANGUAGE = "en-GB"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ITEM = re.compile(r"\s*[-•]\s+(?=\S)")
_BOX = "☐ "
_FONT = "Calibri"
_BLUE, _GREY = RGBColor(0x1D, 0x5B, 0xB8), RGBColor(0x53, 0x60, 0x71)
_AMBER, _RED = RGBColor(0x8A, 0x58, 0), RGBColor(0xB0, 0x2A, 0x20)
_ASIDE, _TICK, _WARNING = "Aside", "Tick", "Warning"
_LONGEST_PROPERTY = 255
_FIRST_OF_TWO, _WHOLE = Cm(4.5), Cm(16)


def docx_document(document: Document, *, lead: Sequence[str], at: datetime) -> bytes:
    """The document as a .docx file; `lead` stands beneath its title, a line each."""
    word = docx.Document()
    _prepare(word, document, at)
    word.add_heading(_clean(document.title), level=0)
    for line in (document.activity, *lead):
        _write(word.add_paragraph(style=_ASIDE), line)
    for block in document.blocks:
        match block:
            case Heading():
                heading = word.add_heading(_clean(block.text), level=block.level - 1)
                heading.paragraph_format.page_break_before = block.new_page
            case Paragraph():
                _add_text(word, block)
            case Points():
                style = _TICK if block.to_tick else "List Bullet"
                for item in block.items:
                    text = _BOX + item if block.to_tick else item
                    _write(word.add_paragraph(style=style), text)
            case Table():
                _add_table(word, block)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _prepare(word: WordDocument, document: Document, at: datetime) -> None:
    told = word.core_properties
    told.title, told.language = _short(document.title), LANGUAGE
    told.author = _short(document.organisation) or "DPIA Wizard"
    told.subject, told.comments, told.keywords = _short(document.activity), "", ""
    told.created = told.modified = at.replace(tzinfo=None)
    _speak(word)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12)):
        style = word.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _BLUE
        _one_font(style.element)
    aside = word.styles.add_style(_ASIDE, WD_STYLE_TYPE.PARAGRAPH)
    aside.base_style = normal
    aside.font.size, aside.font.color.rgb = Pt(9.5), _GREY
    tick = word.styles.add_style(_TICK, WD_STYLE_TYPE.PARAGRAPH)
    tick.base_style = normal
    tick.paragraph_format.left_indent, tick.paragraph_format.first_line_indent = (
        Cm(0.7),
        Cm(-0.7),
    )
    warning = word.styles.add_style(_WARNING, WD_STYLE_TYPE.PARAGRAPH)
    warning.base_style = normal
    warning.font.bold, warning.font.color.rgb = True, _RED
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _speak(word: WordDocument) -> None:
    """Say once which language the document is in."""
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _one_font(style: object) -> None:
    """Headings come with a font of the theme, which would win over a font by name."""
    for fonts in style.iter(qn("w:rFonts")):  # type: ignore[attr-defined]
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(name), _FONT)


def _add_text(word: WordDocument, block: Paragraph) -> None:
    text = f"{block.text} ({block.cite})" if block.cite and block.aside else block.text
    for part in _parts(text):
        is_item = bool(_ITEM.match(part))
        plain = _WARNING if block.warning else "Normal"
        style = "List Bullet" if is_item else _ASIDE if block.aside else plain
        _write(word.add_paragraph(style=style), _ITEM.sub("", part, count=1))


def _add_table(word: WordDocument, block: Table) -> None:
    table = word.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    _repeat_on_each_page(table.rows[0])
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, text)
    width = _WHOLE // len(block.head)
    widths = [_FIRST_OF_TWO, _WHOLE - _FIRST_OF_TWO] if len(block.head) == 2 else None  # noqa: PLR2004 - a name and its entry
    for line in table.rows:
        for place, cell in enumerate(line.cells):
            cell.width = widths[place] if widths else width
    word.add_paragraph()


def _repeat_on_each_page(row: _Row) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for it
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _fill(cell: _Cell, text: str) -> None:
    for number, part in enumerate(_parts(text)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if _ITEM.match(part):
            paragraph.style = "List Bullet"
        paragraph.paragraph_format.space_after = Pt(2)
        _write(paragraph, _ITEM.sub("", part, count=1))


def _parts(text: str) -> list[str]:
    return [line.strip() for line in _clean(text).splitlines() if line.strip()]


def _write(paragraph: WordParagraph, text: str) -> None:
    """The text, with what is still to be filled in made to stand out."""
    for piece, is_gap in with_gaps(_clean(text)):
        run = paragraph.add_run(piece)
        if is_gap:
            run.bold, run.font.color.rgb = True, _AMBER


def _short(text: str) -> str:
    """A text as a property of the file, which holds no more."""
    return _clean(" ".join(text.split()))[:_LONGEST_PROPERTY]


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
