"""`list`, `search` and `show`: what the register says, and where its folder lies."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.seeds import ALL_NO, SEED_002, TITLE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tenants platform", 0),
        ("regulation 22", 0),
        ("APPROVER", 0),
        ("donkeys", 1),
        ("lia_v1", 1),
    ],
)
def test_search_finds_titles_people_and_answers(
    run: Run, lia_pdf: Path, text: str, code: int
) -> None:
    run("open", str(lia_pdf))
    found = run("search", text, "--json")
    assert (found.code, found.err) == (code, "")
    assert len(json.loads(found.out)) == 1 - code
    words = run("search", text)
    assert words.code == code
    assert words.out.startswith("No activities." if code else "ACT-0001")


def test_show_tells_how_far_each_assessment_has_come(run: Run, lia_pdf: Path) -> None:
    run("open", str(lia_pdf))
    ran = run("show", "ACT-0001")
    assert (ran.code, ran.err) == (0, "")
    assert TITLE in ran.out
    assert "Legitimate interests assessment, version 1: draft; not decided yet" in ran.out
    assert "Not ready to send. What is next: DPIA screening" in ran.out
    plain = json.loads(run("show", "ACT-0001", "--json").out)
    assert plain["assessments"][0]["answers"] == SEED_002["answers"]
    assert plain["evaluations"]["lia-v1"]["result"] == "incomplete"
    assert (plain["ready_to_send"], plain["next"]) == (False, "screening")
    states = {gate["set"]: gate["state"] for gate in plain["gates"]}
    assert (states["screening"], states["lia"]) == ("to_do", "under_way")
    assert not json.loads(run("list", "--json").out)[0]["ready_to_send"]


def test_an_assessment_whose_questions_are_lost_is_shown_all_the_same(
    run: Run, data: Path, lia_pdf: Path
) -> None:
    run("open", str(lia_pdf))
    (path,) = (data / "activities").iterdir()
    plain = json.loads(path.read_text("utf-8"))
    plain["activity"]["1"]["assessments"][0]["set_digest"] = "f" * 64
    path.write_text(json.dumps(plain), "utf-8")
    ran = run("show", "ACT-0001")
    assert (ran.code, ran.err) == (0, "")
    assert "lia, version 1: draft; its questions are lost" in ran.out
    shown = json.loads(run("show", "ACT-0001", "--json").out)
    assert shown["evaluations"] == {"lia-v1": None}
    assert run("list").out.startswith("ACT-0001")
    refused = run("render", "ACT-0001", "lia", "--out", str(data / "x.pdf"))
    lost = "There is no question set called “lia 1.1.0”."
    assert refused.complaints == [lost]


NOT_FOUND = [
    (["show", "ACT-0042"], "There is no activity called “ACT-0042”."),
    (
        ["render", "ACT-0042", "lia", "--out", "x.pdf"],
        "There is no activity called “ACT-0042”.",
    ),
    (
        ["render", "ACT-0001", "dpia", "--out", "x.pdf"],
        "There is no assessment in ACT-0001 called “dpia”.",
    ),
    (
        ["render", "ACT-0001", "lia", "--version", "9", "--out", "x.pdf"],
        "There is no version called “lia-v9”.",
    ),
    (
        ["record", "lai", "--answers", "x", "--out", "y"],
        "There is no question set called “lai”.",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), NOT_FOUND)
def test_what_is_not_there_is_said_in_one_sentence(
    run: Run, lia_pdf: Path, arguments: list[str], sentence: str
) -> None:
    run("open", str(lia_pdf))
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.complaints) == (3, "", [sentence])


def test_two_activities_of_one_title_are_told_apart_by_label(run: Run, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    for number in (1, 2):
        out = tmp_path / f"{number}.pdf"
        told = {"new_sharing": "yes", "new_sharing_details": str(number)}
        given = {"activity": {"title": "Twice"}, "answers": {**ALL_NO, **told}}
        answers.write_text(json.dumps(given), "utf-8")
        run("record", "screening", "--answers", str(answers), "--out", str(out))
        assert run("open", str(out)).code == 0
    ran = run("show", "Twice")
    assert ran.code == 3
    assert ran.complaints == [
        "Several activities are called “Twice”: say which by its label (ACT-0001, ACT-0002)."
    ]
    assert run("show", "ACT-0002").code == 0


def test_a_title_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.json", tmp_path / "out.pdf"
    title = "Nice\n\x1b[2J\x9b31mtitle\x07"
    given = {"activity": {"title": title}, "answers": ALL_NO}
    answers.write_text(json.dumps(given), "utf-8")
    assert run("record", "screening", "--answers", str(answers), "--out", str(out)).code == 0
    said = [run(*words).out for words in (["open", str(out)], ["list"], ["show", "ACT-0001"])]
    for text in said:
        assert text.startswith("ACT-0001  Nice �[2J�31mtitle�")
        assert not set(text) & {"\x1b", "\x9b", "\x07"}
    listed, shown = run("list", "--json").out, run("show", "ACT-0001", "--json").out
    assert "\x9b" not in listed + shown
    assert json.loads(listed)[0]["title"] == json.loads(shown)["details"]["title"] == title


def test_damaged_files_are_named_while_the_rest_is_listed(
    run: Run, data: Path, lia_pdf: Path
) -> None:
    run("open", str(lia_pdf))
    name = "00000000-0000-4000-8000-000000000000.json"
    (data / "activities" / name).write_text("{")
    ran = run("list")
    aside = data / "set-aside" / name
    assert (ran.code, ran.complaints) == (
        0,
        [f"{name} was left out: the file is damaged. Set aside as {aside}."],
    )
    assert ran.out.startswith("ACT-0001")
    assert run("list").err == ""


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    ran = run("--data", str(tmp_path / "file" / "data"), "list")
    assert (ran.code, len(ran.complaints)) == (3, 1)
    assert "cannot be written" in ran.err


def test_the_data_folder_may_be_given_before_or_after_the_command(
    run: Run, tmp_path: Path, data: Path, lia_pdf: Path
) -> None:
    other = str(tmp_path / "other")
    run("--data", other, "open", str(lia_pdf))
    assert json.loads(run("list", "--json").out) == []
    for arguments in (["--data", other, "list"], ["list", "--data", other]):
        assert run(*arguments).out.startswith("ACT-0001")


def test_a_register_whose_cache_was_deleted_says_the_same(
    run: Run, data: Path, lia_pdf: Path
) -> None:
    run("open", str(lia_pdf))
    before = run("list", "--json").out
    shutil.rmtree(data / "cache")
    assert run("list", "--json").out == before
