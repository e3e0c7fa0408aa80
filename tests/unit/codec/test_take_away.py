"""The texts of take-aways are checked like question sets, and written without losing any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dpia_wizard.codec.take_away import check_take_aways
from dpia_wizard.codec.take_away_words import as_html, as_markdown, as_page, as_text
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.take_away import (
    Document,
    Heading,
    Paragraph,
    Points,
    Table,
    TakeAwayKind,
)
from dpia_wizard.resources import resource_path
from dpia_wizard.store.take_aways import TAKE_AWAYS
from tests.take_aways import shipped

TEXT = resource_path(TAKE_AWAYS).read_text("utf-8")

DOCUMENT = Document(
    kind=TakeAwayKind.PRIVACY_NOTICE,
    title="A *title*",
    blocks=(
        Paragraph(text="Only for you.", aside=True, cite="Art 1"),
        Heading(text="Marketing"),
        Paragraph(
            text="We <b>write</b> to [… to be filled in: whom].\n\n- one\n- two", gap=True
        ),
        Points(items=("Check | it", "1. Send it"), to_tick=True),
        Table(head=("Line", "Entry"), rows=(("Purpose", "Help\nwith bills"),)),
        Heading(text="What you do next"),
        Points(items=("Wait.",), aside=True),
    ),
)


def problems(text: str) -> list[str]:
    with pytest.raises(BadQuestionnaireError) as caught:
        check_take_aways(text, list(shipped().values()), source="x.yaml")
    found = caught.value.facts["problems"]
    assert isinstance(found, list)
    return found


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_shipped_texts_fit_the_shipped_sets() -> None:
    check_take_aways(TEXT, list(shipped().values()), source="x.yaml")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            "{complaint_contact}.",
            "{complaint_contakt}.",
            "no value is called “complaint_contakt”",
        ),
        ("from: [dpia.rights]", "from: [dpia.wrongs]", "there is no “dpia.wrongs” to take it"),
        (
            "{fact: lia_state, equals: signed_off}",
            "{fact: lia_state, equals: signed}",
            "“lia_state” has no choice “signed”",
        ),
        ("equals: soft_opt_in_charity}", "equals: soft}", "“route” has no answer “soft”"),
        (
            "{fact: send_date, after: 2026",
            "{fact: sent, after: 2026",
            "no fact is called “sent”",
        ),
        ("place: document", "place: nowhere", "no place is called “nowhere”"),
        (
            "each_row: dpia.parties",
            "each_row: dpia.aims",
            "“dpia.aims” is no question of kind rows",
        ),
        (
            "cells: [Retention, ",
            "cells: [Retention, x, ",
            "this row has 3 cells, the head has 2",
        ),
        (
            "gap: who to contact\n    place: profile",
            "gap: who to contact",
            "needs gap and place together",
        ),
        (
            "each_row: dpia.parties\n    text:",
            "text:",
            "needs each_row and text together",
        ),
        (
            "- heading: Marketing\n",
            "- {heading: A, paragraph: B}\n",
            "a block is exactly one of",
        ),
        ("- heading: Marketing\n", "- {heading: A, cite: B}\n", "only if it is a text"),
        ("- {id: lia, text:", "- {id: lia2, text:", "“lia2” is no place the program can open"),
        ("  - id: balance\n", "  - id: task\n", "the id “task” stands here twice"),
        ("id: send_card", "id: ropa_lines", "“send_card” must stand here exactly once"),
        ("  row: Row\n", "", "“row” is missing"),
        (
            "checks_each_time: [suppression]",
            "checks_each_time: [supression]",
            "“supression” is not checked before sending",
        ),
        ("- heading: Marketing\n", "- heding: Marketing\n", "“heding” is not known here"),
    ],
)
def test_a_mistake_is_named_with_its_line(right: str, wrong: str, says: str) -> None:
    assert right in TEXT
    found = problems(TEXT.replace(right, wrong, 1))
    assert any(says in problem for problem in found), found
    assert all(problem.startswith("x.yaml:") for problem in found)


def test_a_mistake_in_a_long_file_is_found_where_it_stands() -> None:
    wrong = TEXT.replace("cells: [Security, ", "cells: [Security, x, ", 1)
    (found,) = problems(wrong)
    assert found.startswith(f"x.yaml:{line_of(wrong, 'cells: [Security, x')}:")


def test_a_copy_leaves_out_what_only_speaks_to_whoever_copies() -> None:
    said = as_text(DOCUMENT)
    assert said.split("\n\n") == [
        "Marketing",
        "We <b>write</b> to [… to be filled in: whom].",
        "- one\n- two",
        "☐ Check | it\n☐ 1. Send it",
        "Purpose:\nHelp\nwith bills\n",
    ]


def test_what_people_wrote_stays_text_in_every_format() -> None:
    markdown = as_markdown(DOCUMENT)
    assert markdown.startswith("# A \\*title\\*\n")
    assert "- [ ] Check \\| it" in markdown
    assert "| Purpose | Help<br>with bills |" in markdown
    for html in (as_html(DOCUMENT), as_page(DOCUMENT)):
        assert "We &lt;b&gt;write&lt;/b&gt; to" in html
        assert "<ul><li>one</li><li>two</li></ul>" in html
    assert "class=" not in as_html(DOCUMENT)
    assert '<span class="gap">[… to be filled in: whom]</span>' in as_page(DOCUMENT)
    assert '<p class="aside">Only for you. <span class="cite">Art 1</span></p>' in as_page(
        DOCUMENT
    )


def test_a_copy_marks_what_is_missing_and_what_warns() -> None:
    warned = Paragraph(text="Do not send this.", warning=True)
    document = replace(DOCUMENT, blocks=(*DOCUMENT.blocks, warned), draft="Draft.")
    text, html = as_text(document), as_html(document)
    assert text.startswith("Draft.\n")
    assert html.startswith("<p><i>Draft.</i></p>")
    assert "[… to be filled in: whom]" in text
    assert '#fff3d6">[… to be filled in: whom]</b>' in html
    assert "Do not send this." in text
    assert '<p style="font-weight: bold">Do not send this.</p>' in html
    assert '<table width="100%" cellspacing="0" border="1"' in html


def test_a_heading_above_a_smaller_one_is_kept() -> None:
    blocks = (Heading(text="DPIA"), Heading(text="Step 1", level=3), Paragraph(text="Said."))
    assert as_text(replace(DOCUMENT, blocks=blocks)) == "DPIA\n\nStep 1\n\nSaid.\n"
