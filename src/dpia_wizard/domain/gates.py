"""What stands between an activity and being ready to send: a gate for each question set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GateState(StrEnum):
    """Where a gate stands; only what is passed or not needed lets the activity through."""

    PASSED = "passed"
    NOT_NEEDED = "not_needed"
    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    AWAITS_APPROVAL = "awaits_approval"
    STOPPED = "stopped"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One question set on the way to sending; `version` is the one that counts, 0 for none.

    `because` says why it stands as it does, in sentences a person can read.
    """

    set_id: str
    title: str
    state: GateState
    version: int = 0
    because: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the activity may not yet pass."""
        return self.state not in (GateState.PASSED, GateState.NOT_NEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All gates in the order of a case, and what is pointed out without holding anything up."""

    gates: tuple[Gate, ...]
    warnings: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether the activity may be sent."""
        return bool(self.gates) and not any(gate.is_open for gate in self.gates)

    @property
    def next_gate(self) -> Gate | None:
        """The first gate that holds the activity up."""
        return next((gate for gate in self.gates if gate.is_open), None)
