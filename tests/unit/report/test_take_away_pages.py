"""A take-away is set so that no page is left with a few lines."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from dpia_wizard.domain.take_away import Document, Heading, Points, Table, TakeAwayKind
from dpia_wizard.report.take_away_pages import render_take_away
from dpia_wizard.store.take_aways import take_away_texts
from tests.builders import NOW

_LINES = tuple((f"Line {number}", "An entry of some words") for number in range(1, 28))


def pages_of(*blocks: Heading | Points | Table) -> list[str]:
    """The words of each page."""
    document = Document(
        kind=TakeAwayKind.ROPA_LINES, title="Lines", blocks=blocks, about=("LIA, version 1",)
    )
    pdf = render_take_away(document, words=take_away_texts().words, at=NOW)
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_lines_that_would_be_left_over_are_fitted_in() -> None:
    (page,) = pages_of(Table(head=("Line", "Entry"), rows=_LINES))
    assert page.index("LIA, version 1") < page.index("Line 1") < page.index("Line 27")


def test_a_short_table_stays_together_with_what_leads_to_it() -> None:
    filling = Points(items=tuple(f"Point {number}" for number in range(30)))
    table = Table(head=("Risk 1", "Answer"), rows=_LINES[:8])
    *_, last = pages_of(filling, Heading(text="The risks", level=3), table)
    assert "The risks" in last
    assert "Line 1" in last
    assert "Line 8" in last
