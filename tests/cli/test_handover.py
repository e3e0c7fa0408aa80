"""`handover` and `open --take`: whole activities between two data folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from tests.cli.conftest import Run
from tests.unit.jobs.two_desks import begun


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Another data folder."""
    return tmp_path / "there"


@pytest.fixture
def activity(data: Path) -> Activity:
    desk = open_desk(data)
    found = begun(desk)
    desk.close()
    return found


@pytest.fixture
def sent(run: Run, activity: Activity, tmp_path: Path) -> Path:
    path = tmp_path / "sent.pdf"
    ran = run("handover", activity.label, "--out", str(path), "--note", "Look at it.", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0]["pages"] >= 3
    return path


def renamed(folder: Path, activity: Activity, title: str) -> None:
    desk = open_desk(folder)
    found = desk.store.load(activity.id)
    edit_details(desk, found, type(found.details)(title=title))
    desk.close()


def test_a_whole_activity_goes_over_and_the_note_with_it(
    run: Run, sent: Path, there: Path, activity: Activity
) -> None:
    assert "Look at it." in run("extract", str(sent)).out
    ran = run("--data", str(there), "open", str(sent))
    added, asked = ran.out.splitlines()
    assert added == "ACT-0001  Newsletter: added to the register."
    assert asked.endswith("asks: Look at it.")
    again = run("--data", str(there), "open", str(sent), "--json")
    assert json.loads(again.out)["outcome"] == "unchanged"
    shown = json.loads(run("--data", str(there), "show", activity.id, "--json").out)
    assert shown["id"] == activity.id


@pytest.mark.parametrize("side", ["theirs", "ours"])
def test_what_has_diverged_is_merged_only_where_a_side_is_named(
    run: Run, sent: Path, there: Path, data: Path, activity: Activity, side: str, tmp_path: Path
) -> None:
    run("--data", str(there), "open", str(sent))
    renamed(there, activity, "Theirs")
    renamed(data, activity, "Ours")
    back = tmp_path / "back.pdf"
    run("--data", str(there), "handover", "ACT-0001", "--out", str(back))
    ran = run("open", str(back))
    assert (ran.code, ran.out) == (3, "")
    assert "--take theirs" in ran.err
    merged = run("open", str(back), "--take", side)
    assert merged.code == 0
    assert "merged" in merged.out
    title = open_desk(data).store.load(activity.id).details.title
    assert title.casefold() == side
    assert run("doctor").code == 0


def test_another_side_than_the_two_is_wrong_use(run: Run, sent: Path) -> None:
    assert run("open", str(sent), "--take", "both").code == 2


def test_a_hand_over_of_nothing_says_so(run: Run, tmp_path: Path) -> None:
    ran = run("handover", "ACT-0099", "--out", str(tmp_path / "x.pdf"))
    assert (ran.code, len(ran.complaints)) == (3, 1)
