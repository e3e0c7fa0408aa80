"""What rules can have beside conditions: house settings, ways out of a stop, and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dpia_wizard.domain.conditions import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A value worked out from others: the first case that holds, else `otherwise`."""

    id: str
    cases: tuple[tuple[Condition, str], ...]
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseSetting:
    """A choice an organisation makes once; rules see it as a fact of the same name.

    `values` runs from the id of each choice to its text.
    """

    id: str
    title: str
    values: Mapping[str, str]
    default: str
    help: str = ""
    cite: str = ""

    def chosen_of(self, chosen: Mapping[str, str]) -> str:
        """What was chosen; the default where nothing was, or nothing there is."""
        value = chosen.get(self.id, self.default)
        return value if value in self.values else self.default

    def chosen(self, facts: Mapping[str, str]) -> str:
        """The text of the choice that held; a house that never chose has the default."""
        value = facts.get(self.id, self.default)
        return self.values.get(value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """Something people can do that would change answers; never a change of what they are.

    With no `changes` it is a way out that always stands open, such as leaving a channel. What
    has its `own_gate` the activity asks for anyway; a `last_resort` is told after the others.
    """

    id: str
    text: str
    cite: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    when: Condition | None = None
    own_gate: bool = False
    last_resort: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWord:
    """What rules tell under one name, as people read it: a column of the table of rows.

    `values` runs from what is told to its text.
    """

    id: str
    title: str
    values: Mapping[str, str]


Telling: TypeAlias = Mapping[str, tuple[str, ...]]
"""Words that a row may tell: for each name, the values that will do; all names must fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCase:
    """A value of a fact, and what must hold for it; of several tellings one must fit.

    `when` looks at the set's answers, the others at what its rows tell.
    """

    value: str
    when: Condition | None = None
    any_row: tuple[Telling, ...] = ()
    each_row: tuple[Telling, ...] = ()
    no_row: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFact:
    """A fact for other sets, from the answers or from what rows tell: the first that holds."""

    fact: str
    cases: tuple[RowCase, ...]
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingCheck:
    """What a list is held against before each sending, and for how many days that counts.

    Past `warn_days` it is pointed out, past `limit_days` it counts no more. `when` is seen from
    the row of a channel and group; without it the check is always owed.
    """

    id: str
    title: str
    text: str
    limit_days: int
    warn_days: int = 0
    cite: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRules:
    """Where a set says by which channel and to whom one may send, and what is checked first.

    `rows` is a question, `channel` and `group` are fields of it.
    """

    rows: str
    channel: str
    group: str
    checks: tuple[SendingCheck, ...] = ()
