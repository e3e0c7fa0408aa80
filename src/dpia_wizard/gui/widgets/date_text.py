"""Dates as people type them in the United Kingdom, and as we show them; without Qt."""

from __future__ import annotations

import re
from datetime import date

from dpia_wizard.codec.day_words import MONTHS

_SHORTEST_MONTH = 3
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})|(\d{1,2})[/. ](\d{1,2})[/. ](\d\d)"
)
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4}|\d\d)", re.IGNORECASE)
_BEGUN = (19, 20)
"""Two digits that more likely are the beginning of a year in four."""
_LAST_SHORT = 49


def read_date(text: str) -> date | None:
    """The day a text means, or None if it means none; day before month, as here.

    A year in two digits is one of this century; between hyphens it might as well be the day.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _day(int(year), int(month), int(day))
    if found := _SLASHED.fullmatch(text):
        day, month, year = filter(None, found.groups())
        return _day(_year(year), int(month), int(day))
    if found := _WORDED.fullmatch(text):
        day, word, year = found.groups()
        return _day(_year(year), _month(word), int(day))
    return None


def show_date(day: date | None) -> str:
    """The day as 22 Nov 2026, or nothing."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def show_month(day: date) -> str:
    """The month as Nov 2027."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def _year(digits: str) -> int:
    """A year in four digits, or in two where that can mean but one; else none there is."""
    year = int(digits)
    if len(digits) > len("26"):
        return year
    return 0 if year in _BEGUN or year > _LAST_SHORT else 2000 + year


def _month(word: str) -> int:
    word = word.casefold()
    known = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if name.casefold().startswith(word) and len(word) >= _SHORTEST_MONTH
    ]
    if word == "sept":
        return 9
    return known[0] if known else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
