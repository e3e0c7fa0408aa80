"""What can make a settled assessment out of date, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from dpia_wizard.domain.law import LawVersion
from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.domain.profile import Profile


class StaleKind(StrEnum):
    """What has changed."""

    DETAILS = "details"
    FACTS = "facts"
    REDONE = "redone"
    OTHER_RESULT = "other_result"
    WITHDRAWN = "withdrawn"
    QUESTION_SET = "question_set"
    LAW = "law"
    HOUSE = "house"
    PROFILE = "profile"


FROM_OUTSIDE = (StaleKind.LAW, StaleKind.QUESTION_SET, StaleKind.HOUSE)
"""What changed for every activity at once, not in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleReason:
    """One change since completion.

    `what` holds the details' or facts' names, or the id of the other assessment's set; `was`
    and `now` are versions. Of a change of the law, `news` says what is new, `since` from when.
    Of a house rule, `what` holds its title, `was` and `now` the choices.
    """

    kind: StaleKind
    what: tuple[str, ...] = ()
    was: str = ""
    now: str = ""
    at: datetime | None = None
    by: Person = NOBODY
    since: date | None = None
    news: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNow:
    """A question set as it is asked today, and what the organisation says of itself today.

    `laws` are the states of the law that touch the set, oldest first, to come ones too.
    """

    version: str
    law_version: str
    digest: str
    profile: Profile | None = None
    laws: tuple[LawVersion, ...] = ()


FindNewest: TypeAlias = Callable[[str], SetNow | None]
"""Finds a set as it is asked today, by its id; None where it is asked no more."""
