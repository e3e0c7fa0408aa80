"""Looks at the kept PDFs: whether each is the file that was kept and bears out the activity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dpia_wizard.codec.record import OpenedRecord, open_record
from dpia_wizard.codec.record_restore import restore_assessment
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import (
    CannotReadError,
    NotARecordError,
    NotFoundError,
    UnreadableError,
)
from dpia_wizard.domain.history import EventKind
from dpia_wizard.jobs.doctor_history import differing, named
from dpia_wizard.jobs.findings import BACKUP, Finding, entry_words, when
from dpia_wizard.report.attachment import read_attachment
from dpia_wizard.store.workspace import Workspace

_NOTED = re.compile(r"\bSHA-256 ([0-9a-f]{64})\b")
_FROM_ELSEWHERE = (EventKind.IMPORTED, EventKind.MERGED)
_FROZEN = {
    "set_digest": "the question set",
    "language": "the language",
    "reason": "the reason for the version",
    "overrides": "the decisions on answers",
    "comments": "the comments",
    "advice": "the advice",
    "plan": "the plan of sign-off",
    "facts": "the facts the rules saw",
}
"""What a completed version and its record must agree on, beside the answers."""


@dataclass(slots=True)
class KeptLook:
    """What a look at one kept PDF found, and the answers in it where they can be relied on."""

    findings: list[Finding] = field(default_factory=list)
    answers: Answers | None = None


def look_at_kept(
    workspace: Workspace, activity: Activity, assessment: Assessment, file: str
) -> KeptLook:
    """What is wrong with the PDF kept for a version, or with the version it bears out."""
    pdf_file = f"records/{activity.id}/{assessment.key}.pdf"
    look = KeptLook()
    try:
        pdf = workspace.records.read(activity.id, assessment.key)
    except CannotReadError:
        look.findings += _missing(activity, assessment, pdf_file)
        return look
    sha256 = hashlib.sha256(pdf).hexdigest()
    look.findings += _noted(activity, assessment, file)
    if not assessment.is_locked:
        look.findings.append(_left_over(assessment, pdf_file))
    elif assessment.kept is not None and sha256 != assessment.kept.sha256:
        look.findings.append(_replaced(activity, assessment, sha256, pdf_file))
    else:
        _look_inside(look, activity, assessment, pdf, file, pdf_file)
    return look


def _missing(activity: Activity, assessment: Assessment, pdf_file: str) -> Iterator[Finding]:
    if assessment.kept is None:
        return
    history = activity.history
    kept = max((i for i, e in enumerate(history) if _is_kept(e.kind)), default=-1)
    brought = (event.kind in _FROM_ELSEWHERE for event in history[kept + 1 :])
    if not any(brought):  # else the PDF was kept where the activity came from
        yield Finding(
            file=pdf_file,
            problem="record_missing",
            text=f"the PDF that was kept of {named(assessment)} is not there, or may not be "
            "read",
            advice=f"{BACKUP}, or from whoever was sent a copy",
        )


def _is_kept(kind: EventKind) -> bool:
    return kind is EventKind.RECORD_KEPT


def _left_over(assessment: Assessment, pdf_file: str) -> Finding:
    return Finding(
        file=pdf_file,
        problem="left_over",
        text=f"{named(assessment)} is not completed, yet a PDF of it lies here, as after a "
        "completion that was interrupted",
        advice="Nothing is lost; it is replaced when the version is completed",
    )


def _replaced(activity: Activity, assessment: Assessment, sha256: str, file: str) -> Finding:
    noted = _last_noted(activity, assessment)
    on = f" on {when(activity.history[noted[0]].at)}" if noted else ""
    kept = assessment.kept.sha256 if assessment.kept else ""
    return Finding(
        file=file,
        problem="record_changed",
        text=f"this is not the file that was kept: its SHA-256 begins {sha256[:16]}, the one "
        f"noted{on} begins {kept[:16]}",
        advice=f"{BACKUP}, and check this one with “dpia-wizard verify”",
    )


def _noted(activity: Activity, assessment: Assessment, file: str) -> Iterator[Finding]:
    """The digest in the version and the one last noted in the history are the same."""
    noted = _last_noted(activity, assessment)
    if noted is None or assessment.kept is None or noted[1] == assessment.kept.sha256:
        return
    position = noted[0]
    yield Finding(
        file=file,
        problem="digest_changed",
        place=f"{named(assessment)}, SHA-256 of the kept PDF",
        text="it differs from the one in "
        f"{entry_words(position, len(activity.history), activity.history[position])}",
        advice=BACKUP,
    )


def _last_noted(activity: Activity, assessment: Assessment) -> tuple[int, str] | None:
    """Where the history last notes a digest for a version's PDF, and the digest."""
    for position in range(len(activity.history) - 1, -1, -1):
        event = activity.history[position]
        if (event.set_id, event.version) != (assessment.set_id, assessment.version):
            continue
        found = _NOTED.search(event.detail.note) if event.detail else None
        if found:
            return position, found[1]
    return None


