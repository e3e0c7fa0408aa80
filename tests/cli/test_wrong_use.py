"""What is asked wrongly is said in a sentence, before anything is asked for or made."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from dpia_wizard.cli.main import _parser
from tests.cli.conftest import Run


def arguments(
    parser: argparse.ArgumentParser, name: str
) -> Iterator[tuple[str, argparse.Action]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb, below in action.choices.items():
                yield from arguments(below, f"{name} {verb}")
        else:
            yield name, action


def test_every_argument_of_every_command_says_what_it_is() -> None:
    untold = [
        f"{name} {action.dest}"
        for name, action in arguments(_parser(), "dpia-wizard")
        if not action.help
    ]
    assert untold == []


@pytest.mark.parametrize("line", ["nonsense", '{"id": 1, "kind": "Nothing"}', "[1]"])
def test_a_line_that_is_no_message_ends_the_worker_with_a_sentence(run: Run, line: str) -> None:
    ran = run("worker", given=f"{line}\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("A line is no message (")


def test_before_the_first_law_no_law_is_known(run: Run) -> None:
    for more in ((), ("--json",)):
        ran = run("law", "--on", "1990-01-01", *more)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("No law is known here for 1 January 1990: the oldest")


def test_a_file_that_is_missing_is_told_before_the_passphrase(run: Run, tmp_path: Path) -> None:
    missing = str(tmp_path / "nofile.p12")
    record = tmp_path / "record.pdf"
    record.write_bytes(b"%PDF-1.7")
    for words in (
        ("identity", "import", missing),
        ("sign", str(record), "--identity", missing, "--as", "completed"),
    ):
        ran = run(*words)
        assert ran.code == 3, words
        assert "nofile.p12 cannot be read" in ran.err
        assert "assphrase" not in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "--out"),
        ("export", "--format", "csv", "--out"),
    ],
    ids=lambda words: words[0],
)
def test_no_folder_is_made_for_what_is_written(
    run: Run, words: tuple[str, ...], tmp_path: Path
) -> None:
    out = tmp_path / "nope" / "x.pdf"
    ran = run(*words, str(out))
    assert ran.code == 3
    assert ran.err.startswith(f"{out} cannot be written: its folder is not there.")
    assert not out.parent.exists()


def test_files_that_are_there_are_checked_though_others_are_missing(
    run: Run, tmp_path: Path
) -> None:
    there = tmp_path / "t.pdf"
    there.write_bytes(b"no record")
    ran = run("verify", str(tmp_path / "nofile.pdf"), str(there))
    assert ran.code == 3
    assert "nofile.pdf cannot be read" in ran.err
    assert f"{there}: " in ran.out


def test_a_file_in_place_of_the_data_folder_is_called_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    ran = run("--data", str(file), "list")
    assert ran.code == 3
    assert ran.err == f"{file} is a file. Name the folder where activities are kept.\n"
    assert file.read_text() == "x"
