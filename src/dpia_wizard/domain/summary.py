"""One line of the register: what an activity's assessments have come to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import words_of
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.case import FindSet, Siblings, live_situation_of
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.examples import is_example
from dpia_wizard.domain.gates import GateState, Readiness
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.progress import count
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.readiness import readiness
from dpia_wizard.domain.rules import own_result
from dpia_wizard.domain.situation import Situation
from dpia_wizard.domain.stale import FindNewest, stale_reasons
from dpia_wizard.domain.stale_reason import FROM_OUTSIDE, StaleReason

MUTED = "muted"
"""The tone of something that has not begun or has ended."""

OUT_OF_DATE = "Out of date?"
"""What a cell says of an assessment whose grounds have changed since."""

See: TypeAlias = Callable[[Assessment], Situation]
"""Shows what a version's rules see as things are now."""

_DPO = "data protection officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSummary:
    """One cell: a chip's words and tone; `state` is the status, empty if not started.

    `stale` says that what it rested on has changed since.
    """

    set_id: str
    title: str
    text: str
    tone: str
    state: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A settled assessment that a newer law, question set or house rule touches, and how."""

    title: str
    reason: StaleReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySummary:
    """One row; `needs` holds lower-cased names and roles that are asked to act."""

    id: str
    label: str
    title: str
    team: str = ""
    channels: str = ""
    owner: str = ""
    updated_at: datetime
    sets: tuple[SetSummary, ...] = ()
    next_review: date | None = None
    waiting_for_approval: bool = False
    submitted: bool = False
    returned: bool = False
    in_progress: bool = False
    all_signed_off: bool = False
    ready: bool = False
    archived: bool = False
    example: bool = False
    needs: frozenset[str] = frozenset()
    touched: tuple[Touched, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether anything settled may be out of date."""
        return any(cell.stale for cell in self.sets)

    def needs_me(self, me: Person) -> bool:
        """Whether the user, by name or role, is asked to act."""
        mine = {me.name.casefold(), me.role.casefold()} - {""}
        return not self.archived and bool(mine & self.needs)


def summarise(
    activity: Activity,
    known_sets: Sequence[tuple[str, str]],
    find_set: FindSet,
    *,
    find_newest: FindNewest = lambda _set_id: None,
    asked: Sequence[Questionnaire] = (),
    today: date,
) -> ActivitySummary:
    """The register's row; `known_sets` are (set id, short title) in the order of columns.

    `asked` are the same sets as they are asked now.
    """
    current = [a for set_id, _ in known_sets if (a := activity.current(set_id))]
    reasons = {
        a.set_id: stale_reasons(activity, a, find_set, find_newest, today=today)
        for a in current
    }
    stale = {set_id for set_id, found in reasons.items() if found}
    siblings = Siblings(activity, find_set, today=today)
    see = partial(
        live_situation_of, activity, find_set=find_set, today=today, siblings=siblings
    )
    gates = _gates(activity, asked, find_set, find_newest, siblings, today)
    states = {a.status for a in current}
    last = activity.history[-1].at if activity.history else activity.created_at
    return ActivitySummary(
        id=activity.id,
        label=activity.label,
        title=activity.details.title,
        team=activity.details.team,
        channels=activity.details.channels,
        owner=activity.details.owner.name,
        updated_at=last,
        sets=tuple(
            _flagged(_gated(cell, gates, dict(known_sets)), stale=cell.set_id in stale)
            for cell in (_cell(activity, *column, see) for column in known_sets)
        ),
        next_review=next_review(activity),
        waiting_for_approval=Status.COMPLETED in states,
        submitted=Status.SUBMITTED in states,
        returned=any(a.returned for a in current),
        in_progress=bool(states & {Status.DRAFT, Status.SUBMITTED}) or not states,
        all_signed_off=bool(states) and states <= {Status.SIGNED_OFF},
        ready=gates is not None and gates.is_ready,
        archived=activity.archived,
        example=is_example(activity),
        needs=frozenset(_needs(activity, current, stale)),
        touched=tuple(_touched(known_sets, reasons)),
    )


def _touched(
    known_sets: Sequence[tuple[str, str]], reasons: Mapping[str, Sequence[StaleReason]]
) -> Iterator[Touched]:
    """What came from outside and may put a set out of date, in the order of columns."""
    for set_id, title in known_sets:
        for reason in reasons.get(set_id, ()):
            if reason.kind in FROM_OUTSIDE:
                yield Touched(title=title, reason=reason)


