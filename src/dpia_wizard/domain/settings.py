"""What the user tells the program once: who they are, for whom they work, how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.domain.people import SOMEBODY, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A data folder's settings; names are claims, not a login.

    `identity` is the fingerprint of the certificate last signed with; `time_stamp_url` names an
    RFC 3161 server, empty for none.
    """

    name: str = ""
    role: str = ""
    organisation: str = ""
    sector: str = ""
    theme: str = "system"
    one_person_allowed: bool = False
    signature_needed: bool = True
    identity: str = ""
    time_stamp_url: str = ""

    @property
    def me(self) -> Person:
        """The user as recorded in events and sign-offs."""
        return Person(name=self.name.strip() or self.role or SOMEBODY, role=self.role.strip())