def _look_inside(
    look: KeptLook,
    activity: Activity,
    assessment: Assessment,
    pdf: bytes,
    file: str,
    pdf_file: str,
) -> None:
    """Whether the activity still tells what the record inside the PDF does."""
    try:
        opened = open_record(read_attachment(pdf, source=pdf_file), source=pdf_file)
        restored = restore_assessment(opened, source=pdf_file)
    except (NotARecordError, UnreadableError):
        look.findings.append(_unusable(pdf_file, "the record inside this PDF cannot be read"))
        return
    if (opened.record.activity.id, restored.key) != (activity.id, assessment.key):
        look.findings.append(_unusable(pdf_file, "it holds the record of another assessment"))
        return
    look.answers = restored.answers
    look.findings += [
        Finding(
            file=file,
            problem="answer_changed" if place.startswith("answers") else "version_changed",
            place=f"{named(assessment)}, {place}",
            text=f"they differ from what the kept record {pdf_file} says",
            advice=BACKUP,
        )
        for place in _unlike(assessment, restored)
    ]
    look.findings += _forgotten(activity, opened, file, pdf_file)


def _unusable(pdf_file: str, text: str) -> Finding:
    return Finding(file=pdf_file, problem="record_unusable", text=text, advice=BACKUP)


def _unlike(ours: Assessment, kept: Assessment) -> Iterator[str]:
    yield from (f"answers of {question}" for question in differing(ours.answers, kept.answers))
    for name, words in _FROZEN.items():
        if getattr(ours, name) != getattr(kept, name):
            yield words
    if ours.moves[: len(kept.moves)] != kept.moves:
        yield "the moves up to its completion"


def _forgotten(
    activity: Activity, opened: OpenedRecord, file: str, pdf_file: str
) -> Iterator[Finding]:
    """Entries that the kept record's history has, and the activity's has no more."""
    known = {event.digest for event in activity.history}
    told = opened.record.history
    gone = [position for position, event in enumerate(told) if event.digest not in known]
    if gone:
        first = entry_words(gone[0], len(told), told[gone[0]])
        number = "one entry" if len(gone) == 1 else f"{len(gone)} entries"
        yield Finding(
            file=file,
            problem="history_cut_off",
            place="history",
            text=f"{number} of the history in the kept record {pdf_file} are missing here or "
            f"were rewritten, the first being its {first}",
            advice=BACKUP,
        )


def stray_findings(workspace: Workspace, known: set[str]) -> Iterator[Finding]:
    """PDFs in the folder of kept records that belong to no version."""
    folder = workspace.folder / "records"
    for path in sorted(folder.glob("*/*.pdf")):
        name = f"{path.parent.name}/{path.name}"
        if name in known:
            continue
        yield Finding(
            file=f"records/{name}",
            problem="stray",
            text="it belongs to no version of any activity here",
            advice="If its activity was removed, bring that back from a backup or open this "
            "PDF with “dpia-wizard open”; else keep it elsewhere",
        )


def path_exists(workspace: Workspace, activity: Activity, assessment: Assessment) -> bool:
    """Whether there is a kept PDF to look at, or ought to be."""
    try:
        path = workspace.records.path(activity.id, assessment.key)
    except NotFoundError:
        return False
    return assessment.kept is not None or path.exists()
