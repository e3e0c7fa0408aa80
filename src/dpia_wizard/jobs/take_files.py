"""Kept PDFs that come with a file: which of two is kept, and what its signatures settle."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from dpia_wizard.codec.approval import with_approval
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.kept_file import with_kept_file
from dpia_wizard.codec.record_merge import content_of, version_of
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import (
    AdviceNotConfirmedError,
    CannotReadError,
    SamePersonError,
)
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.brought import Brought, KeptFile
from dpia_wizard.store.workspace import Workspace


def file_relations(
    workspace: Workspace, known: Activity, brought: Brought
) -> Iterator[Relation]:
    """How each kept PDF that came stands to ours: newer if it is ours and a signature more."""
    for key, file in brought.files.items():
        ours = version_of(known, key)
        theirs = version_of(brought.activity, key)
        if ours is None or theirs is None or content_of(ours) != content_of(theirs):
            continue
        yield _relation(ours, _kept(workspace, known, key), file)


def _relation(ours: Assessment, kept: bytes | None, file: KeptFile) -> Relation:
    if kept is None:
        return Relation.NEWER if ours.is_locked else Relation.SAME
    if kept == file.pdf:
        follows = ours.status is Status.COMPLETED and file.approval is not None
        return Relation.NEWER if follows else Relation.SAME
    if file.pdf.startswith(kept):
        return Relation.NEWER
    return Relation.OLDER if kept.startswith(file.pdf) else Relation.SAME


def with_files(
    workspace: Workspace,
    activity: Activity,
    brought: Brought,
    *,
    taken: Collection[str],
    by: Person,
    at: datetime,
) -> Activity:
    """The activity with the PDFs that came kept, before its own state is saved.

    Ours stays unless theirs is ours and signatures more, or the whole version was taken from
    the file; ours is put aside then.
    """
    for key, file in brought.files.items():
        version = version_of(activity, key)
        theirs = version_of(brought.activity, key)
        if version is None or theirs is None or content_of(version) != content_of(theirs):
            continue
        ours = _kept(workspace, activity, key)
        if ours is not None and not file.pdf.startswith(ours):
            if key not in taken or ours.startswith(file.pdf):
                continue
            workspace.records.put_aside(activity.id, key)
        if ours != file.pdf:
            workspace.records.keep(activity.id, key, file.pdf)
        activity = _noted_file(activity, version, file, by=by, at=at)
        activity = _settled(workspace, activity, key, file)
    return activity


def _noted_file(
    activity: Activity, version: Assessment, file: KeptFile, *, by: Person, at: datetime
) -> Activity:
    """The version knows its file, and the history its digest."""
    before = version.kept.signatures if version.kept else ()
    kept = signoff.keep(version, file.kept)
    if kept == version:
        return activity
    activity = activity.put(kept)
    advice = file.signature(SignatureKind.ADVISED)
    if advice is not None and advice.kind.value not in before:
        activity = noted(
            activity,
            EventKind.ADVICE_SIGNED,
            by=advice.certificate.person,
            at=advice.at,
            assessment=kept,
        )
    return with_kept_file(activity, version, file.kept, by=by, at=at)


def _settled(workspace: Workspace, activity: Activity, key: str, file: KeptFile) -> Activity:
    """The version approved where the approver's signature, trusted here, says so.

    An approval that the house does not allow stays in the file and settles nothing.
    """
    version = version_of(activity, key)
    approval = file.approval
    if version is None or approval is None or version.status is not Status.COMPLETED:
        return activity
    person = approval.certificate.person
    try:
        approved = signoff.approve(
            version,
            by=person,
            at=approval.at,
            one_person_allowed=workspace.settings().one_person_allowed,
            advice_required=workspace.sets.say(version).advice_required,
        )
    except (SamePersonError, AdviceNotConfirmedError):
        return activity
    return with_approval(activity, approved, by=person, at=approval.at)


def _kept(workspace: Workspace, activity: Activity, key: str) -> bytes | None:
    try:
        return workspace.records.read(activity.id, key)
    except CannotReadError:
        return None
