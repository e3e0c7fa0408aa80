"""What is checked before a sending, as question sets say it and as ours does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.answers import Answers, Cell
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending_ways import channels_of, ways_in
from dpia_wizard.resources import resource_path
from tests.builders import look
from tests.sending import CONSENT

SET = """\
id: s
version: 1.0.0
title: S
short_title: S
source: x
law_version: uk
law_as_at: 2026-01-01
sections:
  - id: a
    title: A
    questions:
      - id: s.ways
        text: Ways?
        kind: rows
        fields:
          - {id: who, text: Who?, kind: text}
          - id: how
            text: How?
            kind: choice
            options: [{id: mail, text: Mail}, {id: call, text: Call}]
results:
  - id: r
    title: R
    decide: strictest_of_rows
    rows: s.ways
    outcomes: [{id: go, title: Go, short: Go, allows: true}]
    otherwise: {outcome: go}
    rules: [{id: all, when: {question: how, answered: true}, outcome: go, because: B.}]
sending:
  rows: s.ways
  channel: how
  group: who
  checks:
    - {id: own, title: Own, text: T., limit_days: 28, warn_days: 3}
    - {id: tps, title: TPS, text: T., limit_days: 28, when: {question: how, equals: call}}
"""
MISTAKES = {
    "  rows: s.ways\n  channel": (
        "  rows: s.other\n  channel",
        "“s.other” is not a question of kind rows",
    ),
    "channel: how": ("channel: who", "“s.ways” has no such field of kind choice"),
    "group: who": ("group: nobody", "“s.ways” has no such field of kind text"),
    "warn_days: 3": ("warn_days: 29", "warns only after the limit"),
    "how, equals: call}}\n": ("how, equals: fly}}\n", "“how” has no answer “fly”"),
    "id: tps": ("id: own", "the id “own” stands here twice"),
}


def test_it_is_read_as_written() -> None:
    said = read_questionnaire(SET, source="set.yaml").say()
    assert dict(channels_of(said)) == {"mail": "Mail", "call": "Call"}
    seen = look(
        said, {"s.ways": ({"who": "All", "how": "call"}, {"who": "All", "how": "mail"})}
    )
    assert [[c.id for c in way.checks] for way in ways_in(seen)] == [["own", "tps"], ["own"]]


@pytest.mark.parametrize("right", MISTAKES)
def test_each_mistake_in_it_is_named(right: str) -> None:
    wrong, sentence = MISTAKES[right]
    assert SET.count(right) == 1
    with pytest.raises(BadQuestionnaireError) as refused:
        read_questionnaire(SET.replace(right, wrong), source="set.yaml")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert any(sentence in problem for problem in problems)


@pytest.fixture(scope="module")
def rules() -> Questionnaire:
    path = resource_path("questionnaires/marketing_rules.yaml")
    return read_questionnaire(path.read_text("utf-8"), source=path.name).say()


AGREED = {f"consent_{point}": "yes" for point in CONSENT}
MARKETING = {"marketing-rules.purpose": "own_goods_services"}
APPEAL = {"marketing-rules.purpose": "fundraising"}
PERSON = {"subscriber": "individual"}
COMPANY = {"subscriber": "corporate"}


@pytest.mark.parametrize(
    ("answers", "row", "checks"),
    [
        (MARKETING, {"channel": "email", **PERSON}, "suppression"),
        (MARKETING, {"channel": "in_person"}, "suppression"),
        (MARKETING, {"channel": "live_call", **PERSON}, "suppression tps"),
        (MARKETING, {"channel": "live_call", "subscriber": "sole_trader"}, "suppression tps"),
        (MARKETING, {"channel": "live_call", **COMPANY}, "suppression ctps"),
        (MARKETING, {"channel": "live_call", "subscriber": "unknown"}, "suppression tps ctps"),
        (
            MARKETING,
            {"channel": "live_call", "agreed": "yes", **PERSON, **AGREED},
            "suppression",
        ),
        (MARKETING, {"channel": "fax", **COMPANY}, "suppression fax_ps"),
        (MARKETING, {"channel": "post", **PERSON}, "suppression mps"),
        (MARKETING, {"channel": "post", **COMPANY}, "suppression"),
        (MARKETING, {"channel": "post_unaddressed", "directed": "no"}, ""),
        (APPEAL, {"channel": "email", **PERSON}, "suppression fundraising_ps"),
        (APPEAL, {"channel": "post", **PERSON}, "suppression mps fundraising_ps"),
        (APPEAL, {"channel": "email", **COMPANY}, "suppression"),
        ({"marketing-rules.purpose": "service"}, {"channel": "email"}, ""),
    ],
)
def test_each_channel_asks_for_its_own_checks(
    rules: Questionnaire, answers: Mapping[str, Any], row: Mapping[str, Cell], checks: str
) -> None:
    told = {"directed": "yes", "audience": "Them", **row}
    (way,) = ways_in(look(rules, {**answers, "marketing-rules.sendings": (told,)}))
    assert [check.id for check in way.checks] == checks.split()


def test_a_house_that_does_not_honour_the_mailing_service_is_not_asked_for_it(
    rules: Questionnaire,
) -> None:
    row: Mapping[str, Cell] = {"directed": "yes", "channel": "post", **PERSON}
    answers: Answers = {**MARKETING, "marketing-rules.sendings": (row,)}
    (way,) = ways_in(look(rules, answers, facts={"mps_strict": "off"}))
    assert [check.id for check in way.checks] == ["suppression"]


def test_every_register_counts_for_28_days_and_ones_own_list_wants_a_fresh_look(
    rules: Questionnaire,
) -> None:
    assert rules.sending is not None
    limits = {check.id: (check.limit_days, check.warn_days) for check in rules.sending.checks}
    assert {limit for limit, _ in limits.values()} == {28}
    assert limits["suppression"] == (28, 3)
