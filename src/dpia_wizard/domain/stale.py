"""Whether a completed assessment may be out of date: what it rested on has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.case import DETAIL_FACTS, FindSet, activity_facts, facts_for
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.history import Change, Event, EventKind
from dpia_wizard.domain.judged_by import law_since, other_house_rules, replaced
from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.domain.profile import is_profile_fact, profile_facts
from dpia_wizard.domain.questionnaire import Questionnaire, Severity
from dpia_wizard.domain.rules import evaluate
from dpia_wizard.domain.situation import situation
from dpia_wizard.domain.stale_reason import FindNewest, SetNow, StaleKind, StaleReason

__all__ = [
    "FindNewest",
    "SetNow",
    "StaleKind",
    "StaleReason",
    "stale_reasons",
    "told_detail",
]

_DETAILS = tuple(field.name for field in fields(Details))
_EDITS = (EventKind.DETAILS_CHANGED, EventKind.MERGED)
_STANDING = (Status.COMPLETED, Status.SIGNED_OFF)


def stale_reasons(
    activity: Activity,
    assessment: Assessment,
    find_set: FindSet,
    find_newest: FindNewest,
    *,
    today: date,
) -> tuple[StaleReason, ...]:
    """Every reason to look at a completed or signed-off version again; none for any other.

    A review that is due is none of them. Nor is what only moved on as foreseen: a sibling
    that had not come to anything yet was not relied on.
    """
    if assessment.status not in _STANDING:
        return ()
    before, since = _parted(activity.history, assessment)
    newest = find_newest(assessment.set_id)
    return (
        *_edited(activity, assessment, before, since),
        *_elsewhere(activity, assessment, before, since, find_set, today),
        *_uncovered(assessment, find_set, newest),
        *replaced(assessment, newest),
        *law_since(assessment, newest, today),
        *other_house_rules(assessment, find_set, today),
    )


def told_detail(value: object) -> str | Person:
    """A detail as the history keeps it."""
    return value if isinstance(value, Person) else str(value or "")


def _parted(
    history: Sequence[Event], assessment: Assessment
) -> tuple[Sequence[Event], Sequence[Event]]:
    """What happened up to the completion, and after it."""
    wanted = (EventKind.COMPLETED, assessment.set_id, assessment.version)
    for place in range(len(history) - 1, -1, -1):
        event = history[place]
        if (event.kind, event.set_id, event.version) == wanted:
            return history[: place + 1], history[place + 1 :]
    return history, ()


def _edited(
    activity: Activity, assessment: Assessment, before: Sequence[Event], since: Sequence[Event]
) -> Iterator[StaleReason]:
    """Details that are no longer what they were; one that was changed back is."""
    edits = [e for e in since if not e.set_id and e.kind in _EDITS]
    untold = any(e.detail is None and e.kind is EventKind.DETAILS_CHANGED for e in edits)
    then = {change.what: change.before for change in _details_in(reversed(edits))}
    # a merge notes the side not taken, so what was noted before completion counts for more
    then |= {c.what: c.after for c in _details_in(before) if c.what in then}
    now = activity_facts(activity)
    known = now if assessment.facts is None else assessment.facts
    changed = [
        name
        for name in _DETAILS
        if (name in then and (then[name] or "") != told_detail(getattr(activity.details, name)))
        or (name in DETAIL_FACTS and known.get(name, "") != now.get(name, ""))
    ]
    if changed or untold:
        told = (e for e in reversed(edits) if not e.detail or _touches(e, changed))
        last = next(told, None)
        at, by = (last.at, last.by) if last else (None, NOBODY)
        yield StaleReason(kind=StaleKind.DETAILS, what=tuple(changed), at=at, by=by)


def _touches(event: Event, names: Sequence[str]) -> bool:
    return any(change.what in names for change in _details_in([event]))


def _details_in(events: Iterable[Event]) -> Iterator[Change]:
    """The changes of details that events tell."""
    for event in events:
        if not event.set_id and event.detail and event.kind in _EDITS:
            yield from (c for c in event.detail.changes if c.what in _DETAILS)


def _elsewhere(
    activity: Activity,
    assessment: Assessment,
    before: Sequence[Event],
    since: Sequence[Event],
    find_set: FindSet,
    today: date,
) -> Iterator[StaleReason]:
    """What the siblings and the activity's own facts told then, and tell no longer."""
    try:
        asked = find_set(assessment)
    except NotFoundError:
        return
    relied = asked.facts_read - asked.live_facts
    then = {k: v for k, v in (assessment.facts or {}).items() if k in relied}
    touched = {event.set_id for event in since if event.set_id} - {assessment.set_id}
    lazily: Mapping[str, str] | None = None
    supplied: set[str] = set()
    for set_id in dict.fromkeys(a.set_id for a in activity.assessments):
        names = _supplied_by(activity, set_id, find_set) & then.keys()
        supplied |= names
        if set_id not in touched or not (names or set_id in asked.sets_carried):
            continue
        if lazily is None:
            lazily = facts_for(activity, replace(assessment, facts=None), find_set, today=today)
        yield from _sibling(activity, set_id, before, then, lazily, names)
    own = {k: v for k, v in then.items() if k not in supplied and k not in DETAIL_FACTS}
    other = tuple(k for k, v in own.items() if activity.facts.values.get(k, v) != v)
    if other:
        yield StaleReason(kind=StaleKind.FACTS, what=other)


