"""`sign`: from a draft's file to an approved record, and what is in the way."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.domain.people import Person
from tests.builders import APPROVER, DPO, OWNER
from tests.cli.conftest import Ran, Run
from tests.cli.seeds import LIA_002
from tests.signers import PASSPHRASE, create_now

SEED_002: dict[str, Any] = json.loads(LIA_002.read_text(encoding="utf-8"))
COMPLETE: dict[str, Any] = {
    **SEED_002,
    "answers": {
        **SEED_002["answers"],
        "lia.opt_out_available": "yes",
        "lia.can_rely_on_li": "yes",
    },
    "plan": {
        "approver": {"name": APPROVER.name, "role": APPROVER.role},
        "review_on": "2199-01-01",
    },
    "advice": {
        "outcome": "accepted",
        "by": {"name": DPO.name, "role": DPO.role},
        "on": "2026-11-21",
        "text": "Go ahead.",
    },
}
Sign = Callable[..., Ran]


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    folder = tmp_path / "trusted"
    folder.mkdir()
    for person in (OWNER, DPO, APPROVER):
        (folder / f"{person.name}.pem").write_bytes(create_now(person).pem)
    return folder


@pytest.fixture
def sign(run: Run, tmp_path: Path) -> Sign:
    def _sign(
        pdf: Path, kind: str, person: Person, *more: str, passphrase: str = PASSPHRASE
    ) -> Ran:
        identity = tmp_path / "identity.p12"
        identity.write_bytes(create_now(person).p12)
        told, fd = os.pipe()
        os.write(fd, passphrase.encode() + b"\n")
        os.close(fd)
        arguments = ("--identity", str(identity), "--passphrase-fd", str(told), *more)
        try:
            return run("sign", str(pdf), "--as", kind, *arguments)
        finally:
            os.close(told)

    return _sign


def draft(run: Run, folder: Path, answers: dict[str, Any]) -> Path:
    out, given = folder / "lia.pdf", folder / "answers.json"
    given.write_text(json.dumps(answers), encoding="utf-8")
    assert run("record", "lia", "--answers", str(given), "--out", str(out)).code == 0
    return out


def test_a_draft_becomes_an_approved_record_that_verifies(
    run: Run, sign: Sign, tmp_path: Path, trust: Path
) -> None:
    pdf = draft(run, tmp_path, COMPLETE)
    verdicts = []
    for kind, person in (("completed", OWNER), ("advised", DPO), ("approved", APPROVER)):
        ran = sign(pdf, kind, person)
        assert (ran.code, ran.err) == (0, "")
        assert f"signed as {kind} by {person.name}" in ran.out
        checked = run("verify", str(pdf), "--trust", str(trust), "--json")
        (report,) = json.loads(checked.out)
        verdicts.append((checked.code, report["verdict"]))
    assert verdicts == [
        (1, "intact_not_approved"),
        (1, "intact_not_approved"),
        (0, "intact_approved"),
    ]
    part = json.loads(run("extract", str(pdf)).out)["assessment"]
    assert part["state"] == "completed"
    assert part["answers"] == COMPLETE["answers"]
    assert part["plan"]["completed_by"] == {"name": OWNER.name, "role": OWNER.role}


def test_a_draft_with_open_questions_is_not_signed_and_says_which(
    run: Run, sign: Sign, tmp_path: Path
) -> None:
    pdf = draft(run, tmp_path, SEED_002)
    before = pdf.read_bytes()
    ran = sign(pdf, "completed", OWNER)
    assert ran.code == 3
    assert ran.complaints[0].startswith("This cannot be completed yet")
    assert any("opt-out" in line or "opt out" in line for line in ran.complaints[1:])
    assert pdf.read_bytes() == before


def test_the_signed_record_can_be_written_elsewhere(
    run: Run, sign: Sign, tmp_path: Path
) -> None:
    pdf, out = draft(run, tmp_path, COMPLETE), tmp_path / "signed.pdf"
    before = pdf.read_bytes()
    told = sign(pdf, "completed", OWNER, "--out", str(out), "--json")
    assert told.lines == [
        {"out": str(out), "as": "completed", "by": OWNER.name, "note": ""},
    ]
    assert pdf.read_bytes() == before
    assert out.stat().st_size > len(before)


@pytest.mark.parametrize(
    ("kind", "person", "sentence"),
    [
        ("approved", APPROVER, "not completed yet"),
        ("advised", DPO, "not completed yet"),
    ],
)
def test_nobody_signs_what_is_not_completed(
    run: Run, sign: Sign, tmp_path: Path, kind: str, person: Person, sentence: str
) -> None:
    ran = sign(draft(run, tmp_path, COMPLETE), kind, person)
    assert ran.code == 3
    assert sentence in ran.err


@pytest.mark.parametrize(
    ("kind", "person", "sentence"),
    [
        ("completed", OWNER, "completed already"),
        ("advised", APPROVER, "whose advice is printed"),
        ("approved", OWNER, "cannot approve it too"),
    ],
)
def test_the_wrong_person_or_part_is_refused(
    run: Run, sign: Sign, tmp_path: Path, kind: str, person: Person, sentence: str
) -> None:
    pdf = draft(run, tmp_path, COMPLETE)
    assert sign(pdf, "completed", OWNER).code == 0
    before = pdf.read_bytes()
    ran = sign(pdf, kind, person)
    assert ran.code == 3
    assert sentence in ran.err
    assert pdf.read_bytes() == before


def test_a_wrong_passphrase_signs_nothing(run: Run, sign: Sign, tmp_path: Path) -> None:
    pdf = draft(run, tmp_path, COMPLETE)
    ran = sign(pdf, "completed", OWNER, passphrase="not this one")
    assert ran.code == 3
    assert "passphrase" in ran.err
    assert "not this one" not in ran.err


def test_what_is_no_record_is_refused_in_a_sentence(sign: Sign, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    for content in (b"", b"hello", b"%PDF-1.7\n"):
        path.write_bytes(content)
        ran = sign(path, "approved", APPROVER)
        assert ran.code == 3
        assert len(ran.complaints) == 1
