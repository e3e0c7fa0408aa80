"""Which PDF is handed out: the kept file as it is, or a reprint that tells more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.kept_pdf import copy_kept, is_signed, kept_file, signed_file
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, KeptRecord, Status
from tests.builders import NOW, an_activity, an_assessment

PDF = b"%PDF-1.7 a record and its signatures"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", clock=lambda: NOW)
    yield opened
    opened.close()


def kept(desk: Desk, status: Status, *signatures: str) -> tuple[Activity, Assessment]:
    """A version whose PDF was kept with these signatures."""
    assessment = an_assessment("lia", status=status)
    activity = an_activity(assessment)
    sha256 = desk.records.keep(activity.id, assessment.key, PDF)
    record = KeptRecord(
        file="lia-v1.pdf", sha256=sha256, fingerprint="ab", signatures=signatures
    )
    return activity, replace(assessment, kept=record)


ENDED = (Status.SUPERSEDED, Status.DECLINED, Status.WITHDRAWN)


@pytest.mark.parametrize(
    ("status", "signatures", "handed_out", "offered"),
    [
        (Status.COMPLETED, (), True, False),
        (Status.COMPLETED, ("completed",), True, True),
        (Status.SIGNED_OFF, (), False, False),
        (Status.SIGNED_OFF, ("completed",), False, True),
        (Status.SIGNED_OFF, ("completed", "approved"), True, True),
        *((ended, ("completed", "approved"), False, True) for ended in ENDED),
        *((ended, (), False, False) for ended in ENDED),
    ],
)
def test_the_kept_file_is_handed_out_while_it_tells_everything(
    desk: Desk, status: Status, signatures: tuple[str, ...], *, handed_out: bool, offered: bool
) -> None:
    activity, assessment = kept(desk, status, *signatures)
    path = desk.records.path(activity.id, assessment.key)
    assert kept_file(desk, activity, assessment) == (path if handed_out else None)
    assert signed_file(desk, activity, assessment) == (path if offered else None)
    assert is_signed(assessment) is bool(signatures)


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_file_that_is_not_the_one_that_was_kept_is_not_passed_on(
    desk: Desk, harm: str
) -> None:
    activity, assessment = kept(desk, Status.COMPLETED, "completed")
    path = desk.records.path(activity.id, assessment.key)
    if harm == "changed":
        path.write_bytes(PDF + b" ")
    else:
        path.unlink()
    assert kept_file(desk, activity, assessment) is None
    assert signed_file(desk, activity, assessment) is None


def test_the_copy_is_the_same_file_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    activity, assessment = kept(desk, Status.SIGNED_OFF, "completed", "approved")
    source = kept_file(desk, activity, assessment)
    assert source is not None
    copy_kept(source, tmp_path / "for the auditor.pdf")
    copied = (tmp_path / "for the auditor.pdf").read_bytes()
    assert assessment.kept is not None
    assert hashlib.sha256(copied).hexdigest() == assessment.kept.sha256
