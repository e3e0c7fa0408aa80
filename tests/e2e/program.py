"""The real program on a data folder: its window, and its commands beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.e2e.person import Person

COMMAND = [sys.executable, "-m", "dpia_wizard"]


class Program:
    """A window of the program, opened by a person."""

    def __init__(self, person: Person, environment: Mapping[str, str], folder: Path) -> None:
        self._person = person
        self._folder = folder
        self._log = (folder.parent / f"{folder.name}.log").open("ab")
        self._process = subprocess.Popen(
            [*COMMAND, "--data", str(folder)], env=dict(environment), stderr=self._log
        )

    @property
    def window(self) -> str:
        """The number of its window, once it is there."""
        found: list[str] = []

        def there() -> bool:
            found[:] = self._person.windows(self._process.pid)
            return bool(found) or self._process.poll() is not None

        self._person.wait_until(there, "the window does not come up")
        assert found, f"the program ended with {self._process.returncode}; {self.complaints()}"
        return found[-1]

    def quit(self) -> None:
        """Close it as a user does, and wait until it has ended."""
        self._person.press("ctrl+q")
        assert self._process.wait(60) == 0
        assert not self.complaints()

    def kill(self) -> None:
        """End it without a word of warning."""
        self._process.kill()
        self._process.wait(30)

    def end(self) -> None:
        """Make sure that it has ended, whatever became of the test."""
        if self._process.poll() is None:
            self.kill()
        self._log.close()

    def complaints(self) -> str:
        """What it wrote to standard error."""
        return (self._folder.parent / f"{self._folder.name}.log").read_text("utf-8")


def command(folder: Path, *words: str) -> str:
    """What a command of the program prints; it must succeed."""
    run = subprocess.run(
        [*COMMAND, "--data", str(folder), *words],
        env={**os.environ, "QT_QPA_PLATFORM": "none"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def shown(folder: Path, activity: str = "ACT-0001") -> dict[str, Any]:
    """An activity as `show --json` prints it."""
    told: dict[str, Any] = json.loads(command(folder, "show", activity, "--json"))
    return told
