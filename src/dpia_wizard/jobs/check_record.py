"""Checks one PDF: is it the record that was signed, by whom, and does it hold together?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.record import Record, dump_record, open_record
from dpia_wizard.codec.record_restore import restore_assessment
from dpia_wizard.domain.checking import Check, FileReport, Verdict
from dpia_wizard.domain.errors import NotARecordError, UnreadableError
from dpia_wizard.domain.verdict import holds, verdict_of
from dpia_wizard.jobs import check_words as say
from dpia_wizard.jobs.check_pages import archive_check, pages_check
from dpia_wizard.jobs.check_register import Register, register_check
from dpia_wizard.jobs.check_result import history_check, question_set_check, result_check
from dpia_wizard.jobs.check_signers import signer_checks
from dpia_wizard.jobs.examined import Examined
from dpia_wizard.jobs.making import utc_now
from dpia_wizard.report.attachment import read_attachment
from dpia_wizard.report.pdf_file import MOST_FILE_BYTES
from dpia_wizard.sign.trust import TrustStore, load_trust
from dpia_wizard.sign.verify import FileSignatures, signatures_in
from dpia_wizard.store.question_sets import QuestionSets


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a file is checked against: whom we trust, which questions we know, what we keep."""

    trust: TrustStore
    sets: QuestionSets
    register: Register | None = None


def check_file(
    path: Path,
    *,
    trust_folder: Path,
    sets: QuestionSets,
    register: Register | None = None,
    at: datetime | None = None,
) -> FileReport:
    """Everything that can be said about one file, which may be anything at all.

    Nothing is written, and nothing of the file's content is trusted.
    """
    known = Surroundings(trust=load_trust(trust_folder), sets=sets, register=register)
    return check_path(path, known, at=at or utc_now())


def check_path(path: Path, known: Surroundings, *, at: datetime) -> FileReport:
    """Check one of several files in the same surroundings."""
    try:
        pdf = _read(path)
    except NotARecordError as refused:
        return _refused(path.name, str(refused.facts["problem"]))
    report = _check(pdf, path.name, known, at)
    if report.verdict is Verdict.UNREADABLE:
        return report
    return replace(report, sha256=hashlib.sha256(pdf).hexdigest())


def _read(path: Path) -> bytes:
    """The file's bytes, unless it is no file, empty, or larger than any record."""
    try:
        if not path.is_file():
            raise NotARecordError(source=path.name, problem="not_a_file")
        if path.stat().st_size > MOST_FILE_BYTES:
            raise NotARecordError(source=path.name, problem="too_large")
        with path.open("rb") as file:
            pdf = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise NotARecordError(source=path.name, problem="not_readable") from error
    if len(pdf) > MOST_FILE_BYTES:
        raise NotARecordError(source=path.name, problem="too_large")
    if not pdf:
        raise NotARecordError(source=path.name, problem="empty")
    return pdf


def _check(pdf: bytes, name: str, known: Surroundings, at: datetime) -> FileReport:
    try:
        opened = open_record(read_attachment(pdf, source=name), source=name)
        if opened.record.assessment is None:
            return _hand_over(opened.record, name)
        restored = restore_assessment(opened, source=name)
    except NotARecordError as error:
        return _without_data(pdf, name, str(error.facts["problem"]), known)
    except UnreadableError:
        return _without_data(pdf, name, "misfit", known)
    signed = signatures_in(pdf, trust=known.trust)
    file = Examined(
        source=name,
        pdf=pdf,
        opened=opened,
        questionnaire=opened.questionnaire,
        assessment=restored,
        signatures=signed.signatures,
        problem=signed.problem,
        unsigned_length=signed.unsigned_length,
        at=at,
        ended=known.trust.ended,
    )
    return report_on(file, known)


def report_on(file: Examined, known: Surroundings) -> FileReport:
    """The report on a file that holds a record."""
    checks = tuple(_checks(file, known))
    verdict = verdict_of(file.signatures, checks)
    report = _about(
        file.opened.record,
        FileReport(
            file=file.source,
            verdict=verdict,
            headline="",
            text="",
            checks=checks,
            signatures=file.signatures,
        ),
    )
    headline, text = say.words_for(file, verdict, checks, sound=holds(report))
    return replace(report, headline=headline, text=text)


def _checks(file: Examined, known: Surroundings) -> Iterator[Check]:
    if file.signatures or file.problem:
        yield from signer_checks(file)
    yield pages_check(file)
    yield result_check(file)
    yield question_set_check(file, known.sets)
    yield history_check(file)
    yield archive_check(file)
    found = register_check(file, known.register) if known.register else None
    if found:
        yield found


def _about(record: Record, report: FileReport) -> FileReport:
    return replace(
        report,
        title=record.activity.details.title,
        label=record.activity.label,
        fingerprint=fingerprint(dump_record(record)),
    )


def _hand_over(record: Record, name: str) -> FileReport:
    return _about(
        record,
        FileReport(
            file=name,
            verdict=Verdict.NOT_A_RECORD,
            headline=say.NOT_SIGNED,
            text=say.HAND_OVER,
        ),
    )


def _without_data(pdf: bytes, name: str, problem: str, known: Surroundings) -> FileReport:
    """A file whose data cannot be had; one that bears our signatures was changed since."""
    if problem in say.MAY_BE_SIGNED:
        signed = signatures_in(pdf, trust=known.trust)
        if signed.signatures:
            return _lost(name, signed)
    return _refused(name, problem)


def _lost(name: str, signed: FileSignatures) -> FileReport:
    return FileReport(
        file=name,
        verdict=Verdict.CHANGED,
        headline=say.CHANGED,
        text=say.DATA_LOST,
        signatures=signed.signatures,
    )


def _refused(name: str, problem: str) -> FileReport:
    none_inside = problem in say.NONE_INSIDE
    return FileReport(
        file=name,
        verdict=Verdict.NOT_A_RECORD if none_inside else Verdict.UNREADABLE,
        headline=_headline(problem, none_inside=none_inside),
        text=say.REFUSED[problem],
    )


def _headline(problem: str, *, none_inside: bool) -> str:
    if problem == "sending_record":
        return say.NOT_SIGNED
    return say.NO_RECORD if none_inside else say.UNREADABLE
