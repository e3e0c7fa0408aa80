"""`doctor`, and what the other commands say of assessments that may be out of date."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.start import edit_details
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.store.workspace import open_workspace
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "data"
    open_example(open_workspace(folder), label="ACT-0001", name="council_message")
    return folder


@pytest.fixture
def filled(data: Path, example: Path) -> Path:
    shutil.copytree(example, data)
    return data


def file_of(folder: Path) -> Path:
    (only,) = (folder / "activities").glob("*.json")
    return only


def test_a_whole_folder_is_praised_and_exits_0(run: Run, filled: Path) -> None:
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Nothing found: 1 activity, 2 kept PDFs and 2 question sets are as the program left "
        "them.\n"
    )
    told = json.loads(run("doctor", "--json").out)
    assert told == {"activities": 1, "records": 2, "sets": 2, "findings": []}


def test_a_change_by_hand_is_told_with_file_and_place_and_exits_1(
    run: Run, filled: Path
) -> None:
    file = file_of(filled)
    tables = json.loads(file.read_text("utf-8"))
    tables["activity"]["1"]["assessments"][1]["answers"]["marketing-rules.task_necessary"] = (
        "no"
    )
    file.write_text(json.dumps(tables), "utf-8")
    ran = run("doctor")
    assert ran.code == 1
    seal, answer, summary = ran.out.splitlines()
    assert seal.startswith(f"activities/{file.name}: it was changed outside the program.")
    assert answer.startswith(
        f"activities/{file.name}, marketing-rules version 1, answers of "
        "marketing-rules.task_necessary: they differ from what the kept record records/"
    )
    assert summary.startswith("2 things found in 1 activity")
    findings = json.loads(run("doctor", "--json").out)["findings"]
    assert [found["problem"] for found in findings] == ["seal_broken", "answer_changed"]
    assert findings[1]["sentence"] == answer


def test_a_folder_that_is_not_there_exits_3_and_is_not_made(run: Run, data: Path) -> None:
    ran = run("doctor")
    assert (ran.code, ran.out) == (3, "")
    assert "no data folder" in ran.err
    assert not data.exists()


def test_list_and_show_say_what_may_be_out_of_date(run: Run, filled: Path) -> None:
    listed = json.loads(run("list", "--json").out)
    assert not any(a["may_be_out_of_date"] for a in listed[0]["assessments"])
    desk = open_desk(filled)
    activity = desk.store.load(file_of(filled).stem)
    edit_details(desk, activity, replace(activity.details, channels="Text messages"))
    desk.close()
    listed = json.loads(run("list", "--json").out)
    stale = {a["set"] for a in listed[0]["assessments"] if a["may_be_out_of_date"]}
    assert stale == {"screening", "marketing-rules"}
    told = json.loads(run("show", "ACT-0001", "--json").out)["may_be_out_of_date"]
    assert list(told) == ["screening-v1", "marketing-rules-v1"]
    assert told["marketing-rules-v1"][0].startswith("the activity’s channels were changed on")
    lines = run("show", "ACT-0001").out
    assert lines.count("May be out of date: the activity’s channels were changed on") == 2
