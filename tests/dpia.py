"""The shipped DPIA and answers for it, as small as a test can have them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.domain.rules import Evaluation, evaluate
from dpia_wizard.domain.situation import Situation, situation
from dpia_wizard.resources import resource_path
from tests.builders import TODAY

PATH = resource_path("questionnaires") / "dpia.yaml"

LOW = {"likelihood": "remote", "severity": "minimal"}
MEDIUM = {"likelihood": "possible", "severity": "significant"}
HIGH = {"likelihood": "possible", "severity": "severe"}

WRITTEN: Mapping[str, Any] = {
    "aims": "A monthly email to tenants.",
    "why_dpia": "A new supplier gets the list.",
    "contact": {"name": "Data protection officer"},
    "nature": "From the tenancy system to the email supplier.",
    "high_risk_types": ["none"],
    "scope": "Names and email addresses, monthly.",
    "retention": "Until the tenancy ends.",
    "individuals_affected": 4100,
    "special_category_used": "no",
    "context": "Tenants know their landlord.",
    "vulnerable_groups": "yes",
    "purposes": "Tenants find help with bills.",
    "consult_individuals": "The tenant panel read the draft.",
    "consult_internal": "Customer services.",
    "consult_processors": "no",
    "consult_experts": "no",
    "lawful_basis": "consent",
    "pecr_route": "Consent for email.",
    "achieves_purpose": "The last one did.",
    "alternatives": "Posters do not reach everyone.",
    "function_creep": "A purpose in the system and an end date.",
    "quality_minimisation": "Names and addresses only.",
    "transparency": "In the privacy notice and in each email.",
    "rights": "The contact centre, within a month.",
    "opt_out_mechanism": "A link in every email.",
    "processors": "A contract and a yearly check.",
    "transfers": "None: the supplier stores in the UK.",
    "measures_approved_by": {"name": "Head of communications"},
    "measures_approved_on": "2026-11-20",
    "residual_risks_approved_by": {"name": "Head of communications"},
    "residual_risks_approved_on": "2026-11-20",
    "consultation_reviewed_by": {"name": "Communications officer"},
    "consultation_reviewed_on": "2026-11-20",
    "departs_from_views": "no",
    "review_owner": {"name": "Communications officer"},
}


def risk(rated: Mapping[str, str], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    said = {"source_and_impact": "Somebody reads it.", "risk_kind": "individual"}
    return {**said, **rated, **more}


def measure(number: int, left: Mapping[str, str], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "risk_no": number,
        "options": "Check the list.",
        "effect": "reduced",
        **{f"residual_{key}": value for key, value in left.items()},
        "measure_approved": "yes",
        "owner": "Communications officer",
        "due_date": "2026-12-01",
        "status": "not_started",
        **more,
    }


@cache
def dpia() -> QuestionSet:
    return read_questionnaire(PATH.read_text("utf-8"), source=PATH.name)


def seen_in_dpia(
    facts: Mapping[str, str] | None = None,
    **answers: Any,  # noqa: ANN401
) -> Situation:
    """What rules see of some answers."""
    questionnaire = dpia().say(organisation="Ours")
    read, problems = read_answers(answers, questionnaire)
    assert not problems
    return situation(questionnaire, read, facts=facts, as_at=TODAY)


def judged(facts: Mapping[str, str] | None = None, **answers: Any) -> Evaluation:  # noqa: ANN401
    """What everything written, with these answers, comes to."""
    return evaluate(seen_in_dpia(facts, **{**WRITTEN, **answers}))
