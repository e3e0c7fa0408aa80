"""Whether an activity may be sent: where the gate of each question set stands, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.case import (
    DETAIL_FACTS,
    FindSet,
    Siblings,
    activity_facts,
)
from dpia_wizard.domain.conditions import facts_in
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.gates import Gate, GateState, Point, PointKind, Readiness
from dpia_wizard.domain.people import NOBODY
from dpia_wizard.domain.progress import count
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.remarks import GRAVE, CaseNow, remarks_on
from dpia_wizard.domain.rules import Evaluation, evaluate, own_result, told_by
from dpia_wizard.domain.rulings import Outcome
from dpia_wizard.domain.signoff import awaits_confirmation
from dpia_wizard.domain.situation import situation
from dpia_wizard.domain.stale import FindNewest, StaleKind
from dpia_wizard.domain.stops import stops_in

_ENDED = {
    Status.DECLINED: PointKind.DECLINED,
    Status.WITHDRAWN: PointKind.WITHDRAWN,
    Status.SUPERSEDED: PointKind.WITHDRAWN,
}
_MOVED = (StaleKind.DETAILS, StaleKind.FACTS)
_Found = tuple[GateState, tuple[Point, ...]]


def readiness(
    activity: Activity,
    sets: Sequence[Questionnaire],
    find_set: FindSet,
    find_newest: FindNewest,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> Readiness:
    """Where each of the sets asked now stands, in their order, and what to point out."""
    case = CaseNow(
        activity=activity,
        sets=sets,
        find_set=find_set,
        find_newest=find_newest,
        today=today,
        siblings=siblings or Siblings(activity, find_set, today=today),
    )
    first = [_gate(case, asked) for asked in sets]
    waiting = [_waiting(case, gate, first) for gate in first]
    gates = tuple(_waited_for(gate, waiting) for gate in waiting)
    return Readiness(gates=gates, remarks=remarks_on(case, gates))


def _counting_version(activity: Activity, set_id: str) -> Assessment | None:
    """The version of a set that says whether its gate is passed.

    One that is signed off counts until another replaces it, and a newer version that was
    withdrawn leaves an older one as it was.
    """
    current, in_force = activity.current(set_id), activity.in_force(set_id)
    if in_force is not None and in_force.status is Status.SIGNED_OFF:
        return in_force
    if current is not None and current.status is Status.WITHDRAWN:
        return in_force or current
    return current


def _gate(case: CaseNow, asked: Questionnaire) -> Gate:
    counts = _counting_version(case.activity, asked.id)
    newer = _newer_that_stops(case, counts)
    if newer is not None:
        counts, (state, points) = newer, _stopped_by(case, newer)
    elif counts is None or counts.status in _ENDED:
        state, points = _not_done(case, asked, counts)
    else:
        state, points = _begun(case, asked, counts)
        if state is not GateState.PASSED:
            points = (*points, *_way_round(case, asked))
    version = counts.version if counts else 0
    return Gate(set_id=asked.id, title=asked.title, state=state, version=version, points=points)


def _newer_that_stops(case: CaseNow, counts: Assessment | None) -> Assessment | None:
    """A later version that somebody has completed, and that would not let the activity through.

    It is not approved yet, but what it says is known: nobody sends on the version before it.
    """
    newest = case.activity.current(counts.set_id) if counts else None
    if newest is None or newest == counts or newest.status is not Status.COMPLETED:
        return None
    try:
        return newest if stops_in(case.live(newest)) else None
    except NotFoundError:
        return None


def _stopped_by(case: CaseNow, newer: Assessment) -> _Found:
    first = Point(kind=PointKind.NEWER_STOPS, version=newer.version)
    return GateState.STOPPED, (first, *stops_in(case.live(newer)))


def _begun(case: CaseNow, asked: Questionnaire, counts: Assessment) -> _Found:
    try:
        if counts.status is Status.SIGNED_OFF:
            return _settled(case, counts)
        if counts.status is Status.COMPLETED:
            return GateState.AWAITS_APPROVAL, (_awaited(asked, counts),)
        return GateState.UNDER_WAY, (_under_way(case, counts),)
    except NotFoundError:  # what cannot be read cannot be relied on
        return GateState.STOPPED, (Point(kind=PointKind.LOST),)


def _not_done(case: CaseNow, asked: Questionnaire, ended: Assessment | None) -> _Found:
    """A set that was never begun, or whose versions have all ended."""
    why = case.why_left_out(asked)
    if why:
        return GateState.NOT_NEEDED, (Point(kind=PointKind.SAID, text=why),)
    if asked.optional:
        return GateState.NOT_NEEDED, (Point(kind=PointKind.OPTIONAL),)
    points = list(_asked_for(case, asked))
    later = case.why_later(asked)
    if not points and (later or asked.purpose):
        points = [Point(kind=PointKind.SAID, text=later or asked.purpose)]
    if ended is not None:
        last = ended.moves[-1] if ended.moves else None
        by, reason = (last.by, last.reason) if last else (NOBODY, "")
        points.insert(0, Point(kind=_ENDED[ended.status], who=by, text=reason))
    return GateState.TO_DO, tuple(points)


def _asked_for(case: CaseNow, asked: Questionnaire) -> Iterator[Point]:
    """The results of other sets that could have made this one needless, and did not."""
    if asked.not_needed is None:
        return
    wanted = frozenset(facts_in(asked.not_needed.when))
    for other in case.sets:
        there = case.activity.in_force(other.id)
        if there is None or other.id == asked.id:
            continue
        try:
            seen = case.seen(there)
        except NotFoundError:
            continue
        result = own_result(seen)
        if result.outcome and wanted & told_by(result, seen).keys():
            yield Point(kind=PointKind.ASKED_FOR, names=(other.title, result.outcome.title))
            yield from (Point(kind=PointKind.SAID, text=r.because) for r in result.reasons)


def _way_round(case: CaseNow, asked: Questionnaire) -> tuple[Point, ...]:
    """That a set somebody began of their own accord can be given up again."""
    why = case.why_left_out(asked)
    if not why and not asked.optional:
        return ()
    return (Point(kind=PointKind.MAY_BE_WITHDRAWN, text=why),)


def _under_way(case: CaseNow, draft: Assessment) -> Point:
    """A draft, and whose turn it is."""
    owner, last = case.activity.details.owner, draft.moves[-1] if draft.moves else None
    if draft.status is Status.SUBMITTED:
        return Point(kind=PointKind.WITH_DPO)
    if last and last.kind is MoveKind.RETURNED:
        return Point(kind=PointKind.RETURNED, who=owner, text=last.reason)
    far = count(case.seen(draft))
    return Point(
        kind=PointKind.DRAFT, who=owner, done=far.done, total=far.total, text=draft.reason
    )


def _awaited(asked: Questionnaire, completed: Assessment) -> Point:
    """Who is to act on a completed version."""
    if asked.advice_required and completed.advice and awaits_confirmation(completed):
        return Point(kind=PointKind.TO_CONFIRM, who=completed.advice.by or NOBODY)
    return Point(kind=PointKind.TO_APPROVE, who=completed.plan.approver or NOBODY)


def _settled(case: CaseNow, signed: Assessment) -> _Found:
    """What a version that is signed off means for sending, as things are now."""
    evaluation = case.live(signed)
    stale = case.stale(signed)
    grave = tuple(Point(kind=PointKind.STALE, stale=r) for r in stale if r.kind in GRAVE)
    stops = stops_in(evaluation)
    if stops:
        return GateState.STOPPED, (*stops, *grave)
    if grave:
        return GateState.OUT_OF_DATE, grave
    if evaluation.result.outcome is None:
        return GateState.OUT_OF_DATE, (Point(kind=PointKind.UNDECIDED),)
    moved = any(reason.kind in _MOVED for reason in stale)
    if moved and _comes_out_otherwise(case, signed, evaluation):
        return GateState.OUT_OF_DATE, (Point(kind=PointKind.COMES_OUT_OTHERWISE),)
    return GateState.PASSED, (_approval(signed, evaluation.result.outcome),)


def _approval(signed: Assessment, outcome: Outcome) -> Point:
    """By whom and when it was signed off, and what it came to."""
    move = signed.last_move(MoveKind.APPROVED)
    by, day = (move.by, move.at.astimezone().date()) if move else (NOBODY, None)
    return Point(kind=PointKind.SIGNED_OFF, names=(outcome.title,), who=by, day=day)


def _comes_out_otherwise(case: CaseNow, signed: Assessment, then: Evaluation) -> bool:
    """Whether the same answers give another result with what the activity tells today."""
    frozen = {k: v for k, v in then.situation.facts.items() if k not in DETAIL_FACTS}
    now = _seen_with(signed, then, {**frozen, **activity_facts(case.activity)})
    return now.result.id != then.result.id


def _seen_with(signed: Assessment, then: Evaluation, facts: Mapping[str, str]) -> Evaluation:
    """What the same answers come to with other facts."""
    seen = situation(
        then.situation.questionnaire,
        signed.answers,
        overrides=signed.overrides,
        facts=facts,
        as_at=then.situation.as_at,
    )
    return evaluate(seen)


def _waiting(case: CaseNow, gate: Gate, gates: Sequence[Gate]) -> Gate:
    """A gate that stops only because another is not passed yet waits for it."""
    if gate.state is not GateState.STOPPED:
        return gate
    if any(p.kind in (PointKind.LOST, PointKind.STALE) for p in gate.points):
        return gate
    judged = case.activity.version(gate.set_id, gate.version)
    evaluation = case.live(judged)
    live = evaluation.situation.questionnaire.live_facts
    still = [g for g in gates if g.is_open and g is not gate]
    hopes = {g.set_id: hope for g in still if (hope := _hope(case, g.set_id, live))}
    hoped = {name: value for hope in hopes.values() for name, value in hope.items()}
    facts = {**evaluation.situation.facts, **hoped}
    left = stops_in(_seen_with(judged, evaluation, facts)) if hoped else gate.points
    if left:  # what no other gate can turn is said first
        others = (p for p in gate.points if p not in left)
        return replace(gate, points=(*left, *others))
    titles = tuple(g.title for g in still if g.set_id in hopes)
    waits = Point(kind=PointKind.WAITS_FOR, names=titles)
    told = (PointKind.SAID, PointKind.NEWER_STOPS)
    rest = tuple(p for p in gate.points if p.kind not in told)
    return replace(gate, state=GateState.WAITS, points=(waits, *rest), waits_for=tuple(hopes))


def _waited_for(gate: Gate, gates: Sequence[Gate]) -> Gate:
    """A gate still to do, with what waits for it: the rows of another set, if it has any."""
    points = tuple(
        Point(kind=PointKind.ASKED_FOR, names=(other.title, *point.names), text=point.text)
        for other in gates
        if gate.set_id in other.waits_for
        for point in other.points
        if point.kind is PointKind.STOPS
    )
    return replace(gate, points=points) if points and gate.state is GateState.TO_DO else gate


def _hope(case: CaseNow, set_id: str, live: frozenset[str]) -> dict[str, str]:
    """What a set would tell another if it came out well and were signed off."""
    asked = next(found for found in case.sets if found.id == set_id)
    good = [outcome for outcome in asked.rulings[0].outcomes if not outcome.blocks_sending]
    told = {**(good[-1].facts if good else {}), f"{set_id.replace('-', '_')}_signed_off": "yes"}
    return {name: value for name, value in told.items() if name in live}
