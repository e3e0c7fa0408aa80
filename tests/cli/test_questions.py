"""`questions list|show|check|schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dpia_wizard.resources import resource_path
from tests.builders import OFFERED
from tests.cli.conftest import Run

DATA = Path(__file__).parents[1] / "data"
SHIPPED = resource_path("questionnaires")


def test_every_set_is_listed_in_the_order_of_a_case(run: Run) -> None:
    listed = json.loads(run("questions", "list", "--json").out)
    assert [row["id"] for row in listed] == list(OFFERED)
    counted = {row["id"]: row["questions"] for row in listed}
    assert (counted["screening"], counted["lia"]) == (14, 9)
    lines = run("questions", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(OFFERED)


def test_an_own_set_is_listed_and_a_broken_one_named(run: Run, data: Path) -> None:
    own = data / "questionnaires"
    own.mkdir(parents=True)
    (own / "everything.yaml").write_text((DATA / "everything.yaml").read_text("utf-8"), "utf-8")
    (own / "broken.yaml").write_text("id: [")
    ran = run("questions", "list", "--json")
    assert [row["id"] for row in json.loads(ran.out)] == [*OFFERED, "everything"]
    (complaint,) = ran.complaints
    assert complaint.startswith("broken.yaml:")


@pytest.mark.parametrize("set_id", OFFERED)
def test_a_set_is_shown_in_words_and_as_data(run: Run, set_id: str) -> None:
    plain = json.loads(run("questions", "show", set_id, "--json").out)
    assert plain["id"] == set_id
    words = run("questions", "show", set_id).out
    for section in plain["sections"]:
        assert section["title"] in words
        for question in section["questions"]:
            assert f"[{question['id']}, {question['kind']}]" in words


def test_asking_for_a_set_leaves_nothing_behind(run: Run, data: Path) -> None:
    for arguments in (["questions", "list"], ["questions", "check"], ["evaluate", "lia"]):
        run(*arguments, given={})
    assert not data.exists()


def test_the_shipped_sets_have_no_problems(run: Run) -> None:
    ran = run("questions", "check")
    files = [*SHIPPED.glob("*.yaml"), *SHIPPED.glob("take_aways/*.yaml")]
    assert (ran.code, ran.out, ran.err) == (0, f"{len(files)} files, no problems.\n", "")
    ran = run("questions", "check", str(DATA / "everything.yaml"))
    assert (ran.code, ran.out) == (0, "No problems.\n")


def test_every_problem_of_every_file_is_listed(run: Run, tmp_path: Path) -> None:
    text = (SHIPPED / "lia.yaml").read_text("utf-8")
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(
        text.replace(
            "{question: lia.opt_out_available, equals: no}", "{question: x, equals: no}", 1
        ),
        "utf-8",
    )
    two.write_text(
        text.replace("kind: prompts", "kind: novel").replace("version:", "vers:"), "utf-8"
    )
    missing = tmp_path / "missing.yaml"
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe")
    files = [str(path) for path in (one, two, missing, binary, tmp_path)]
    ran = run("questions", "check", *files)
    assert (ran.code, ran.out) == (1, "")
    assert len([line for line in ran.complaints if line.startswith(f"{one}:")]) == 1
    assert len([line for line in ran.complaints if line.startswith(f"{two}:")]) >= 7
    assert f"{missing}:1: cannot be read (No such file or directory)" in ran.complaints
    assert f"{binary}:1: this is not UTF-8 text" in ran.complaints
    assert f"{tmp_path}:1: cannot be read (Is a directory)" in ran.complaints
    as_json = run("questions", "check", "--json", *files)
    told = json.loads(as_json.out)
    assert (as_json.code, told["files"], told["problems"]) == (1, files, ran.complaints)


SCHEMAS = {"questionnaire.schema.json": (), "record.schema.json": ("--record",)}


@pytest.mark.parametrize(("name", "arguments"), SCHEMAS.items())
def test_the_schema_in_the_repository_is_the_one_the_program_means(
    run: Run, name: str, arguments: tuple[str, ...]
) -> None:
    """To bring it up to date: dpia-wizard questions schema [--record] > questionnaires/NAME."""
    printed = run("questions", "schema", *arguments).out
    assert (SHIPPED / name).read_text("utf-8") == printed
    schema: dict[str, Any] = json.loads(printed)
    Draft202012Validator.check_schema(schema)
