"""Looks at one activity's history: whether its chain holds and tells what the file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from dpia_wizard.codec.answers import plain_answer
from dpia_wizard.codec.canonical import canonical
from dpia_wizard.codec.history_faults import FAULT_WORDS, Fault, FaultKind, faults
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, AnswerValue
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.stale import told_detail
from dpia_wizard.jobs.findings import BACKUP, Finding, entry_words

_PROBLEMS: Mapping[FaultKind, str] = {
    FaultKind.EDITED: "history_edited",
    FaultKind.REPEATED: "history_repeated",
    FaultKind.MOVED: "history_moved",
    FaultKind.GAP_BEFORE: "history_removed",
    FaultKind.GAP_AFTER: "history_removed",
}
_REPLAYED = (EventKind.ANSWERED, EventKind.MERGED)


def chain_findings(activity: Activity, file: str) -> Iterator[Finding]:
    """Every place where the chain is broken."""
    history = activity.history
    for fault in faults(history):
        yield _fault(fault, history[fault.position], len(history), file)


def _fault(fault: Fault, event: Event, total: int, file: str) -> Finding:
    return Finding(
        file=file,
        problem=_PROBLEMS[fault.kind],
        place=entry_words(fault.position, total, event),
        text=FAULT_WORDS[fault.kind],
        advice=BACKUP,
    )


def told_findings(
    activity: Activity, file: str, kept: Mapping[str, Answers]
) -> Iterator[Finding]:
    """What the file holds that its own history tells otherwise.

    Only of use where something is known to be wrong: what is typed before a crash is saved
    without an entry. Versions whose answers are `kept` in a record are compared with that.
    """
    for assessment in activity.assessments:
        yield from _moves(activity, assessment, file)
        if assessment.key not in kept:
            yield from _answers(activity, assessment, file, kept)
    yield from _details(activity, file)


def _moves(activity: Activity, assessment: Assessment, file: str) -> Iterator[Finding]:
    told = [event.kind.value for event in _events(activity, assessment)]
    made = [move.kind.value for move in assessment.moves]
    wanted = [EventKind.STARTED.value, *made] if told else made
    for kind in dict.fromkeys(wanted):
        if told.count(kind) < wanted.count(kind):
            yield Finding(
                file=file,
                problem="history_cut_off",
                place=named(assessment),
                text=f"the history has no entry for “{kind}”: its end was cut off, or it was "
                "never made",
                advice=BACKUP,
            )


def _answers(
    activity: Activity, assessment: Assessment, file: str, kept: Mapping[str, Answers]
) -> Iterator[Finding]:
    replayed = _replayed(activity, assessment, kept)
    if replayed is None:
        return
    for question in differing(assessment.answers, replayed):
        yield Finding(
            file=file,
            problem="answer_changed",
            place=f"{named(assessment)}, answers of {question}",
            text="they differ from what its history says",
            advice=f"Compare them with the history; {BACKUP[0].lower()}{BACKUP[1:]}",
        )


def _details(activity: Activity, file: str) -> Iterator[Finding]:
    last: dict[str, AnswerValue | None] = {}
    for event in activity.history:
        if event.kind is EventKind.DETAILS_CHANGED and event.detail:
            last.update({change.what: change.after for change in event.detail.changes})
    for name in (field.name for field in fields(Details) if field.name in last):
        if (last[name] or "") != told_detail(getattr(activity.details, name)):
            yield Finding(
                file=file,
                problem="detail_changed",
                place=f"details, {name}",
                text="it differs from what the history says last",
                advice="Compare it with the history and edit the details where they are wrong",
            )


def _replayed(
    activity: Activity, assessment: Assessment, kept: Mapping[str, Answers]
) -> Answers | None:
    """The answers as the history tells them.

    None where part of it was left out, or where two histories were brought together: which
    side of an answer was taken does not follow from the order of entries.
    """
    if any(len(event.parents) > 1 for event in activity.history):
        return None
    answers: dict[str, AnswerValue] = {}
    if assessment.version > 1:
        try:
            before = activity.version(assessment.set_id, assessment.version - 1)
        except NotFoundError:
            return None
        answers.update(kept.get(before.key, before.answers))
    for event in _events(activity, assessment):
        if event.kind not in _REPLAYED:
            continue
        if event.detail is None:
            return None
        for change in event.detail.changes:
            if not change.what.startswith(f"{assessment.set_id}."):
                continue  # a merge also tells of state, plan and decisions
            if change.after is None:
                answers.pop(change.what, None)
            else:
                answers[change.what] = change.after
    return answers


def differing(one: Answers, other: Answers) -> list[str]:
    """The questions that two sets of answers tell differently."""
    return [q for q in dict.fromkeys([*one, *other]) if _plain(one, q) != _plain(other, q)]


def named(assessment: Assessment) -> str:
    """A version as a person calls it."""
    return f"{assessment.set_id} version {assessment.version}"


def _events(activity: Activity, assessment: Assessment) -> list[Event]:
    which = (assessment.set_id, assessment.version)
    return [event for event in activity.history if (event.set_id, event.version) == which]


def _plain(answers: Answers, question: str) -> bytes:
    value = answers.get(question)
    return b"" if value is None else canonical(plain_answer(value))
