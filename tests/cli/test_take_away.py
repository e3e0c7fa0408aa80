"""`take-away` writes what the window shows, and says what is missing."""

from __future__ import annotations

import json
from pathlib import Path

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Details
from tests.cli.conftest import Run
from tests.take_aways import EMAIL_TO_TENANTS, marketing


def an_activity(data: Path) -> None:
    desk = open_desk(data)
    activity = start_activity(desk, Details(title="Newsletter"))
    activity = start_assessment(desk, activity, "marketing-rules")
    answered = activity.assessments[0].with_answers(marketing(EMAIL_TO_TENANTS).answers)
    desk.save(activity.put(answered))
    desk.close()


def test_a_document_is_written_in_the_format_of_the_files_ending(
    run: Run, data: Path, tmp_path: Path
) -> None:
    an_activity(data)
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# "), ("txt", b"Draft")):
        out = tmp_path / f"notice.{ending}"
        ran = run("take-away", "ACT-0001", "privacy_notice", "--out", str(out))
        assert ran.code == 0, ran.err
        assert out.read_bytes().startswith(begins)
    assert "Privacy notice wording, a draft" in ran.out
    assert "Still to be filled in: who to contact (Settings › Organisation profile)" in ran.out
    told = run("take-away", "ACT-0001", "ropa_lines", "--out", str(out), "--json").lines[0]
    assert told["draft"]
    assert {"what": "the lawful basis", "where": "Marketing rules"} not in told["gaps"]
    assert "- Email, Tenants: soft opt-in" in out.read_text("utf-8")


def test_what_cannot_be_written_is_said_in_a_sentence(
    run: Run, data: Path, tmp_path: Path
) -> None:
    an_activity(data)
    out = tmp_path / "pack.pdf"
    pack = run("take-away", "ACT-0001", "submission_pack", "--out", str(out))
    assert pack.code == 3
    assert pack.err.startswith("There is no DPIA yet.")
    ending = run("take-away", "ACT-0001", "send_card", "--out", str(tmp_path / "card.rtf"))
    assert ending.code == 2
    assert "must end in one of .pdf, .docx, .txt, .md" in ending.err
    assert not list(tmp_path.glob("*.pdf"))


def test_the_shipped_texts_are_checked_with_the_question_sets(run: Run, tmp_path: Path) -> None:
    files = json.loads(run("questions", "check", "--json").out)["files"]
    assert any(name.endswith("take_aways.yaml") for name in files)
    broken = tmp_path / "take_aways.yaml"
    broken.write_text("version: 1.0.0\n")
    ran = run("questions", "check", str(broken))
    assert ran.code == 1
    assert f"{broken}:1: “values” is missing" in ran.complaints
