"""What the register knows of a file it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.domain.assessment import KeptRecord, Status
from dpia_wizard.domain.checking import FileReport, Grade, Verdict
from dpia_wizard.jobs.check_record import check_file
from dpia_wizard.jobs.check_register import KnownHere
from dpia_wizard.store.workspace import look_into
from tests.unit.jobs.checked import (
    ALL_SIGN,
    FIRST,
    LATER,
    SECOND,
    THIRD,
    approved_pdf,
    check_of,
    completed,
    our_sets,
    signed,
    trust,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "data")


def keep(desk: Desk, pdf: bytes, *, status: Status = Status.SIGNED_OFF) -> None:
    """A register that knows the version and keeps this file for it."""
    case = completed()
    desk.records.keep(case.activity.id, case.assessment.key, pdf)
    kept = KeptRecord(
        file="lia-v1.pdf", sha256=hashlib.sha256(pdf).hexdigest(), fingerprint="x"
    )
    desk.save(case.activity.put(replace(case.assessment, status=status, kept=kept)))


def look(desk: Desk, folder: Path, pdf: bytes) -> FileReport:
    path = folder / "record.pdf"
    path.write_bytes(pdf)
    return check_file(
        path,
        trust_folder=trust(folder / "trust", FIRST, SECOND, THIRD),
        sets=our_sets(),
        register=KnownHere(look_into(desk.workspace.folder)),
        at=LATER,
    )


def test_the_very_file_that_is_kept_is_known(desk: Desk, tmp_path: Path) -> None:
    keep(desk, approved_pdf())
    report = look(desk, tmp_path, approved_pdf())
    assert check_of(report, "register").grade is Grade.PASSED
    assert "ACT-0001" in check_of(report, "register").text


def test_an_approval_that_the_register_knows_and_the_file_lacks_was_cut_off(
    desk: Desk, tmp_path: Path
) -> None:
    keep(desk, approved_pdf())
    report = look(desk, tmp_path, signed(completed().unsigned, *ALL_SIGN[:2]))
    assert report.verdict is Verdict.INTACT_NOT_APPROVED
    assert report.headline == "The approval is missing"
    assert "cut off" in report.text
    assert check_of(report, "register").grade is Grade.FAILED


def test_a_signature_more_on_either_side_is_noted(desk: Desk, tmp_path: Path) -> None:
    advised = signed(completed().unsigned, *ALL_SIGN[:2])
    approved = signed(advised, ALL_SIGN[2])
    keep(desk, advised, status=Status.COMPLETED)
    newer = look(desk, tmp_path, approved)
    assert check_of(newer, "register").title == "Newer than this register"
    assert newer.verdict is Verdict.INTACT_APPROVED
    older = look(desk, tmp_path, signed(completed().unsigned, ALL_SIGN[0]))
    assert check_of(older, "register").grade is Grade.FAILED  # signed at another time


def test_a_copy_from_before_a_later_signature_is_noted(desk: Desk, tmp_path: Path) -> None:
    first = signed(completed().unsigned, ALL_SIGN[0])
    keep(desk, signed(first, ALL_SIGN[1]), status=Status.COMPLETED)
    check = check_of(look(desk, tmp_path, first), "register")
    assert (check.grade, check.title) == (
        Grade.NOTED,
        "There is a newer file in this register",
    )


def test_another_file_for_a_version_we_keep_is_pointed_out(desk: Desk, tmp_path: Path) -> None:
    keep(desk, approved_pdf())
    again = signed(completed().unsigned, *ALL_SIGN)
    report = look(desk, tmp_path, again)
    assert check_of(report, "register").grade is Grade.FAILED
    assert report.headline == "This record is intact, but look closer"


def test_nothing_is_said_where_the_register_knows_nothing(desk: Desk, tmp_path: Path) -> None:
    report = look(desk, tmp_path, approved_pdf())
    assert "register" not in {check.id for check in report.checks}


def test_a_kept_file_that_is_gone_still_tells_of_the_approval(
    desk: Desk, tmp_path: Path
) -> None:
    keep(desk, approved_pdf())
    case = completed()
    desk.records.path(case.activity.id, case.assessment.key).unlink()
    report = look(desk, tmp_path, signed(case.unsigned, *ALL_SIGN[:2]))
    assert check_of(report, "register").title == "The approval is cut off"
