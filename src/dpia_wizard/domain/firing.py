"""Which rules hold, the outcome each gives, and what an officer decided about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dpia_wizard.domain.assessment import Override
from dpia_wizard.domain.decisions import Decided
from dpia_wizard.domain.rulings import (
    Decide,
    Rule,
    Ruling,
)
from dpia_wizard.domain.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that holds, the outcome it gives here, and the decision that made it so."""

    rule: Rule
    outcome: str
    made: Override | None = None


def fired_of(ruling: Ruling, seen: Situation) -> tuple[Sequence[Fired], bool]:
    """The rules that hold, and whether something was left to the otherwise."""
    match ruling.decide:
        case Decide.FIRST_MATCH:
            fired = first_fired(ruling, seen)
            return fired, not fired
        case Decide.ALL_THAT_MATCH:
            held = (rule for rule in ruling.rules if _fires(rule, seen))
            fired = [_as_decided(rule, ruling, seen) for rule in held]
            return fired, not fired
        case Decide.STRICTEST_OF_ROWS:
            found = [first_fired(ruling, inside) for inside in seen.each_row(ruling.rows)]
            fired = [each for rules in found for each in rules]
            return fired, not found or not all(found)


def first_fired(ruling: Ruling, seen: Situation) -> Sequence[Fired]:
    """The first rule that holds, if one does, seen from one row or from no row."""
    first = next((rule for rule in ruling.rules if _fires(rule, seen)), None)
    return [_as_decided(first, ruling, seen)] if first else []


def decided_in(ruling: Ruling, inside: Situation) -> Iterator[Decided]:
    """What was decided about the rules that hold, up to the one that decides."""
    for rule in ruling.rules if inside.decided else ():
        if not _holds(rule, inside):
            continue
        made = inside.decided.get(rule.id)
        if made is not None:
            yield Decided(rule=rule, override=made)
        if not inside.is_lifted(rule.id):
            return


def _as_decided(rule: Rule, ruling: Ruling, seen: Situation) -> Fired:
    made = seen.decided.get(rule.id)
    if made is None or made.after not in ruling.outcome(rule.outcome).decided_as:
        return Fired(rule=rule, outcome=rule.outcome)
    return Fired(rule=rule, outcome=made.after, made=made)


def _fires(rule: Rule, seen: Situation) -> bool:
    return not seen.is_lifted(rule.id) and _holds(rule, seen)


def _holds(rule: Rule, seen: Situation) -> bool:
    return rule.valid_on(seen.law_day) and seen.holds(rule.when)
