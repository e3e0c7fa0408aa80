"""What is pointed out without holding a sending up: reviews, dates, newer versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.case import (
    FindSet,
    Siblings,
    live_evaluation_of,
    situation_of,
    why_not_yet,
    would_not_be_needed,
)
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.gates import Gate, GateState, Point, PointKind
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation, own_result
from dpia_wizard.domain.situation import Situation
from dpia_wizard.domain.stale import FindNewest, StaleKind, StaleReason, stale_reasons

GRAVE = (StaleKind.OTHER_RESULT, StaleKind.WITHDRAWN)
"""The changes since completion that no sending can rest on."""

_UNDER_WAY = (Status.DRAFT, Status.SUBMITTED, Status.COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNow:
    """An activity with the sets asked now, on a day: what readiness is asked of."""

    activity: Activity
    sets: Sequence[Questionnaire]
    find_set: FindSet
    find_newest: FindNewest
    today: date
    siblings: Siblings

    def stale(self, assessment: Assessment) -> tuple[StaleReason, ...]:
        """Why a settled version may be out of date."""
        return stale_reasons(
            self.activity, assessment, self.find_set, self.find_newest, today=self.today
        )

    def seen(self, assessment: Assessment) -> Situation:
        """What a version's rules see."""
        return situation_of(
            self.activity,
            assessment,
            self.find_set,
            today=self.today,
            siblings=self.siblings,
        )

    def live(self, assessment: Assessment) -> Evaluation:
        """What a completed version comes to as things are now."""
        return live_evaluation_of(
            self.activity,
            assessment,
            self.find_set,
            today=self.today,
            siblings=self.siblings,
        )

    def why_left_out(self, asked: Questionnaire) -> str:
        """Why a set is not needed, whether it is begun or not."""
        return would_not_be_needed(
            asked, self.activity, self.find_set, today=self.today, siblings=self.siblings
        )

    def why_later(self, asked: Questionnaire) -> str:
        """Why a set that is not begun waits for others."""
        return why_not_yet(
            asked, self.activity, self.find_set, today=self.today, siblings=self.siblings
        )

    def signed_off(self, set_id: str) -> Assessment | None:
        """The version of a set that is signed off and in force."""
        found = self.activity.in_force(set_id)
        return found if found and found.status is Status.SIGNED_OFF else None


def remarks_on(case: CaseNow, gates: Sequence[Gate]) -> tuple[Point, ...]:
    """What to point out of an activity whose gates stand as they do."""
    each = [point for gate in gates for point in _of_one(case, gate)]
    return (*_stale(case, gates), *each, *_dates(case, gates))


def _stale(case: CaseNow, gates: Sequence[Gate]) -> Iterator[Point]:
    """Lesser changes since completion; one that touches several sets is told once."""
    touched: dict[StaleReason, list[str]] = {}
    for gate in gates:
        signed = case.signed_off(gate.set_id)
        for reason in case.stale(signed) if signed else ():
            if reason.kind not in GRAVE:
                touched.setdefault(reason, []).append(gate.title)
    for reason, names in touched.items():
        yield Point(kind=PointKind.STALE, names=tuple(names), stale=reason)


def _of_one(case: CaseNow, gate: Gate) -> Iterator[Point]:
    signed = case.signed_off(gate.set_id)
    if signed is None:
        return
    names = (gate.title,)
    newest = case.activity.current(gate.set_id)
    if (
        newest
        and newest.version > max(signed.version, gate.version)
        and newest.status in _UNDER_WAY
    ):
        told = _against(case, newest)
        yield Point(
            kind=PointKind.NEWER_VERSION, names=names, version=newest.version, text=told
        )
    review = signed.plan.review_on
    if review and review < case.today:
        yield Point(kind=PointKind.REVIEW_OVERDUE, names=names, day=review)


def _against(case: CaseNow, newest: Assessment) -> str:
    """What a version under way comes to so far, where that would stop the sending."""
    try:
        outcome = own_result(case.seen(newest)).outcome
    except NotFoundError:
        return ""
    return outcome.title if outcome and outcome.blocks_sending else ""


def _dates(case: CaseNow, gates: Sequence[Gate]) -> Iterator[Point]:
    """Whether the sending was to begin before everything was signed off (UK GDPR Art 35(1))."""
    start = case.activity.details.planned_start
    if start is None:
        return
    if start <= case.today and any(gate.is_open for gate in gates):
        yield Point(kind=PointKind.START_HAS_PASSED, day=start)
        return
    late = tuple(
        gate.title
        for gate in gates
        if gate.state is not GateState.NOT_NEEDED
        and (day := _first_approval(case.activity, gate.set_id))
        and day > start
    )
    if late:
        yield Point(kind=PointKind.LATE_SIGN_OFF, names=late, day=start)


def _first_approval(activity: Activity, set_id: str) -> date | None:
    """The day a set was first signed off; versions after it do not begin the wait anew."""
    approved = (
        a.last_move(MoveKind.APPROVED) for a in activity.assessments if a.set_id == set_id
    )
    return min((move.at.date() for move in approved if move), default=None)
