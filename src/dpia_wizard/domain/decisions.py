"""What a data protection officer can decide about a rule, and which decisions hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import LIFTED, Override
from dpia_wizard.domain.basis import basis_of
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rulings import (
    Rule,
    Ruling,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to decide: `to` is an outcome, told in `text`, or says that others decide.

    Where the rules after it decide, `text` is empty, and `house` says whose rule it is.
    """

    to: str
    text: str = ""
    house: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A rule that held, and what was decided about it."""

    rule: Rule
    override: Override


def choices(rule: Rule, ruling: Ruling) -> tuple[Choice, ...]:
    """What can be decided about a rule; nothing where the law has spoken.

    Where the rules after it decide, only what is stricter can be decided beside that: nobody
    says yes past them.
    """
    return tuple(_choices(rule, ruling))


def _choices(rule: Rule, ruling: Ruling) -> Iterator[Choice]:
    onward = rule.house or rule.goes_on
    if onward:
        yield Choice(to=LIFTED, house=rule.house)
    for outcome_id, text in ruling.outcome(rule.outcome).decided_as.items():
        if not (onward and ruling.outcome(outcome_id).allows):
            yield Choice(to=outcome_id, text=text)


def may_decide(questionnaire: Questionnaire, target: str, to: str) -> bool:
    """Whether the set lets a rule be decided in this way."""
    if to == LIFTED:
        return target in questionnaire.may_be_lifted
    return any(
        choice.to == to
        for ruling in questionnaire.rulings
        for rule in ruling.rules
        if rule.id == target
        for choice in choices(rule, ruling)
    )


def outcome_of(questionnaire: Questionnaire, target: str) -> str:
    """What a rule comes to as long as nobody decides otherwise; nothing for an unknown one."""
    rules = (rule for ruling in questionnaire.rulings for rule in ruling.rules)
    return next((rule.outcome for rule in rules if rule.id == target), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions on rules that count, by what they rest on and then by rule."""

    everywhere: Mapping[str, Override] = field(default_factory=dict)
    by_basis: Mapping[str, Mapping[str, Override]] = field(default_factory=dict)


def decisions_in(
    questionnaire: Questionnaire, answers: Answers, overrides: Sequence[Override]
) -> Decisions:
    """Sort decisions by where they hold; what may not be decided is left out."""
    by_basis: dict[str, dict[str, Override]] = {}
    for made in overrides:
        if (made.basis or made.after == LIFTED) and may_decide(
            questionnaire, made.target, made.after
        ):
            by_basis.setdefault(made.basis, {})[made.target] = made
    everywhere = by_basis.pop("", {})
    if by_basis:
        everywhere = everywhere | by_basis.get(basis_of(answers), {})
    return Decisions(everywhere=everywhere, by_basis=by_basis)
