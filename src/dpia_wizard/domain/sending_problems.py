"""What stands against a sending, and what is pointed out about it; worded at the edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.gates import Readiness
from dpia_wizard.domain.rule_parts import SendingCheck
from dpia_wizard.domain.sending import ListCheck, Sending
from dpia_wizard.domain.sending_ways import Way

MOST_RECIPIENTS = 10**12
"""Nobody reaches more; a longer number was typed by mistake."""

_MOST_REASONS = 2


class Weight(StrEnum):
    """How much a problem weighs.

    What is `impossible` cannot be a fact and is never noted. What is `refused` should not have
    been sent, and is noted only in spite of it, with a reason. `warned` is pointed out.
    """

    IMPOSSIBLE = "impossible"
    REFUSED = "refused"
    WARNED = "warned"


class ProblemKind(StrEnum):
    """What is wrong."""

    IN_FUTURE = "in_future"
    NO_CHANNEL = "no_channel"
    NO_NUMBER = "no_number"
    GATE_OPEN = "gate_open"
    BEFORE_APPROVAL = "before_approval"
    NOT_COVERED = "not_covered"
    ROW_STOPS = "row_stops"
    CHECK_MISSING = "check_missing"
    CHECK_AFTER = "check_after"
    CHECK_TOO_OLD = "check_too_old"
    CHECK_OLD = "check_old"
    BEFORE_PLANNED = "before_planned"
    REVIEW_OVERDUE = "review_overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingProblem:
    """One problem; `facts` are what its sentence needs, and `about` the check it concerns."""

    kind: ProblemKind
    weight: Weight
    about: str = ""
    facts: Mapping[str, str | int | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a sending is held against: gates as they stand, its way, approvals of its day.

    `planned` is the first day of sending that the rules were answered for.
    """

    readiness: Readiness
    way: Way
    rested_on: Mapping[str, Assessment]
    today: date
    planned: date | None = None


def problems_of(sending: Sending, around: Surroundings) -> tuple[SendingProblem, ...]:
    """Everything against a sending, gravest first."""
    found = [*_impossible(sending, around)]
    if not found:
        found += _gates(sending, around)
        found += _way(around.way)
        for check in around.way.checks:
            found += _check(check, sending)
        found += _early(sending, around.planned)
        found += _reviews(sending, around)
    order = list(Weight)
    return tuple(sorted(found, key=lambda problem: order.index(problem.weight)))


def versions_on(activity: Activity, day: date) -> Mapping[str, Assessment]:
    """The approved version of each set that counted on a day, by the set's id."""
    found: dict[str, Assessment] = {}
    for assessment in activity.assessments:
        approved = approved_on(assessment)
        if approved is None or approved > day or _ended_by(assessment, day):
            continue
        known = found.get(assessment.set_id)
        if known is None or assessment.version > known.version:
            found[assessment.set_id] = assessment
    return found


def approved_on(assessment: Assessment) -> date | None:
    """The day a version was approved, None where it never was."""
    move = assessment.last_move(MoveKind.APPROVED)
    return move.at.date() if move else None


def _ended_by(assessment: Assessment, day: date) -> bool:
    ended = (MoveKind.WITHDRAWN, MoveKind.DECLINED)
    moves = [assessment.last_move(kind) for kind in ended]
    return any(move is not None and move.at.date() < day for move in moves)


def _impossible(sending: Sending, around: Surroundings) -> Iterator[SendingProblem]:
    if sending.sent_on > around.today:
        yield _problem(ProblemKind.IN_FUTURE, Weight.IMPOSSIBLE)
    if not sending.channel:
        yield _problem(ProblemKind.NO_CHANNEL, Weight.IMPOSSIBLE)
    if not 0 <= sending.number <= MOST_RECIPIENTS:
        yield _problem(ProblemKind.NO_NUMBER, Weight.IMPOSSIBLE)


def _gates(sending: Sending, around: Surroundings) -> Iterator[SendingProblem]:
    for gate in around.readiness.gates:
        because = " ".join(gate.because[:_MOST_REASONS])
        if gate.is_open:
            yield _problem(
                ProblemKind.GATE_OPEN, Weight.REFUSED, title=gate.title, because=because
            )
        elif gate.version and gate.set_id not in around.rested_on:
            yield _problem(
                ProblemKind.BEFORE_APPROVAL,
                Weight.REFUSED,
                title=gate.title,
                sent_on=sending.sent_on,
            )


def _way(way: Way) -> Iterator[SendingProblem]:
    if not way.row:
        yield _problem(ProblemKind.NOT_COVERED, Weight.REFUSED)
    elif not way.allows:
        yield _problem(
            ProblemKind.ROW_STOPS, Weight.REFUSED, title=way.outcome, because=way.because
        )


def _check(check: SendingCheck, sending: Sending) -> Iterator[SendingProblem]:
    done = _done(check, sending.checks)
    told: dict[str, str | int | date] = {"title": check.title, "limit": check.limit_days}
    if done is None:
        yield _problem(ProblemKind.CHECK_MISSING, Weight.REFUSED, about=check.id, **told)
        return
    days = (sending.sent_on - done.on).days
    told |= {"days": days, "on": done.on}
    if days < 0:
        yield _problem(ProblemKind.CHECK_AFTER, Weight.REFUSED, about=check.id, **told)
    elif days > check.limit_days:
        yield _problem(ProblemKind.CHECK_TOO_OLD, Weight.REFUSED, about=check.id, **told)
    elif check.warn_days and days > check.warn_days:
        yield _problem(ProblemKind.CHECK_OLD, Weight.WARNED, about=check.id, **told)


def _done(check: SendingCheck, checks: tuple[ListCheck, ...]) -> ListCheck | None:
    return next((done for done in checks if done.against == check.id), None)


def _early(sending: Sending, planned: date | None) -> Iterator[SendingProblem]:
    if planned is not None and sending.sent_on < planned:
        yield _problem(ProblemKind.BEFORE_PLANNED, Weight.WARNED, planned=planned)


def _reviews(sending: Sending, around: Surroundings) -> Iterator[SendingProblem]:
    titles = {gate.set_id: gate.title for gate in around.readiness.gates}
    for set_id, assessment in around.rested_on.items():
        review = assessment.plan.review_on
        counts = assessment.status in (Status.SIGNED_OFF, Status.SUPERSEDED)
        if counts and review is not None and review < sending.sent_on:
            yield _problem(
                ProblemKind.REVIEW_OVERDUE,
                Weight.WARNED,
                title=titles.get(set_id, set_id),
                review_on=review,
            )


def _problem(
    kind: ProblemKind, weight: Weight, *, about: str = "", **facts: str | int | date
) -> SendingProblem:
    return SendingProblem(kind=kind, weight=weight, about=about, facts=facts)
