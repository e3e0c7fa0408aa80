"""What rules can have beside conditions: house settings, and ways out of a stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dpia_wizard.domain.conditions import Condition


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """Something people can do that would change answers; never a change of what they are.

    With no `changes` it is a way out that always stands open, such as leaving a channel.
    """

    id: str
    text: str
    cite: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    when: Condition | None = None
