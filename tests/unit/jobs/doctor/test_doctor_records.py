"""What is found of kept PDFs and of the rest of a folder, each in one sentence."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

from dpia_wizard.jobs.doctor import examine
from dpia_wizard.jobs.findings import Finding
from tests.unit.jobs.doctor.steps import by_hand, found

# kept records ------------------------------------------------------------------------------


def test_a_kept_pdf_changed_by_a_byte(folder: Path, pdf: Path) -> None:
    data = bytearray(pdf.read_bytes())
    data[-20] ^= 1
    pdf.write_bytes(data)
    (only,) = examine(folder).findings
    assert (only.problem, only.file) == (
        "record_changed",
        f"records/{pdf.parent.name}/{pdf.name}",
    )


def test_a_kept_pdf_taken_away(folder: Path, pdf: Path) -> None:
    pdf.unlink()
    assert found(folder) == [("record_missing", "")]


def test_a_kept_pdf_replaced_and_its_digest_with_it(
    folder: Path, file: Path, pdf: Path
) -> None:
    """Somebody who knows of the digest and of the seal still leaves the history behind."""
    others = next(p for p in folder.glob("records/*/*-v1.pdf") if p != pdf)
    shutil.copy(others, pdf)
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    by_hand(file, lambda a: a["assessments"][0]["kept"].update(sha256=sha256))
    problems = [problem for problem, _ in found(folder)]
    assert "digest_changed" in problems
    assert "record_unusable" in problems


def test_pdfs_without_an_activity(folder: Path, file: Path) -> None:
    file.unlink()
    assert found(folder) == [("stray", "")]


# the rest of the folder --------------------------------------------------------------------


def test_a_kept_question_set_edited_and_one_taken_away(folder: Path) -> None:
    first, second, _ = sorted((folder / "sets").glob("*.json"))
    first.write_text(first.read_text("utf-8").replace("people", "persons"), "utf-8")
    second.unlink()
    seen = examine(folder).findings
    assert [(f.file, f.problem) for f in seen] == [
        (f"sets/{first.name}", "set_changed"),
        (f"sets/{second.name}", "set_missing"),
    ]


def test_settings_that_cannot_be_understood(folder: Path) -> None:
    (folder / "settings.json").write_text("{", "utf-8")
    assert found(folder) == [("settings_unreadable", "")]


def test_leftovers_are_told_once_they_are_old(folder: Path) -> None:
    left = folder / "activities" / ".x.json.0a1b2c3d.new"
    left.write_text("{", "utf-8")
    assert found(folder) == []
    long_ago = time.time() - 3600
    os.utime(left, (long_ago, long_ago))
    assert found(folder) == [("left_over", "")]


def test_what_was_set_aside_is_told(folder: Path) -> None:
    aside = folder / "set-aside"
    aside.mkdir()
    (aside / "x.json").write_text("{", "utf-8")
    assert found(folder) == [("set_aside", "")]


def test_a_question_set_of_ones_own_that_is_broken(folder: Path) -> None:
    own = folder / "questionnaires"
    own.mkdir()
    (own / "x.yaml").write_text("id: [", "utf-8")
    assert {problem for problem, _ in found(folder)} == {"own_set_broken"}


def test_a_finding_is_one_sentence_with_file_place_and_what_to_do() -> None:
    finding = Finding(file="a.json", problem="x", place="here", text="it is so", advice="Do it")
    assert finding.sentence == "a.json, here: it is so. Do it."
