"""Adds a signature to a kept record: the adviser's, or the approver's that signs it off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.approval import with_approval
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.kept_file import with_kept_file
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, KeptRecord, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import CannotSignError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person, same_person
from dpia_wizard.jobs.signing import (
    Signer,
    as_kept,
    is_same_signer,
    signatures_to_join,
    signed,
)
from dpia_wizard.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRecord:
    """The activity with the signature noted, where its file lies, what to tell the signer."""

    activity: Activity
    path: Path
    note: str = ""


def sign_stored(
    workspace: Workspace,
    *,
    activity_id: str,
    set_id: str,
    version: int,
    kind: SignatureKind,
    signer: Signer,
    at: datetime,
) -> SignedRecord:
    """Append a signature to a version's kept PDF and save what follows from it.

    Raises what `signed_and_noted` does, and `StaleError`.
    """
    activity = workspace.store.load(activity_id)
    assessment = activity.version(set_id, version)
    done = signed_and_noted(workspace, activity, assessment, kind=kind, signer=signer, at=at)
    workspace.store.save(done.activity)
    return done


def signed_and_noted(
    workspace: Workspace,
    activity: Activity,
    assessment: Assessment,
    *,
    kind: SignatureKind,
    signer: Signer,
    at: datetime,
) -> SignedRecord:
    """Append a signature to the kept PDF; the activity is answered, not saved yet.

    Raises `CannotSignError`, `SamePersonError`, `AdviceNotConfirmedError`, `NotAllowedError`,
    `CannotReadError` or `CannotWriteError`; the file is then as it was.
    """
    path = workspace.records.path(activity.id, assessment.key)
    kept = _signed_when_completed(assessment, source=path.name)
    held = workspace.records.read(activity.id, assessment.key)
    pdf = as_kept(held, kept.sha256, source=path.name)
    person = signer.key.certificate.person
    alone = False
    if kind is SignatureKind.APPROVED:
        found = signatures_to_join(pdf, source=path.name)
        allowed = workspace.settings().one_person_allowed
        alone = is_same_signer(found, signer.key, allowed=allowed)
        assessment = signoff.approve(
            assessment,
            by=person,
            at=at,
            one_person_allowed=allowed,
            advice_required=workspace.sets.say(assessment).advice_required,
        )
    else:
        check_adviser(assessment, person, source=path.name)
    made = signed(pdf, signer, kind=kind, at=at, one_person=alone, source=path.name)
    sha256 = workspace.records.keep(activity.id, assessment.key, made.pdf)
    signatures = (*kept.signatures, kind.value)
    bearing = replace(kept, sha256=sha256, signatures=signatures)
    moved = _noted(activity, signoff.keep(assessment, bearing), kind, by=person, at=at)
    told = with_kept_file(moved, assessment, bearing, by=person, at=at)
    return SignedRecord(activity=told, path=path, note=made.note)


def check_adviser(assessment: Assessment, person: Person, *, source: str) -> None:
    """Let only the person whose advice is printed confirm it; raises `CannotSignError`."""
    adviser = assessment.advice.by if assessment.advice else None
    if adviser is None:
        raise CannotSignError(source=source, problem="no_place")
    if not same_person(adviser, person):
        raise CannotSignError(source=source, problem="not_the_adviser")


def _signed_when_completed(assessment: Assessment, *, source: str) -> KeptRecord:
    if not assessment.is_locked:
        raise CannotSignError(source=source, problem="not_completed")
    if assessment.status not in (Status.COMPLETED, Status.SIGNED_OFF):
        raise CannotSignError(source=source, problem="ended")
    if assessment.kept is None or not assessment.kept.signatures:
        raise CannotSignError(source=source, problem="unsigned")
    return assessment.kept


def _noted(
    activity: Activity, assessment: Assessment, kind: SignatureKind, *, by: Person, at: datetime
) -> Activity:
    if kind is SignatureKind.APPROVED:
        return with_approval(activity, assessment, by=by, at=at)
    told = activity.put(assessment)
    return noted(told, EventKind.ADVICE_SIGNED, by=by, at=at, assessment=assessment)
