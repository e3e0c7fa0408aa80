"""How what a file tells stands to what is there: judged by the histories and the content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Plan
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.sending import joined_sendings

_NO_WORK = (EventKind.IMPORTED, EventKind.HANDED_OVER, EventKind.RECORD_KEPT)
_WRITES = (EventKind.ANSWERED, EventKind.MERGED)


def relation_of(ours: Activity, theirs: Activity, *, whole: bool) -> Relation:
    """How a file's activity stands to ours; `whole` if the file tells all of it."""
    relations = [
        relation_of_version(ours, theirs, a.key, whole=whole) for a in theirs.assessments
    ]
    if whole:
        told = {a.key for a in theirs.assessments}
        relations += [Relation.OLDER for a in ours.assessments if a.key not in told]
        relations.append(relation_beside(ours, theirs))
        relations.append(_relation_of_sendings(ours, theirs))
    return together(relations)


def together(relations: Iterable[Relation]) -> Relation:
    """What several relations come to: diverged where they point both ways."""
    found = set(relations) - {Relation.SAME}
    if not found:
        return Relation.SAME
    return found.pop() if len(found) == 1 else Relation.DIVERGED


def relation_of_version(ours: Activity, theirs: Activity, key: str, *, whole: bool) -> Relation:
    """How one version in a file stands to ours; newer where we have none.

    Of an approval only a file that tells the whole activity says anything.
    """
    there = version_of(theirs, key)
    here = version_of(ours, key)
    if here is None or there is None:
        return Relation.NEWER if here is None else Relation.OLDER
    if content_of(here) == content_of(there):
        return _relation_of_moves(here, there, whole=whole)
    if not here.is_locked and carries_on(
        there, theirs.history, older=here, older_history=ours.history
    ):
        return Relation.NEWER
    if not there.is_locked and carries_on(
        here, ours.history, older=there, older_history=theirs.history
    ):
        return Relation.OLDER
    return Relation.DIVERGED


def version_of(activity: Activity, key: str) -> Assessment | None:
    """A version by its key, where the activity has it."""
    return next((a for a in activity.assessments if a.key == key), None)


def content_of(assessment: Assessment) -> tuple[object, ...]:
    """What somebody wrote into a version."""
    comments = frozenset(assessment.comments)
    told = (assessment.answers, assessment.advice, assessment.plan, assessment.overrides)
    return (*told, comments, assessment.reason, assessment.set_digest)


def carries_on(
    newer: Assessment,
    newer_history: Sequence[Event],
    *,
    older: Assessment,
    older_history: Sequence[Event],
) -> bool:
    """Whether a state knows all that was done to an older one, and more.

    In an older draft nothing may have been typed since its last event either: it would be lost.
    """
    if older.is_locked:
        return False
    known = [event for event in _events(older_history, older) if _is_work(event)]
    told = _events(newer_history, newer)
    digests = {event.digest for event in known}
    new = [event for event in told if event.digest not in digests]
    if not digests <= {event.digest for event in told} or not any(map(_is_work, new)):
        return False
    return _is_all_noted(older, known, newer, new)


def _is_all_noted(
    older: Assessment, known: Sequence[Event], newer: Assessment, new: Sequence[Event]
) -> bool:
    """Whether what an older state holds is all in its events, or in the newer state too."""
    last, before = _last_written(known), _first_before(new)
    for question in {*older.answers, *newer.answers, *last, *before}:
        then = before.get(question, newer.answers.get(question))
        if older.answers.get(question) != last.get(question, then):
            return False
    return _plan_is_known(older.plan, newer.plan) and older.advice in (None, newer.advice)


def _last_written(events: Iterable[Event]) -> dict[str, AnswerValue | None]:
    """What the events say last of each question."""
    return {
        change.what: change.after
        for event in events
        if event.kind in _WRITES and event.detail
        for change in event.detail.changes
    }


def _first_before(events: Iterable[Event]) -> dict[str, AnswerValue | None]:
    """What each question was answered with before the first of some events about it."""
    found: dict[str, AnswerValue | None] = {}
    for event in events:
        changes = event.detail.changes if event.kind in _WRITES and event.detail else ()
        for change in changes:
            found.setdefault(change.what, change.before)
    return found


def _plan_is_known(older: Plan, newer: Plan) -> bool:
    return all(
        mine in (None, theirs)
        for mine, theirs in (
            (older.approver, newer.approver),
            (older.review_on, newer.review_on),
        )
    )


def _relation_of_moves(here: Assessment, there: Assessment, *, whole: bool) -> Relation:
    """Of two states with the same content, the one that was moved on further is newer."""
    ours, theirs = _plain_moves(here), _plain_moves(there)
    if ours == theirs:
        approved = here.last_move(MoveKind.APPROVED), there.last_move(MoveKind.APPROVED)
        if not whole or (approved[0] is None) == (approved[1] is None):
            return Relation.SAME
        return Relation.NEWER if approved[0] is None else Relation.OLDER
    if theirs[: len(ours)] == ours:
        return Relation.NEWER
    return Relation.OLDER if ours[: len(theirs)] == theirs else Relation.DIVERGED


def _plain_moves(assessment: Assessment) -> tuple[Move, ...]:
    """The moves without approval, which a record of one assessment never tells."""
    return tuple(move for move in assessment.moves if move.kind is not MoveKind.APPROVED)


def _relation_of_sendings(ours: Activity, theirs: Activity) -> Relation:
    """Newer where the file knows a sending we do not: joining both loses nothing."""
    both = joined_sendings(ours.sendings, theirs.sendings)
    if set(both) != set(ours.sendings):
        return Relation.NEWER
    return Relation.SAME if set(both) == set(theirs.sendings) else Relation.OLDER


def relation_beside(ours: Activity, theirs: Activity) -> Relation:
    """How details and facts stand to each other."""
    if (ours.details, ours.facts) == (theirs.details, theirs.facts):
        return Relation.SAME
    here, there = _beside(ours.history), _beside(theirs.history)
    if here < there:
        return Relation.NEWER
    return Relation.OLDER if there < here else Relation.DIVERGED


def _beside(history: Sequence[Event]) -> frozenset[str]:
    return frozenset(e.digest for e in history if not e.set_id and _is_work(e))


def _events(history: Sequence[Event], assessment: Assessment) -> list[Event]:
    which = (assessment.set_id, assessment.version)
    return [event for event in history if (event.set_id, event.version) == which]


def _is_work(event: Event) -> bool:
    """Handing over and bringing in change nothing about what an activity says."""
    return event.kind not in _NO_WORK
