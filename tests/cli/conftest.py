"""Commands run as a user runs them: arguments and input in, exit code and words out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from dpia_wizard.cli.main import main
from tests.cli.seeds import LIA_002


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("DPIA_WIZARD_DATA", str(folder))
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def _run(*arguments: str, given: str | bytes | object = b"") -> Ran:
        if not isinstance(given, str | bytes):
            given = json.dumps(given)
        fed = given.encode("utf-8") if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(fed), encoding="utf-8"))
        capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as exit_:
            code = exit_.code if isinstance(exit_.code, int) else 1
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Ran(code, told.out, told.err)

    return _run


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
