"""`record`, `render`, `open`, `extract`, `demo`, and what the register says of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dpia_wizard.codec.record import json_schema
from dpia_wizard.store.workspace import open_workspace
from tests.builders import OFFERED
from tests.cli.conftest import Run
from tests.cli.test_evaluate import ALL_NO, CASES, LIA_002

SEED_002: dict[str, Any] = json.loads(LIA_002.read_text(encoding="utf-8"))
TITLE = SEED_002["activity"]["title"]
SCHEMA = Draft202012Validator(json_schema())


@pytest.fixture(scope="module")
def seed_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("records") / "lia.pdf"


@pytest.fixture
def lia_pdf(run: Run, seed_pdf: Path) -> Path:
    """The record of seed 002, made once."""
    if not seed_pdf.exists():
        ran = run("record", "lia", "--answers", str(LIA_002), "--out", str(seed_pdf))
        assert (ran.code, ran.err) == (0, "")
    return seed_pdf


Take = Callable[[Path], dict[str, Any]]


@pytest.fixture
def take(run: Run) -> Take:
    def _take(path: Path) -> dict[str, Any]:
        ran = run("extract", str(path))
        assert (ran.code, ran.err) == (0, "")
        plain: dict[str, Any] = json.loads(ran.out)
        SCHEMA.validate(plain)
        return plain

    return _take


def test_extract_gives_back_the_answers_of_seed_002(take: Take, lia_pdf: Path) -> None:
    part = take(lia_pdf)["assessment"]
    assert part["answers"] == SEED_002["answers"]
    assert part["not_applicable"] == {}
    assert [missing["id"] for missing in part["missing"]] == [
        "lia.opt_out_available",
        "lia.can_rely_on_li",
    ]
    assert part["result"][0]["outcome"] == "incomplete"


@pytest.mark.parametrize("case", [CASES[3], CASES[5]], ids=lambda case: case["case"])
def test_a_record_of_a_screening_case_holds_its_result(
    run: Run, take: Take, tmp_path: Path, case: dict[str, Any]
) -> None:
    answers, out = tmp_path / "answers.json", tmp_path / "out.pdf"
    answers.write_text(json.dumps(case["input"]), "utf-8")
    ran = run("record", "screening", "--answers", str(answers), "--out", str(out), "--json")
    told = json.loads(ran.out)
    assert (told["out"], ran.code) == (str(out), 0)
    results = {r["id"]: r["outcome"] for r in take(out)["assessment"]["result"]}
    assert results == {
        "screening_result": case["screening_result"],
        "legal_trigger": case["legal_trigger"],
    }


def test_the_same_answers_make_the_same_file(run: Run, lia_pdf: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    run("record", "lia", "--answers", str(LIA_002), "--out", str(again))
    assert again.read_bytes() == lia_pdf.read_bytes()


def test_opening_a_record_brings_it_into_the_register(run: Run, lia_pdf: Path) -> None:
    ran = run("open", str(lia_pdf))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"ACT-0001  {TITLE}: added to the register.\n"
    (row,) = json.loads(run("list", "--json").out)
    assert (row["label"], row["title"]) == ("ACT-0001", TITLE)
    states = {cell["set"]: cell["state"] for cell in row["assessments"]}
    assert states == {**dict.fromkeys(OFFERED, "not_started"), "lia": "draft"}
    assert run("list").out.startswith(f"ACT-0001  {TITLE}\n")


def test_opening_a_record_twice_changes_nothing(run: Run, data: Path, lia_pdf: Path) -> None:
    first = json.loads(run("open", str(lia_pdf), "--json").out)
    (path,) = (data / "activities").iterdir()
    before = path.read_bytes()
    second = json.loads(run("open", str(lia_pdf), "--json").out)
    assert second == {**first, "outcome": "unchanged"}
    assert path.read_bytes() == before
    assert len(json.loads(run("list", "--json").out)) == 1


def test_what_was_opened_is_rendered_with_the_same_answers(
    run: Run, take: Take, lia_pdf: Path, tmp_path: Path
) -> None:
    run("open", str(lia_pdf))
    out = tmp_path / "deep" / "out.pdf"
    ran = run("render", TITLE.upper(), "lia", "--out", str(out))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{out}: ")
    assert take(out)["assessment"]["answers"] == SEED_002["answers"]
    assert out.stat().st_mode & 0o044


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


def test_a_record_is_made_of_one_sound_object(run: Run, tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.json", tmp_path / "out.pdf"
    line = json.dumps(ALL_NO)
    for text, sentence in (
        (f"{line}\n{line}", "A record is made of one JSON object, not of several."),
        ('{"new_sharing": "perhaps"}', "“new_sharing” must be one of yes, no, not_sure."),
        ("", "The file is empty: put the answers in as JSON."),
    ):
        answers.write_text(text, "utf-8")
        ran = run("record", "screening", "--answers", str(answers), "--out", str(out))
        assert (ran.code, ran.complaints) == (3, [sentence])
    assert not out.exists()


def test_an_output_that_cannot_be_written_is_said_in_one_sentence(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for out, said in (
        (tmp_path / "file" / "out.pdf", "Check that the folder is still there and try again."),
        (Path("/dev/null"), "it is not a file. Choose another name."),
    ):
        ran = run("record", "lia", "--answers", str(LIA_002), "--out", str(out))
        assert ran.code == 3
        (complaint,) = ran.complaints
        assert complaint.startswith(f"{out} cannot be written")
        assert complaint.endswith(said)
    assert Path("/dev/null").is_char_device()


NOT_RECORDS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is not a PDF file."),
    "text": (b"hello", "is not a PDF file."),
    "stub": (b"%PDF-1.7\n%%EOF\n", "is damaged and cannot be read as a PDF."),
}


@pytest.mark.parametrize(("content", "said"), NOT_RECORDS.values(), ids=NOT_RECORDS)
@pytest.mark.parametrize("command", ["open", "extract"])
def test_a_file_that_is_no_record_is_refused(
    run: Run, tmp_path: Path, command: str, content: bytes, said: str
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    ran = run(command, str(path))
    assert (ran.code, ran.out, ran.complaints) == (3, "", [f"x.pdf {said}"])


def test_a_file_without_end_is_not_read_without_end(run: Run, tmp_path: Path) -> None:
    endless = tmp_path / "endless.pdf"
    endless.symlink_to("/dev/zero")
    ran = run("open", str(endless))
    sentence = "endless.pdf is larger than any record we make; it was not opened."
    assert (ran.code, ran.complaints) == (3, [sentence])


def test_word_files_and_missing_files_are_said_to_be_so(run: Run) -> None:
    assert run("open", "x.docx").complaints == [
        "Word files cannot be brought in yet: open one of our PDFs."
    ]
    ran = run("open", "missing.pdf")
    assert ran.complaints == [
        "missing.pdf cannot be read. Check that it is there and that you may open it."
    ]


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


def test_the_demo_writes_the_records_of_the_examples_that_are_named(
    run: Run, take: Take, tmp_path: Path
) -> None:
    out = tmp_path / "demo"
    ran = run("demo", "council_message", "--out", str(out), "--json")
    assert (ran.code, ran.err) == (0, "")
    made = [Path(line["out"]) for line in ran.lines]
    assert [str(path.relative_to(out)) for path in made] == [
        "council-message/ACT-0001-screening-v1.pdf",
        "council-message/ACT-0001-marketing-rules-v1.pdf",
    ]
    for path in made:
        assert take(path)["assessment"]["state"] == "completed"
    ran = run("demo", "holiday", "--out", str(out))
    assert (ran.code, ran.err) == (3, "There is no example called “holiday”.\n")


def test_a_completed_record_comes_over_with_its_file(
    run: Run, tmp_path: Path, data: Path
) -> None:
    run("demo", "council_message", "--out", str(tmp_path / "demo"))
    for name in ("marketing-rules", "screening"):
        path = tmp_path / "demo" / "council-message" / f"ACT-0001-{name}-v1.pdf"
        assert run("open", str(path)).code == 0
        assert run("open", str(path)).out.endswith("nothing changed.\n")
    (activity,) = open_workspace(data).store.ids()
    kept = sorted(path.name for path in (data / "records" / activity[0]).iterdir())
    assert kept == ["marketing-rules-v1.pdf", "screening-v1.pdf"]
    (row,) = json.loads(run("list", "--json").out)
    states = {cell["set"]: cell["state"] for cell in row["assessments"]}
    assert (states["screening"], states["marketing-rules"]) == ("completed", "completed")


def test_a_record_with_other_answers_than_the_register_is_refused(
    run: Run, lia_pdf: Path, data: Path
) -> None:
    run("open", str(lia_pdf))
    (path,) = (data / "activities").iterdir()
    path.write_text(
        path.read_text("utf-8").replace("existing tenants", "former tenants"), "utf-8"
    )
    before = path.read_bytes()
    ran = run("open", str(lia_pdf))
    assert ran.code == 3
    assert ran.err.startswith("lia.pdf and the register have both gone on with ACT-0001.")
    assert len(ran.complaints) == 1
    assert path.read_bytes() == before


def test_a_register_whose_cache_was_deleted_says_the_same(
    run: Run, data: Path, lia_pdf: Path
) -> None:
    run("open", str(lia_pdf))
    before = run("list", "--json").out
    shutil.rmtree(data / "cache")
    assert run("list", "--json").out == before
