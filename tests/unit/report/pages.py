"""Reads printed pages the way a person or another program would."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.record import assessment_of, dump_record, record_bytes
from dpia_wizard.domain.answers import AnswerValue, words_of
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.report.render import render_record
from dpia_wizard.report.text import clean
from tests.unit.report.samples import Sample

# A4 in points without header and footer, so that a word cut by a page end stays whole
BODY = ("-x", "0", "-y", "57", "-W", "596", "-H", "736", "-r", "72")
# what cannot be seen, and the bullets, which are set after the lines they stand before
_NOT_SEEN = re.compile(
    "[•\\s\u200b\u00ad\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufe0e\ufe0f]+"
)
_PRINTED: dict[bytes, bytes] = {}
_MARKERS = ("-", "•")
_WRITTEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.PROMPTS, Kind.PERSON)


@cache
def printed(pdf: bytes) -> str:
    """The text of all pages in the order it was set, without header and footer."""
    return _text(pdf, *BODY)


@cache
def printed_with_margins(pdf: bytes) -> str:
    """The text of all pages, headers and footers too."""
    return _text(pdf)


def _text(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", "-raw", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def fonts_in(pdf: bytes) -> set[str]:
    """The names of the embedded fonts."""
    found = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    return {line.split()[0] for line in found.stdout.decode().splitlines()[2:]}


def pictures(pdf: bytes) -> list[list[bytes]]:
    """The pages as colours, a pixel each, coarsely."""
    command = ["pdftoppm", "-r", "24", "-"]
    seen = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    sheets = re.split(rb"P6\n\d+ \d+\n255\n", seen)[1:]
    return [[sheet[at : at + 3] for at in range(0, len(sheet), 3)] for sheet in sheets]


def squashed(text: str) -> str:
    """Only what can be seen, for comparing across line ends."""
    return _NOT_SEEN.sub("", unicodedata.normalize("NFKC", text))


def pdf_of(made: Sample) -> bytes:
    """The file of a sample, printed once."""
    data = record_bytes(dump_record(made.record))
    if data not in _PRINTED:
        _PRINTED[data] = render_record(made.record, made.questionnaire).pdf
    return _PRINTED[data]


def text_of(made: Sample) -> str:
    """All pages of a sample, in one line."""
    return " ".join(printed(pdf_of(made)).split())


def lost_words(made: Sample) -> list[str]:
    """The words people wrote in answers that the pages do not show."""
    page = squashed(printed(pdf_of(made)))
    return [word for word in written_words(made) if squashed(clean(word)) not in page]


def lost_letters(text: str, made: Sample) -> list[str]:
    """Words of a script that runs to the left whose letters are on no page.

    Poppler turns such words around letter by letter, ligatures and full stops too, so that
    only the letters of a word can be compared, not their order.
    """
    found = {_letters(word) for word in printed(pdf_of(made)).split()}
    return [word for word in text.split() if _letters(word) not in found]


def written_words(made: Sample) -> Iterator[str]:
    """Every word of every answer that is text running to the right."""
    part = assessment_of(made.record)
    plain = {**part.answers, **part.not_applicable}
    answers, problems = read_answers(plain, made.questionnaire)
    assert not problems
    for question, value in answers.items():
        for text in _texts(made.questionnaire.question(question), value):
            yield from (word for word in text.split() if _keeps_its_order(word))


def _texts(question: Question, value: AnswerValue) -> Iterator[str]:
    if question.kind is Kind.ROWS and isinstance(value, tuple):
        for row in value:
            for field in question.fields:
                if field.kind in _WRITTEN and not isinstance(row, str) and field.id in row:
                    yield str(row[field.id])
    elif question.kind in _WRITTEN:
        yield from words_of(value)


def _keeps_its_order(word: str) -> bool:
    """Neither a bullet nor of a script whose letters change place when read from a page."""
    scripts = {unicodedata.bidirectional(letter) for letter in word}
    reordered = any("\u0900" <= letter <= "\u0dff" for letter in word)
    return word not in _MARKERS and not reordered and not scripts & {"R", "AL"}


def _letters(word: str) -> tuple[str, ...]:
    return tuple(sorted(letter for letter in word if letter.isalpha()))
