"""`evaluate`: what the rules come to, for one set of answers or many at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.seeds import LIA_002, SCREENINGS


@pytest.mark.parametrize("case", SCREENINGS, ids=lambda case: case["case"])
def test_the_screening_cases_come_out_as_the_domain_says(
    case: dict[str, Any], run: Run
) -> None:
    ran = run("evaluate", "screening", given=case["input"])
    (result,) = ran.lines
    assert (ran.code, ran.err) == (0, "")
    assert result["result"] == result["screening_result"] == case["screening_result"]
    assert result["legal_trigger"] == case["legal_trigger"]
    assert result["missing"] == case["missing"]
    assert [warning["id"] for warning in result["warnings"]] == case["warnings"]


def test_every_result_but_an_incomplete_one_says_why(run: Run) -> None:
    for case in SCREENINGS:
        (result,) = run("evaluate", "screening", given=case["input"]).lines
        assert bool(result["reasons"]) == (result["result"] != "incomplete")


def test_nobody_is_said_to_have_decided_where_all_answers_are_no(run: Run) -> None:
    plain = next(case["input"] for case in SCREENINGS if case["case"] == "S1")
    (result,) = run("evaluate", "screening", given=plain).lines
    (reason,) = result["reasons"]
    assert reason["because"] == "All twelve answers are no, and no high-risk example is ticked."
    answers = {**plain.get("answers", plain), "new_sharing": "yes"}
    (made,) = next(case["input"]["overrides"] for case in SCREENINGS if case["case"] == "S4")
    lifted = {**made, "target": "new_sharing_yes", "from": "dpia_required", "to": "lifted"}
    decided = {"answers": answers, "overrides": [lifted]}
    (result,) = run("evaluate", "screening", given=decided).lines
    assert [reason["rule"] for reason in result["reasons"]] == ["otherwise"]
    assert "set aside by the DPO" in result["reasons"][0]["because"]


def test_all_cases_at_once_as_json_lines(run: Run) -> None:
    ran = run(
        "evaluate", "screening", given="\n".join(json.dumps(c["input"]) for c in SCREENINGS)
    )
    assert [result["result"] for result in ran.lines] == [
        c["screening_result"] for c in SCREENINGS
    ]
    assert ran.code == 0


def test_the_assessment_of_seed_002_has_exactly_two_questions_open(run: Run) -> None:
    (result,) = run("evaluate", "lia", str(LIA_002)).lines
    assert result["result"] == "incomplete"
    assert [missing["id"] for missing in result["missing"]] == [
        "lia.opt_out_available",
        "lia.can_rely_on_li",
    ]


def test_the_assessment_of_seed_002_has_a_result_once_both_are_chosen(run: Run) -> None:
    given = json.loads(LIA_002.read_text(encoding="utf-8"))
    given["answers"] |= {"opt_out_available": "yes", "can_rely_on_li": "yes"}
    (result,) = run("evaluate", "lia", given=given).lines
    assert (result["result"], result["missing"]) == ("can_rely", [])
