"""`record`, `render`, `open`, `extract` and `demo`: what goes in comes out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dpia_wizard.codec.record import json_schema
from dpia_wizard.store.workspace import open_workspace
from tests.builders import OFFERED
from tests.cli.conftest import Run
from tests.cli.seeds import ALL_NO, LIA_002, SCREENINGS, SEED_002, TITLE

SCHEMA = Draft202012Validator(json_schema())

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


@pytest.mark.parametrize("case", [SCREENINGS[3], SCREENINGS[5]], ids=lambda case: case["case"])
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
