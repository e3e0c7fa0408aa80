"""Checking a record: every check with a record made to fail it, and every verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dpia_wizard.codec.questionnaire import QuestionSet, questionnaire_from_plain
from dpia_wizard.domain.assessment import Advice, AdviceOutcome
from dpia_wizard.domain.checking import FileReport, Grade, Verdict
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.verdict import holds
from dpia_wizard.jobs.check_record import check_file
from dpia_wizard.store.law import shipped_law
from tests.builders import APPROVER, DPO, NOW, OWNER
from tests.unit.jobs import checked
from tests.unit.jobs.checked import (
    ALL_SIGN,
    APPROVED,
    COMPLETED,
    FIRST,
    SECOND,
    THIRD,
    approved_pdf,
    check_of,
    completed,
    key_of,
    look_at,
    our_sets,
    signed,
    trust,
    with_record,
)

STRANGER = key_of(OWNER, number=1)


def failing(report: FileReport) -> set[str]:
    return {check.id for check in report.checks if check.grade is Grade.FAILED}


# what the verdicts look like ------------------------------------------------------------


def test_an_approved_record_is_intact_and_every_check_passes(tmp_path: Path) -> None:
    report = look_at(tmp_path, approved_pdf())
    assert report.verdict is Verdict.INTACT_APPROVED
    assert report.headline == "This record is intact"
    told = "Nothing has changed since it was approved on 22 November 2026 at 11:04 UTC."
    assert report.text == told
    assert {check.grade for check in report.checks} == {Grade.PASSED}
    assert holds(report)
    assert [s.certificate.name for s in report.signatures] == [
        OWNER.name,
        DPO.name,
        APPROVER.name,
    ]
    assert (report.label, report.title) == ("ACT-0001", "Tenant newsletter")
    assert len(report.sha256) == 64
    assert report.fingerprint.replace(" ", "").isalnum()


def test_each_signature_says_who_when_by_which_clock_and_on_whose_word(tmp_path: Path) -> None:
    report = look_at(tmp_path, approved_pdf())
    check = check_of(report, "signature_approved")
    assert check.title == "Approved by Alex Hughes, Head of communications"
    assert "22 Nov 2026 11:04 UTC, by the signer’s own clock" in check.text
    assert "certificate made by the signer" in check.text
    assert "a different person from the signer" in check.text


@pytest.mark.parametrize("number", [1, 2])
def test_a_record_whose_approval_is_cut_off_or_not_given_is_not_approved(
    tmp_path: Path, number: int
) -> None:
    report = look_at(tmp_path, signed(completed().unsigned, *ALL_SIGN[:number]))
    assert report.verdict is Verdict.INTACT_NOT_APPROVED
    assert report.headline == "Intact, but not approved"
    assert "nobody has approved it" in report.text
    assert "cut off" in report.text
    assert "signature_approved" in failing(report)
    assert not holds(report)


def test_a_draft_and_a_copy_without_signatures_are_no_signed_record(tmp_path: Path) -> None:
    stripped = look_at(tmp_path, completed().unsigned)
    assert stripped.verdict is Verdict.NOT_A_RECORD
    assert stripped.headline == "Not a signed record"
    assert "nobody has signed it" in stripped.text
    draft = look_at(tmp_path, completed().changed(state="draft").unsigned)
    assert draft.verdict is Verdict.NOT_A_RECORD
    assert "draft" in draft.text


def test_what_is_added_after_the_last_signature_is_a_change(tmp_path: Path) -> None:
    report = look_at(tmp_path, approved_pdf() + b"\n%%EOF\n")
    assert report.verdict is Verdict.CHANGED
    assert check_of(report, "added").grade is Grade.FAILED


def test_a_changed_byte_breaks_a_signature(tmp_path: Path) -> None:
    pdf = bytearray(approved_pdf())
    pdf[pdf.index(b"pdfaid:part") + 3] ^= 1
    assert look_at(tmp_path, bytes(pdf)).verdict is Verdict.CHANGED


def test_data_that_can_no_longer_be_read_under_our_signatures_is_a_change(
    tmp_path: Path,
) -> None:
    pdf = bytearray(approved_pdf())
    pdf[pdf.index(b"stream", pdf.index(b"/EmbeddedFile/Subtype")) + 100] ^= 1
    report = look_at(tmp_path, bytes(pdf))
    assert report.verdict is Verdict.CHANGED
    assert "can no longer be read" in report.text


# who signed -----------------------------------------------------------------------------


def test_an_unknown_signer_is_named_with_the_whole_fingerprint(tmp_path: Path) -> None:
    report = look_at(tmp_path, approved_pdf(), known=(FIRST, SECOND))
    assert report.verdict is Verdict.SIGNER_NOT_TRUSTED
    check = check_of(report, "signature_approved")
    assert check.grade is Grade.CANNOT_TELL
    assert THIRD.certificate.fingerprint in check.text.replace(" ", "")
    assert APPROVER.name in report.text
    assert "by phone" in report.text
    assert check_of(report, "two_people").grade is Grade.CANNOT_TELL
    nobody = look_at(tmp_path / "elsewhere", approved_pdf(), known=())
    assert "the certificates of Morgan Price, Sam Okafor and Alex Hughes" in nobody.text


def test_a_stranger_who_signs_in_a_known_name_is_not_known(tmp_path: Path) -> None:
    pdf = signed(completed().unsigned, (COMPLETED, STRANGER), *ALL_SIGN[1:])
    assert look_at(tmp_path, pdf).verdict is Verdict.SIGNER_NOT_TRUSTED


def test_trust_that_ended_before_signing_says_since_when_and_why(tmp_path: Path) -> None:
    report = ended(tmp_path, day=date(2026, 11, 20))
    assert report.verdict is Verdict.SIGNER_NOT_TRUSTED
    check = check_of(report, "signature_approved")
    assert check.grade is Grade.FAILED
    assert "had ended on 20 November 2026 (left)" in check.text


def test_trust_that_ended_after_signing_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    report = ended(tmp_path, day=date(2026, 11, 30))
    assert report.verdict is Verdict.INTACT_APPROVED
    assert "ended later, on 30 November 2026" in check_of(report, "signature_approved").text


def ended(folder: Path, *, day: date) -> FileReport:
    trusted = trust(folder / "trust", FIRST, SECOND, THIRD)
    told = f'{{"{THIRD.certificate.fingerprint}": {{"on": "{day}", "reason": "left"}}}}'
    (trusted / "ended.json").write_text(told)
    return look_at(folder, approved_pdf())


def test_a_certificate_that_ran_out_later_is_said_and_not_held_against_the_record(
    tmp_path: Path,
) -> None:
    short = key_of(APPROVER, number=2, ends=NOW + timedelta(days=1))
    path = tmp_path / "record.pdf"
    path.write_bytes(signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, short)))
    trusted = trust(tmp_path / "trust", FIRST, SECOND, short)
    report = check_file(
        path, trust_folder=trusted, sets=our_sets(), at=NOW + timedelta(days=100)
    )
    assert report.verdict is Verdict.INTACT_APPROVED
    check = check_of(report, "signature_approved")
    assert "has ended since (23 November 2026); what it signed stands" in check.text


def test_a_certificate_that_was_not_valid_then_is_not_trusted(tmp_path: Path) -> None:
    short = key_of(APPROVER, number=3, ends=NOW + timedelta(minutes=5))
    pdf = signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, short))
    report = look_at(tmp_path, pdf, known=(FIRST, SECOND, short))
    assert report.verdict is Verdict.SIGNER_NOT_TRUSTED
    assert "not valid then" in check_of(report, "signature_approved").text


def test_another_name_than_the_record_gives_is_noted(tmp_path: Path) -> None:
    other = key_of(Person(name="Jo Reed", role="Deputy head"))
    pdf = signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, other))
    report = look_at(tmp_path, pdf, known=(FIRST, SECOND, other))
    check = check_of(report, "names")
    assert check.grade is Grade.NOTED
    assert "Alex Hughes" in check.text
    assert "Jo Reed" in check.text
    assert report.verdict is Verdict.INTACT_APPROVED


def test_one_person_twice_is_no_approval_unless_the_record_allows_it(tmp_path: Path) -> None:
    twice = look_at(tmp_path, signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, FIRST)))
    assert twice.verdict is Verdict.INTACT_NOT_APPROVED
    assert check_of(twice, "two_people").grade is Grade.FAILED
    assert "completed and approved it" in twice.text
    allowed = signed(completed(approver=OWNER).unsigned, *ALL_SIGN[:2], (APPROVED, FIRST))
    report = look_at(tmp_path, allowed)
    assert report.verdict is Verdict.INTACT_APPROVED
    assert check_of(report, "two_people").grade is Grade.NOTED


def test_one_name_with_two_keys_is_still_one_person(tmp_path: Path) -> None:
    pdf = signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, STRANGER))
    report = look_at(tmp_path, pdf, known=(FIRST, SECOND, STRANGER))
    assert check_of(report, "two_people").grade is Grade.FAILED


# advice ---------------------------------------------------------------------------------


def asks_for_advice() -> QuestionSet:
    plain = {**our_sets().get("lia").plain, "id": "lia", "version": "9.9.9"}
    return questionnaire_from_plain({**plain, "dpo_advice": "required"}, source="lia")


ADVISING = asks_for_advice()


def test_advice_that_nobody_signed_for_is_noted_where_it_is_not_required(
    tmp_path: Path,
) -> None:
    report = look_at(
        tmp_path, signed(completed().unsigned, (COMPLETED, FIRST), (APPROVED, THIRD))
    )
    assert check_of(report, "advice").grade is Grade.NOTED
    assert report.verdict is Verdict.INTACT_APPROVED
    assert holds(report)


def test_required_advice_must_be_confirmed_before_an_approval_counts(tmp_path: Path) -> None:
    case = completed(asked=ADVISING)
    unconfirmed = look_at(tmp_path, signed(case.unsigned, ALL_SIGN[0], ALL_SIGN[2]))
    assert check_of(unconfirmed, "advice").grade is Grade.FAILED
    assert unconfirmed.verdict is Verdict.INTACT_NOT_APPROVED
    confirmed = look_at(tmp_path, signed(case.unsigned, *ALL_SIGN))
    assert confirmed.verdict is Verdict.INTACT_APPROVED


def test_no_officer_to_ask_is_an_answer(tmp_path: Path) -> None:
    case = completed(asked=ADVISING, advice=Advice(outcome=AdviceOutcome.NO_DPO))
    report = look_at(tmp_path, signed(case.unsigned, ALL_SIGN[0], ALL_SIGN[2]))
    assert check_of(report, "advice").grade is Grade.NOTED
    assert report.verdict is Verdict.INTACT_APPROVED


# the data inside ------------------------------------------------------------------------


def test_a_result_that_does_not_follow_is_found_whichever_part_it_is(tmp_path: Path) -> None:
    case = completed()
    part = case.record.assessment
    assert part is not None
    result, *others = part.result
    because = result.reasons[0].model_copy(update={"because": "Because I say so."})
    other_reason = result.model_copy(update={"reasons": [because]})
    wrong = {
        "the outcome": case.changed(
            result=[result.model_copy(update={"outcome": "cannot_rely"}), *others]
        ),
        "the reasons or the conditions": case.changed(result=[other_reason, *others]),
        "the next steps": case.changed(next_steps=[]),
        "the law it was judged by": case.changed(
            law=shipped_law().used("lia", date(2026, 2, 4))
        ),
        "the version of the law": case.with_record(law_version="uk-1998"),
        "which answers count": case.changed(
            not_applicable={"lia.opt_out_available": "yes"},
            answers={k: v for k, v in part.answers.items() if k != "lia.opt_out_available"},
        ),
        "the day it was judged by": case.with_record(as_at=date(2025, 1, 1)),
    }
    for said, other in wrong.items():
        report = look_at(tmp_path, signed(other.unsigned, *ALL_SIGN))
        check = check_of(report, "result")
        assert check.grade is Grade.FAILED, said
        assert said in check.text
        assert report.verdict is Verdict.CHANGED
        assert report.headline == "This record contradicts itself"


def test_a_broken_history_says_where(tmp_path: Path) -> None:
    case = completed()
    first, second = case.record.history
    edited = replace(second, by=Person(name="Somebody else"))
    report = look_at(
        tmp_path, signed(case.with_record(history=[first, edited]).unsigned, *ALL_SIGN)
    )
    assert report.verdict is Verdict.CHANGED
    assert check_of(report, "history").text == "2 events; the chain is broken at event 2."
    cut = look_at(tmp_path, case.with_record(history=[first]).unsigned)
    assert "do not end where the record says" in check_of(cut, "history").text


def test_a_reprint_that_was_signed_after_all_is_no_completed_record(tmp_path: Path) -> None:
    declined = completed().changed(state="declined").record
    pdf = with_record(completed().unsigned, declined)
    report = look_at(tmp_path, signed(pdf, *ALL_SIGN))
    assert report.verdict is Verdict.CHANGED
    assert check_of(report, "state").grade is Grade.FAILED


def test_questions_that_bear_our_name_without_being_ours_are_found(tmp_path: Path) -> None:
    plain = dict(our_sets().get("lia").plain)
    forged = questionnaire_from_plain({**plain, "title": "Another title"}, source="lia")
    report = look_at(tmp_path, signed(completed(asked=forged).unsigned, *ALL_SIGN))
    assert check_of(report, "question_set").grade is Grade.FAILED
    assert report.verdict is Verdict.INTACT_APPROVED
    assert report.headline == "This record is intact, but look closer"
    assert not holds(report)


def test_questions_of_an_organisation_are_noted_with_whose_they_are(tmp_path: Path) -> None:
    report = look_at(tmp_path, signed(completed(asked=ADVISING).unsigned, *ALL_SIGN))
    check = check_of(report, "question_set")
    assert check.grade is Grade.NOTED
    assert checked.ORGANISATION in check.text
    assert holds(report)


# the pages ------------------------------------------------------------------------------


def test_pages_of_another_record_do_not_match(tmp_path: Path) -> None:
    other = completed(text="Something else altogether is written here.")
    swapped = with_record(completed().unsigned, other.record)
    assert check_of(look_at(tmp_path, swapped), "pages").grade is Grade.FAILED


def test_a_record_of_another_version_is_compared_answer_by_answer(tmp_path: Path) -> None:
    report = look_at(tmp_path, signed(completed(program="0.0.1").unsigned, *ALL_SIGN))
    check = check_of(report, "pages")
    assert check.grade is Grade.NOTED
    assert "Every answer stands on the pages (7 looked for)" in check.text
    assert "another build of the program (0.0.1)" in check.text
    assert report.verdict is Verdict.INTACT_APPROVED


def test_pages_of_another_version_with_a_foreign_fingerprint_do_not_match(
    tmp_path: Path,
) -> None:
    other = completed(program="0.0.1", text="Something else altogether.")
    swapped = with_record(completed(program="0.0.1").unsigned, other.record)
    check = check_of(look_at(tmp_path, swapped), "pages")
    assert check.grade is Grade.FAILED
    assert "another record’s fingerprint" in check.text
