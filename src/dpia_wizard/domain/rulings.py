"""What can come out of a question set: outcomes, strictest first, and rules that lead there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.rule_parts import RowFact


class Tone(StrEnum):
    """How an outcome feels; always shown with words."""

    GOOD = "good"
    CARE = "care"
    STOP = "stop"
    NOTE = "note"


class Decide(StrEnum):
    """How rules that hold become one outcome."""

    FIRST_MATCH = "first_match"
    ALL_THAT_MATCH = "all_that_match"
    STRICTEST_OF_ROWS = "strictest_of_rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing a result can be.

    `facts` is what other sets' rules may know of it; `tells` is what the command line prints.
    What `allows` is where remedies want to get to. `blocks_sending` says why nothing may be
    sent while the result is this one. `decided_as` runs from what a data protection officer
    may decide it to be, instead, to how that choice is put.
    """

    id: str
    title: str
    short: str
    text: str = ""
    tone: Tone = Tone.NOTE
    facts: Mapping[str, str] = field(default_factory=dict)
    tells: Mapping[str, str] = field(default_factory=dict)
    allows: bool = False
    blocks_sending: str = ""
    decided_as: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When `when` holds on a day the rule is valid, it gives `outcome` and says why.

    A `house` rule is an organisation's own, which a data protection officer may set aside;
    `unsettled` says that the law leaves room, and in what way. Where a rule `goes_on`, the
    officer's yes to what it asks lets the rules after it decide.
    """

    id: str
    when: Condition
    outcome: str
    because: str
    cite: str = ""
    needs: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    tells: Mapping[str, str] = field(default_factory=dict)
    house: bool = False
    unsettled: str = ""
    goes_on: bool = False

    def valid_on(self, day: date) -> bool:
        """Whether the rule is in force on a day, both ends included."""
        return not (
            (self.valid_from and day < self.valid_from)
            or (self.valid_to and day > self.valid_to)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One result of a set: its possible outcomes, strictest first, and the rules.

    `row_facts` are facts for other sets that follow from the answers, or from what rows tell.
    """

    id: str
    title: str
    decide: Decide
    outcomes: tuple[Outcome, ...]
    rules: tuple[Rule, ...]
    otherwise: str
    otherwise_because: str = ""
    otherwise_cite: str = ""
    otherwise_tells: Mapping[str, str] = field(default_factory=dict)
    rows: str = ""
    row_facts: tuple[RowFact, ...] = ()

    @property
    def facts_told(self) -> frozenset[str]:
        """The names of the facts that its outcomes and its rows tell other sets."""
        names = [name for outcome in self.outcomes for name in outcome.facts]
        return frozenset([*names, *(told.fact for told in self.row_facts)])

    @property
    def words(self) -> tuple[str, ...]:
        """The names under which its outcomes and rules tell something."""
        told = [*(o.tells for o in self.outcomes), *(rule.tells for rule in self.rules)]
        return tuple(dict.fromkeys(name for tells in told for name in tells))

    def outcome(self, outcome_id: str) -> Outcome:
        """The outcome with this id."""
        return next(outcome for outcome in self.outcomes if outcome.id == outcome_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An obligation that comes with a result: where a rule names it, or where `when` holds.

    Where rows decide, `when` looks from each row. What is owed `until_decided` falls away once
    the data protection officer has decided about the rule that names it.
    """

    id: str
    text: str
    cite: str = ""
    when: Condition | None = None
    until_decided: bool = False
