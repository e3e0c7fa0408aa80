"""Completes an assessment: frozen, rendered without the draft mark, signed, its PDF kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.history import noted
from dpia_wizard.codec.kept_file import with_kept_file
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, KeptRecord
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import SignatureNeededError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.profile import Profile
from dpia_wizard.jobs.making import rendered, say_with
from dpia_wizard.jobs.signing import Signed, Signer, signed
from dpia_wizard.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Completer:
    """Who completes: with a signature the person of its certificate, else as named."""

    person: Person
    signer: Signer | None = None

    @classmethod
    def signing(cls, signer: Signer) -> Completer:
        """Somebody who completes by signing."""
        return cls(person=signer.key.certificate.person, signer=signer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """The activity with the version completed, not saved yet, and what to tell the signer."""

    activity: Activity
    note: str = ""


def complete_stored(
    workspace: Workspace,
    *,
    activity_id: str,
    set_id: str,
    version: int,
    by: Completer,
    at: datetime,
    one_person_allowed: bool,
) -> tuple[Path, str]:
    """Complete a version in the store; its state is saved only once its PDF is on disk.

    Answers where it lies and a note for the signer. Raises `NotReadyError` with every open
    point, `SignatureNeededError`, `SamePersonError`, `NotAllowedError`, `StaleError`,
    `RenderError` or `CannotWriteError`.
    """
    activity = workspace.store.load(activity_id)
    assessment = activity.version(set_id, version)
    settings = workspace.settings()
    if by.signer is None and settings.signature_needed:
        raise SignatureNeededError
    completed = completed_with_pdf(
        workspace,
        activity,
        assessment,
        by=by,
        at=at,
        organisation=settings.organisation,
        profile=workspace.profile(),
        one_person_allowed=one_person_allowed,
    )
    workspace.store.save(completed.activity)
    return workspace.records.path(activity_id, assessment.key), completed.note


def completed_with_pdf(
    workspace: Workspace,
    activity: Activity,
    assessment: Assessment,
    *,
    by: Completer,
    at: datetime,
    organisation: str,
    profile: Profile | None = None,
    one_person_allowed: bool = False,
) -> Completed:
    """The activity with this version completed and its PDF kept; not saved yet.

    `profile` is what the organisation says of itself; None for one that is not this folder's.
    """
    evaluation = evaluation_of(
        activity,
        assessment,
        lambda other: say_with(workspace, organisation, other, profile=profile),
        today=at.date(),
    )
    frozen = signoff.complete(
        assessment,
        evaluation,
        by=by.person,
        at=at,
        organisation=organisation,
        profile=None if profile is None or profile.is_empty else profile,
        law=workspace.sets.law.used(assessment.set_id, evaluation.situation.law_day),
        one_person_allowed=one_person_allowed,
    )
    told = noted(
        activity.put(frozen), EventKind.COMPLETED, by=by.person, at=at, assessment=frozen
    )
    return _kept(workspace, told, frozen, by=by, at=at)


def _kept(
    workspace: Workspace, told: Activity, frozen: Assessment, *, by: Completer, at: datetime
) -> Completed:
    """The PDF of a frozen version, made, signed and put where it stays."""
    made = rendered(workspace, told, frozen, at=at)
    final = signed_pdf(made.pdf, by, at=at, source=f"{frozen.key}.pdf")
    kept = KeptRecord(
        file=f"{frozen.key}.pdf",
        sha256=workspace.records.keep(told.id, frozen.key, final.pdf),
        fingerprint=made.fingerprint,
        signatures=() if by.signer is None else (SignatureKind.COMPLETED.value,),
    )
    done = with_kept_file(told, frozen, kept, by=by.person, at=at)
    return Completed(activity=done, note=final.note)


def signed_pdf(pdf: bytes, by: Completer, *, at: datetime, source: str) -> Signed:
    """The rendered record, signed where there is somebody to sign; raises what signing does."""
    if by.signer is None:
        return Signed(pdf=pdf)
    return signed(pdf, by.signer, kind=SignatureKind.COMPLETED, at=at, source=source)
