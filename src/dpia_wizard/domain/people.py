"""People as they are recorded: a claimed name and role, proved only by a signature."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who did, advised or will do something."""

    name: str
    role: str = ""

    def __str__(self) -> str:
        """Name and role in one line, the role only where it adds something."""
        if self.role and self.role.casefold() != self.name.casefold():
            return f"{self.name}, {self.role}"
        return self.name


NOBODY = Person(name="")
"""Stands where nobody has been named."""

SOMEBODY = "Somebody at this computer"
"""The name of a user who has given none in Settings."""


def same_person(first: Person, second: Person) -> bool:
    """Whether two entries name the same person, case, spaces and keyboards aside."""
    return _folded(first.name) == _folded(second.name)


def is_dpo(person: Person) -> bool:
    """Whether the claimed role is that of a data protection officer (UK GDPR Arts 37-39)."""
    role = _folded(person.role)
    return (
        "data protection" in role or "dpo" in role.replace("(", " ").replace(")", " ").split()
    )


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
