"""Merges one of our PDFs into the activity that is known: chosen sides, both in history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.activity_merge import (
    OURS,
    THEIRS,
    Choices,
    Merged,
    joined_histories,
    merged,
)
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.codec.record_merge import relation_of, version_of
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import BadAnswersError
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.brought import Brought, read_brought
from dpia_wizard.jobs.take_files import file_relations, with_files
from dpia_wizard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Taken:
    """The activity in the store and what taking did: `outcome` is merged or unchanged."""

    activity: Activity
    outcome: str
    untrusted: tuple[str, ...] = ()


def relation_to(workspace: Workspace, known: Activity, brought: Brought) -> Relation:
    """How a file stands to the activity in the register, its kept PDFs included."""
    told = relation_of(known, brought.activity, whole=brought.whole)
    files = set(file_relations(workspace, known, brought))
    if told is Relation.SAME and len(files - {Relation.SAME}) == 1:
        return (files - {Relation.SAME}).pop()
    newer_file = Relation.NEWER in files
    return Relation.DIVERGED if told is Relation.OLDER and newer_file else told


def take_record(
    workspace: Workspace, path: Path, *, choices: Choices, by: Person, at: datetime
) -> Taken:
    """Merge a file into the known activity; nothing chosen means what loses nothing.

    Raises what reading does, and `NotFoundError`, `InUseError`, `StaleError` or
    `CannotWriteError`.
    """
    brought = read_brought(workspace, path)
    known = workspace.store.load(brought.activity.id)
    return take(workspace, known, brought, choices=choices, by=by, at=at)


def take(
    workspace: Workspace,
    known: Activity,
    brought: Brought,
    *,
    choices: Choices,
    by: Person,
    at: datetime,
) -> Taken:
    """Merge what was read already; the history tells both sides, and which was taken."""
    relation = relation_to(workspace, known, brought)
    none_of_it = relation is Relation.OLDER and THEIRS not in choices.values()
    if relation is Relation.SAME or none_of_it:
        return Taken(known, "unchanged", brought.untrusted(known))
    if relation is Relation.NEWER and OURS not in choices.values():
        choices = {}  # taken as it is: its own history says how it came about
    with _claimed(workspace, known, by=by, at=at):
        for question_set in brought.opened.question_sets.values():
            workspace.sets.keep(question_set)
        made = merged(
            known, brought.activity, brought.find, whole=brought.whole, choices=choices
        )
        is_plain = relation is Relation.NEWER and not choices
        told = _told(known, brought, made, by=by, at=at, is_plain=is_plain)
        told = with_files(workspace, told, brought, taken=made.taken, by=by, at=at)
        return Taken(workspace.store.save(told), "merged", brought.untrusted(told))


def read_choices(text: str) -> Choices:
    """Choices as the window sends them; raises `BadAnswersError`."""
    try:
        plain = read_json(text.encode("utf-8"))
    except (JsonError, UnicodeEncodeError) as error:
        raise BadAnswersError(problems=["The choices cannot be read."]) from error
    if not isinstance(plain, dict) or not set(map(str, plain.values())) <= {OURS, THEIRS}:
        raise BadAnswersError(problems=["Each choice must be “ours” or “theirs”."])
    return {str(key): str(side) for key, side in plain.items()}


def _told(
    known: Activity,
    brought: Brought,
    made: Merged,
    *,
    by: Person,
    at: datetime,
    is_plain: bool,
) -> Activity:
    """The merged activity with both histories joined and what was chosen noted."""
    theirs = brought.activity.history
    activity = replace(made.activity, history=joined_histories(known.history, theirs))
    only = brought.activity.assessments[0] if not brought.whole else None
    if is_plain:
        return noted(
            activity, EventKind.IMPORTED, by=by, at=at, assessment=only, merging=theirs
        )
    changes = _by_version(made.changes)
    for key, told in changes.items():
        activity = noted(
            activity,
            EventKind.MERGED,
            by=by,
            at=at,
            assessment=version_of(activity, key),
            changes=told,
            note=brought.source,
            merging=theirs,
        )
    return activity


def _by_version(changes: Mapping[str, tuple[Change, ...]]) -> Mapping[str, tuple[Change, ...]]:
    """What is noted, version by version; at least that there was a merge."""
    told = {key: found for key, found in changes.items() if found}
    return told or {"": ()}


@contextmanager
def _claimed(
    workspace: Workspace, activity: Activity, *, by: Person, at: datetime
) -> Iterator[None]:
    """Hold the activity while it changes, so that nobody types into it meanwhile."""
    claim = workspace.claims.claim(activity.id, holder=by.name, at=at)
    try:
        yield
    finally:
        claim.release()
