"""How the fields of a row stand: which across, which side by side, which are levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dpia_wizard.domain.questionnaire import Kind, Question

_MANY_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Slot:
    """Fields in one place of a row's card: a level, short ones side by side, or one across."""

    parts: tuple[Question, ...]
    is_level: bool = False
    beside: bool = False


def slots_of(question: Question) -> Sequence[Slot]:
    """The places of a row's card from top to bottom, without what is never asked."""
    return tuple(_slots(question))


def _slots(question: Question) -> Iterator[Slot]:
    reasons = {f.worked_out.reason for f in question.fields if f.worked_out}
    first = next(f for f in question.fields if not f.numbered)
    beside: list[Question] = []
    for part in question.fields:
        if part.numbered or part.given_only or part.id in reasons:
            continue
        if part.worked_out is None and not _is_wide(part, is_first=part is first):
            beside.append(part)
            continue
        if beside:
            yield Slot(tuple(beside), beside=True)
            beside = []
        yield Slot((part,), is_level=part.worked_out is not None)
    if beside:
        yield Slot(tuple(beside), beside=True)


def _is_wide(part: Question, *, is_first: bool) -> bool:
    alone = part.show_if is not None or bool(part.refers_to)  # hidden, it leaves no hole
    alone = alone or len(part.options) > _MANY_CHOICES
    return part.kind is Kind.LONG_TEXT or alone or (is_first and part.kind is Kind.TEXT)
