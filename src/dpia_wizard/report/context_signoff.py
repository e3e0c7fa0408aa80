"""Who completed, advised and approved, what happened when, and what is still to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dpia_wizard.codec.record import AssessmentPart, Record
from dpia_wizard.domain import assessment as domain
from dpia_wizard.domain.assessment import AdviceOutcome, Move, MoveKind, Status
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.people import NOBODY, Person, same_person
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.report import words
from dpia_wizard.report.context_answers import Answered
from dpia_wizard.report.context_history import history_of
from dpia_wizard.report.text import plain, prose
from dpia_wizard.report.view import Advice, Closing, SignatureBlock, Step


def closing_of(record: Record, asked: Answered) -> Closing:
    """Everything about the sign-off of a record and what came before and comes after."""
    part = asked.part
    return Closing(
        advice=advice_of(part.advice),
        remarks=remarks_of(part, record),
        signatures=tuple(signature_blocks(part, record)),
        next_steps=tuple(steps_of(record, asked.questionnaire)),
        history=tuple(history_of(record, asked.short_name_of)),
        history_head=record.history_head,
    )


def advice_of(advice: domain.Advice | None) -> Advice | None:
    """The data protection officer's advice in full."""
    if advice is None:
        return None
    given = [str(advice.by)] if advice.by else []
    given += [words.day(advice.on)] if advice.on else []
    return Advice(
        given=", ".join(given),
        blocks=prose(advice.text),
        outcome=words.ADVICE[advice.outcome],
        reason=prose(advice.reason),
    )


def advice_line(advice: domain.Advice | None) -> str:
    """The advice in one line."""
    if advice is None:
        return words.NO_ADVICE
    if advice.outcome is AdviceOutcome.NO_DPO:
        return words.ADVICE[advice.outcome]
    given = [str(advice.by)] if advice.by else []
    given += [words.day(advice.on)] if advice.on else []
    return ". ".join(said for said in (words.ADVICE[advice.outcome], ", ".join(given)) if said)


def remarks_of(part: AssessmentPart, record: Record) -> tuple[str, ...]:
    """What the record must say openly about its sign-off."""
    noted = [move.warning for move in part.moves if move.warning]
    approval = approval_of(record, part)
    approver = approval.by if approval else part.plan.approver
    completed = last_move(part, MoveKind.COMPLETED)
    if approver and completed and same_person(approver, completed.by):
        noted.append("one_person")
    return tuple(words.REMARKS.get(warning, warning) for warning in dict.fromkeys(noted))


def last_move(part: AssessmentPart, kind: MoveKind) -> Move | None:
    """The latest move of a kind."""
    return next((move for move in reversed(part.moves) if move.kind is kind), None)


def approval_of(record: Record, part: AssessmentPart) -> Event | None:
    """The approval of this version, where the history knows of one."""
    return next(
        (
            event
            for event in reversed(record.history)
            if event.kind is EventKind.APPROVED
            and (event.set_id, event.version) == (part.set.id, part.version)
        ),
        None,
    )


def signature_blocks(part: AssessmentPart, record: Record) -> Iterator[SignatureBlock]:
    """A frame for each signature the record can carry.

    A completed record has fields to sign in and says nothing of what comes later: the approval
    shows in its signature. Once the history knows of an approval, this is a reprint.
    """
    approval = approval_of(record, part)
    blocks = [_completed(part)]
    if part.advice and part.advice.outcome is not AdviceOutcome.NO_DPO:
        blocks.append(_advised(part.advice))
    blocks.append(_approved(part, approval))
    is_record = record.kind == "record"
    can_be_signed = is_record and part.state == "completed" and approval is None
    for block in blocks:
        yield _with_field(block) if can_be_signed else block


def _with_field(block: SignatureBlock) -> SignatureBlock:
    label = words.PAGE[f"{block.id}_by"]
    said = words.FIELD.format(label=label[:1].lower() + label[1:], name=block.name)
    return replace(block, waiting="", field=plain(said))


def _completed(part: AssessmentPart) -> SignatureBlock:
    move = last_move(part, MoveKind.COMPLETED)
    person = move.by if move else part.plan.completed_by
    done = words.COMPLETED_AT.format(at=words.moment(move.at)) if move else ""
    return _block("completed", person, done=done, waiting=words.NOT_COMPLETED)


def _advised(advice: domain.Advice) -> SignatureBlock:
    done = (
        words.ADVISED_AT.format(at=words.day(advice.on)) if advice.on else words.ADVICE_UNDATED
    )
    return _block("advised", advice.by, done=done, waiting="")


def _approved(part: AssessmentPart, event: Event | None) -> SignatureBlock:
    at = words.moment(event.at) if event else ""
    done = words.APPROVED_AT.format(at=at, name=event.by.name) if event else ""
    to_come = part.state in (Status.DRAFT, Status.SUBMITTED, Status.COMPLETED)
    waiting = words.NOT_APPROVED if to_come else words.NO_APPROVAL_TO_COME
    block = _block("approved", part.plan.approver, done=done, waiting=waiting)
    if done or not to_come:
        return block
    return replace(block, label=words.PAGE["to_be_approved_by"])


def _block(kind: str, person: Person | None, *, done: str, waiting: str) -> SignatureBlock:
    known = person or NOBODY
    role = known.role if known.role.casefold() != known.name.casefold() else ""
    return SignatureBlock(
        id=kind,
        label=words.PAGE[f"{kind}_by"],
        name=known.name or words.NOBODY_NAMED,
        role=role,
        done=done,
        waiting="" if done else waiting,
    )


def steps_of(record: Record, questionnaire: Questionnaire) -> Iterator[Step]:
    """What is to be done after sign-off, and what of it is done."""
    part = record.assessment
    wanted = part.next_steps if part else []
    for step in questionnaire.next_steps:
        if step.id not in wanted:
            continue
        done = record.facts.next_steps.get(f"{questionnaire.id}.{step.id}")
        said = words.STEP_DONE.format(at=words.day(done.at), name=done.by) if done else ""
        yield Step(text=step.text, help=step.help, cite=step.cite, done=said)
