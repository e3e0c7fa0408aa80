"""`show` says what a result was signed as, and what it comes to now."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.app.desk import open_desk
from tests.builders import NOW
from tests.cli.conftest import Run
from tests.whole_case import WITH_POST, begun, lia, screened, settled


def rules_line(run: Run, data: Path, *, with_lia: bool) -> str:
    """What is said of marketing rules signed without the LIA, and perhaps the LIA after it."""
    desk = open_desk(data, clock=lambda: NOW)
    activity = settled(desk, begun(desk), "screening", screened(desk, required=False))
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    if with_lia:
        settled(desk, activity, "lia", lia(desk))
    desk.close()
    said = run("show", "ACT-0001").out.splitlines()
    return next(line for line in said if line.startswith("Marketing rules, version 1"))


def test_what_was_signed_and_what_it_comes_to_since_are_told_apart(
    run: Run, data: Path
) -> None:
    assert rules_line(run, data, with_lia=True) == (
        "Marketing rules, version 1: signed off; it was “Needs the LIA” then, and comes to "
        "“Yes, with conditions” now"
    )


def test_where_nothing_changed_it_is_said_once(run: Run, data: Path) -> None:
    assert rules_line(run, data, with_lia=False) == (
        "Marketing rules, version 1: signed off; Needs the LIA"
    )
