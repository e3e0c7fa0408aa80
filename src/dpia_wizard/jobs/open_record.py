"""Brings one of our PDFs into the register, as far as there is nothing to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.activity_merge import EVERYTHING
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.record import OpenedRecord, open_record
from dpia_wizard.codec.record_merge import version_of
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import ConflictError, NotFoundError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.brought import Brought, read_brought, read_pdf
from dpia_wizard.jobs.take_files import with_files
from dpia_wizard.jobs.take_record import relation_to, take
from dpia_wizard.report.attachment import read_attachment
from dpia_wizard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """The activity in the store and what opening did.

    `outcome` is added, version_added, updated, merged or unchanged; `untrusted` names
    approvers whose signature does not count here yet.
    """

    activity: Activity
    outcome: str
    untrusted: tuple[str, ...] = ()


def open_record_file(
    workspace: Workspace,
    path: Path,
    *,
    label: str,
    by: Person,
    at: datetime,
    take_side: str = "",
) -> Opened:
    """Add an unknown activity or version, or bring a known one up to date.

    The same file twice changes nothing, nor does an older one. Where both sides have gone on,
    `take_side` (ours or theirs) settles every difference; without it raises `ConflictError`.
    Also raises `NotARecordError`, `UnreadableError`, `CannotReadError`, `InUseError` or
    `CannotWriteError`.
    """
    brought = read_brought(workspace, path, label=label)
    try:
        known = workspace.store.load(brought.activity.id)
    except NotFoundError:
        added = _add(workspace, brought, by=by, at=at)
        return Opened(added, "added", brought.untrusted(added))
    relation = relation_to(workspace, known, brought)
    if relation in (Relation.SAME, Relation.OLDER):
        return Opened(known, "unchanged", brought.untrusted(known))
    if relation is Relation.DIVERGED and not take_side:
        raise ConflictError(source=path.name, activity=known.label)
    settled = {EVERYTHING: take_side} if relation is Relation.DIVERGED else {}
    taken = take(workspace, known, brought, choices=settled, by=by, at=at)
    outcome = _outcome(known, brought, relation)
    return Opened(taken.activity, outcome, taken.untrusted)


def read_pdf_record(path: Path) -> OpenedRecord:
    """The record inside a PDF file, understood."""
    data = read_attachment(read_pdf(path), source=path.name)
    return open_record(data, source=path.name)


def read_record_bytes(path: Path) -> bytes:
    """The attached record's bytes as they are."""
    return read_attachment(read_pdf(path), source=path.name)


def _outcome(known: Activity, brought: Brought, relation: Relation) -> str:
    if relation is Relation.DIVERGED:
        return "merged"
    told = brought.activity.assessments
    only_new = all(version_of(known, version.key) is None for version in told)
    return "version_added" if told and only_new else "updated"


def _add(workspace: Workspace, brought: Brought, *, by: Person, at: datetime) -> Activity:
    """A new activity; its PDFs are on disk before it is."""
    for question_set in brought.opened.question_sets.values():
        workspace.sets.keep(question_set)
    only = None if brought.whole else brought.activity.assessments[0]
    told = noted(brought.activity, EventKind.IMPORTED, by=by, at=at, assessment=only)
    added = with_files(workspace, told, brought, taken=(), by=by, at=at)
    return workspace.store.save(added)
