"""A worse answer never frees what a better one stops: the orders stand with the questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.domain.questionnaire import YES_NO_UNSURE_OPTIONS, Kind, Question
from dpia_wizard.domain.rules import evaluate
from dpia_wizard.domain.situation import situation
from tests.cli.test_marketing_finer import in_finer_words
from tests.cli.test_marketing_rules import CASES, rules_asked

RULES = rules_asked()
INPUTS: Mapping[str, Question] = {
    question.id.removeprefix("marketing-rules."): question
    for question in (*RULES.questions.values(), *RULES.question(RULES.flat_rows).fields)
    if question.kind in (Kind.CHOICE, Kind.YES_NO_UNSURE, Kind.DATE)
}
STEPS = [
    (name, better, worse)
    for name, question in INPUTS.items()
    for chain in question.worse
    for better, worse in pairwise(chain)
]
GIVEN: list[dict[str, Any]] = [case["input"].get("answers", case["input"]) for case in CASES]
STARTS = [given if n % 2 else in_finer_words(given) for n, given in enumerate(GIVEN)]
CHECKED_ON = {"tps_checked_on", "ctps_checked_on", "fax_ps_checked_on", "mps_checked_on"}
POINTED_OUT = {"poll", "research_asks", "pass_on", "young_people", "profiled", "privacy_given"}
POINTED_OUT |= {"policy_document", "charity_regulator", "objected_on"}
POINTED_OUT |= {"fundraising_ps_checked_on"}
UNORDERED = {"send_date", "org_type"} | CHECKED_ON | POINTED_OUT
"""Facts of which none is better: days that count by their distance, and what one is.

What is only pointed out or brings a need with it turns no result, so it needs no order.
"""


def values_of(question: Question) -> list[str]:
    days = ["2026-02-04", "2026-02-05", "2026-12-01"]
    listed = [option.id for option in question.options]
    return days if question.kind is Kind.DATE else listed or list(YES_NO_UNSURE_OPTIONS)


CHANGES = st.dictionaries(
    st.sampled_from(sorted(INPUTS)), st.integers(min_value=0, max_value=99), max_size=4
)
CHOICES = st.fixed_dictionaries(
    {setting.id: st.sampled_from(sorted(setting.values)) for setting in RULES.house}
)


def may_be_sent(answers: Mapping[str, Any], facts: Mapping[str, str]) -> bool | None:
    """None while an answer that decides is open."""
    found, problems = read_answers(answers, RULES)
    assert problems == []
    seen = situation(RULES, found, facts=facts, as_at=date(2026, 11, 22))
    outcome = evaluate(seen).result.outcome
    return None if outcome is None else outcome.allows


@settings(max_examples=400)
@given(
    start=st.sampled_from(STARTS),
    changes=CHANGES,
    step=st.sampled_from(STEPS),
    facts=CHOICES,
)
def test_a_worse_answer_never_turns_a_stop_into_a_proceed(
    start: dict[str, Any],
    changes: dict[str, int],
    step: tuple[str, str, str],
    facts: dict[str, str],
) -> None:
    varied = {
        k: values_of(INPUTS[k])[n % len(values_of(INPUTS[k]))] for k, n in changes.items()
    }
    name, better, worse = step
    answers = {**start, **varied}
    if may_be_sent({**answers, name: worse}, facts):
        assert may_be_sent({**answers, name: better}, facts) is not False


STOPPED = [start for start in STARTS if not may_be_sent(start, {})][::3]


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_an_answer_left_out_never_frees_what_it_stopped(name: str) -> None:
    for start in STOPPED:
        if name in start:
            assert not may_be_sent({k: v for k, v in start.items() if k != name}, {})


@pytest.mark.parametrize(("name", "better", "worse"), STEPS)
def test_no_single_step_down_frees_a_row(name: str, better: str, worse: str) -> None:
    for start in STARTS[::15]:
        step_down = may_be_sent({**start, name: worse}, {})
        assert may_be_sent({**start, name: better}, {}) is not False or not step_down


def test_every_input_has_an_order_or_says_why_not() -> None:
    assert {name for name, question in INPUTS.items() if not question.worse} == UNORDERED
