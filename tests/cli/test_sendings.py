"""`sendings` and `sent`: recorded, refused with the reasons, listed and printed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.start import start_activity
from dpia_wizard.domain.activity import Details
from tests.builders import DPO, NOW, TODAY
from tests.cli.conftest import Run
from tests.sending import GROUP, may_be_sent
from tests.unit.report.pages import printed

DAY = TODAY.isoformat()
OLD = (TODAY - timedelta(29)).isoformat()


@pytest.fixture
def activity(data: Path) -> str:
    desk = open_desk(data, clock=lambda: NOW)
    save_settings(desk, replace(desk.settings, name=DPO.name, role=DPO.role))
    made = may_be_sent(desk)
    start_activity(desk, Details(title="Nothing yet"))
    desk.close()
    return made.label


def sent(run: Run, activity: str, *more: str, checked: str = DAY) -> tuple[int, str]:
    given = ("--on", DAY, "--channel", "email", "--group", GROUP, "--number", "1200")
    ran = run("sent", activity, *given, "--checked", f"suppression={checked}", *more)
    return ran.code, ran.out + ran.err


def test_a_sending_is_recorded_listed_and_printed(
    run: Run, activity: str, tmp_path: Path
) -> None:
    assert sent(run, activity) == (0, f"{activity}  22 November 2026: recorded.\n")
    code, words = sent(run, activity, checked=OLD)
    assert code == 3
    assert "29 days old" in words
    code, words = sent(run, activity, "--in-spite", "The supplier was early.", checked=OLD)
    assert code == 0
    assert "29 days old" in words
    told = run("sendings", activity).out
    assert f"22 November 2026 · Email · {GROUP} · 1,200: in order" in told
    assert "Your list of people not to contact: 22 November 2026, the same day" in told
    assert "sent all the same, because: The supplier was early." in told
    plain = json.loads(run("sendings", activity, "--json").out)
    assert [entry["in_spite"] for entry in plain] == ["", "The supplier was early."]
    out = tmp_path / "sent.pdf"
    assert run("sendings", activity, "--out", str(out)).code == 0
    assert "The supplier was early." in printed(out.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--on", "yesterday", "--channel", "email"), "“yesterday” is not a day"),
        (("--on", DAY, "--channel", "pigeon"), "There is no channel “pigeon”."),
        (("--on", DAY, "--channel", "email", "--checked", "tps"), "“” is not a day"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, activity: str, arguments: tuple[str, ...], words: str
) -> None:
    ran = run("sent", activity, *arguments)
    assert (ran.code, words in ran.err) == (3, True)


def test_an_activity_without_sendings_says_so(run: Run, activity: str, tmp_path: Path) -> None:
    assert run("sendings", "Nothing yet").out == "Nothing was sent yet.\n"
    assert run("sendings", "Nothing yet", "--out", str(tmp_path / "x.pdf")).code == 3
    assert not (tmp_path / "x.pdf").exists()
