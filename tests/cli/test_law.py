"""`law`: the law of a day for people and programs, and the file it comes from, checked."""

from __future__ import annotations

import json
from pathlib import Path

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.house import choose_house_rule
from dpia_wizard.resources import resource_path
from tests.builders import DPO
from tests.cli.conftest import Run


def test_the_law_of_a_day_with_its_fines_and_what_is_unsettled(run: Run) -> None:
    told = json.loads(run("law", "--on", "2026-02-04", "--json").out)
    assert told["version"]["id"] == "uk-2025-08-20"
    assert [p["most_pounds"] for p in told["penalties"] if p["under"] == "pecr"] == [500_000]
    assert {p["who"] for p in told["open_points"] if p["setting"]} == {
        "Data protection officer"
    }
    words = run("law", "--on", "2026-09-30").out
    assert (
        "Information Commission as regulator (uk-2026-09-30), since 30 September 2026" in words
    )
    assert "up to £17.5 million, or 4% of worldwide yearly turnover" in words
    assert "House default: The data protection officer is asked each time." in words


def test_no_day_is_wrong_use_and_today_is_the_default(run: Run) -> None:
    ran = run("law", "--on", "soon")
    assert (ran.code, ran.err) == (2, "--on takes a date like 2026-11-22.\n")
    assert run("law").code == 0


def test_the_file_of_the_law_is_checked_with_the_sets(run: Run, tmp_path: Path) -> None:
    text = (resource_path("questionnaires") / "law.yaml").read_text("utf-8")
    wrong = tmp_path / "law.yaml"
    wrong.write_text(text.replace("setting: mps_strict", "setting: mps_lax"), "utf-8")
    line = 1 + text[: text.index("setting: mps_strict")].count("\n")
    ran = run("questions", "check", str(wrong))
    said = f"{wrong}:{line}: “marketing-rules” has no house setting “mps_lax”\n"
    assert (ran.code, ran.err) == (1, said)


def test_a_result_names_the_law_it_was_judged_by(run: Run) -> None:
    for day, law in (("2026-02-04", "uk-2025-08-20"), ("2026-02-05", "uk-2026-02-05")):
        (line,) = run("evaluate", "marketing-rules", given={"send_date": day}).lines
        assert line["law_version"] == law
    given = {"answers": {}, "as_at": "2026-09-29"}
    (line,) = run("evaluate", "lia", given=given).lines
    assert line["law_version"] == "uk-2026-06-19"


def test_results_do_not_depend_on_the_house_unless_asked(run: Run, data: Path) -> None:
    risk = {"source_and_impact": "x", "likelihood": "remote", "severity": "severe"}
    given = {"answers": {"risks": [risk]}}
    choose_house_rule(
        open_desk(data), "dpia", "severe_remote", "medium", reason="Careful.", by=DPO
    )

    def level(*more: str, **facts: str) -> str:
        told = {**given, "facts": facts}
        (line,) = run("evaluate", "dpia", *more, given=told).lines
        return str(line["worked_out"]["dpia.risks"][0]["overall_risk"])

    assert level() == "low"
    assert level("--house-rules") == "medium"
    assert level(severe_remote="medium") == "medium"  # said with the answers
