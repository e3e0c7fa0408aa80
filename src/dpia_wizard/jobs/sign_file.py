"""Signs a record as a file, without the register: completes a draft, or adds a signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dpia_wizard import __version__
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.record import OpenedRecord, Record, open_record
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.codec.record_restore import restore_activity
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import AdviceNotConfirmedError, CannotSignError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.jobs.sign_record import check_adviser
from dpia_wizard.jobs.signing import (
    Signed,
    Signer,
    is_same_signer,
    signatures_to_join,
    signed,
)
from dpia_wizard.report.attachment import read_attachment
from dpia_wizard.report.render import render_record
from dpia_wizard.report.renderer import renderer_versions
from dpia_wizard.sign.verify import FileSignatures
from dpia_wizard.store.law import shipped_law


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be signed: the file's bytes and name, and as what."""

    pdf: bytes
    source: str
    kind: SignatureKind
    one_person_allowed: bool = False


def sign_file(wanted: Wanted, signer: Signer, *, at: datetime) -> Signed:
    """The file as signed.

    A draft signed as completed is checked for open points, rendered without its mark and then
    signed. Raises `NotARecordError`, `UnreadableError`, `NotReadyError`, `SamePersonError`,
    `AdviceNotConfirmedError`, `CannotSignError` or `RenderError`.
    """
    opened = open_record(
        read_attachment(wanted.pdf, source=wanted.source), source=wanted.source
    )
    activity = restore_activity(
        opened, label=opened.record.activity.label, source=wanted.source
    )
    if opened.record.kind != "record":
        raise CannotSignError(source=wanted.source, problem="no_place")
    (assessment,) = activity.assessments
    if wanted.kind is SignatureKind.COMPLETED:
        return _completed(wanted, signer, opened, activity, at=at)
    if not assessment.is_locked:
        raise CannotSignError(source=wanted.source, problem="not_completed")
    found = signatures_to_join(wanted.pdf, source=wanted.source)
    alone = _may_join(wanted, signer, opened.questionnaire, assessment, found)
    return signed(
        wanted.pdf, signer, kind=wanted.kind, at=at, one_person=alone, source=wanted.source
    )


def questionnaire_in(pdf: bytes, *, source: str) -> Questionnaire:
    """The questions asked in a record; raises `NotARecordError` or `UnreadableError`."""
    return open_record(read_attachment(pdf, source=source), source=source).questionnaire


def _may_join(
    wanted: Wanted,
    signer: Signer,
    questionnaire: Questionnaire,
    assessment: Assessment,
    found: FileSignatures,
) -> bool:
    """Whether it is the completer who signs again; raises if this signature may not be."""
    person = signer.key.certificate.person
    if wanted.kind is SignatureKind.ADVISED:
        check_adviser(assessment, person, source=wanted.source)
        return False
    confirmed = any(one.kind is SignatureKind.ADVISED for one in found.signatures)
    advice = assessment.advice
    if questionnaire.advice_required and advice and advice.by and not confirmed:
        raise AdviceNotConfirmedError
    alone = is_same_signer(found, signer.key, allowed=wanted.one_person_allowed)
    approved = signoff.approve(
        assessment,
        by=person,
        at=found.signatures[0].at,
        one_person_allowed=wanted.one_person_allowed,
    )
    return alone or bool(approved.moves[-1].warning)


def _completed(
    wanted: Wanted, signer: Signer, opened: OpenedRecord, activity: Activity, *, at: datetime
) -> Signed:
    (assessment,) = activity.assessments
    if assessment.is_locked:
        raise CannotSignError(source=wanted.source, problem="already_completed")
    person = signer.key.certificate.person
    evaluation = evaluation_of(
        activity, assessment, lambda _: opened.questionnaire, today=at.date()
    )
    frozen = signoff.complete(
        assessment,
        evaluation,
        by=person,
        at=at,
        organisation=opened.record.organisation.name,
        profile=opened.record.organisation.profile,
        law=shipped_law().used(assessment.set_id, evaluation.situation.law_day),
        one_person_allowed=wanted.one_person_allowed,
    )
    record = _record(opened, activity, frozen, by=person, at=at)
    made = render_record(record, opened.questionnaire)
    return signed(made.pdf, signer, kind=SignatureKind.COMPLETED, at=at, source=wanted.source)


def _record(
    opened: OpenedRecord, activity: Activity, frozen: Assessment, *, by: Person, at: datetime
) -> Record:
    """The record of the completed version; what it said of its siblings still holds."""
    told = noted(activity.put(frozen), EventKind.COMPLETED, by=by, at=at, assessment=frozen)
    maker = RecordMaker(
        find_set=lambda _: opened.question_set,
        organisation=opened.record.organisation.name,
        profile=opened.record.organisation.profile,
        program_version=__version__,
        renderer=renderer_versions(),
        today=at.date(),
    )
    made = maker.make(told, frozen)
    return made.model_copy(update={"siblings": opened.record.siblings})
