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
