"""Checks the data: the result follows from the answers, by known questions, history whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpia_wizard.codec.history import broken_links
from dpia_wizard.codec.record_result import ResultPart
from dpia_wizard.codec.record_result_build import missing_parts, result_parts, warning_parts
from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.case import as_at
from dpia_wizard.domain.checking import Check, SignatureKind, Trust
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.domain.people import Person, same_person
from dpia_wizard.domain.rules import Evaluation, evaluate
from dpia_wizard.domain.situation import situation
from dpia_wizard.jobs.examined import Examined, failed, noted, passed
from dpia_wizard.report import words
from dpia_wizard.store.law import shipped_law
from dpia_wizard.store.question_sets import QuestionSets
from dpia_wizard.store.set_origin import Origin, origin_of


def result_check(file: Examined) -> Check:
    """Work the result out again, with the attached question set and on the record's day."""
    differing = list(_differing(file, _again(file)))
    if differing:
        said = ", ".join(differing)
        text = f"Worked out again with the attached question set, something differs: {said}."
        return failed(ids.RESULT, "Result does not follow from the answers", text)
    law = words.day(file.questionnaire.law_as_at)
    text = f"Worked out again with the attached question set, law as at {law}"
    return passed(ids.RESULT, "Result follows from the answers", text)


def _again(file: Examined) -> Evaluation:
    return evaluate(
        situation(
            file.questionnaire,
            file.assessment.answers,
            overrides=file.assessment.overrides,
            facts=file.record.facts.values,
            as_at=file.record.as_at,
        )
    )


def _differing(file: Examined, again: Evaluation) -> Iterator[str]:
    part, record = file.part, file.record
    results = _without_decided(result_parts(again), part.result)
    if not file.questionnaire.told:
        results = _as_told(results, part.result)
    if [r.outcome for r in results] != [r.outcome for r in part.result]:
        yield "the outcome"
    elif results != part.result:
        yield "the reasons or the conditions"
    if warning_parts(again) != part.warnings:
        yield "what the program points out"
    if missing_parts(again) != part.missing:
        yield "what is still open"
    if [step.id for step in again.next_steps] != part.next_steps:
        yield "the next steps"
    shown = set(again.situation.visible)
    if not (set(part.answers) <= shown and shown.isdisjoint(part.not_applicable)):
        yield "which answers count"
    if as_at(file.assessment, record.as_at) != record.as_at:
        yield "the day it was judged by"
    if record.law_version != file.questionnaire.law_version:
        yield "the version of the law"
    elif part.law is not None and not _is_law_of(part.law, again.situation.law_day):
        yield "the law it was judged by"


def _as_told(again: list[ResultPart], told: list[ResultPart]) -> list[ResultPart]:
    """Sets without words for rows had records without rows: nothing of theirs to compare."""
    if len(again) != len(told):
        return again
    return [
        new if old.rows is not None else new.model_copy(update={"rows": None})
        for new, old in zip(again, told, strict=True)
    ]


def _without_decided(again: list[ResultPart], told: list[ResultPart]) -> list[ResultPart]:
    """Records named no decisions with their rows once: where none does, none is compared."""
    if any(row.decided for result in told for row in result.rows or ()):
        return again
    return [
        result.model_copy(
            update={
                "rows": result.rows
                and [row.model_copy(update={"decided": None}) for row in result.rows]
            }
        )
        for result in again
    ]


def _is_law_of(told: LawUsed, day: date) -> bool:
    """Whether the law told is one for the day that counts; newer data may know of others."""
    ours = {version.id: version.since for version in shipped_law().versions}
    return told.day == day and told.since == ours.get(told.id, told.since)


def question_set_check(file: Examined, sets: QuestionSets) -> Check:
    """Whether the questions are ours, this organisation's own, or somebody's we do not know.

    Questions nobody here knows are noted, since an organisation may ask its own: their rules
    are as good as whoever signed. Questions that bear the name and version of a set of ours
    without being it are a failure.
    """
    part, said = file.part, file.questionnaire
    name = f"{said.title} {part.set.version}"
    match origin_of(sets, part.set.id, part.set.version, part.set.digest):
        case Origin.OURS:
            return passed(ids.QUESTION_SET, "Question set is one of ours", name)
        case Origin.OWN:
            text = f"{name}, from this organisation’s own question sets"
            return passed(ids.QUESTION_SET, "Question set is known here", text)
        case Origin.FALSE:
            text = f"It calls itself {name}, but asks or judges differently from that set."
            return failed(ids.QUESTION_SET, "Question set is not the one it names", text)
        case Origin.UNKNOWN:
            return noted(ids.QUESTION_SET, "Question set is not one of ours", _whose(file))


def _whose(file: Examined) -> str:
    said, organisation = file.questionnaire, file.record.organisation.name
    name = f"{said.title} {file.part.set.version}"
    signer = file.signed_as(SignatureKind.COMPLETED)
    stands = (
        signer is not None
        and bool(organisation)
        and signer.trust is Trust.TRUSTED
        and same_person(Person(name=signer.certificate.organisation), Person(name=organisation))
    )
    if stands:
        return f"{name} is a set of {organisation}, whose signer stands for its rules."
    of = f" of {organisation}" if organisation else ""
    return f"{name}{of}: nobody here knows its rules. Read them before relying on the result."


def history_check(file: Examined) -> Check:
    """Whether the chain of events is whole and ends where the record says."""
    history = file.record.history
    broken = broken_links(history)
    head = history[-1].digest if history else ""
    number = "1 event" if len(history) == 1 else f"{len(history):,} events"
    if broken:
        text = f"{number}; the chain is broken at event {broken[0] + 1}."
        return failed(ids.HISTORY, "History is not complete", text)
    if head != file.record.history_head:
        text = f"{number}, but they do not end where the record says."
        return failed(ids.HISTORY, "History is not complete", text)
    return passed(ids.HISTORY, "History is complete", f"{number}, chain unbroken")
