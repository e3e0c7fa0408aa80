"""The program as it is started: seen first, then filled; says so when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("pydantic", "yaml", "weasyprint", "jinja2", "pyhanko", "sqlite3")

AT_FIRST_PAINT = f"""
import sys
from pathlib import Path
import dpia_wizard.gui.app
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )


def test_the_window_opens_is_painted_and_closes(tmp_path: Path) -> None:
    done = _run("-m", "dpia_wizard", "--data", str(tmp_path / "data"), "gui", "--smoke")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "data" / "activities").is_dir()


def test_a_folder_that_cannot_be_made_fails_the_smoke_test(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands in the way")
    done = _run("-m", "dpia_wizard", "--data", str(tmp_path / "data"), "gui", "--smoke")
    assert done.returncode == 3


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    done = _run("-c", AT_FIRST_PAINT)
    assert done.stdout == "[]\n", done.stderr
