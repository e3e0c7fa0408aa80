"""Checks who signed: whole, known, named in the record, and more than one person."""

from __future__ import annotations

from collections.abc import Iterator

from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.assessment import AdviceOutcome, MoveKind, Status
from dpia_wizard.domain.checking import Check, Grade, Signature, SignatureKind, Trust
from dpia_wizard.domain.identity import readable_fingerprint
from dpia_wizard.domain.people import Person, same_person
from dpia_wizard.jobs.examined import Examined, failed, noted, passed, untold
from dpia_wizard.report import words

_TITLES = {
    SignatureKind.COMPLETED: "Signed by {who}",
    SignatureKind.ADVISED: "Advice confirmed by {who}",
    SignatureKind.APPROVED: "Approved by {who}",
}
_NAMED_AS = {
    SignatureKind.COMPLETED: "the one who completed it",
    SignatureKind.ADVISED: "the one who advised",
    SignatureKind.APPROVED: "the approver",
}
_ADDED = {
    "changed": "Something was changed, or something that is no signature was added.",
    "appended": "Something was added to the file after the last signature.",
    "not_canonical": "A signature is not written the way this program writes it.",
    "unexpected": "The file holds fields or parts that this program never writes.",
}


def signer_checks(file: Examined) -> Iterator[Check]:
    """Everything about the signatures of a signed file, in the order people ask for it."""
    if not file.signatures:
        yield _added(file)
        return
    for signature in file.signatures:
        yield _signer(file, signature)
    if file.signed_as(SignatureKind.APPROVED) is None:
        yield _not_approved(file)
    else:
        yield _two_people(file)
    yield from _names(file)
    yield from _advice(file)
    yield _whole(file)
    yield _added(file)
    if file.part.state != Status.COMPLETED.value:
        yield failed(
            ids.STATE,
            "Signed, but not completed",
            f"The record inside says that it is a {words.STATES[file.part.state].lower()}.",
        )


def _signer(file: Examined, signature: Signature) -> Check:
    certificate = signature.certificate
    return Check(
        id=f"signature_{signature.kind.value}",
        grade=_grade(signature),
        title=_TITLES[signature.kind].format(who=certificate.person),
        text=" · ".join(_about(file, signature)),
    )


def _grade(signature: Signature) -> Grade:
    if signature.problem:
        return Grade.FAILED
    match signature.trust:
        case Trust.TRUSTED:
            return Grade.PASSED
        case Trust.UNKNOWN:
            return Grade.CANNOT_TELL
        case Trust.ENDED | Trust.NOT_VALID_THEN:
            return Grade.FAILED


def _about(file: Examined, signature: Signature) -> Iterator[str]:
    certificate = signature.certificate
    if signature.problem:
        yield "This signature is broken: what it covers was changed"
    clock = "by the signer’s own clock"
    if signature.stamped_by:
        clock = f"time-stamped by {signature.stamped_by}"
    yield f"{words.moment(signature.at)}, {clock}"
    issued = f"issued by {certificate.issuer}" if certificate.issuer else "made by the signer"
    yield f"certificate {issued}"
    yield _trust(file, signature)
    ended = certificate.not_after
    if signature.trust is Trust.TRUSTED and ended < file.at:
        yield f"the certificate has ended since ({words.day(ended)}); what it signed stands"
    stopped = file.ended.get(certificate.fingerprint)
    if signature.trust is Trust.TRUSTED and stopped:
        yield f"trust in it ended later, on {words.day(stopped.on)}"
    completed = file.signed_as(SignatureKind.COMPLETED)
    if signature.kind is SignatureKind.APPROVED and completed and _differ(completed, signature):
        yield "a different person from the signer"


def _trust(file: Examined, signature: Signature) -> str:
    certificate = signature.certificate
    match signature.trust:
        case Trust.TRUSTED:
            return "trusted here"
        case Trust.UNKNOWN:
            shown = readable_fingerprint(certificate.fingerprint)
            return f"not known here, so anybody may have made it; fingerprint {shown}"
        case Trust.ENDED:
            ended = file.ended.get(certificate.fingerprint)
            since = f" on {words.day(ended.on)}" if ended else ""
            why = f" ({ended.reason})" if ended and ended.reason else ""
            return f"trust in it had ended{since}{why} before this was signed"
        case Trust.NOT_VALID_THEN:
            first, last = words.day(certificate.not_before), words.day(certificate.not_after)
            return f"the certificate was not valid then, only from {first} to {last}"


