"""A Word document has what a reader's tools need, and says nothing but text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument

from dpia_wizard.domain.take_away import (
    Document,
    Heading,
    Paragraph,
    Points,
    Table,
    TakeAwayKind,
)
from dpia_wizard.exchange.word_document import docx_document
from tests.builders import NOW

DOCUMENT = Document(
    kind=TakeAwayKind.ROPA_LINES,
    title="Lines",
    activity="ACT-0001 · Newsletter",
    organisation="Example Homes",
    blocks=(
        Heading(text="Marketing"),
        Paragraph(text="Write to [… to be filled in: whom]. <w:b/>\x00"),
        Points(items=("one",)),
        Points(items=("check",), to_tick=True),
        Table(head=("Line", "Entry"), rows=(("Purpose", "Help\n- with bills"),)),
        Heading(text="Steps", level=3),
    ),
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return docx_document(DOCUMENT, lead=["Draft."], at=NOW)


@pytest.fixture(scope="module")
def word(made: bytes) -> WordDocument:
    return docx.Document(BytesIO(made))


def test_headings_lists_and_tables_are_real_ones(word: WordDocument) -> None:
    styles = [(p.style.name, p.text) for p in word.paragraphs if p.style and p.text]
    assert styles == [
        ("Title", "Lines"),
        ("Aside", "ACT-0001 · Newsletter"),
        ("Aside", "Draft."),
        ("Heading 1", "Marketing"),
        ("Normal", "Write to [… to be filled in: whom]. <w:b/>\N{REPLACEMENT CHARACTER}"),
        ("List Bullet", "one"),
        ("Tick", "☐ check"),
        ("Heading 2", "Steps"),
    ]
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Line", "Entry"]
    assert [p.text for p in table.rows[1].cells[1].paragraphs] == ["Help", "with bills"]


def test_it_speaks_british_english_and_repeats_the_head_of_a_table(
    made: bytes, word: WordDocument
) -> None:
    with ZipFile(BytesIO(made)) as archive:
        styles = archive.read("word/styles.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert 'w:lang w:val="en-GB"' in styles
    assert "en-US" not in styles.replace('w:eastAsia="en-US"', "")
    assert '<w:tblHeader w:val="true"/>' in body
    assert word.core_properties.title == "Lines"
    assert word.core_properties.author == "Example Homes"


def test_long_names_fit_the_properties_of_a_file() -> None:
    long = replace(DOCUMENT, activity="a" * 600, organisation="o" * 300, title="t" * 300)
    told = docx.Document(BytesIO(docx_document(long, lead=[], at=NOW)))
    assert told.core_properties.subject == "a" * 255
    assert told.paragraphs[1].text == "a" * 600


def test_what_is_missing_stands_out(word: WordDocument) -> None:
    gap = next(p for p in word.paragraphs if "to be filled in" in p.text)
    assert [run.text for run in gap.runs if run.bold] == ["[… to be filled in: whom]"]
