"""One verdict for every combination of signatures, trust and checks."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from dpia_wizard.domain import verdict
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
from dpia_wizard.domain.verdict import holds, in_short, verdict_of
from tests.builders import NOW
from tests.unit.jobs.checked import a_certificate

KINDS = {
    "none": (),
    "completed": (SignatureKind.COMPLETED,),
    "advised": (SignatureKind.COMPLETED, SignatureKind.ADVISED),
    "approved": (SignatureKind.COMPLETED, SignatureKind.APPROVED),
    "all": tuple(SignatureKind),
    "approved alone": (SignatureKind.APPROVED,),
}
CHECKS = (
    verdict.SIGNATURES,
    verdict.STATE,
    verdict.ADDED,
    verdict.NAMES,
    verdict.TWO_PEOPLE,
    verdict.ADVICE,
    verdict.PAGES,
    verdict.RESULT,
    verdict.QUESTION_SET,
    verdict.HISTORY,
    verdict.ARCHIVE,
    verdict.REGISTER,
)
CHANGES = {"signatures", "state", "added", "pages", "result", "history"}


def signed(kind: SignatureKind, trust: Trust, problem: str = "") -> Signature:
    return Signature(
        kind=kind, certificate=a_certificate(kind.value), at=NOW, trust=trust, problem=problem
    )


def graded(check_id: str, grade: Grade) -> Check:
    return Check(id=check_id, grade=grade, title="Title", text="Text")


def expected(kinds: str, last: Trust, problem: str, check: str, grade: Grade) -> Verdict:
    """The rule again, told the other way round: what it takes to be better than the next."""
    if kinds == "none":
        unreadable = check == "added" and grade is Grade.FAILED
        return Verdict.CHANGED if unreadable else Verdict.NOT_A_RECORD
    unchanged = not problem and kinds != "approved alone"
    if not unchanged or (grade is Grade.FAILED and check in CHANGES):
        return Verdict.CHANGED
    if last is not Trust.TRUSTED:
        return Verdict.SIGNER_NOT_TRUSTED
    in_force = grade is not Grade.FAILED or check not in {"two_people", "advice"}
    if kinds in ("approved", "all") and in_force:
        return Verdict.INTACT_APPROVED
    return Verdict.INTACT_NOT_APPROVED


@pytest.mark.parametrize("kinds", KINDS)
def test_every_combination_has_its_verdict(kinds: str) -> None:
    for last, problem, check, grade in product(Trust, ("", "changed"), CHECKS, Grade):
        found = [signed(kind, Trust.TRUSTED) for kind in KINDS[kinds]]
        if found:
            found[-1] = replace(found[-1], trust=last, problem=problem)
        checks = [graded(other, Grade.PASSED) for other in CHECKS if other != check]
        assert verdict_of(found, [*checks, graded(check, grade)]) is expected(
            kinds, last, problem, check, grade
        ), (last, problem, check, grade)


def test_one_stranger_among_signers_is_enough() -> None:
    for stranger in range(3):
        found = [signed(kind, Trust.TRUSTED) for kind in SignatureKind]
        found[stranger] = replace(found[stranger], trust=Trust.UNKNOWN)
        assert verdict_of(found, []) is Verdict.SIGNER_NOT_TRUSTED


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("found", Verdict)
def test_only_an_approved_record_without_any_doubt_holds(found: Verdict, grade: Grade) -> None:
    report = FileReport(
        file="a.pdf",
        verdict=found,
        headline="",
        text="",
        checks=(graded("pages", Grade.PASSED), graded("archive", grade)),
    )
    sound = grade in (Grade.PASSED, Grade.NOTED)
    assert holds(report) is (found is Verdict.INTACT_APPROVED and sound)


def report(found: Verdict, *failed: str, fingerprint: str = "") -> FileReport:
    return FileReport(
        file="a.pdf",
        verdict=found,
        headline="",
        text="",
        checks=tuple(graded(check, Grade.FAILED) for check in failed),
        fingerprint=fingerprint,
    )


def test_a_list_says_the_verdict_in_few_words() -> None:
    said = {
        report(Verdict.INTACT_APPROVED): ("Intact", Tone.GOOD),
        report(Verdict.INTACT_APPROVED, "archive"): ("Intact, look closer", Tone.CARE),
        report(Verdict.INTACT_NOT_APPROVED): ("Not approved", Tone.CARE),
        report(Verdict.SIGNER_NOT_TRUSTED): ("Signer not known here", Tone.CARE),
        report(Verdict.CHANGED): ("Changed after signing", Tone.STOP),
        report(Verdict.CHANGED, "added", "pages"): ("Changed after signing", Tone.STOP),
        report(Verdict.CHANGED, "pages"): ("Contradicts itself", Tone.STOP),
        report(Verdict.NOT_A_RECORD): ("No record inside", Tone.NOTE),
        report(Verdict.NOT_A_RECORD, fingerprint="ab"): ("Not signed", Tone.NOTE),
        report(Verdict.UNREADABLE): ("Cannot be read", Tone.NOTE),
    }
    for found, words in said.items():
        assert in_short(found) == words
