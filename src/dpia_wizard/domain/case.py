"""One activity seen whole: what its assessments come to, and the facts they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation, evaluate
from dpia_wizard.domain.situation import situation

FindSet: TypeAlias = Callable[[Assessment], Questionnaire]
"""Finds the question set, in the version an assessment was made with."""


def activity_facts(activity: Activity) -> Mapping[str, str]:
    """What the activity itself tells rules: its own facts, and what people ticked since."""
    details = activity.details
    facts = dict(activity.facts.values)
    if details.public_authority:
        facts["public_authority"] = details.public_authority
    if details.planned_start:
        facts["planned_start"] = details.planned_start.isoformat()
    return facts


def facts_for(
    activity: Activity, assessment: Assessment, find_set: FindSet, *, today: date
) -> Mapping[str, str]:
    """The facts one assessment's rules see: the activity's, and its siblings' outcomes."""
    facts = dict(activity_facts(activity))
    for set_id in dict.fromkeys(a.set_id for a in activity.assessments):
        sibling = activity.in_force(set_id) or activity.current(set_id)
        if sibling is None or set_id == assessment.set_id:
            continue
        signed = any(
            a.set_id == set_id and a.status is Status.SIGNED_OFF for a in activity.assessments
        )
        facts[f"{set_id.replace('-', '_')}_signed_off"] = "yes" if signed else "no"
        outcome = _evaluate(
            sibling, find_set(sibling), activity_facts(activity), today
        ).result.outcome
        facts.update(outcome.facts if outcome else {})
    return facts


def evaluation_of(
    activity: Activity, assessment: Assessment, find_set: FindSet, *, today: date
) -> Evaluation:
    """What an assessment comes to, on the day it was completed or else today."""
    facts = facts_for(activity, assessment, find_set, today=today)
    return _evaluate(assessment, find_set(assessment), facts, today)


def as_at(assessment: Assessment, today: date) -> date:
    """The day whose law counts: that of completion, else today."""
    completed = assessment.last_move(MoveKind.COMPLETED)
    return completed.at.date() if completed else today


def _evaluate(
    assessment: Assessment, questionnaire: Questionnaire, facts: Mapping[str, str], today: date
) -> Evaluation:
    seen = situation(
        questionnaire,
        assessment.answers,
        overrides=assessment.overrides,
        facts=facts,
        as_at=as_at(assessment, today),
    )
    return evaluate(seen)
