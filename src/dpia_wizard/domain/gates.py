"""What stands between an activity and being ready to send: a gate for each question set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.domain.stale import StaleReason


class GateState(StrEnum):
    """Where a gate stands; only what is passed or not needed lets the activity through.

    One that waits would be passed if the gates it waits for were.
    """

    PASSED = "passed"
    NOT_NEEDED = "not_needed"
    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    AWAITS_APPROVAL = "awaits_approval"
    WAITS = "waits"
    STOPPED = "stopped"
    OUT_OF_DATE = "out_of_date"


class PointKind(StrEnum):
    """What there is to say of a gate, or of the activity."""

    # of a gate
    SAID = "said"
    STOPS = "stops"
    ASKED_FOR = "asked_for"
    OPTIONAL = "optional"
    DRAFT = "draft"
    RETURNED = "returned"
    WITH_DPO = "with_dpo"
    TO_CONFIRM = "to_confirm"
    TO_APPROVE = "to_approve"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LOST = "lost"
    UNDECIDED = "undecided"
    COMES_OUT_OTHERWISE = "comes_out_otherwise"
    WAITS_FOR = "waits_for"
    NEWER_STOPS = "newer_stops"
    SIGNED_OFF = "signed_off"
    MAY_BE_WITHDRAWN = "may_be_withdrawn"
    STALE = "stale"
    # of the activity
    NEWER_VERSION = "newer_version"
    REVIEW_OVERDUE = "review_overdue"
    LATE_SIGN_OFF = "late_sign_off"
    START_HAS_PASSED = "start_has_passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to say, as facts; `text` is a question set's or a person's own words.

    `names` holds what it is about: titles of question sets, a row, an outcome.
    """

    kind: PointKind
    text: str = ""
    names: tuple[str, ...] = ()
    who: Person = NOBODY
    day: date | None = None
    version: int = 0
    done: int = 0
    total: int = 0
    stale: StaleReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One question set on the way to sending; `version` is the one that counts, 0 for none.

    `points` says why it stands as it does; `because` says the same in sentences a person can
    read, once the edge has found the words. `waits_for` holds the ids of the sets it waits for.
    """

    set_id: str
    title: str
    state: GateState
    version: int = 0
    because: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    waits_for: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the activity may not yet pass."""
        return self.state not in (GateState.PASSED, GateState.NOT_NEEDED)

    @property
    def is_with_others(self) -> bool:
        """Whether it is somebody's turn to decide, and no work goes on meanwhile."""
        with_dpo = any(point.kind is PointKind.WITH_DPO for point in self.points)
        return self.state is GateState.AWAITS_APPROVAL or with_dpo


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All gates in the order of a case, and what is pointed out without holding anything up.

    `warnings` says what `remarks` says, once the edge has found the words.
    """

    gates: tuple[Gate, ...]
    warnings: tuple[str, ...] = ()
    remarks: tuple[Point, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether the activity may be sent."""
        return bool(self.gates) and not any(gate.is_open for gate in self.gates)

    @property
    def next_gate(self) -> Gate | None:
        """The first gate that holds the activity up; one that waits for others comes last."""
        return next(iter(self._open()), None)

    @property
    def meanwhile(self) -> Gate | None:
        """Where to go on while the next gate is with somebody else."""
        open_gates = self._open()
        if not open_gates or not open_gates[0].is_with_others:
            return None
        own = (GateState.TO_DO, GateState.UNDER_WAY)
        mine = (gate for gate in open_gates[1:] if gate.state in own)
        return next((gate for gate in mine if not gate.is_with_others), None)

    def _open(self) -> list[Gate]:
        open_gates = [gate for gate in self.gates if gate.is_open]
        return sorted(open_gates, key=lambda gate: gate.state is GateState.WAITS)
