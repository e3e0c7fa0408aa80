"""Completes an assessment: frozen, rendered without the draft mark, its PDF kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.history import noted
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, KeptRecord
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.making import rendered, say_with
from dpia_wizard.store.workspace import Workspace


def complete_stored(
    workspace: Workspace,
    *,
    activity_id: str,
    set_id: str,
    version: int,
    by: Person,
    at: datetime,
    one_person_allowed: bool,
) -> Path:
    """Complete a version in the store; its state is saved only once its PDF is on disk.

    Raises `NotReadyError` with every open point, `SamePersonError`, `NotAllowedError`,
    `StaleError`, `RenderError` or `CannotWriteError`.
    """
    activity = workspace.store.load(activity_id)
    assessment = activity.version(set_id, version)
    completed = completed_with_pdf(
        workspace,
        activity,
        assessment,
        by=by,
        at=at,
        organisation=workspace.settings().organisation,
        one_person_allowed=one_person_allowed,
    )
    workspace.store.save(completed)
    return workspace.records.path(activity_id, assessment.key)


def completed_with_pdf(
    workspace: Workspace,
    activity: Activity,
    assessment: Assessment,
    *,
    by: Person,
    at: datetime,
    organisation: str,
    one_person_allowed: bool = False,
) -> Activity:
    """The activity with this version completed and its PDF kept; not saved yet."""
    evaluation = evaluation_of(
        activity,
        assessment,
        lambda other: say_with(workspace, organisation, other),
        today=at.date(),
    )
    frozen = signoff.complete(
        assessment,
        evaluation,
        by=by,
        at=at,
        organisation=organisation,
        one_person_allowed=one_person_allowed,
    )
    told = noted(activity.put(frozen), EventKind.COMPLETED, by=by, at=at, assessment=frozen)
    made = rendered(workspace, told, frozen, at=at)
    sha256 = workspace.records.keep(activity.id, frozen.key, made.pdf)
    kept = KeptRecord(file=f"{frozen.key}.pdf", sha256=sha256, fingerprint=made.fingerprint)
    note = f"SHA-256 {sha256}"
    return noted(
        told.put(signoff.keep(frozen, kept)),
        EventKind.RECORD_KEPT,
        by=by,
        at=at,
        assessment=frozen,
        note=note,
        salt=sha256[:16],
    )
