"""`verify` as an auditor runs it: files and folders in, verdicts and an exit code out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.unit.jobs.checked import (
    ALL_SIGN,
    FIRST,
    SECOND,
    THIRD,
    approved_pdf,
    completed,
    signed,
    trust,
)


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    return trust(tmp_path / "trusted", FIRST, SECOND, THIRD)


def put(path: Path, pdf: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf)
    return path


def test_an_intact_trusted_and_approved_record_ends_well_and_nothing_is_written(
    run: Run, tmp_path: Path, data: Path, trusted: Path
) -> None:
    file = put(tmp_path / "good.pdf", approved_pdf())
    ran = run("verify", str(file), "--trust", str(trusted))
    assert ran.code == 0
    assert f"{file}: This record is intact" in ran.out
    assert "✓ Approved by Alex Hughes, Head of communications: 22 Nov 2026 11:04 UTC" in ran.out
    assert not data.exists()


def test_every_doubtful_file_ends_in_no(run: Run, tmp_path: Path, trusted: Path) -> None:
    doubtful = {
        "unapproved": signed(completed().unsigned, *ALL_SIGN[:2]),
        "unsigned": completed().unsigned,
        "appended": approved_pdf() + b"\n",
        "stranger": b"%PDF-1.7 nothing of ours",
        "empty": b"",
    }
    for name, pdf in doubtful.items():
        file = put(tmp_path / f"{name}.pdf", pdf)
        assert run("verify", str(file), "--trust", str(trusted)).code == 1, name
    good = put(tmp_path / "good.pdf", approved_pdf())
    assert run("verify", str(good)).code == 1  # nobody is trusted in an empty data folder


def test_a_folder_is_looked_through_and_one_bad_file_is_enough(
    run: Run, tmp_path: Path, trusted: Path
) -> None:
    folder = tmp_path / "records"
    put(folder / "a.pdf", approved_pdf())
    put(folder / "deeper" / "b.PDF", approved_pdf())
    put(folder / "note.txt", b"no record")
    ran = run("verify", str(folder), "--trust", str(trusted))
    assert ran.code == 0
    assert "2 files, 2 intact and approved." in ran.out
    put(folder / "c.pdf", completed().unsigned)
    ran = run("verify", str(folder), "--trust", str(trusted))
    assert ran.code == 1
    assert "3 files, 2 intact and approved." in ran.out


def test_json_is_a_list_with_every_check_and_signature(
    run: Run, tmp_path: Path, trusted: Path
) -> None:
    file = put(tmp_path / "good.pdf", approved_pdf())
    ran = run("verify", str(file), "--trust", str(trusted), "--json")
    assert ran.code == 0
    (report,) = json.loads(ran.out)
    assert report["path"] == str(file)
    assert report["verdict"] == "intact_approved"
    assert {check["grade"] for check in report["checks"]} == {"passed"}
    assert [s["kind"] for s in report["signatures"]] == ["completed", "advised", "approved"]
    assert report["signatures"][0]["trust"] == "trusted"
    assert len(report["sha256"]) == 64


def test_a_path_that_is_not_there_could_not_be_checked(run: Run, tmp_path: Path) -> None:
    good = put(tmp_path / "good.pdf", approved_pdf())
    for arguments in (
        [str(tmp_path / "none.pdf")],
        [str(good), str(tmp_path / "none")],
        [str(good), "--trust", str(tmp_path / "none")],
    ):
        ran = run("verify", *arguments)
        assert ran.code == 3
        assert "cannot be read" in ran.err
    assert run("verify").code == 2


def test_a_folder_without_any_pdf_is_no_proof(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("verify", str(tmp_path / "empty"))
    assert ran.code == 1
    assert "no PDF" in ran.err
    ran = run("verify", str(tmp_path / "empty"), "--json")
    assert (ran.code, json.loads(ran.out)) == (1, [])


def test_a_title_cannot_steer_the_terminal(run: Run, tmp_path: Path, trusted: Path) -> None:
    file = put(tmp_path / "a\x1b[2J.pdf", approved_pdf())
    ran = run("verify", str(file), "--trust", str(trusted))
    assert "\x1b" not in ran.out
