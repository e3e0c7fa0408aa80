"""How the window writes days, times, people and answers."""

from __future__ import annotations

from datetime import date, datetime

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer, YesNo
from dpia_wizard.domain.history import only_day
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question, Section
from dpia_wizard.domain.row_values import number_field

_YES_NO = {YesNo.YES: "Yes", YesNo.NO: "No", YesNo.NOT_SURE: "Not sure"}


def day(value: date) -> str:
    """A day like 22 Nov 2026."""
    return f"{value.day} {value:%b %Y}"


def moment(value: datetime, *, now: datetime) -> str:
    """A moment as people say it: today 10:42, yesterday, 19 Nov."""
    local, today = value.astimezone(), now.astimezone().date()
    if only_day(value):
        local = value
    days = (today - local.date()).days
    if days == 0 and only_day(value):
        return "today"
    if days == 0:
        return f"today {local:%H:%M}"
    if days == 1:
        return "yesterday"
    if local.year == today.year:
        return f"{local.day} {local:%b}"
    return day(local.date())


def section_name(section: Section) -> str:
    """The section's name in the list of steps."""
    return section.short_title or section.title


def exact(value: datetime) -> str:
    """A moment like 22 Nov 2026, 10:51, where the user is."""
    local = value.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def noted_at(value: datetime) -> str:
    """When something was done; a record made of an answers file knows the day alone."""
    return day(value.date()) if only_day(value) else exact(value)


def answer_words(question: Question, value: AnswerValue | None) -> str:
    """An answer as it reads in a table."""
    match value:
        case None:
            return ""
        case PromptsAnswer():
            return value.text
        case Person():
            return str(value)
        case tuple():
            return _list_words(question, value)
        case str():
            return _text_words(question, value)
        case _:
            return f"{value:,}"


def _text_words(question: Question, value: str) -> str:
    if question.kind in (Kind.YES_NO, Kind.YES_NO_UNSURE) and value in _YES_NO:
        return _YES_NO[YesNo(value)]
    if question.kind is Kind.CHOICE:
        return next((o.text for o in question.options if o.id == value), value)
    if question.kind is Kind.DATE:
        return day(date.fromisoformat(value))
    return value


def _list_words(question: Question, value: tuple[object, ...]) -> str:
    names = {option.id: option.text for option in question.options}
    lines = []
    for number, item in enumerate(value, 1):
        if isinstance(item, str):
            lines.append(names.get(item, item))
        elif isinstance(item, dict):
            cells = [
                f"{field.short}: {answer_words(field, item.get(field.id))}"
                for field in question.fields
                if item.get(field.id) not in (None, "") and not field.numbered
            ]
            shown = item.get(number_field(question), number)
            lines.append(f"{shown}. " + "; ".join(cells))
    return "\n".join(lines)
