"""What a DPIA comes to: measures for risks, a high risk left, the regulator, nothing silent."""

from __future__ import annotations

from typing import Any

import pytest

from dpia_wizard.domain.assessment import Advice, AdviceOutcome
from dpia_wizard.domain.signoff import Gap, open_points
from tests.builders import DPO, READY, TODAY, an_assessment
from tests.dpia import HIGH, LOW, MEDIUM, judged, measure, risk

ASKED = {
    "ico_consulted": "yes",
    "ico_submitted_on": "2026-10-01",
    "ico_reference": "REF-1",
}
ANSWERED = {
    **ASKED,
    "ico_advice_received_on": "2026-11-01",
    "ico_advice_summary": "With a shorter retention.",
}

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "no risk named": ({}, "incomplete"),
    "low": ({"risks": [risk(LOW)]}, "can_proceed"),
    "medium with a measure": (
        {"risks": [risk(MEDIUM)], "measures": [measure(1, LOW)]},
        "can_proceed_with_measures",
    ),
    "high with a measure": (
        {"risks": [risk(HIGH)], "measures": [measure(1, MEDIUM)]},
        "can_proceed_with_measures",
    ),
    "high without any measure": ({"risks": [risk(HIGH)]}, "incomplete"),
    "a measure for another risk": (
        {"risks": [risk(HIGH), risk(MEDIUM)], "measures": [measure(2, LOW)]},
        "measures_needed",
    ),
    "a measure that is not approved": (
        {"risks": [risk(MEDIUM)], "measures": [measure(1, LOW, measure_approved="no")]},
        "measures_needed",
    ),
    "a low risk raised to high": (
        {
            "risks": [risk(LOW, overall_risk="high", overall_risk_reason="Press.")],
            "measures": [measure(2, LOW)],
        },
        "measures_needed",
    ),
    "a high risk called low": (
        {"risks": [risk(HIGH, overall_risk="low")], "measures": [measure(2, LOW)]},
        "measures_needed",
    ),
    "high risk left": (
        {"risks": [risk(HIGH)], "measures": [measure(1, HIGH)]},
        "consult_ico",
    ),
    "what is left raised to high": (
        {
            "risks": [risk(HIGH)],
            "measures": [measure(1, LOW, residual_risk="high", residual_risk_reason="Doubt.")],
        },
        "consult_ico",
    ),
    "what is left called low": (
        {"risks": [risk(HIGH)], "measures": [measure(1, HIGH, residual_risk="low")]},
        "consult_ico",
    ),
    "regulator not asked": (
        {"risks": [risk(HIGH)], "measures": [measure(1, HIGH)], "ico_consulted": "no"},
        "consult_ico",
    ),
    "regulator asked": (
        {"risks": [risk(HIGH)], "measures": [measure(1, HIGH)], **ASKED},
        "consult_ico",
    ),
    "regulator answered, not said what": (
        {"risks": [risk(HIGH)], "measures": [measure(1, HIGH)], **ANSWERED},
        "consult_ico",
    ),
    "regulator said no": (
        {
            "risks": [risk(HIGH)],
            "measures": [measure(1, HIGH)],
            **ANSWERED,
            "ico_allows": "no",
        },
        "do_not_proceed",
    ),
    "regulator said yes": (
        {
            "risks": [risk(HIGH)],
            "measures": [measure(1, HIGH)],
            **ANSWERED,
            "ico_allows": "yes",
        },
        "can_proceed_with_measures",
    ),
    "special data not settled": (
        {
            "risks": [risk(LOW)],
            "special_category_used": "not_sure",
            "art9_condition": "Not clear yet.",
        },
        "incomplete",
    ),
    "half a rating": ({"risks": [risk({"likelihood": "remote"})]}, "incomplete"),
    "raised without a reason": ({"risks": [risk(LOW, overall_risk="medium")]}, "incomplete"),
}


@pytest.mark.parametrize(("answers", "result"), CASES.values(), ids=CASES)
def test_what_it_comes_to(answers: dict[str, Any], result: str) -> None:
    assert judged(**answers).result.id == result


@pytest.mark.parametrize("result", ["can_proceed", "can_proceed_with_measures"])
def test_only_the_two_ways_to_go_ahead_tell_the_gates_so(result: str) -> None:
    outcomes = judged().result.ruling.outcomes
    allowing = {outcome.id for outcome in outcomes if outcome.facts == {"dpia_allows": "yes"}}
    assert result in allowing
    assert all("dpia_allows" in outcome.facts for outcome in outcomes)
    assert len(allowing) == 2


