"""The marketing rules, row by row: route, decision, reason code and whether an LIA is due."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.resources import resource_path
from tests.cli.conftest import Run

DATA = Path(__file__).parents[1] / "data"
EXPECTED = ("route", "decision", "reason_code", "lia_required")
EXPECTED_COLUMNS = ("expected_route", "expected_decision", "reason_code", "lia_required")
BESIDE = {"id", "title", "citation", "note", *EXPECTED_COLUMNS}


def vectors() -> list[dict[str, Any]]:
    """The rows of the domain pack, empty cells left out."""
    with (DATA / "marketing_rules_vectors.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "name": row["id"],
                "cite": row["citation"],
                "input": {k: v for k, v in row.items() if v and k not in BESIDE},
                "expect": [row[column] for column in EXPECTED_COLUMNS],
            }
            for row in csv.DictReader(file)
        ]


def own_cases() -> list[dict[str, Any]]:
    """Our own rows, each a base with some inputs changed."""
    text = (DATA / "marketing_rules_cases.yaml").read_text("utf-8")
    # everything stays text: y, n and days are what they look like
    plain = yaml.load(text, Loader=yaml.BaseLoader)
    cases = []
    for number, case in enumerate(plain["cases"]):
        base = plain["bases"][case["like"]]
        changed = {**plain["bases"]["email"], **base, **case["with"]}
        bare = {k: v for k, v in changed.items() if v != "null" and k != "like"}
        given = {"answers": bare, "facts": case["house"]} if "house" in case else bare
        name = f"{number}-{case['like']}-{case['expect'][2]}"
        cases.append({**case, "input": given, "name": name})
    return cases


CASES = [*vectors(), *own_cases()]


@pytest.fixture(scope="module")
def inputs() -> str:
    return "\n".join(json.dumps(case["input"]) for case in CASES)


def test_every_row_comes_out_as_the_domain_says(run: Run, inputs: str) -> None:
    ran = run("evaluate", "marketing-rules", given=inputs)
    assert (ran.code, ran.err, len(ran.lines)) == (0, "", len(CASES))
    found = {c["name"]: [o[k] for k in EXPECTED] for c, o in zip(CASES, ran.lines, strict=True)}
    assert found == {case["name"]: case["expect"] for case in CASES}


def test_every_row_says_why_with_a_source_and_owes_no_answer(run: Run, inputs: str) -> None:
    for result in run("evaluate", "marketing-rules", given=inputs).lines:
        (reason,) = result["reasons"]
        assert reason["because"]
        assert reason["cite"]
        assert result["needs"]
        assert [m for m in result["missing"] if m["for"] == "result"] == []


def test_every_row_names_its_source() -> None:
    assert all(case["cite"] for case in CASES)


def test_what_a_day_brings_is_pointed_out_from_that_day_on(run: Run, inputs: str) -> None:
    dated = {"complaints_in_notice", "name_of_regulator"}
    ran = run("evaluate", "marketing-rules", given=inputs)
    checked = 0
    for case, result in zip(CASES, ran.lines, strict=True):
        if case.get("like") == "email" and "send_date" in case["with"]:
            found = [w["id"] for w in result["warnings"] if w["id"] in dated]
            assert found == case.get("warns", [])
            checked += 1
    assert checked == 4


def test_every_rule_fires_in_at_least_one_row(run: Run, inputs: str) -> None:
    questionnaire = rules_asked()
    (ruling,) = questionnaire.rulings
    lines = run("evaluate", "marketing-rules", given=inputs).lines
    fired = {reason["rule"] for result in lines for reason in result["reasons"]}
    assert {rule.id for rule in ruling.rules} - fired == set()


def rules_asked() -> Questionnaire:
    path = resource_path("questionnaires/marketing_rules.yaml")
    return read_questionnaire(path.read_text("utf-8"), source=path.name).say()


LISTED: dict[str, Any] = next(c["input"] for c in CASES if c["name"] == "V43")
LETTER: dict[str, Any] = next(c["input"] for c in CASES if c["name"] == "V54")


def ways(result: dict[str, Any], row: int = 0) -> list[str]:
    return ["+".join(r["id"] for r in way) for way in result["rows"][row]["would_allow"]]


def test_a_stop_says_what_would_make_it_allowed(run: Run) -> None:
    (result,) = run("evaluate", "marketing-rules", given={**LISTED, "lia": "not_done"}).lines
    always = ["leave_group_out", "drop_channel"]
    assert ways(result) == ["screen_tps+finish_lia", "get_consent", *always]
    (result,) = run("evaluate", "marketing-rules", given={**LISTED, "lia": "pass"}).lines
    assert ways(result) == ["screen_tps", "get_consent", *always]


def test_what_cures_the_reason_comes_before_the_lia_and_consent_last(run: Run) -> None:
    open_lia = {**LETTER, "lia": "not_done"}
    given = {**open_lia, "register": "not_screened"}
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    assert ways(result)[:2] == ["screen_mps+finish_lia", "get_consent"]
    given |= {"objected": "y"}
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    assert ways(result)[:2] == [
        "take_out_objectors+screen_mps+finish_lia",
        "take_out_objectors+get_consent",
    ]


def test_a_check_that_is_too_old_is_named_as_the_reason(run: Run) -> None:
    """The obvious act is to check again: nobody is told that no check was made."""
    old = next(c["input"] for c in CASES if c["input"].get("tps_checked_on") == "2026-11-02")
    (result,) = run("evaluate", "marketing-rules", given=old).lines
    assert "more than 28 days before the sending" in result["reasons"][0]["because"]
    assert ways(result)[0] == "screen_tps"


def test_no_way_out_turns_a_fact_into_another(run: Run, inputs: str) -> None:
    """What one is, where details came from and what was offered then cannot be changed now."""
    changeable = {"lia", "register", "objected", "optout_in_message", "special_category"}
    changeable |= {"similar_offering", "sole_charitable_purpose", "consent"}
    assert {name for r in rules_asked().remedies for name in r.changes} == changeable
    for result in run("evaluate", "marketing-rules", given=inputs).lines:
        allowed = result["decision"].startswith("proceed")
        assert (ways(result) == []) is allowed


def test_withdrawn_consent_leaves_only_the_ways_that_are_always_open(run: Run) -> None:
    given = {**LETTER, "consent": "withdrawn"}
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    assert ways(result) == ["leave_group_out", "drop_channel"]


ACTIVITY = {"send_date", "org_type", "is_charity", "is_public_authority", "purpose"}
ACTIVITY |= {"task_necessary", "paid_for_service"}


def test_of_several_rows_the_strictest_decides_and_is_named(run: Run) -> None:
    call = {key: value for key, value in LISTED.items() if key not in ACTIVITY}
    letter = {key: value for key, value in LETTER.items() if key not in ACTIVITY}
    given = {key: value for key, value in LETTER.items() if key in ACTIVITY}
    (result,) = run(
        "evaluate", "marketing-rules", given={**given, "sendings": [letter, call]}
    ).lines
    assert (result["result"], result["reason_code"]) == ("stop", "TPS_LISTED")
    told = [(r["row"], r["decision"], r["reason_code"], r["decides"]) for r in result["rows"]]
    assert told == [
        (1, "proceed_with_conditions", "POST", False),
        (2, "stop", "TPS_LISTED", True),
    ]


def test_rows_and_a_single_row_at_once_are_refused(run: Run) -> None:
    given = {**LETTER, "sendings": [{"channel": "email"}]}
    ran = run("evaluate", "marketing-rules", given=given)
    sentence = "“marketing-rules.sendings” stands beside answers of a single row."
    assert (ran.code, ran.complaints) == (3, [sentence])


def test_what_is_left_out_is_named_and_nothing_is_told(run: Run) -> None:
    given = {key: value for key, value in LETTER.items() if key not in ("channel", "send_date")}
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    assert [result[key] for key in ("result", *EXPECTED)] == ["incomplete", *[None] * 4]
    owed = [m["id"] for m in result["missing"] if m["for"] == "result"]
    assert owed == ["marketing-rules.send_date", "marketing-rules.channel"]


def test_law_cannot_be_set_aside_and_a_rule_of_the_house_can(run: Run) -> None:
    override = {
        "from": "",
        "to": "lifted",
        "reason": "Seen.",
        "by": "The DPO",
        "at": "2026-11-01",
    }
    law = {"answers": LISTED, "overrides": [{**override, "target": "tps_listed"}]}
    refused = run("evaluate", "marketing-rules", given=law)
    sets_aside = "sets aside a rule that is law, not a rule of the house"
    assert refused.complaints == [f"The override of “tps_listed” {sets_aside}."]
    listed = {**LETTER, "register": "listed"}
    house = {"answers": listed, "overrides": [{**override, "target": "mps_listed"}]}
    (result,) = run("evaluate", "marketing-rules", given=house).lines
    assert (result["decision"], result["reason_code"]) == ("proceed_with_conditions", "POST")


def test_a_house_setting_takes_only_its_own_choices(run: Run) -> None:
    given = {"answers": LETTER, "facts": {"mps_strict": "perhaps"}}
    ran = run("evaluate", "marketing-rules", given=given)
    assert (ran.code, ran.complaints) == (3, ["“mps_strict” must be one of on, off."])


def test_the_dpo_may_take_a_new_gift_as_newly_collected_with_a_reason(run: Run) -> None:
    """Domain D.6, "Design": refused for older details unless the DPO records a reason."""
    donor = next(c["input"] for c in CASES if c["expect"][2] == "SOFT_OPT_IN_CHARITY")
    older = {**donor, "collected_on": "2026-02-04"}
    override = {"target": "charity_details_too_old", "from": "", "to": "lifted"}
    override |= {"reason": "They gave again in May.", "by": "The DPO", "at": "2026-11-01"}
    stopped, lifted = (
        run("evaluate", "marketing-rules", given={"answers": older, "overrides": overrides})
        for overrides in ([], [override])
    )
    assert stopped.lines[0]["reason_code"] == "CHARITY_SOI_NOT_RETROSPECTIVE"
    assert lifted.lines[0]["reason_code"] == "SOFT_OPT_IN_CHARITY"
