"""Who has an activity open; kept PDFs; question sets as they were asked."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dpia_wizard.domain.errors import (
    CannotReadError,
    CannotWriteError,
    InUseError,
    NotFoundError,
)
from dpia_wizard.store.claims import Claims
from dpia_wizard.store.kept_records import KeptRecords
from dpia_wizard.store.workspace import Workspace
from tests.builders import ACTIVITY_ID, NOW
from tests.unit.store.conftest import forbidden, full_disk

LATER = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def claims(workspace: Workspace) -> Claims:
    return workspace.claims


def test_a_second_claim_is_told_who_has_it_and_since_when(claims: Claims) -> None:
    claim = claims.claim(ACTIVITY_ID, holder="Morgan", at=NOW)
    with pytest.raises(InUseError) as refused:
        claims.claim(ACTIVITY_ID, holder="Sam", at=LATER)
    assert refused.value.facts == {"holder": "Morgan", "since": NOW}
    claim.release()
    claims.claim(ACTIVITY_ID, holder="Sam", at=LATER).release()


def test_claims_on_other_activities_do_not_matter(claims: Claims) -> None:
    other = ACTIVITY_ID.replace("8", "9")
    first = claims.claim(ACTIVITY_ID, holder="Morgan", at=NOW)
    second = claims.claim(other, holder="Sam", at=NOW)
    first.release()
    second.release()


def test_releasing_twice_is_harmless(claims: Claims) -> None:
    claim = claims.claim(ACTIVITY_ID, holder="Morgan", at=NOW)
    claim.release()
    claim.release()


CLAIMING = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path
from dpia_wizard.store.workspace import open_workspace

claims = open_workspace(Path(sys.argv[1])).claims
claim = claims.claim(sys.argv[2], holder="Another program", at=datetime(2026, 1, 1, tzinfo=UTC))
print("claimed", flush=True)
sys.stdin.read()
"""


def test_a_claim_ends_with_the_program_that_holds_it(claims: Claims, folder: Path) -> None:
    command = [sys.executable, "-c", CLAIMING, str(folder), ACTIVITY_ID]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"claimed\n"
        with pytest.raises(InUseError) as refused:
            claims.claim(ACTIVITY_ID, holder="Sam", at=NOW)
        assert refused.value.facts["holder"] == "Another program"
        other.send_signal(signal.SIGKILL)
    claim = claims.claim(ACTIVITY_ID, holder="Sam", at=LATER)
    with pytest.raises(InUseError) as refused:
        claims.claim(ACTIVITY_ID, holder="Morgan", at=LATER)
    assert refused.value.facts["holder"] == "Sam"
    claim.release()


@pytest.mark.parametrize(
    "note",
    ["", "{", "[]", "{}", '{"holder": 3}', '{"holder": "x", "since": "soon"}', "[" * 99_999],
)
def test_a_claim_whose_note_is_damaged_still_holds(
    claims: Claims, folder: Path, note: str
) -> None:
    claim = claims.claim(ACTIVITY_ID, holder="Morgan", at=NOW)
    (folder / "locks" / f"{ACTIVITY_ID}.open.json").write_text(note)
    with pytest.raises(InUseError) as refused:
        claims.claim(ACTIVITY_ID, holder="Sam", at=LATER)
    assert refused.value.facts == {"holder": "", "since": None}
    claim.release()


def test_where_a_claim_cannot_be_noted_it_is_not_held(claims: Claims, folder: Path) -> None:
    with forbidden(folder / "locks"), pytest.raises(CannotWriteError):
        claims.claim(ACTIVITY_ID, holder="Morgan", at=NOW)
    with full_disk(), pytest.raises(CannotWriteError) as refused:
        claims.claim(ACTIVITY_ID, holder="Morgan", at=NOW)
    assert refused.value.facts["reason"] == "full"
    claims.claim(ACTIVITY_ID, holder="Sam", at=LATER).release()


def test_a_kept_pdf_is_read_back_and_its_digest_told(workspace: Workspace) -> None:
    records = workspace.records
    sha256 = records.keep(ACTIVITY_ID, "lia-v1", b"%PDF")
    assert sha256 == hashlib.sha256(b"%PDF").hexdigest()
    assert records.read(ACTIVITY_ID, "lia-v1") == b"%PDF"
    assert records.path(ACTIVITY_ID, "lia-v1").name == "lia-v1.pdf"


def test_a_pdf_that_is_not_there_cannot_be_read(workspace: Workspace) -> None:
    with pytest.raises(CannotReadError):
        workspace.records.read(ACTIVITY_ID, "lia-v1")


@pytest.mark.parametrize(
    ("activity_id", "key"),
    [
        ("..", "lia-v1"),
        ("../../x", "lia-v1"),
        ("/etc", "lia-v1"),
        (ACTIVITY_ID, "../lia-v1"),
        (ACTIVITY_ID, "lia"),
        (ACTIVITY_ID, "lia-v0"),
        (ACTIVITY_ID, "lia-v1\n"),
        (ACTIVITY_ID, ""),
    ],
)
def test_no_name_leads_out_of_the_folder_of_records(
    tmp_path: Path, activity_id: str, key: str
) -> None:
    records = KeptRecords(tmp_path / "records")
    with pytest.raises(NotFoundError):
        records.keep(activity_id, key, b"%PDF")
    assert list(tmp_path.rglob("*")) == []


def test_notes_of_claims_are_json_for_other_programs(claims: Claims, folder: Path) -> None:
    claim = claims.claim(ACTIVITY_ID, holder="Zoë", at=NOW)
    note = folder / "locks" / f"{ACTIVITY_ID}.open.json"
    assert json.loads(note.read_text("utf-8"))["holder"] == "Zoë"
    claim.release()
    assert not note.exists()
