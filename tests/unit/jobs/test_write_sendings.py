"""The sending record: everything printed, fit for archives, its data attached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.sendings import new_sending, note_sending, strike_out_sending
from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.checking import Verdict
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.jobs.check_record import check_file
from dpia_wizard.jobs.open_record import open_record_file
from dpia_wizard.jobs.write_sendings import write_sendings
from dpia_wizard.report.attachment import read_attachment
from tests.builders import DPO, NOW
from tests.pdfcheck import check
from tests.sending import GROUP, may_be_sent
from tests.unit.report.pages import printed, squashed

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("sent"), clock=lambda: NOW)
    opened.settings = replace(opened.settings, name=DPO.name, role=DPO.role)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pdf(desk: Desk) -> Path:
    """One sending in order, one sent all the same, one struck out."""
    activity = may_be_sent(desk)
    for more in (
        {"note": "The autumn issue."},
        {"channel": "sms", "group": "Flat <b>4</b>", "checks": {}, "in_spite": "By mistake."},
        {"number": 0},
    ):
        given = {
            "sent_on": DAY,
            "channel": "email",
            "group": GROUP,
            "number": 1200,
            "checks": {"suppression": DAY},
        }
        sending = new_sending(desk, **{**given, **more})  # type: ignore[arg-type]  # by name
        activity = note_sending(desk, activity, sending)
    last = activity.sendings[-1].id
    activity = strike_out_sending(desk, activity, last, reason="Entered twice.")
    out = desk.workspace.folder / "sent.pdf"
    write_sendings(desk.workspace, activity_id=activity.id, out=out, at=NOW)
    again = desk.workspace.folder / "again.pdf"
    write_sendings(desk.workspace, activity_id=activity.id, out=again, at=NOW)
    assert again.read_bytes() == out.read_bytes(), "the same record gives the same bytes"
    return out


@pytest.mark.parametrize(
    "words",
    [
        "Sending record: Tenant newsletter",
        "Sent 2 times, on 20 November 2026",
        "2,400 messages, calls or letters in all.",
        "One was sent all the same, though something stood against it.",
        "One entry was struck out.",
        f"20 November 2026 · Email · {GROUP}",
        "Flat <b>4</b>",
        "Your list of people not to contact: 20 November 2026, the same day",
        "Marketing rules, version 1, fingerprint 0123456789abcdef",
        "(uk-2026-09-30, since 30 September 2026)",
        "The marketing rules were not answered for this channel and group.",
        "By mistake.",
        "Entered twice.",
        "The autumn issue.",
        "2 November 2026, Sam Okafor, Data protection officer",
    ],
)
def test_everything_recorded_is_printed(pdf: Path, words: str) -> None:
    assert squashed(words) in squashed(printed(pdf.read_bytes()))


def test_it_is_pdf_a_and_pdf_ua_at_once(pdf: Path) -> None:
    assert check([pdf]) == []


def test_its_data_is_attached(pdf: Path) -> None:
    told = json.loads(read_attachment(pdf.read_bytes(), source=pdf.name))
    assert (told["kind"], told["format"], len(told["entries"])) == ("sendings", 1, 3)
    assert told["channels"] == {"email": "Email", "sms": "Text message"}
    assert [a["key"] for a in told["approvals"]] == ["screening-v1", "marketing-rules-v1"]
    assert told["entries"][0]["law"]["id"] == "uk-2026-09-30"


def test_checking_or_opening_it_says_what_it_is(desk: Desk, pdf: Path) -> None:
    report = check_file(pdf, trust_folder=desk.workspace.folder / "trust", sets=desk.sets)
    assert report.verdict is Verdict.NOT_A_RECORD
    assert "It is a sending record" in report.text
    with pytest.raises(NotARecordError) as found:
        open_record_file(desk.workspace, pdf, label="ACT-0009", by=DPO, at=NOW, take_side="")
    assert "is a sending record" in sentence(found.value)
