"""How good a passphrase is, told from its length and variety alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

SHORTEST = 10
"""Fewer characters are refused."""

_LEAST_KINDS = 5
_LONG, _VERY_LONG = 14, 20
_LEAST_OWN = 6
_RUNS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 4
_COMMON = (
    "passphrase",
    "password",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "secret",
)


class Strength(IntEnum):
    """How hard a passphrase is to guess; the first is not accepted."""

    REFUSED = 0
    ENOUGH = 1
    GOOD = 2
    VERY_GOOD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What to tell somebody who is choosing a passphrase."""

    strength: Strength
    text: str

    @property
    def is_enough(self) -> bool:
        """Whether the passphrase is accepted."""
        return self.strength is not Strength.REFUSED


def passphrase_hint(passphrase: str, *, known: tuple[str, ...] = ()) -> Hint:
    """Judge a passphrase; `known` is what anybody would try first, such as names."""
    why_not = _why_not(passphrase, known)
    if why_not:
        return Hint(strength=Strength.REFUSED, text=why_not)
    length = len(passphrase)
    if length >= _VERY_LONG:
        return Hint(strength=Strength.VERY_GOOD, text="Very good.")
    if length >= _LONG:
        return Hint(strength=Strength.GOOD, text="Good.")
    return Hint(
        strength=Strength.ENOUGH,
        text="Just enough. Another word or two would make it much harder to guess.",
    )


def _why_not(passphrase: str, known: tuple[str, ...]) -> str:
    if len(passphrase) < SHORTEST:
        return (
            f"Use at least {SHORTEST} characters. Several words that do not belong together "
            "are easy to keep in mind."
        )
    if passphrase.isdecimal():
        return "Digits alone are guessed quickly. Add words."
    if len(set(passphrase.casefold())) < _LEAST_KINDS:
        return "This repeats the same few characters. Use several different words."
    left = _without(passphrase.casefold(), known)
    if len(left) < _LEAST_OWN or len(set(left)) < _LEAST_KINDS:
        return (
            "This is among the first things anybody would try. Use several words that do not "
            "belong together."
        )
    return ""


def _without(passphrase: str, known: tuple[str, ...]) -> str:
    """What is left once common words, names, keyboard runs and repeats are taken away."""
    words = [word for text in known for word in text.casefold().split() if len(word) >= _RUN]
    left = passphrase
    for word in (*_COMMON, *words):
        left = left.replace(word, "")
    for run in _RUNS:
        for row in (run, run[::-1]):
            left = _without_runs(left, row)
    return _without_repeats("".join(left.split()))


def _without_runs(text: str, row: str) -> str:
    for length in range(len(row), _RUN - 1, -1):
        for start in range(len(row) - length + 1):
            text = text.replace(row[start : start + length], "")
    return text


def _without_repeats(text: str) -> str:
    """One turn of a text that only goes round and round."""
    for length in range(1, len(text) // 2 + 1):
        if text == (text[:length] * len(text))[: len(text)]:
            return text[:length]
    return text
