"""Reads the words on a record's pages, and looks for what should stand there."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration, mult
from pypdf.errors import LimitReachedError

from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.record import Record, assessment_of, dump_record
from dpia_wizard.domain.answers import Answers, AnswerValue, PromptsAnswer
from dpia_wizard.domain.questionnaire import Kind, Question, Questionnaire
from dpia_wizard.report.context_answers import flat
from dpia_wizard.report.pdf_file import opened_pdf
from dpia_wizard.report.text import clean

_MOST_PAGES = 1_000
_MOST_CONTENT = 4 * 1024 * 1024
_SECONDS = 10
# the margins of our pages, in points: header and footer would part an answer in two
_TOP, _BOTTOM = 57, 49
# what cannot be seen, hyphens, and bullets, which are set after the lines they stand before
_NOT_COMPARED = re.compile(
    "[-\u2010-\u2012\u00ad•\\s\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f]+"
)
_FINGERPRINT = re.compile("[0-9a-f]{16}")
_WORDS = (Kind.YES_NO, Kind.YES_NO_UNSURE, Kind.CHOICE, Kind.NUMBER, Kind.DATE, Kind.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The words of all pages, squashed; `margins` has header and footer, page by page."""

    body: str
    margins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What of a record's data its pages show.

    `lost` names the questions (by id) whose answers were not found, `unsure` those in scripts
    whose letters change place on a page. `foreign` counts the pages of another record.
    """

    looked_for: int
    lost: tuple[str, ...]
    unsure: tuple[str, ...]
    unmarked: int
    foreign: int


def read_pages(pdf: bytes, *, source: str) -> PageText:
    """The words on the pages; raises `NotARecordError` where reading takes too much."""
    with opened_pdf(pdf, source=source) as reader, _small_streams():
        if len(reader.pages) > _MOST_PAGES:
            raise LimitReachedError("more pages than any record has")
        pages = list(_pages(reader, time.monotonic() + _SECONDS))
    return PageText(
        body="".join(squashed(body) for body, _ in pages),
        margins=tuple(squashed(margin) for _, margin in pages),
    )


def look_for(
    record: Record, questionnaire: Questionnaire, answers: Answers, seen: PageText
) -> Found:
    """Look for every answer, and for the record's fingerprint on every page."""
    part = assessment_of(record)
    lost: list[str] = []
    unsure: list[str] = []
    told = {key: answers[key] for key in (*part.answers, *part.not_applicable)}
    for key, value in told.items():
        shown = questionnaire.question(key)
        for text in _printed(shown, value, asked=key in part.answers):
            if squashed(clean(text)) not in seen.body:
                (unsure if _is_reordered(text) else lost).append(key)
    outcomes = [found.title for found in part.result]
    for what, text in (("result", " ".join(outcomes[:1])), ("advice", _advice(record))):
        if any(squashed(clean(line)) not in seen.body for line in _lines(text)):
            (unsure if _is_reordered(text) else lost).append(what)
    own = fingerprint(dump_record(record)).replace(" ", "")
    marks = [set(_FINGERPRINT.findall(margin)) for margin in seen.margins]
    return Found(
        looked_for=len(told),
        lost=tuple(dict.fromkeys(lost)),
        unsure=tuple(dict.fromkeys(unsure)),
        unmarked=sum(not found for found in marks),
        foreign=sum(bool(found) and own not in found for found in marks),
    )


def squashed(text: str) -> str:
    """Only what is compared: line ends, hyphenation and invisible signs aside."""
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text))


def _advice(record: Record) -> str:
    advice = assessment_of(record).advice
    return advice.text if advice else ""


def _printed(question: Question, value: AnswerValue, *, asked: bool) -> Iterator[str]:
    """The texts in which an answer is printed; single words with their question before."""
    match value:
        case PromptsAnswer():
            yield from _lines(value.text)
            for reason in value.not_relevant.values():
                yield from _lines(reason)
        case tuple():
            for item in value:
                yield from _item(question, item)
        case _ if question.kind in _WORDS and asked:
            below = "" if question.parent else question.help
            yield f"{question.text} {below} {flat(question, value)}"
        case _:
            yield from _lines(flat(question, value))


def _item(question: Question, item: str | Mapping[str, str | int | float]) -> Iterator[str]:
    if isinstance(item, str):
        yield flat(question, (item,))
        return
    for field in question.fields:
        if field.id in item:
            yield from _lines(flat(field, item[field.id]))


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line.strip())


def _is_reordered(text: str) -> bool:
    """Whether letters stand in another order on the page than in the text."""
    indic = any("\u0900" <= letter <= "\u0dff" for letter in text)
    return indic or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _pages(reader: PdfReader, deadline: float) -> Iterator[tuple[str, str]]:
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _MOST_CONTENT:
            raise LimitReachedError("more on a page than any record has")
        yield _page(page, deadline)


def _page(page: PageObject, deadline: float) -> tuple[str, str]:
    top, bottom = float(page.mediabox.top) - _TOP, float(page.mediabox.bottom) + _BOTTOM
    body: list[str] = []
    margin: list[str] = []

    def hear(text: str, across: Any, along: Any, *_font: Any) -> None:  # noqa: ANN401 - pypdf's
        height = mult(along, across)[5]
        (body if bottom < height < top else margin).append(text)

    def watch(*_operation: Any) -> None:  # noqa: ANN401 - pypdf's
        if time.monotonic() > deadline:
            raise LimitReachedError("longer than any record takes")

    page.extract_text(visitor_text=hear, visitor_operand_before=watch)
    return "".join(body), "".join(margin)


def _small_streams() -> Any:  # noqa: ANN401 - pypdf's own kind of context manager
    return apply_configuration(
        zlib_maximum_output_length=_MOST_CONTENT,
        lzw_maximum_output_length=_MOST_CONTENT,
        run_length_maximum_output_length=_MOST_CONTENT,
        array_based_stream_maximum_output_length=_MOST_CONTENT,
    )
