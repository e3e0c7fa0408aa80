"""Fields that several outside shapes share: days as written, and texts with a limit."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
"""More than this is refused at the door: it could not be printed in good time."""

DATE_WANTED = "must be a date like 2026-11-22"
MOMENT_WANTED = "must be a date and time like 2026-11-22T10:30:00Z"

SET_ID = r"^[a-z][a-z0-9-]*$"
DIGEST = r"^[0-9a-f]{64}$"
UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
"""These three become names of files."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError(DATE_WANTED)


def _moment(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and _DAY.match(value)):
        return value
    raise ValueError(MOMENT_WANTED)


Line: TypeAlias = Annotated[str, Field(max_length=LONGEST_LINE)]
LongText: TypeAlias = Annotated[str, Field(max_length=LONGEST_TEXT)]

Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
"""A date as people write it; a number is not taken for seconds since 1970."""

Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment)]
"""A moment as people write it, or a day for its beginning."""