@pytest.mark.parametrize(
    "left_out",
    ["aims", "nature", "scope", "context", "purposes", "lawful_basis", "alternatives"],
)
def test_nothing_goes_ahead_while_what_the_law_asks_for_is_open(left_out: str) -> None:
    answers: dict[str, Any] = {left_out: None, "risks": [risk(LOW)]}
    found = judged(**answers)
    assert found.result.id == "incomplete"
    assert f"dpia.{left_out}" in [missing.question for missing in found.missing]


BLOCKED: dict[str, tuple[dict[str, Any], str]] = {
    "medium without a measure": ({"risks": [risk(MEDIUM)]}, "risk_without_measure"),
    "high without a measure": ({"risks": [risk(HIGH)]}, "risk_without_measure"),
    "measure not approved": (
        {"risks": [risk(HIGH)], "measures": [measure(1, LOW, measure_approved="no")]},
        "risk_without_measure",
    ),
    "measure for no risk": (
        {"risks": [risk(MEDIUM)], "measures": [measure(1, LOW), measure(7, LOW)]},
        "measure_without_risk",
    ),
    "nobody sees to it": (
        {"risks": [risk(MEDIUM)], "measures": [measure(1, LOW, owner="")]},
        "nobody_sees_to_it",
    ),
    "no date": (
        {"risks": [risk(MEDIUM)], "measures": [measure(1, LOW, due_date=None)]},
        "nobody_sees_to_it",
    ),
}


@pytest.mark.parametrize(("answers", "check"), BLOCKED.values(), ids=BLOCKED)
def test_what_keeps_it_from_being_signed(answers: dict[str, Any], check: str) -> None:
    assert [blocking.id for blocking in judged(**answers).blocking] == [check]


def test_low_risks_need_no_measure() -> None:
    found = judged(risks=[risk(LOW)])
    assert not found.missing
    assert not found.blocking


POINTED_OUT: dict[str, tuple[dict[str, Any], dict[str, str], str]] = {
    "accepted": (
        {"risks": [risk(HIGH)], "measures": [measure(1, LOW, effect="accepted")]},
        {},
        "accepted_but_smaller",
    ),
    "eliminated": (
        {"risks": [risk(HIGH)], "measures": [measure(1, MEDIUM, effect="eliminated")]},
        {},
        "eliminated_but_left",
    ),
    "overdue": (
        {"risks": [risk(HIGH)], "measures": [measure(1, LOW, due_date="2026-11-21")]},
        {},
        "measure_overdue",
    ),
    "after the start": (
        {"risks": [risk(HIGH)], "measures": [measure(1, LOW, due_date="2026-12-02")]},
        {"planned_start": "2026-12-01"},
        "measure_after_start",
    ),
    "started": ({"risks": [risk(LOW)]}, {"planned_start": "2026-11-21"}, "started_already"),
    "nobody harmed": ({"risks": [risk(LOW, risk_kind="corporate")]}, {}, "nobody_harmed"),
    "no LIA": (
        {"risks": [risk(LOW)], "lawful_basis": "legitimate_interests"},
        {},
        "lia_also_needed",
    ),
    "high risk left": (
        {"risks": [risk(HIGH)], "measures": [measure(1, HIGH)]},
        {},
        "high_risk_is_left",
    ),
}


@pytest.mark.parametrize(("answers", "facts", "check"), POINTED_OUT.values(), ids=POINTED_OUT)
def test_what_is_pointed_out(
    answers: dict[str, Any], facts: dict[str, str], check: str
) -> None:
    assert check in [warning.id for warning in judged(facts, **answers).warnings]


def test_going_against_peoples_views_owes_the_reasons() -> None:
    found = judged(risks=[risk(LOW)], departs_from_views="yes")
    assert [missing.question for missing in found.missing] == ["dpia.departs_reasons"]


@pytest.mark.parametrize(
    ("advice", "gaps"),
    [
        (None, [Gap.ADVICE_MISSING]),
        (Advice(outcome=AdviceOutcome.NO_DPO), []),
        (Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, text="Go ahead."), []),
        (Advice(outcome=AdviceOutcome.OVERRULED, by=DPO, text="Wait."), [Gap.OVERRULE_REASON]),
        (
            Advice(outcome=AdviceOutcome.OVERRULED, by=DPO, text="Wait.", reason="Winter."),
            [],
        ),
    ],
)
def test_the_officers_advice_is_required_and_overruled_only_with_reasons(
    advice: Advice | None, gaps: list[Gap]
) -> None:
    made = an_assessment("dpia", advice=advice, plan=READY)
    points = open_points(made, judged(risks=[risk(LOW)]), on=TODAY)
    assert [point.gap for point in points] == gaps
