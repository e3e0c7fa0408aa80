"""Brings one of our PDFs into the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.history import noted
from dpia_wizard.codec.record import OpenedRecord, open_record
from dpia_wizard.codec.record_merge import carries_on
from dpia_wizard.codec.record_restore import restore_activity, restore_assessment
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import CannotReadError, ConflictError, NotFoundError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.report.attachment import read_attachment
from dpia_wizard.store.atomic import reason_of
from dpia_wizard.store.workspace import Workspace

_MOST_BYTES = 64 * 1024 * 1024 + 1


@dataclass(frozen=True, slots=True)
class Opened:
    """The activity in the store and what opening did.

    `outcome` is added, version_added, updated or unchanged.
    """

    activity: Activity
    outcome: str


def open_record_file(
    workspace: Workspace, path: Path, *, label: str, by: Person, at: datetime
) -> Opened:
    """Add the record's activity or version, or bring a version up to date.

    The same record twice changes nothing.
    Raises `NotARecordError`, `UnreadableError`, `CannotReadError`, or `ConflictError` where
    the register holds the same version with other content.
    """
    pdf = _read(path)
    opened = open_record(read_attachment(pdf, source=path.name), source=path.name)
    assessment = restore_assessment(opened, source=path.name)
    try:
        known = workspace.store.load(opened.record.activity.id)
    except NotFoundError:
        activity = restore_activity(opened, label=label, source=path.name)
        return Opened(_save(workspace, activity, assessment, opened, pdf, by, at), "added")
    there = next((a for a in known.assessments if a.key == assessment.key), None)
    if there is None:
        added = known.put(assessment)
        saved = _save(workspace, added, assessment, opened, pdf, by, at)
        return Opened(saved, "version_added")
    theirs = opened.record.history
    if carries_on(assessment, theirs, older=there, older_history=known.history):
        updated = known.put(assessment)
        return Opened(_save(workspace, updated, assessment, opened, pdf, by, at), "updated")
    is_older = carries_on(there, known.history, older=assessment, older_history=theirs)
    if is_older or _same(there, assessment):
        return Opened(known, "unchanged")
    raise ConflictError(source=path.name, activity=known.label, version=assessment.key)


def read_pdf_record(path: Path) -> OpenedRecord:
    """The record inside a PDF file, understood."""
    data = read_attachment(_read(path), source=path.name)
    return open_record(data, source=path.name)


def read_record_bytes(path: Path) -> bytes:
    """The attached record's bytes as they are."""
    return read_attachment(_read(path), source=path.name)


def _same(there: Assessment, brought: Assessment) -> bool:
    """Whether a record tells nothing new: approval and file are not in it."""
    return (there.answers, there.advice, there.plan, there.overrides) == (
        brought.answers,
        brought.advice,
        brought.plan,
        brought.overrides,
    )


def _save(
    workspace: Workspace,
    activity: Activity,
    assessment: Assessment,
    opened: OpenedRecord,
    pdf: bytes,
    by: Person,
    at: datetime,
) -> Activity:
    workspace.sets.keep(opened.question_set)
    if assessment.is_locked:
        workspace.records.keep(activity.id, assessment.key, pdf)
    told = noted(
        activity,
        EventKind.IMPORTED,
        by=by,
        at=at,
        assessment=assessment,
        merging=opened.record.history,
    )
    return workspace.store.save(told)


def _read(path: Path) -> bytes:
    """The file's bytes, but no more than show that it is too large for a record."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error
