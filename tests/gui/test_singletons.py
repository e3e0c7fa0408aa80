"""No number of calls into Qt uses up None."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
import dpia_wizard.gui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(100_000):
    thing.setObjectName("x")
"""


def test_many_calls_into_qt_do_not_end_the_program() -> None:
    run = subprocess.run([sys.executable, "-c", CALLS], check=False, capture_output=True)
    assert (run.returncode, run.stderr) == (0, b"")
