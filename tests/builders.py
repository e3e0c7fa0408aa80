"""Small values to test with, made the way the program makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, Cell
from dpia_wizard.domain.assessment import Assessment, Override, Plan
from dpia_wizard.domain.conditions import Compare, Condition, Operator, Source, Subject
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import (
    Kind,
    Question,
    Questionnaire,
    Required,
    Section,
)
from dpia_wizard.domain.rules import Evaluation, evaluate
from dpia_wizard.domain.rulings import (
    Decide,
    Outcome,
    Rule,
    Ruling,
)
from dpia_wizard.domain.sending import ListCheck, Sending
from dpia_wizard.domain.situation import Situation, situation
from dpia_wizard.resources import resource_path
from dpia_wizard.store.law import LAW_FILE

OWNER = Person(name="Morgan Price", role="Communications officer")
DPO = Person(name="Sam Okafor", role="Data protection officer")
APPROVER = Person(name="Alex Hughes", role="Head of communications")

NOW = datetime(2026, 11, 22, 10, 51, tzinfo=UTC)
TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
ACTIVITY_ID = "8f14e45f-ceea-467f-a0e6-1f0d4a8c3b21"


def is_(question_id: str, *values: Cell) -> Compare:
    subject = Subject(source=Source.QUESTION, id=question_id)
    return Compare(subject=subject, operator=Operator.IN, values=values)


def fact_is(fact: str, *values: Cell) -> Compare:
    subject = Subject(source=Source.FACT, id=fact)
    return Compare(subject=subject, operator=Operator.IN, values=values)


def a_question(question_id: str, kind: Kind = Kind.YES_NO_UNSURE, **more: Any) -> Question:  # noqa: ANN401
    return Question(id=question_id, text=f"{question_id}?", kind=kind, **more)


def a_rule(rule_id: str, when: Condition, outcome: str, **more: Any) -> Rule:  # noqa: ANN401
    return Rule(id=rule_id, when=when, outcome=outcome, because=f"Because {rule_id}.", **more)


def a_ruling(*rules: Rule, decide: Decide = Decide.FIRST_MATCH, rows: str = "") -> Ruling:
    outcomes = ("stop", "care", "go")
    return Ruling(
        id="verdict",
        title="Verdict",
        decide=decide,
        outcomes=tuple(Outcome(id=o, title=o.title(), short=o) for o in outcomes),
        rules=rules,
        otherwise="go",
        otherwise_because="Nothing stands against it.",
        rows=rows,
    )


def a_set(*questions: Question, set_id: str = "test", **more: Any) -> Questionnaire:  # noqa: ANN401
    sections = more.pop("sections", (Section(id="all", title="All", questions=questions),))
    return Questionnaire(
        id=set_id,
        version="1.0.0",
        title="Test",
        short_title="Test",
        law_version="uk-2026",
        law_as_at=TODAY,
        sections=sections,
        rulings=more.pop("rulings", (a_ruling(),)),
        **more,
    )


def look(
    questionnaire: Questionnaire,
    answers: Answers | None = None,
    *,
    facts: Mapping[str, str] | None = None,
    overrides: tuple[Override, ...] = (),
    on: date = TODAY,
) -> Situation:
    return situation(questionnaire, answers or {}, facts=facts, overrides=overrides, as_at=on)


def judge(
    questionnaire: Questionnaire,
    answers: Answers | None = None,
    **more: Any,  # noqa: ANN401
) -> Evaluation:
    return evaluate(look(questionnaire, answers, **more))


def decided(target: str, before: str, after: str) -> Override:
    return Override(
        target=target, before=before, after=after, reason="Seen to it.", by=DPO, at=NOW
    )


def an_assessment(set_id: str = "test", **more: Any) -> Assessment:  # noqa: ANN401
    made = Assessment(
        set_id=set_id,
        set_version="1.0.0",
        set_digest="0" * 64,
        law_version="uk-2026",
        started_at=NOW,
    )
    return replace(made, **more)


def an_activity(*assessments: Assessment, **more: Any) -> Activity:  # noqa: ANN401
    made = Activity(
        id=ACTIVITY_ID,
        label="ACT-0001",
        created_at=NOW,
        details=Details(title="Tenant newsletter", owner=OWNER),
        assessments=assessments,
    )
    return replace(made, **more)


def a_sending(sending_id: str = "1", **more: Any) -> Sending:  # noqa: ANN401
    """A sending by email, its list checked on the day."""
    made = Sending(
        id=sending_id,
        sent_on=TODAY,
        channel="email",
        group="Tenants who agreed",
        number=1200,
        checks=(ListCheck(against="suppression", on=TODAY),),
        rested_on=(("lia-v1", "0123456789abcdef"),),
        by=OWNER,
        at=NOW,
    )
    return replace(made, **more)


def shipped_sets() -> list[Path]:
    """The files of the sets we ship; the law lies among them and is none."""
    files = resource_path("questionnaires").glob("*.yaml")
    return sorted(path for path in files if path.name != LAW_FILE)


OFFERED = ("screening", "marketing-rules", "lia", "dpia")
"""The sets we ship that are offered for new assessments, in the order of a case."""

READY = Plan(approver=APPROVER, review_on=TODAY + timedelta(days=365))


def one_of_each() -> Questionnaire:
    """A set with every kind of question, nothing hidden and nothing required."""
    return a_set(*(a_question(f"test.{kind}", kind) for kind in Kind))


def required(question_id: str, what: Required = Required.FOR_RESULT) -> Question:
    return a_question(question_id, required=what)
