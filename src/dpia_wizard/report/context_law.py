"""The law as a record prints it: which one was used, and what breaking it costs."""

from __future__ import annotations

from collections.abc import Iterator

from dpia_wizard.codec.law_words import most_words
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.report import words
from dpia_wizard.report.view import Said


def law_line(used: LawUsed) -> str:
    """The law used, by its name and date, and the day that decided it."""
    return words.LAW_USED_ON.format(used=_named(used), day=words.day(used.day))


def law_about(used: LawUsed) -> str:
    """The same with its citation."""
    return f"{law_line(used)}. {used.cite}"


def penalties_of(used: LawUsed | None) -> Iterator[Said]:
    """The highest fines for what is done on that day; none where the set prints none."""
    for penalty in used.penalties if used else ():
        most = most_words(penalty)
        yield Said(
            text=penalty.breaches + ".", cite=penalty.cite, about=most[:1].upper() + most[1:]
        )


def _named(used: LawUsed) -> str:
    return words.LAW_USED.format(title=used.title, since=words.day(used.since), id=used.id)
