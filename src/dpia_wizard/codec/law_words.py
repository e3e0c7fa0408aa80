"""The law in words, for records, the window and the commands alike: penalties and evidence."""

from __future__ import annotations

from collections.abc import Mapping

from dpia_wizard.domain.law import LawUsed, Penalty

EVIDENCE: Mapping[str, str] = {
    "statute": "text of the law seen",
    "regulator": "regulator’s published page seen",
    "quoted": "as quoted by others; text of the law not seen",
    "reported": "as reported by law firms or the press",
    "memory": "not found in a source seen; check it before relying on it",
}
"""How well a point is known, as part of a line."""

_MILLION = 1_000_000


def most_words(penalty: Penalty) -> str:
    """The highest fine: “up to £17.5 million, or 4% of …”."""
    most = f"up to {_pounds(penalty.most_pounds)}"
    if not penalty.most_percent:
        return most
    return f"{most}, or {penalty.most_percent}% of worldwide yearly turnover if that is more"


def penalty_line(penalty: Penalty) -> str:
    """A penalty in one sentence."""
    return f"{penalty.breaches}: {most_words(penalty)}."


def first_penalty(used: LawUsed) -> Penalty | None:
    """The penalty to name first, that of the rules most at stake; None where there is none."""
    return used.penalties[0] if used.penalties else None


def _pounds(pounds: int) -> str:
    if pounds < _MILLION:
        return f"£{pounds:,}"
    whole, rest = divmod(pounds, _MILLION)
    part = f"{rest / _MILLION:g}".removeprefix("0") if rest else ""
    return f"£{whole}{part} million"