def _not_approved(file: Examined) -> Check:
    approver = file.part.plan.approver
    waiting = f" {approver} was to approve it." if approver else ""
    text = f"Nobody has approved this file by a signature.{waiting}"
    return failed("signature_approved", "Not approved", text)


def _two_people(file: Examined) -> Check:
    first, second = file.signatures[0], file.signed_as(SignatureKind.APPROVED)
    if second is None or _differ(first, second):
        text = "Whoever completed it did not approve it."
        return passed(ids.TWO_PEOPLE, "Two people stand behind it", text)
    if not _is_same(first, second):
        text = "There are two certificates, but not both are known here."
        return untold(ids.TWO_PEOPLE, "Whether two people stand behind it cannot be told", text)
    who = first.certificate.name
    if _one_person_allowed(file):
        text = f"{who} completed and approved it. The record says that this was allowed."
        return noted(ids.TWO_PEOPLE, "One person completed and approved it", text)
    text = f"{who} completed and approved it, and the record allows no such thing."
    return failed(ids.TWO_PEOPLE, "One person completed and approved it", text)


def _one_person_allowed(file: Examined) -> bool:
    """Whether the record itself names one person for both, as its pages then say."""
    completer, approver = file.part.plan.completed_by, file.part.plan.approver
    return completer is not None and approver is not None and same_person(completer, approver)


def _differ(first: Signature, second: Signature) -> bool:
    """Whether two people signed, as far as both are known here."""
    known = first.trust is Trust.TRUSTED and second.trust is Trust.TRUSTED
    return known and not _is_same(first, second)


def _is_same(first: Signature, second: Signature) -> bool:
    one, other = first.certificate, second.certificate
    return one.fingerprint == other.fingerprint or same_person(one.person, other.person)


def _names(file: Examined) -> Iterator[Check]:
    others = [
        f"The record names {named} as {_NAMED_AS[signature.kind]}; the certificate is that of "
        f"{signature.certificate.person}."
        for signature in file.signatures
        if (named := _named(file, signature.kind)) is not None
        and not same_person(named, signature.certificate.person)
    ]
    if others:
        yield noted(ids.NAMES, "Signed under another name", " ".join(others))
    else:
        text = "The certificates bear the names that the record gives."
        yield passed(ids.NAMES, "Signed by the people named in the record", text)


def _named(file: Examined, kind: SignatureKind) -> Person | None:
    part = file.part
    match kind:
        case SignatureKind.COMPLETED:
            completed = file.assessment.last_move(MoveKind.COMPLETED)
            return completed.by if completed else part.plan.completed_by
        case SignatureKind.ADVISED:
            return part.advice.by if part.advice else None
        case SignatureKind.APPROVED:
            return part.plan.approver


def _advice(file: Examined) -> Iterator[Check]:
    advice, needed = file.part.advice, file.questionnaire.advice_required
    confirmed = file.signed_as(SignatureKind.ADVISED) is not None
    title = "DPO advice confirmed" if confirmed else "DPO advice not confirmed"
    if advice is None:
        if needed:
            text = "This question set asks for the data protection officer’s advice."
            yield failed(ids.ADVICE, "No DPO advice", text)
    elif advice.outcome is AdviceOutcome.NO_DPO:
        yield noted(ids.ADVICE, "No DPO advice", f"{words.ADVICE[advice.outcome]}.")
    elif confirmed:
        text = "Whoever gave it signed the advice as it is printed."
        yield passed(ids.ADVICE, title, text)
    elif needed:
        text = "This question set asks the adviser to sign for the advice that is printed."
        yield failed(ids.ADVICE, title, text)
    else:
        text = "The advice is printed in somebody’s name who has not signed for it."
        yield noted(ids.ADVICE, title, text)


def _whole(file: Examined) -> Check:
    broken = sum(bool(signature.problem) for signature in file.signatures)
    number = len(file.signatures)
    if broken:
        text = f"{broken} of {_signatures(number)} broken: the file is not what was signed."
        return failed(ids.SIGNATURES, "Signatures broken", text)
    text = "1 signature" if number == 1 else f"{number} signatures"
    return passed(ids.SIGNATURES, "Signatures are whole", f"{text}, each as it was made")


def _signatures(number: int) -> str:
    return "1 signature is" if number == 1 else f"{number} signatures are"


def _added(file: Examined) -> Check:
    if file.problem:
        title = "Changed after signing"
        return failed(ids.ADDED, title, _ADDED.get(file.problem, _ADDED["changed"]))
    text = "The last signature covers the whole file."
    return passed(ids.ADDED, "Nothing was added after the last signature", text)
