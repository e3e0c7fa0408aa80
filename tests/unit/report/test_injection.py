"""Whatever is written is text on the page: no markup, nothing fetched, no other font."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pytest
import weasyprint
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from dpia_wizard.domain.errors import DpiaError, RenderError
from dpia_wizard.report import render
from dpia_wizard.report.fonts import private_fonts
from dpia_wizard.report.render import render_record
from dpia_wizard.report.template import TemplateFetcher
from dpia_wizard.report.typeset import RECORD_STYLES, fonts_and_style
from tests.unit.report import pages, samples
from tests.unit.report.samples import Sample

MARKUP = (
    "<script>alert(1)</script>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<a rel=attachment href=file:///etc/passwd>x</a>",
    "<a href=javascript:alert(1)>x</a>",
    "<img src=http://127.0.0.1:9/x.png>",
    "<style>@import url(file:///etc/passwd)</style>",
    "<style>* { display: none }</style>",
    "</p></body></html>",
    "{{ 7 * 7 }} {% for x in y %} {# note #}",
    "{{ page.__class__ }}",
    '" onload="x" style="display:none',
    "' dir='rtl",
    "<!-- comment --> &amp; &lt; &#x202e;",
    "<base href=file:///>",
    "<svg><image href=file:///etc/passwd></svg>",
    "]]> <![CDATA[ x",
)


def poisoned(text: str) -> Sample:
    """A record with the same text everywhere a person may write."""
    made = samples.completed()
    details = replace(
        made.record.activity.details,
        title=text,
        description=text,
        team=text,
        systems=text,
        audience=text,
    )
    part = made.record.assessment
    assert part is not None
    answers = {
        **part.answers,
        "lia.effects": text,
        "lia.opt_out_details": text,
        "lia.purpose_answer": {
            "text": text,
            "addressed": ["purpose_why"],
            "not_relevant": {"ethics": text},
        },
        "lia.risks": [{"risk": text}, {"risk": text + "x" * 100}],
    }
    advice = replace(part.advice, text=text, reason=text) if part.advice else None
    comments = [replace(comment, text=text) for comment in part.comments]
    part = part.model_copy(
        update={"answers": answers, "advice": advice, "comments": comments, "reason": text}
    )
    record = made.record.model_copy(
        update={
            "assessment": part,
            "activity": made.record.activity.model_copy(update={"details": details}),
            "organisation": made.record.organisation.model_copy(update={"name": text}),
        }
    )
    return Sample(record=record, questionnaire=made.questionnaire)


@pytest.fixture(scope="module")
def attacked() -> bytes:
    return pages.pdf_of(poisoned(" ".join(MARKUP)))


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_answers_is_printed_as_text(markup: str, attacked: bytes) -> None:
    found = pages.squashed(pages.printed(attacked))
    assert found.count(pages.squashed(markup)) >= 10


def test_markup_in_answers_embeds_links_and_runs_nothing(attacked: bytes) -> None:
    reader = PdfReader(BytesIO(attacked))
    assert [file.name for file in reader.attachment_list] == ["record.json"]
    assert all("/Annots" not in page for page in reader.pages)
    for forbidden in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"root:x:"):
        assert forbidden not in attacked
    root = reader.trailer["/Root"].get_object()
    assert "/OpenAction" not in root  # type: ignore[operator]
    assert "/AcroForm" not in root  # type: ignore[operator]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "https://example.org/x.css",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "template:fonts/../../../etc/passwd",
        "template:fonts/NotoSans-Regular.ttf",
        "template:record.css",
        "template:watermark/Other.svg",
        "fonts/NotoSans-Bold.ttf",
        "",
    ],
)
def test_nothing_but_the_templates_own_files_can_be_fetched(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        TemplateFetcher().fetch(url)


def test_the_watermarks_are_outlines_without_a_font() -> None:
    fetcher = TemplateFetcher()
    for word in ("Draft", "Declined", "Superseded", "Withdrawn"):
        picture = fetcher.fetch(f"template:watermark/{word}.svg").read()
        assert picture.startswith(b"<svg")
        assert b"<text" not in picture


@contextmanager
def filled_in_as(html: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sample]:
    monkeypatch.setattr(render, "fill", lambda _page: html)
    yield samples.draft()


def test_a_template_that_reached_outside_would_end_the_rendering(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = '<html lang="en"><title>x</title><img alt="x" src="file:///etc/passwd">'
    with filled_in_as(page, monkeypatch) as made, pytest.raises(RenderError) as caught:
        render_record(made.record, made.questionnaire)
    assert caught.value.facts == {"problem": "outside_file"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p>\u4e2d secret</p>", "missing_glyph"),
        ("<p style='x:y'>secret</p>", "not_as_intended"),
    ],
)
def test_what_the_typesetter_complains_about_is_an_error_without_text(
    body: str, problem: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = f'<html lang="en"><title>x</title>{body}'
    with filled_in_as(page, monkeypatch) as made, pytest.raises(DpiaError) as caught:
        render_record(made.record, made.questionnaire)
    assert caught.value.facts == {"problem": problem}
    assert "secret" not in str(caught.value)
    assert not caplog.records


def test_the_typesetter_is_silent_about_every_record(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        made = samples.completed()
        render_record(made.record, made.questionnaire)
    assert not caplog.records


def test_answers_that_fit_no_question_are_refused_without_quoting_them() -> None:
    made = samples.draft()
    part = made.record.assessment
    assert part is not None
    odd = part.model_copy(update={"answers": {"lia.opt_out": "secret"}})
    record = made.record.model_copy(update={"assessment": odd})
    with pytest.raises(RenderError) as caught:
        pages.pdf_of(Sample(record=record, questionnaire=made.questionnaire))
    assert caught.value.facts == {"problem": "answers_do_not_fit"}


def test_the_machines_fonts_and_settings_stay_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "theirs.conf")
    private_fonts()
    assert os.environ["FONTCONFIG_FILE"] == "theirs.conf"
    monkeypatch.delenv("FONTCONFIG_FILE")
    private_fonts()
    assert "FONTCONFIG_FILE" not in os.environ


def test_a_font_of_the_machine_is_not_used_even_where_it_is_asked_for() -> None:
    fonts, style = fonts_and_style(*RECORD_STYLES)
    asked = weasyprint.CSS(string="p { font-family: DejaVu Sans, Liberation Serif, serif }")
    html = weasyprint.HTML(string="<p>Hello", url_fetcher=TemplateFetcher())
    pdf = html.write_pdf(font_config=fonts, stylesheets=[style, asked])
    assert all("Noto" in name for name in pages.fonts_in(pdf))
