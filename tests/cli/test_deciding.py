"""What a data protection officer decides on what the marketing rules ask, row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_marketing_rules import CASES, rules_asked

Given = Mapping[str, Any]
Told = Mapping[str, Any]


def decision(rule: str, to: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "target": rule,
        "from": "ask_dpo",
        "to": to,
        "reason": "It was weighed.",
        "by": "Sam Okafor",
        "at": "2026-11-22T10:51:00Z",
        **more,
    }


def plain(given: Given) -> dict[str, Any]:
    return dict(given) if "answers" in given else {"answers": dict(given)}


def with_(given: Given, *made: Given) -> dict[str, Any]:
    before = plain(given)
    return {**before, "overrides": [*before.get("overrides", ()), *made]}


def told(run: Run, inputs: Sequence[Given]) -> list[Told]:
    ran = run("evaluate", "marketing-rules", given="\n".join(map(json.dumps, inputs)))
    assert (ran.code, ran.err, len(ran.lines)) == (0, "", len(inputs))
    return [line["rows"][0] for line in ran.lines]


@pytest.fixture
def cases(run: Run) -> list[tuple[Given, Told]]:
    """Every case of the marketing rules with what its one row comes to."""
    inputs = [plain(case["input"]) for case in CASES]
    return list(zip(inputs, told(run, inputs), strict=True))


def fired(row: Told) -> str:
    rule: str = row["reasons"][0]["rule"]
    return rule


def test_nothing_that_asks_the_officer_is_a_dead_end(
    run: Run, cases: list[tuple[Given, Told]]
) -> None:
    """Yes to all that is asked ends at an answer of the rules; no stops it there and then."""
    asked = [(given, row) for given, row in cases if row["result"] == "ask_dpo"]
    assert len({fired(row) for _, row in asked}) > 15
    noes = [with_(given, decision(fired(row), "stop", row=1)) for given, row in asked]
    for (_, before), row in zip(asked, told(run, noes), strict=True):
        assert (row["result"], row["decision"]) == ("stop", "stop")
        assert [row[k] for k in ("route", "reason_code")] == [
            before[k] for k in ("route", "reason_code")
        ]
        assert row["reasons"][1]["because"] == "It was weighed."
    ends: set[str] = set()
    while asked:
        yes = [
            (with_(given, decision(fired(row), row["to_decide"][0], row=1)), row)
            for given, row in asked
        ]
        rows = told(run, [given for given, _ in yes])
        ends |= {row["result"] for row in rows if row["result"] != "ask_dpo"}
        asked = [(g, row) for (g, _), row in zip(yes, rows, strict=True)]
        asked = [(given, row) for given, row in asked if row["result"] == "ask_dpo"]
    assert {"needs_lia", "proceed_with_conditions"} <= ends


def test_a_yes_to_a_point_of_law_leaves_the_lia_to_the_rules_after_it(
    run: Run, cases: list[tuple[Given, Told]]
) -> None:
    """Only where no rule comes after it does a yes stand for the outcome itself."""
    rules = {rule.id: rule for rule in rules_asked().rulings[0].rules}
    for _, row in cases:
        if row["result"] == "ask_dpo":
            rule = rules[fired(row)]
            yes = "lifted" if rule.house or rule.goes_on else "proceed_with_conditions"
            assert row["to_decide"] == [yes, "stop"]


@pytest.mark.parametrize(
    ("rule", "body"), [("task_test_unsure", "yes"), ("authority_unsure", "not_sure")]
)
def test_which_rules_apply_at_all_is_answered_not_decided(
    run: Run, rule: str, body: str
) -> None:
    """A yes in place of the answer would jump over objections and registers."""
    council = {**ROWS, "is_public_authority": body, "task_necessary": "not_sure"}
    council["paid_for_service"] = "no"
    given = {"answers": {**council, "sendings": [letter(source="direct", objected="yes")]}}
    (row,) = told(run, [given])
    assert (fired(row), row["decision"], row["to_decide"]) == (rule, "ask_dpo", ["stop"])
    for to in ("lifted", "proceed_with_conditions"):
        refused = json.dumps(with_(given, decision(rule, to, row=1)))
        assert run("evaluate", "marketing-rules", given=refused).code == 3
    answered = {**given["answers"], "task_necessary": "no"}
    (row,) = told(run, [{"answers": answered}])
    assert (row["decision"], row["reason_code"]) == ("stop", "OBJECTED")


def test_a_stop_of_the_law_is_nobodys_to_set_aside(
    run: Run, cases: list[tuple[Given, Told]]
) -> None:
    rules = {rule.id: rule for rule in rules_asked().rulings[0].rules}
    stopped = [(given, row) for given, row in cases if row["decision"] != "ask_dpo"]
    for _, row in stopped:
        is_house = rules[fired(row)].house
        assert row["to_decide"] == (["lifted"] if is_house else []), fired(row)
    law = [(g, r) for g, r in stopped if r["result"] == "stop" and not rules[fired(r)].house]
    for to in ("lifted", "proceed_with_conditions"):
        given, row = law[0]
        refused = json.dumps(with_(given, decision(fired(row), to, row=1)))
        assert run("evaluate", "marketing-rules", given=refused).code == 3


def letter(**more: str) -> dict[str, str]:
    return {
        "channel": "post",
        "directed": "yes",
        "subscriber": "individual",
        "objected": "no",
        "special_category": "none",
        "source": "casework",
        "consent": "none",
        "register": "clear",
        "lia": "pass",
        **more,
    }


ROWS = {
    "send_date": "2026-12-01",
    "is_public_authority": "no",
    "purpose": "aims_ideals",
    "sendings": [letter(), letter(audience="Others we helped")],
}


def test_a_decision_is_about_one_row_alone(run: Run) -> None:
    made = decision("casework_letter", "lifted", row=2)
    given = json.dumps({"answers": ROWS, "overrides": [made]})
    (line,) = run("evaluate", "marketing-rules", given=given).lines
    assert [row["result"] for row in line["rows"]] == ["ask_dpo", "proceed_with_conditions"]
    assert [len(row["decided"]) for row in line["rows"]] == [0, 1]
    assert line["result"] == "ask_dpo"


def test_what_is_decided_need_not_be_asked_again(run: Run) -> None:
    advert = {**ROWS, "sendings": [letter(channel="social_feed_ad", source="direct")]}
    made = decision("audience_matching", "proceed_with_conditions")
    before, after = told(run, [{"answers": advert}, {"answers": advert, "overrides": [made]}])
    assert set(before["needs"]) - set(after["needs"]) == {"ask_the_dpo"}
    assert (after["decision"], after["lia_required"]) == ("proceed_with_conditions", "y")
    assert after["to_decide"] == []


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (decision("casework_letter", "stop"), "must say which “row” it is about"),
        (decision("casework_letter", "stop", row=3), "must say which “row” it is about"),
        (decision("casework_letter", "proceed", row=1), "with one of lifted, stop"),
        (decision("objected", "proceed", row=1), "it sets a rule aside"),
        (decision("objected", "lifted", row=1), "a rule that is law"),
        (decision("casework_letter", "stop", row=1, role="Editor"), "needs the role"),
    ],
)
def test_a_decision_that_cannot_be_made_is_refused_with_its_reason(
    run: Run, made: Given, says: str
) -> None:
    ran = run(
        "evaluate", "marketing-rules", given=json.dumps({"answers": ROWS, "overrides": [made]})
    )
    assert ran.code == 3
    assert says in ran.err
