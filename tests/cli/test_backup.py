"""`backup`, `restore` and `export`."""

from __future__ import annotations

import csv
import json
import shutil
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.store.workspace import open_workspace
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "data"
    open_example(open_workspace(folder), label="ACT-0001", name="council_message")
    (folder / "identities").mkdir()
    (folder / "identities" / "1502d477d4061b72.p12").write_bytes(b"a key")
    return folder


@pytest.fixture
def filled(data: Path, example: Path) -> Path:
    shutil.copytree(example, data)
    return data


def test_a_folder_comes_back_and_the_doctor_finds_nothing(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    out, back = tmp_path / "b.zip", tmp_path / "back"
    made = run("backup", "--out", str(out))
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith(f"{out}: 1 activity, 2 kept PDFs and 2 question sets.\n")
    assert "Signing identities are not in it" in made.out
    done = run("restore", str(out), "--data", str(back))
    assert (done.code, done.err) == (0, "")
    where, doctor, keys = done.out.splitlines()
    assert where.startswith(
        f"{back}: 1 activity, 2 kept PDFs and 2 question sets, as they were"
    )
    assert doctor.startswith("Nothing found: ")
    assert keys.startswith("Signing identities were not in the backup")
    assert run("doctor", "--data", str(back)).code == 0
    shown = [run("show", "ACT-0001", "--json", "--data", str(f)).out for f in (filled, back)]
    assert shown[0] == shown[1]


def test_identities_come_along_only_when_asked_for_and_it_says_what_that_means(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    out, back = tmp_path / "b.zip", tmp_path / "back"
    made = run("backup", "--out", str(out), "--with-identities")
    assert "whoever has it and learns or guesses a passphrase can sign" in made.out
    done = run("restore", str(out), "--data", str(back))
    assert "identities were not" not in done.out
    assert (back / "identities" / "1502d477d4061b72.p12").read_bytes() == b"a key"


def test_both_speak_json(run: Run, filled: Path, tmp_path: Path) -> None:
    (filled / "set-aside").mkdir()
    (filled / "set-aside" / "a.json").write_text("{")
    out, back = tmp_path / "b.zip", tmp_path / "back"
    made = json.loads(run("backup", "--out", str(out), "--json").out)
    assert made["left_out"] == ["set-aside/a.json"]
    done = json.loads(run("restore", str(out), "--data", str(back), "--json").out)
    assert (done["activities"], done["records"], done["sets"]) == (1, 2, 2)
    assert (done["identities"], done["findings"], done["files"]) == (False, [], made["files"])


def test_what_was_found_is_said_and_what_was_left_out_too(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    (filled / "activities" / "my copy.json").write_text("{}")
    (file,) = (filled / "activities").glob("*-*.json")
    file.write_text(file.read_text("utf-8").replace("Food waste", "Garden waste", 1), "utf-8")
    made = run("backup", "--out", str(tmp_path / "b.zip"))
    assert made.code == 0
    assert made.complaints == [
        "activities/my copy.json was left out: it is no file that a backup keeps."
    ]
    done = run("restore", str(tmp_path / "b.zip"), "--data", str(tmp_path / "back"))
    assert done.code == 0
    assert "found in 1 activity, 2 kept PDFs" in done.out
    assert "“dpia-wizard doctor” names each." in done.out


def test_refusals_exit_3_with_one_sentence_that_says_what_to_do(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "b.zip"
    assert run("backup", "--out", str(out)).code == 0
    there = run("restore", str(out))
    assert there.err == (
        f"{filled} is not empty, and nothing in it is overwritten. Name another folder with "
        "“--data”, or move this one away first.\n"
    )
    out.write_bytes(b"")
    empty = run("restore", str(out), "--data", str(tmp_path / "back"))
    assert empty.complaints == [
        "b.zip is not a backup: it is no ZIP file, or only part of one."
    ]
    nothing = run("backup", "--out", str(out), "--data", str(tmp_path / "none"))
    assert "There is no data folder" in nothing.err
    assert [there.code, empty.code, nothing.code] == [3, 3, 3]
    assert [there.out, empty.out, nothing.out] == ["", "", ""]
    assert not (tmp_path / "back").exists()


def test_the_register_is_exported_in_each_format(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    paths = {kind: tmp_path / f"register.{kind}" for kind in ("xlsx", "csv", "json")}
    for kind, path in paths.items():
        ran = run("export", "--format", kind, "--out", str(path))
        assert (ran.code, ran.out, ran.err) == (0, f"{path}: 1 activity\n", "")
    sheet = openpyxl.load_workbook(BytesIO(paths["xlsx"].read_bytes())).worksheets[0]
    table = list(csv.reader(StringIO(paths["csv"].read_text("utf-8-sig"))))
    (plain,) = json.loads(paths["json"].read_text("utf-8"))
    assert [cell.value for cell in sheet[1]] == table[0]
    assert sheet["A2"].value == table[1][0] == plain["label"] == "ACT-0001"
    assert sheet["B2"].value == table[1][1] == plain["title"]
    told = json.loads(
        run("export", "--format", "csv", "--out", str(paths["csv"]), "--json").out
    )
    assert told == {"out": str(paths["csv"]), "activities": 1}


def test_what_cannot_be_exported_is_said(run: Run, filled: Path, tmp_path: Path) -> None:
    (filled / "activities" / "strange.json").write_text("{")
    ran = run("export", "--format", "json", "--out", str(tmp_path / "r.json"))
    assert ran.code == 0
    assert ran.err.startswith("strange.json was left out: ")
    wrong = run("export", "--format", "ods", "--out", str(tmp_path / "r.ods"))
    nowhere = run("export", "--format", "csv", "--out", str(tmp_path / "r.json" / "r.csv"))
    assert (wrong.code, nowhere.code) == (2, 3)
    assert "cannot be written" in nowhere.err
