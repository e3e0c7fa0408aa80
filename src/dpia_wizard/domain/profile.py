"""What an organisation says of itself once: who answers for the data, and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

NONE_HELD = "none"
"""The explicit “none of these”: it was asked, and there is none."""

_FILLED, _NOTICE_DATE, _SPECIAL = "profile_filled", "notice_date", "holds_special_data"
_COVERS, _NAMES, _HOLDS = "notice_covers_", "notice_names_", "holds_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One company of the group; `registration` is its number with the regulator."""

    name: str = ""
    registration: str = ""
    trading_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The organisation profile, as printed in every record (UK GDPR Arts 13, 14 and 30).

    Contacts and lists are lines of text as people write them; the tuples of words hold ids of
    the options that `questionnaires/organisation/profile.yaml` lists. Empty where not said.
    """

    controller: str = ""
    registration: str = ""
    regulators: str = ""
    companies: tuple[Company, ...] = ()
    dpo_contact: str = ""
    complaint_contact: str = ""
    objection_contact: str = ""
    data_kinds: tuple[str, ...] = ()
    other_data: str = ""
    special_kinds: tuple[str, ...] = ()
    special_why: str = ""
    sources: str = ""
    lawful_bases: str = ""
    profiling: str = ""
    cookies: str = ""
    recipient_kinds: tuple[str, ...] = ()
    recipients: str = ""
    transfers: str = ""
    retention: str = ""
    security: str = ""
    notice_place: str = ""
    notice_date: date | None = None
    notice_purposes: tuple[str, ...] = ()
    notice_recipients: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return self == Profile()

    @property
    def rests_on(self) -> tuple[object, ...]:
        """All that rules can be told: where this is the same, no assessment reads otherwise."""
        lists = (self.special_kinds, self.notice_purposes, self.notice_recipients)
        return (self.is_empty, self.notice_date, *lists)


PROFILE_PARTS = frozenset(field.name for field in fields(Profile))
"""The names of what a profile says, as `carry_from` names them."""


def profile_facts(profile: Profile, wanted: Iterable[str]) -> Mapping[str, str]:
    """What the profile tells rules, of the facts they look at; nothing of what it leaves out.

    A list that was never filled in tells neither yes nor no.
    """
    return {name: value for name in wanted if (value := _fact(profile, name))}


def is_profile_fact(name: str) -> bool:
    """Whether a fact of this name comes from the organisation's profile."""
    return name in (_FILLED, _NOTICE_DATE) or name.startswith((_COVERS, _NAMES, _HOLDS))


def _fact(profile: Profile, name: str) -> str:
    if name == _FILLED:
        return _yes(not profile.is_empty)
    if name == _NOTICE_DATE:
        return profile.notice_date.isoformat() if profile.notice_date else ""
    if name == _SPECIAL:
        held = profile.special_kinds
        return _yes(held != (NONE_HELD,)) if held else ""
    for prefix, listed in (
        (_COVERS, profile.notice_purposes),
        (_NAMES, profile.notice_recipients),
        (_HOLDS, profile.special_kinds),
    ):
        if name.startswith(prefix) and listed:
            return _yes(name.removeprefix(prefix) in listed)
    return ""


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
