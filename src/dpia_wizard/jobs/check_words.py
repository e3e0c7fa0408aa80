"""The verdict on a file in words: a headline, and what it means for whoever relies on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.checking import Check, Grade, SignatureKind, Trust, Verdict
from dpia_wizard.jobs.examined import Examined
from dpia_wizard.report import words

UNREADABLE = "This file cannot be read"
NO_RECORD = "No record inside"
NOT_SIGNED = "Not a signed record"
CHANGED = "This file was changed after it was signed"

HAND_OVER = "It hands over a whole activity as a draft: open it to go on. It proves nothing."
DATA_LOST = "The data inside can no longer be read. Do not rely on it."
REFUSED: Mapping[str, str] = {
    "not_a_file": "It is not a file, or it is no longer there.",
    "not_readable": "It cannot be opened. Check that you may read it.",
    "empty": "It is empty: 0 bytes. It may have been lost on the way; ask for it again.",
    "not_pdf": "It is not a PDF file.",
    "encrypted": "It is locked with a password, which no record is. Ask for the file itself.",
    "damaged": "It is damaged and cannot be read as a PDF. Ask for it again.",
    "too_large": "It is larger than any record, or unpacks to more; it was read no further.",
    "newer_format": "It was made by a newer version of the program. Update to check it.",
    "misfit": "The record inside does not make sense, so nothing it says can be checked.",
    "broken_json": "The record inside is damaged, so nothing it says can be checked.",
    "no_attachment": "It is a PDF without one of our records inside.",
    "no_format": "It holds data, but not one of our records.",
    "no_assessment": "It holds a record without an assessment.",
    "sending_record": "It is a sending record: an account of what was sent. Read it as it is; "
    "the approvals it names are what can be checked.",
}
NONE_INSIDE = frozenset({"no_attachment", "no_format", "no_assessment", "sending_record"})
"""Refusals of files that are none of ours."""
MAY_BE_SIGNED = NONE_INSIDE | {"damaged", "misfit", "broken_json"}
"""Refusals where signatures of ours would show that the file was another one before."""

_UNSIGNED: Mapping[str, str] = {
    "draft": "It is a draft: it can be opened and worked on, but proves nothing.",
    "submitted": "It is a draft that was submitted: it can be opened, but proves nothing.",
    "completed": "It says that it was completed, but nobody has signed it: it is a copy, or "
    "its signatures were taken away.",
}
_OTHER_UNSIGNED = "It is a copy for reading that nobody has signed, so it proves nothing."


def words_for(
    file: Examined, verdict: Verdict, checks: Sequence[Check], *, sound: bool
) -> tuple[str, str]:
    """Headline and text; `sound` says that every check was made and none failed."""
    match verdict:
        case Verdict.INTACT_APPROVED:
            return _approved(file, sound=sound)
        case Verdict.INTACT_NOT_APPROVED:
            return _not_approved(file, checks)
        case Verdict.SIGNER_NOT_TRUSTED:
            return "The signer is not known here", _not_trusted(file)
        case Verdict.CHANGED:
            return _changed(checks)
        case Verdict.NOT_A_RECORD:
            return NOT_SIGNED, _UNSIGNED.get(file.part.state, _OTHER_UNSIGNED)
        case Verdict.UNREADABLE:
            return UNREADABLE, ""


def _approved(file: Examined, *, sound: bool) -> tuple[str, str]:
    approved = file.signed_as(SignatureKind.APPROVED)
    at = approved.at if approved else file.signatures[-1].at
    text = f"Nothing has changed since it was approved on {_in_full(at)}."
    if sound:
        return "This record is intact", text
    return "This record is intact, but look closer", f"{text} Not every check below passed."


def _not_approved(file: Examined, checks: Sequence[Check]) -> tuple[str, str]:
    failed = {check.id: check for check in checks if check.grade is Grade.FAILED}
    text = f"Nothing has changed since it was signed on {_in_full(file.signatures[0].at)}"
    if ids.REGISTER in failed:
        return "The approval is missing", f"{text}. {failed[ids.REGISTER].text}"
    approved = file.signed_as(SignatureKind.APPROVED)
    if approved is None:
        text += ", but nobody has approved it. Or somebody did, and the approval was cut off."
        return "Intact, but not approved", text
    reason = next(failed[check] for check in (ids.TWO_PEOPLE, ids.ADVICE) if check in failed)
    return "Intact, but the approval does not count", f"{text}. {reason.text}"


def _not_trusted(file: Examined) -> str:
    doubted = [found for found in file.signatures if found.trust is not Trust.TRUSTED]
    whose = _certificates_of([found.certificate.name for found in doubted])
    text = "Nothing has changed since it was signed, but "
    if any(found.trust is Trust.UNKNOWN for found in doubted):
        text += (
            f"this computer does not know {whose}: anybody can make one in any name. Ask for "
            "the fingerprint, best by phone."
        )
    else:
        text += f"{whose} did not count at the time."
    if file.signed_as(SignatureKind.APPROVED) is None:
        text += " Nobody has approved it."
    return text


def _changed(checks: Sequence[Check]) -> tuple[str, str]:
    failed = [
        check
        for check in checks
        if check.grade is Grade.FAILED and check.id in ids.MEANS_CHANGED
    ]
    touched = {ids.SIGNATURES, ids.ADDED} & {check.id for check in failed}
    if touched or not failed:
        return CHANGED, "Do not rely on it. Ask for the file as it was signed."
    said = " ".join(check.text for check in failed)
    return "This record contradicts itself", f"Do not rely on it. {said}"


def _certificates_of(names: Sequence[str]) -> str:
    *others, last = dict.fromkeys(names)
    if not others:
        return f"the certificate of {last}"
    return f"the certificates of {', '.join(others)} and {last}"


def _in_full(at: datetime) -> str:
    """A moment as the headline says it: 22 November 2026 at 11:04 UTC."""
    there = at.astimezone(UTC)
    return f"{words.day(there)} at {there:%H:%M} UTC"
