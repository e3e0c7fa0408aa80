"""What the checks of a file come to: one verdict, the gravest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dpia_wizard.domain.checking import (
    Check,
    FileReport,
    Grade,
    Signature,
    SignatureKind,
    Trust,
    Verdict,
)
from dpia_wizard.domain.rulings import Tone

SIGNATURES: Final = "signatures"
STATE: Final = "state"
ADDED: Final = "added"
NAMES: Final = "names"
TWO_PEOPLE: Final = "two_people"
ADVICE: Final = "advice"
PAGES: Final = "pages"
RESULT: Final = "result"
QUESTION_SET: Final = "question_set"
HISTORY: Final = "history"
ARCHIVE: Final = "archive"
REGISTER: Final = "register"

MEANS_CHANGED: Final = frozenset({SIGNATURES, STATE, ADDED, PAGES, RESULT, HISTORY})
"""Checks that, failed, show a file to be another than the one that was signed."""

VOIDS_APPROVAL: Final = frozenset({TWO_PEOPLE, ADVICE})
"""Checks that, failed, leave an approval without force."""


SIGNS: Final[Mapping[Grade, str]] = {
    Grade.PASSED: "✓",
    Grade.NOTED: "!",
    Grade.FAILED: "✗",
    Grade.CANNOT_TELL: "?",
}
GRADES: Final[Mapping[Grade, str]] = {
    Grade.PASSED: "passed",
    Grade.NOTED: "worth knowing",
    Grade.FAILED: "failed",
    Grade.CANNOT_TELL: "cannot tell",
}


def verdict_of(signatures: Sequence[Signature], checks: Sequence[Check]) -> Verdict:
    """The verdict on a file that holds a record of ours.

    Without any signature it proves nothing, whatever else is found; one whose signatures can
    no longer be read was changed.
    """
    kinds = [signature.kind for signature in signatures]
    failed = {check.id for check in checks if check.grade is Grade.FAILED}
    if not signatures and ADDED not in failed:
        return Verdict.NOT_A_RECORD
    if failed & MEANS_CHANGED or any(signature.problem for signature in signatures):
        return Verdict.CHANGED
    if kinds[0] is not SignatureKind.COMPLETED:
        return Verdict.CHANGED
    if any(signature.trust is not Trust.TRUSTED for signature in signatures):
        return Verdict.SIGNER_NOT_TRUSTED
    if SignatureKind.APPROVED not in kinds or failed & VOIDS_APPROVAL:
        return Verdict.INTACT_NOT_APPROVED
    return Verdict.INTACT_APPROVED


def holds(report: FileReport) -> bool:
    """Whether one can rely on a file without looking any further.

    A check that failed, or could not be made, asks for a look even at an approved record.
    """
    sound = (Grade.PASSED, Grade.NOTED)
    approved = report.verdict is Verdict.INTACT_APPROVED
    return approved and all(check.grade in sound for check in report.checks)


def in_short(report: FileReport) -> tuple[str, Tone]:
    """The verdict as one says it in a list, and how it feels."""
    match report.verdict:
        case Verdict.INTACT_APPROVED if holds(report):
            return "Intact", Tone.GOOD
        case Verdict.INTACT_APPROVED:
            return "Intact, look closer", Tone.CARE
        case Verdict.INTACT_NOT_APPROVED:
            return "Not approved", Tone.CARE
        case Verdict.SIGNER_NOT_TRUSTED:
            return "Signer not known here", Tone.CARE
        case Verdict.CHANGED:
            return _change(report), Tone.STOP
        case Verdict.NOT_A_RECORD:
            return "Not signed" if report.fingerprint else "No record inside", Tone.NOTE
        case Verdict.UNREADABLE:
            return "Cannot be read", Tone.NOTE


def _change(report: FileReport) -> str:
    failed = {check.id for check in report.checks if check.grade is Grade.FAILED}
    touched = failed & {SIGNATURES, ADDED} or not failed & MEANS_CHANGED
    return "Changed after signing" if touched else "Contradicts itself"
