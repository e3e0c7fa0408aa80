"""An auditor drops by: several records are checked in a real window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.person import Person

# made elsewhere: typesetting changes the fonts of its process, and the tests read by them
_MAKE = """
import sys
from pathlib import Path
from tests.unit.jobs.checked import *
trust(Path(sys.argv[1]), FIRST, SECOND, THIRD)
records = Path(sys.argv[2])
records.mkdir()
(records / "one.pdf").write_bytes(approved_pdf())
(records / "two.pdf").write_bytes(signed(completed().unsigned, *ALL_SIGN[:2]))
(records / "three.pdf").write_bytes(approved_pdf() + b"\\n")
"""


@pytest.fixture
def records(data: Path, tmp_path: Path) -> Path:
    """An approved record, one without its approval, one changed; their signers are trusted."""
    data.mkdir()
    folder = tmp_path / "records"
    subprocess.run(
        [sys.executable, "-c", _MAKE, str(data / "trust"), str(folder)],
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return folder


def test_several_records_are_checked_at_once(
    person: Person, start: Start, records: Path
) -> None:
    program = start()
    person.raise_window(program.window)
    person.click("Check a record")
    person.see("Drop PDFs or a folder here")
    person.click("Choose PDFs…")
    person.see("Cancel")
    person.type(" ".join(f'"{path}"' for path in sorted(records.iterdir())))
    person.press("Return")
    person.see("This record is intact")
    person.see("Changed after signing")
    person.see("Not approved")
    person.see_no_more("Checking 3 of 3")  # it names a file too, and stands above the list
    person.click("two.pdf")
    person.see("Intact, but not approved")
    person.press("Up")
    person.see("This file was changed after it was signed")
    person.click("Show the answers")
    person.see("Why do you want to do this, and who benefits?")
    person.press("Escape")
    person.see("3 files · 1 intact and approved")
    program.quit()
