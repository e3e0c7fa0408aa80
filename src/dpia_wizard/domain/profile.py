"""What an organisation says of itself once: who answers for the data, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One company of the group; `registration` is its number with the regulator."""

    name: str
    registration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The organisation profile, as printed in every record (UK GDPR Arts 13, 14 and 30).

    Contacts and lists are lines of text as people write them; `notice_purposes` and
    `notice_recipients` hold ids of what the privacy notice covers. Empty where not said.
    """

    controller: str = ""
    registration: str = ""
    companies: tuple[Company, ...] = ()
    dpo_contact: str = ""
    complaint_contact: str = ""
    objection_contact: str = ""
    data_kinds: tuple[str, ...] = ()
    special_kinds: tuple[str, ...] = ()
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