def _uncovered(
    assessment: Assessment, find_set: FindSet, newest: SetNow | None
) -> Iterator[StaleReason]:
    """Whether the profile as it is today lets something speak up that did not then."""
    if newest is None or newest.profile is None or assessment.facts is None:
        return
    try:
        asked = find_set(assessment)
    except NotFoundError:
        return
    told = {k: v for k, v in assessment.facts.items() if not is_profile_fact(k)}
    names = [name for name in asked.facts_read if is_profile_fact(name)]
    now = {**told, **profile_facts(newest.profile, names)}
    if now == assessment.facts:
        return
    new = _pointed_out(assessment, asked, now) - _pointed_out(
        assessment, asked, assessment.facts
    )
    if new:
        yield StaleReason(kind=StaleKind.PROFILE, what=tuple(sorted(new)))


def _pointed_out(
    assessment: Assessment, asked: Questionnaire, facts: Mapping[str, str]
) -> set[str]:
    """What speaks up under these facts, apart from mere notes."""
    completed = assessment.last_move(MoveKind.COMPLETED)
    seen = situation(
        asked,
        assessment.answers,
        overrides=assessment.overrides,
        facts=facts,
        as_at=(completed.at if completed else assessment.started_at).date(),
    )
    return {w.id for w in evaluate(seen).warnings if w.severity is not Severity.NOTE}


def _sibling(
    activity: Activity,
    set_id: str,
    before: Sequence[Event],
    then: Mapping[str, str],
    now: Mapping[str, str],
    names: set[str],
) -> Iterator[StaleReason]:
    counts = activity.in_force(set_id) or activity.current(set_id)
    relied = _version_then(before, set_id)
    if counts is None:
        return
    signed = _signed(set_id)
    moved = {name for name in names if then[name] != now.get(name)}
    if moved == {signed} and then[signed] == "no":  # signed meanwhile, as foreseen
        moved = set()
    redone = 0 < relied < counts.version and counts.status in _STANDING
    last = counts.moves[-1] if counts.moves else None
    at, by = (last.at, last.by) if last else (None, NOBODY)
    if counts.status is Status.WITHDRAWN and (moved or relied):
        kind = StaleKind.WITHDRAWN
    elif moved - {signed}:
        kind = StaleKind.OTHER_RESULT
    elif redone:
        kind = StaleKind.REDONE
    else:
        return
    if kind is StaleKind.OTHER_RESULT and not redone:
        at, by = None, NOBODY
    was, now_is = str(relied or ""), str(counts.version)
    yield StaleReason(kind=kind, what=(set_id,), was=was, now=now_is, at=at, by=by)


def _version_then(before: Sequence[Event], set_id: str) -> int:
    """The version of a sibling that had been completed; 0 where none had."""
    done = (e.version for e in before if (e.kind, e.set_id) == (EventKind.COMPLETED, set_id))
    return max(done, default=0)


def _supplied_by(activity: Activity, set_id: str, find_set: FindSet) -> set[str]:
    """The facts that one set's outcome tells the others."""
    counts = activity.current(set_id)
    names = {_signed(set_id)}
    if counts is not None:
        try:
            asked: Questionnaire = find_set(counts)
        except NotFoundError:
            return names
        names |= asked.rulings[0].facts_told
    return names


def _signed(set_id: str) -> str:
    return f"{set_id.replace('-', '_')}_signed_off"