def _gates(
    activity: Activity,
    asked: Sequence[Questionnaire],
    find_set: FindSet,
    find_newest: FindNewest,
    siblings: Siblings,
    today: date,
) -> Readiness | None:
    """What stands before sending; not asked where a look at the states answers it."""
    signed = {a.set_id for a in activity.assessments if a.status is Status.SIGNED_OFF}
    begun = {a.set_id for a in activity.assessments if a.status is not Status.WITHDRAWN}
    may_be_ready = all(
        s.id in signed or (s.id not in begun and (s.optional or s.not_needed)) for s in asked
    )
    may_wait = any(s.live_facts and s.id in signed for s in asked)
    if not asked or not (may_be_ready or may_wait):
        return None
    return readiness(activity, asked, find_set, find_newest, today=today, siblings=siblings)


def _gated(cell: SetSummary, gates: Readiness | None, titles: Mapping[str, str]) -> SetSummary:
    """A cell whose set only waits for another says for which."""
    found = (gate for gate in gates.gates if gate.set_id == cell.set_id) if gates else ()
    gate = next(iter(found), None)
    if gate is None or gate.state is not GateState.WAITS or cell.state != Status.SIGNED_OFF:
        return cell
    others = " and ".join(titles.get(set_id, set_id) for set_id in gate.waits_for)
    return replace(cell, text=f"Needs the {others}", tone="note")


def next_review(activity: Activity) -> date | None:
    """The earliest review date among the versions in force."""
    set_ids = dict.fromkeys(a.set_id for a in activity.assessments)
    in_force = [a for set_id in set_ids if (a := activity.in_force(set_id))]
    return min((a.plan.review_on for a in in_force if a.plan.review_on), default=None)


def words_in(activity: Activity) -> Iterator[str]:
    """Everything search looks through: titles, people and answers."""
    details = activity.details
    yield from (activity.label, details.title, details.owner.name, details.owner.role)
    yield from (details.team, details.description, details.channels, details.audience)
    yield from (details.systems, details.ropa_ref)
    for assessment in activity.assessments:
        for value in assessment.answers.values():
            yield from words_of(value)
        yield from (person.name for person in _people_of(assessment))


def _people_of(assessment: Assessment) -> Iterator[Person]:
    yield from (move.by for move in assessment.moves)
    yield from (comment.by for comment in assessment.comments)
    yield from (override.by for override in assessment.overrides)
    adviser = assessment.advice.by if assessment.advice else None
    for person in (assessment.plan.approver, adviser):
        if person is not None:
            yield person


def _cell(activity: Activity, set_id: str, title: str, see: See) -> SetSummary:
    assessment = activity.current(set_id)
    if assessment is None:
        return SetSummary(set_id=set_id, title=title, text="–", tone=MUTED)
    try:
        text, tone = _chip(assessment, see)
    except NotFoundError:  # its questions are lost; what was decided still stands
        text, tone = assessment.status.value.replace("_", " ").capitalize(), MUTED
    return SetSummary(
        set_id=set_id, title=title, text=text, tone=tone, state=assessment.status.value
    )


def _flagged(cell: SetSummary, *, stale: bool) -> SetSummary:
    """A cell that says first of all that it may no longer hold."""
    return replace(cell, text=OUT_OF_DATE, tone="care", stale=True) if stale else cell


def _chip(assessment: Assessment, see: See) -> tuple[str, str]:
    match assessment.status:
        case Status.SUBMITTED:
            return "With the DPO", "care"
        case Status.COMPLETED:
            return "To approve", "note"
        case Status.DECLINED:
            return "Declined", "stop"
        case Status.WITHDRAWN:
            return "Withdrawn", MUTED
        case Status.SUPERSEDED:
            return "Superseded", MUTED
        case Status.DRAFT:
            if assessment.returned:
                return "Returned", "care"
            progress = count(see(assessment))
            return f"{progress.done} of {progress.total}", "note"
        case Status.SIGNED_OFF:
            outcome = own_result(see(assessment)).outcome
            if outcome is None:
                return "Signed off", "good"
            return f"{outcome.short} ✓", outcome.tone.value


def _needs(
    activity: Activity, current: Sequence[Assessment], stale: Collection[str]
) -> Iterator[str]:
    for assessment in current:
        if assessment.status is Status.SUBMITTED:
            yield _DPO
        if assessment.status is Status.COMPLETED and assessment.plan.approver:
            approver = assessment.plan.approver
            yield from (w.casefold() for w in (approver.name, approver.role) if w)
        is_back = assessment.returned or assessment.status is Status.DECLINED
        if is_back or assessment.set_id in stale:
            owner = activity.details.owner
            yield from (w.casefold() for w in (owner.name, owner.role) if w)
