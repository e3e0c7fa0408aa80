"""The register as rows for other programs: each activity, and what its assessments came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from dpia_wizard.codec.change_words import touched_words
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.case import evaluation_of, live_evaluation_of
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.readiness import readiness
from dpia_wizard.domain.stale import StaleReason, stale_reasons
from dpia_wizard.domain.summary import next_review
from dpia_wizard.store.workspace import Workspace

ALWAYS = 2
"""So many columns, label and title, say which activity a row is about."""

Value: TypeAlias = str | int | bool | StrEnum | date | datetime | None
"""What a row holds: a state by its code, moments with their zone."""

_ACTIVITY = {
    "label": "Label",
    "title": "Title",
    "owner": "Owner",
    "owner_role": "Owner’s role",
    "team": "Team",
    "archived": "Archived",
    "ready_to_send": "Ready to send",
    "next_review": "Next review",
    "out_of_date": "Out of date?",
    "touched_by": "Touched by a change",
    "times_sent": "Times sent",
    "last_sent": "Last sent",
}
_SET = {
    "state": "state",
    "version": "version",
    "result": "result",
    "out_of_date": "out of date?",
    "completed_by": "completed by",
    "completed_at": "completed at (UTC)",
    "approved_by": "approved by",
    "approved_at": "approved at (UTC)",
    "signed_as": "signed as",
}


class Begun(StrEnum):
    """The state of an assessment that has none yet."""

    NOT = "not_started"


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """A table: `keys` name its columns for programs, `headings` for people."""

    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def register_rows(workspace: Workspace, *, today: date) -> RegisterRows:
    """Every activity by label; what cannot be understood is set aside, as for the list."""
    found = (workspace.store.load_or_set_aside(known[0]) for known in workspace.store.ids())
    activities = sorted((a for a in found if a is not None), key=_order)
    titles = _titles(workspace, activities)
    keys, headings = list(_ACTIVITY), list(_ACTIVITY.values())
    for set_id, title in titles:
        keys += [f"{set_id}.{name}" for name in _SET]
        headings += [f"{title}: {words}" for words in _SET.values()]
    rows = (tuple(_row(workspace, activity, titles, today)) for activity in activities)
    return RegisterRows(tuple(keys), tuple(headings), tuple(rows))


def _order(activity: Activity) -> tuple[int, str, str]:
    """ACT-10000 comes after ACT-9999."""
    return len(activity.label), activity.label, activity.id


def _titles(workspace: Workspace, activities: Sequence[Activity]) -> Sequence[tuple[str, str]]:
    """The sets asked today, then those asked once that are asked no more."""
    titles = dict(workspace.sets.titles())
    for assessment in (a for activity in activities for a in activity.assessments):
        if assessment.set_id not in titles:
            titles[assessment.set_id] = _short_title(workspace, assessment)
    return list(titles.items())


def _short_title(workspace: Workspace, assessment: Assessment) -> str:
    try:
        return workspace.sets.say(assessment).short_title
    except NotFoundError:  # its questions are lost
        return assessment.set_id


def _row(
    workspace: Workspace, activity: Activity, titles: Sequence[tuple[str, str]], today: date
) -> Iterator[Value]:
    current = [activity.current(set_id) for set_id, _ in titles]
    reasons = [_reasons(workspace, activity, a, today) for a in current]
    stale = [bool(found) for found in reasons]
    details = activity.details
    yield from (activity.label, details.title, details.owner.name, details.owner.role)
    yield from (details.team, activity.archived, _is_ready(workspace, activity, today))
    yield from (next_review(activity), any(stale))
    yield touched_words(zip((title for _, title in titles), reasons, strict=True))
    sent = [s.sent_on for s in activity.sendings if s.struck_out is None]
    yield from (len(sent), max(sent, default=None))
    for assessment, is_stale in zip(current, stale, strict=True):
        if assessment is None:
            yield from (Begun.NOT, *(None for _ in list(_SET)[1:]))
            continue
        yield from (assessment.status, assessment.version)
        yield _result(workspace, activity, assessment, today)
        yield is_stale
        yield from _who_and_when(assessment, MoveKind.COMPLETED)
        yield from _who_and_when(assessment, MoveKind.APPROVED)
        yield ", ".join(assessment.kept.signatures) if assessment.kept else None


def _is_ready(workspace: Workspace, activity: Activity, today: date) -> bool:
    sets = workspace.sets
    asked = sets.asked_now()
    return readiness(activity, asked, sets.say, sets.newest, today=today).is_ready


def _reasons(
    workspace: Workspace, activity: Activity, assessment: Assessment | None, today: date
) -> Sequence[StaleReason]:
    if assessment is None:
        return ()
    sets = workspace.sets
    return stale_reasons(activity, assessment, sets.say, sets.newest, today=today)


def _result(
    workspace: Workspace, activity: Activity, assessment: Assessment, today: date
) -> str | None:
    """What a version comes to now; nothing while open, or where its questions are lost."""
    try:
        look = live_evaluation_of if assessment.status is Status.SIGNED_OFF else evaluation_of
        seen = look(activity, assessment, workspace.sets.say, today=today)
    except NotFoundError:
        return None
    return seen.result.outcome.title if seen.result.outcome else None


def _who_and_when(assessment: Assessment, kind: MoveKind) -> tuple[str | None, datetime | None]:
    move = assessment.last_move(kind)
    return (str(move.by), move.at) if move else (None, None)
