"""What a look at a data folder found: one thing in one file, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dpia_wizard.domain.history import Event

BACKUP = "Bring the file back from a backup if you can"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as the program left it.

    `file` is given from the data folder on, `place` says where in it; no answer is ever quoted.
    """

    file: str
    problem: str
    place: str = ""
    text: str
    advice: str

    @property
    def sentence(self) -> str:
        """Everything in one line."""
        place = f", {self.place}" if self.place else ""
        return f"{self.file}{place}: {self.text}. {self.advice}."


def entry_words(position: int, total: int, event: Event) -> str:
    """An entry of the history by its number, kind and time."""
    kind = event.kind.value.replace("_", " ")
    return f"history entry {position + 1} of {total} ({kind}, {when(event.at)})"


def when(at: datetime) -> str:
    """A moment like 22 Nov 2026 10:51, where the user is."""
    local = at.astimezone()
    return f"{local.day} {local:%b %Y %H:%M}"
