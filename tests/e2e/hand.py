"""A hand that knows the way: answers become keys, and Tab leads from field to field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from textwrap import wrap

from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.progress import pages
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.situation import Situation, situation
from dpia_wizard.gui.widgets.date_text import show_date
from tests.e2e.person import Person
from tests.e2e.told import Sheet

_LETTERS = {"yes": "y", "no": "n", "not_sure": "u"}
_LISTED = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
_WRITTEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.DATE, Kind.NUMBER)
_ON_ONE_LINE = 34


def answer_all(person: Person, sheet: Sheet) -> None:
    """Answer page after page, each as soon as it is there; the list of answers follows.

    Within a page nothing is waited for: the keys come faster than the window can follow.
    """
    seen = situation(sheet.asked, sheet.answers, as_at=datetime.now(tz=UTC).date())
    for page in pages(seen):
        person.settle()  # to search one picture, not each on the way to it
        person.read(wrap(page.questions[0].text, _ON_ONE_LINE)[0])
        for question in page.questions:
            given = sheet.answers.get(question.id)
            if question.kind is Kind.ROWS:
                _fill(person, question, given, seen)
            elif question.kind in _WRITTEN:
                _write(person, question, given)
            else:
                person.press(*_chosen(question, given))
        person.press("alt+Right")


def _fill(
    person: Person, question: Question, given: AnswerValue | None, seen: Situation
) -> None:
    """Add row after row; the keyboard begins and ends on the button that does so."""
    for inside, row in zip(seen.each_row(question.id), rows_of(given), strict=True):
        person.press("space")
        for field in question.fields:
            if field.given_only or (field.show_if and not inside.holds(field.show_if)):
                continue
            if field.kind in _WRITTEN:
                _write(person, field, row.get(field.id))
            else:
                person.press(*_listed(field, row.get(field.id)), "Tab")


def _write(person: Person, field: Question, given: AnswerValue | None) -> None:
    text = "" if given is None else str(given)
    if field.kind is Kind.DATE:
        person.type(show_date(date.fromisoformat(text)))
        person.press("Tab", "Tab")  # past the calendar
    else:
        person.type(text)
        person.press("Tab")


def _chosen(question: Question, given: AnswerValue | None) -> Sequence[str]:
    """Yes and no by their letters; down to another choice; a list to tick is gone through."""
    places = [option.id for option in question.options]
    if isinstance(given, tuple):
        return [key for place in places for key in (*["space"] * (place in given), "Tab")]
    if question.kind is Kind.CHOICE:
        return [*["Down"] * (places.index(str(given)) + 1), "Tab"]
    return [_LETTERS[str(given)], "Tab"]


def _listed(field: Question, given: AnswerValue | None) -> Sequence[str]:
    """The letter it begins with, then down from the first choice that begins with that.

    More letters would only do if they came quickly enough to count as one word.
    """
    texts = {option.id: option.text for option in field.options} or _LISTED
    if given is None:
        return []
    place = list(texts).index(str(given))
    letters = [text[0].lower() for text in texts.values()]
    letter = letters[place]
    return [letter, *["Down"] * (place - letters.index(letter))]
