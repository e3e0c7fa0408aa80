"""Records as files: archival, accessible, every word printed, the same bytes each time."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.record import dump_record
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Status
from dpia_wizard.report.render import (
    RenderedRecord,
    html_of,
    render_record,
    warm_up,
)
from dpia_wizard.report.renderer import renderer_versions
from tests.pdfcheck import check
from tests.unit.report import examples, pages, samples
from tests.unit.report.samples import Sample


def in_state(status: Status) -> Sample:
    subject = replace(samples.assessment(), status=status)
    return samples.sample(samples.activity(subject), subject)


def in_welsh() -> Sample:
    subject = samples.assessment({"effects": examples.WELSH}, language="cy")
    return samples.sample(samples.activity(subject), subject)


WATERMARK = bytes.fromhex("eef1f6")
MAKERS: dict[str, Callable[[], Sample]] = {
    "draft": samples.draft,
    "completed": samples.completed,
    "to be signed": lambda: samples.completed(approved=False),
    "submitted": lambda: in_state(Status.SUBMITTED),
    "declined": lambda: in_state(Status.DECLINED),
    "superseded": lambda: in_state(Status.SUPERSEDED),
    "withdrawn": lambda: in_state(Status.WITHDRAWN),
    "nothing answered": lambda: samples.draft({}),
    "welsh": in_welsh,
    "screening": lambda: examples.example("screening"),
    "screening draft": lambda: examples.example("screening", complete=False),
    "marketing rules": lambda: examples.example("marketing-rules"),
    "lia": lambda: examples.example("lia"),
    "stress": examples.stress,
}


@pytest.fixture(scope="module")
def made() -> dict[str, Sample]:
    return {name: make() for name, make in MAKERS.items()}


@pytest.fixture(scope="module")
def rendered(made: dict[str, Sample]) -> dict[str, RenderedRecord]:
    return {name: render_record(s.record, s.questionnaire) for name, s in made.items()}


def test_every_record_is_pdf_a_and_pdf_ua_at_once(
    rendered: dict[str, RenderedRecord], tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.pdf" for name in rendered]
    for path, record in zip(files, rendered.values(), strict=True):
        path.write_bytes(record.pdf)
    assert check(files) == []


@pytest.mark.parametrize("name", MAKERS)
def test_every_word_of_every_answer_is_printed(name: str, made: dict[str, Sample]) -> None:
    assert pages.lost_words(made[name]) == []


def test_answers_of_the_greatest_length_are_printed_whole() -> None:
    one_word = "".join(f"{number:05}" for number in range(4000))
    lines = "\n".join(f"line{number}" for number in range(2000))
    made = samples.written(
        effects=examples.long_text(),
        opt_out_details=one_word,
        unasked=lines[:20_000],
        purpose_answer=PromptsAnswer(text=f"{examples.ARABIC} " * 250),
    )
    assert len(one_word) == 20_000
    assert pages.lost_words(made) == []
    assert pages.lost_letters(examples.ARABIC, made) == []
    assert len(pages.printed(pages.pdf_of(made)).split("\f")) - 1 >= 30


def test_the_same_record_gives_the_same_bytes(
    made: dict[str, Sample], rendered: dict[str, RenderedRecord]
) -> None:
    again = samples.completed()
    render_record(made["stress"].record, made["stress"].questionnaire)
    pdf = render_record(again.record, again.questionnaire).pdf
    assert pdf == rendered["completed"].pdf


def test_another_process_with_other_surroundings_gives_the_same_bytes(
    rendered: dict[str, RenderedRecord], tmp_path: Path
) -> None:
    script = (
        "import sys; from tests.unit.report import pages, samples; "
        "sys.stdout.buffer.write(pages.pdf_of(samples.completed()))"
    )
    other = {
        **os.environ,
        "HOME": str(tmp_path),
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[3],
        env=other,
        capture_output=True,
        check=True,
    )
    assert done.stdout == rendered["completed"].pdf


def test_only_our_fonts_are_in_the_file_and_all_are_subsets(
    rendered: dict[str, RenderedRecord],
) -> None:
    for record in rendered.values():
        fonts = pages.fonts_in(record.pdf)
        assert fonts
        assert all(name[6] == "+" and "Noto" in name for name in fonts), fonts


def test_the_file_says_what_it_is(rendered: dict[str, RenderedRecord]) -> None:
    reader = PdfReader(BytesIO(rendered["completed"].pdf))
    information = reader.metadata
    assert information is not None
    assert information.title == (
        "Legitimate interests assessment: Tenant newsletter, spring 2027 (version 1, completed)"
    )
    assert information.author == samples.ORGANISATION
    assert information.creator == "DPIA Wizard 1.2.3"
    assert information.creation_date is not None
    assert information.creation_date.date() == date(2026, 11, 22)
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    assert PdfReader(BytesIO(rendered["welsh"].pdf)).trailer["/Root"]["/Lang"] == "cy"  # type: ignore[index]


def test_bookmarks_lead_to_every_part_and_question(rendered: dict[str, RenderedRecord]) -> None:
    outline = PdfReader(BytesIO(rendered["lia"].pdf)).outline
    titles = str(outline)
    for heading in ("At a glance", "Part 1. Purpose test", "Can people opt out?", "Sign-off"):
        assert heading in titles


def test_every_page_carries_fingerprint_number_and_attachment_note(
    made: dict[str, Sample], rendered: dict[str, RenderedRecord]
) -> None:
    record = rendered["lia"]
    assert record.fingerprint == fingerprint(dump_record(made["lia"].record))
    sheets = pages.printed_with_margins(record.pdf).split("\f")[:-1]
    assert len(sheets) == record.pages
    for number, sheet in enumerate(sheets, 1):
        assert f"Fingerprint {record.fingerprint}" in sheet
        assert f"Page {number} of {record.pages}" in sheet
        assert "The data of this record is attached to this file" in sheet
        assert "Example Housing Association" in sheet
        assert "ACT-0042 · LIA · version 1" in sheet


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("draft", "Draft"),
        ("submitted", "Draft"),
        ("declined", "Declined"),
        ("superseded", "Superseded"),
        ("withdrawn", "Withdrawn"),
        ("completed", ""),
    ],
)
def test_a_record_that_does_not_count_says_so_on_every_page(
    name: str, word: str, rendered: dict[str, RenderedRecord]
) -> None:
    sheets = pages.printed_with_margins(rendered[name].pdf).split("\f")[:-1]
    marks = ("Draft", "Declined", "Superseded", "Withdrawn")
    for sheet in sheets:
        assert [mark for mark in marks if f"version 1 · {mark}" in sheet] == (
            [word] if word else []
        )
    pictures = pages.pictures(rendered[name].pdf)
    assert len(pictures) == len(sheets)
    for picture in pictures:
        assert (picture.count(WATERMARK) > 200) is bool(word)


def test_a_new_version_says_why_there_is_one() -> None:
    subject = replace(samples.assessment(), version=2, reason="The list grew to 9,000 people")
    text = pages.text_of(samples.sample(samples.activity(subject), subject))
    assert "Reason for this version The list grew to 9,000 people" in text


def fields_of(made: RenderedRecord) -> list[tuple[str, int, list[float]]]:
    """Name, page and rectangle of each field to sign in."""
    reader = PdfReader(BytesIO(made.pdf))
    return [
        (annotation["/T"], number, [float(value) for value in annotation["/Rect"]])
        for number, page in enumerate(reader.pages)
        for annotation in (found.get_object() for found in page.get("/Annots", []))
        if annotation.get("/FT") == "/Sig"
    ]


def test_places_for_signatures_stand_side_by_side_and_overlap_nothing(
    rendered: dict[str, RenderedRecord],
) -> None:
    fields = fields_of(rendered["to be signed"])
    assert [name for name, _, _ in fields] == ["completed", "advised", "approved"]
    assert len({page for _, page, _ in fields}) == 1
    for (_, _, earlier), (_, _, later) in pairwise(fields):
        assert earlier[2] < later[0]
    for _, _, (left, bottom, right, top) in fields:
        assert right - left > 120
        assert top - bottom > 40
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842


@pytest.mark.parametrize("name", ["draft", "completed", "superseded"])
def test_what_is_not_to_be_signed_has_no_place_for_it(
    name: str, rendered: dict[str, RenderedRecord]
) -> None:
    assert fields_of(rendered[name]) == []


def test_the_renderer_says_what_decides_the_bytes() -> None:
    warm_up()
    versions = renderer_versions()
    assert set(versions) == {
        "weasyprint",
        "pydyf",
        "pango",
        "harfbuzz",
        "fonttools",
        "zlib",
        "fonts",
        "template",
        "code",
    }
    assert all(versions.values())
    assert len(versions["fonts"]) == 16


def test_the_pages_can_be_had_as_html() -> None:
    made = samples.draft()
    html = html_of(made.record, made.questionnaire)
    assert html.startswith("<!DOCTYPE html>")
    assert "Tenant newsletter, spring 2027" in html


def test_a_record_returned_and_completed_again_shows_the_last_completion() -> None:
    subject: Assessment = replace(
        samples.assessment(),
        status=Status.COMPLETED,
        moves=(
            Move(kind=MoveKind.SUBMITTED, by=samples.OWNER, at=samples.STARTED),
            Move(kind=MoveKind.RETURNED, by=samples.DPO, at=samples.STARTED, reason="why"),
            Move(kind=MoveKind.COMPLETED, by=samples.OWNER, at=samples.COMPLETED),
        ),
    )
    text = pages.text_of(samples.sample(samples.activity(subject), subject))
    assert "Completed 22 Nov 2026 10:51 UTC" in text
