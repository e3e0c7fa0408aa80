"""Texts as search sees them: words without case, accents or punctuation."""

from __future__ import annotations

import re
from unicodedata import category, normalize

_WORD = re.compile(r"[^\W_]+")
_MOST_LETTERS = 60


class _WithoutMarks(dict[int, int | None]):
    """Drops accents and vowel signs; remembers what each character comes to."""

    def __missing__(self, point: int) -> int | None:
        self[point] = None if category(chr(point)).startswith("M") else point
        return self[point]


_MARKS = _WithoutMarks()


def search_words(text: str) -> list[str]:
    """The words of a text, in order; the same for what is kept and what is looked for."""
    if not text.isascii():
        text = " ".join(part if part.isascii() else _fold(part) for part in text.split())
    return [word[:_MOST_LETTERS] for word in _WORD.findall(text.lower())]


def _fold(text: str) -> str:
    """Without case and marks; most texts need this for a word or two."""
    return normalize("NFKD", normalize("NFKD", text).casefold()).translate(_MARKS)
