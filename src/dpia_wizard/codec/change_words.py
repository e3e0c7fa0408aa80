"""What changed in the law, the questions or the house rules, as a clause of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dpia_wizard.codec.day_words import day_words
from dpia_wizard.domain.stale_reason import FROM_OUTSIDE, StaleKind, StaleReason


def change_words(reason: StaleReason) -> str:
    """“The law changed on …: …” and the like, without the capital."""
    if reason.kind is StaleKind.LAW and reason.since:
        return f"the law changed on {day_words(reason.since)}: {reason.news}"
    if reason.kind is StaleKind.LAW:
        return f"the law it was made under ({reason.was}) was replaced by {reason.now}"
    if reason.kind is StaleKind.HOUSE:
        title = reason.what[0] if reason.what else ""
        return f"the house rule “{title}” changed from “{reason.was}” to “{reason.now}”"
    return f"its questions (version {reason.was}) were replaced by version {reason.now}"


def touched_words(by_set: Iterable[tuple[str, Sequence[StaleReason]]]) -> str | None:
    """Which assessments a change from outside touches, and why; None for none."""
    told = [
        f"{name}: {change_words(reason)}"
        for name, reasons in by_set
        for reason in reasons
        if reason.kind in FROM_OUTSIDE
    ]
    return "; ".join(told) or None
