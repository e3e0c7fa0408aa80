"""What the marketing rules and the LIA tell each other: nothing goes round or grows stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.case import (
    evaluation_of,
    facts_beside,
    facts_for,
    live_evaluation_of,
    why_not_yet,
    would_not_be_needed,
)
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.domain.stale import SetNow, StaleKind, stale_reasons
from dpia_wizard.resources import resource_path
from tests.builders import APPROVER, NOW, OWNER, TODAY, an_activity, an_assessment

RULES, LIA = "marketing-rules", "lia"
LATER = NOW + timedelta(days=3)


def _shipped(name: str) -> Questionnaire:
    path = resource_path("questionnaires") / name
    return read_questionnaire(path.read_text("utf-8"), source=name).say()


SETS = {RULES: _shipped("marketing_rules.yaml"), LIA: _shipped("lia.yaml")}

MESSAGE = {
    "send_date": "2026-12-01",
    "org_type": "registered_provider",
    "is_public_authority": "no",
    "purpose": "own_goods_services",
}
_ROW = {
    "directed": "yes",
    "subscriber": "individual",
    "objectors_removed": "yes",
    "special_used": "no",
    "source": "direct",
    "agreed": "no",
}
POST = _ROW | {
    "audience": "Tenants by post",
    "channel": "post",
    "screened": "yes",
    "mps_checked_on": "2026-11-20",
    "listed_left": "none",
}
AGREED = {f"consent_{word}": "yes" for word in ("free", "separate", "active", "granular")}
AGREED |= {f"consent_{word}": "yes" for word in ("clear", "withdrawable", "fresh", "named")}
EMAIL = _ROW | AGREED
EMAIL |= {"audience": "Tenants who agreed", "channel": "email", "agreed": "yes"}
EMAIL |= {"consent_provable": "yes", "optout_in_message": "yes"}
TASK = {"is_public_authority": "yes", "task_necessary": "yes", "paid_for_service": "no"}


def find_set(assessment: Assessment) -> Questionnaire:
    return SETS[assessment.set_id]


def rules(*rows: Mapping[str, str], **message: str) -> dict[str, Any]:
    return {**MESSAGE, **message, "sendings": list(rows)}


def lia(answer: str) -> dict[str, Any]:
    written = ("purpose", "necessity", "nature", "expectations", "impact")
    texts = {f"{name}_answer": "Weighed." for name in written}
    return {**texts, "opt_out_available": "yes", "can_rely_on_li": answer}


def drafted(
    activity: Activity, set_id: str, answers: dict[str, Any], version: int = 1
) -> Activity:
    found, problems = read_answers(answers, SETS[set_id])
    assert problems == []
    draft = an_assessment(set_id, version=version, answers=found)
    return noted(activity.put(draft), EventKind.ANSWERED, by=OWNER, at=LATER, assessment=draft)


def signed(
    activity: Activity, set_id: str, answers: dict[str, Any], version: int = 1
) -> Activity:
    """The activity with a version completed and approved, as the program does it."""
    activity = drafted(activity, set_id, answers, version)
    draft = activity.version(set_id, version)
    facts = facts_for(activity, draft, find_set, today=TODAY)
    done = replace(draft, status=Status.COMPLETED, facts=facts)
    activity = noted(
        activity.put(done), EventKind.COMPLETED, by=OWNER, at=LATER, assessment=done
    )
    older = [a for a in activity.assessments if a.set_id == set_id and a.version < version]
    for other in older:
        activity = activity.put(replace(other, status=Status.SUPERSEDED))
    approved = replace(done, status=Status.SIGNED_OFF)
    return noted(
        activity.put(approved), EventKind.APPROVED, by=APPROVER, at=LATER, assessment=approved
    )


def withdrawn(activity: Activity, set_id: str, version: int = 1) -> Activity:
    there = activity.version(set_id, version)
    gone = signoff.withdraw(there, by=OWNER, at=LATER, reason="Begun anew.")
    return noted(activity.put(gone), EventKind.WITHDRAWN, by=OWNER, at=LATER, assessment=gone)


def told(activity: Activity, own_set: str = LIA) -> dict[str, str]:
    return dict(facts_beside(activity, own_set, find_set, today=TODAY))


def comes_to(activity: Activity) -> tuple[str, str]:
    """The marketing rules' result as it is printed, and as it is now."""
    assessment = activity.in_force(RULES) or activity.version(RULES, 1)
    printed = evaluation_of(activity, assessment, find_set, today=TODAY)
    live = live_evaluation_of(activity, assessment, find_set, today=TODAY)
    return printed.result.tells["reason_code"], live.result.tells["reason_code"]


def evaluated(activity: Activity) -> Evaluation:
    return evaluation_of(activity, activity.version(RULES, 1), find_set, today=TODAY)


def stale(activity: Activity, set_id: str) -> list[tuple[StaleKind, tuple[str, ...]]]:
    assessment = activity.in_force(set_id) or activity.version(set_id, 1)
    now = SetNow(version="1.0.0", law_version="uk-2026", digest="0" * 64)
    found = stale_reasons(activity, assessment, find_set, lambda _: now, today=TODAY)
    return [(reason.kind, reason.what) for reason in found]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (rules(POST), ("yes", "no", "no", "yes")),
        (rules(EMAIL), ("no", "yes", "no", "yes")),
        (rules(EMAIL, POST), ("yes", "some", "no", "yes")),
        (rules(POST, EMAIL | {"agreed": "no", "context": "none"}), ("yes", "some", "no", "no")),
        (rules(POST, **TASK), ("no", "no", "yes", "yes")),
        (rules(POST | {"objectors_removed": "no"}), ("no", "no", "no", "no")),
        (rules(POST, purpose="service"), ("no", "no", "no", "yes")),
    ],
)
def test_the_marketing_rules_tell_what_their_rows_come_to(
    answers: dict[str, Any], expected: tuple[str, ...]
) -> None:
    names = ("lia_needed", "consent_only_channel", "public_task", "marketing_allows")
    facts = told(drafted(an_activity(), RULES, answers))
    assert tuple(facts[name] for name in names) == expected


def test_they_tell_nothing_while_a_row_is_open() -> None:
    owed = {key: cell for key, cell in POST.items() if key != "source"}
    facts = told(drafted(an_activity(), RULES, rules(owed)))
    assert facts == {"marketing_rules_signed_off": "no"}


def test_what_the_lia_says_holds_up_no_completion_of_the_rules() -> None:
    """Neither a missing LIA nor one that says no is anything to do before signing."""

    def held_up(activity: Activity) -> tuple[signoff.OpenPoint, ...]:
        draft = activity.version(RULES, 1)
        evaluation = evaluation_of(activity, draft, find_set, today=TODAY)
        return signoff.open_points(draft, evaluation, on=TODAY)

    without = drafted(an_activity(), RULES, rules(POST))
    assert evaluated(without).result.tells["reason_code"] == "LIA_REQUIRED"
    outcome = evaluated(without).result.outcome
    assert outcome is not None
    assert outcome.blocks_sending
    passed = drafted(signed(an_activity(), LIA, lia("yes")), RULES, rules(POST))
    failed = drafted(signed(an_activity(), LIA, lia("no")), RULES, rules(POST))
    assert held_up(without) == held_up(passed) == held_up(failed)
    assert {point.gap for point in held_up(without)} <= {
        signoff.Gap.QUESTION,
        signoff.Gap.APPROVER,
        signoff.Gap.REVIEW_DATE,
    }


def test_an_lia_that_passes_later_opens_the_signed_rules_and_makes_nothing_stale() -> None:
    activity = signed(an_activity(), RULES, rules(POST))
    assert comes_to(activity) == ("LIA_REQUIRED", "LIA_REQUIRED")
    activity = drafted(activity, LIA, lia("yes"))
    assert comes_to(activity) == ("LIA_REQUIRED", "LIA_REQUIRED"), "a draft passes nothing"
    activity = signed(activity, LIA, lia("yes"))
    assert comes_to(activity) == ("LIA_REQUIRED", "POST")
    assert stale(activity, RULES) == stale(activity, LIA) == []


def test_an_lia_that_says_no_or_is_withdrawn_closes_them_again() -> None:
    activity = signed(an_activity(), RULES, rules(POST))
    assert comes_to(signed(activity, LIA, lia("no"))) == ("LIA_REQUIRED", "LIA_FAILED")
    passed = signed(activity, LIA, lia("yes"))
    gone = withdrawn(passed, LIA)
    assert comes_to(gone) == ("LIA_REQUIRED", "LIA_REQUIRED")
    again = signed(passed, LIA, lia("no"), version=2)
    assert comes_to(again) == ("LIA_REQUIRED", "LIA_FAILED")
    assert stale(gone, RULES) == stale(again, RULES) == []


def test_rules_signed_after_the_lia_are_not_stale_when_it_goes() -> None:
    """Printed with a passed LIA, the rules read anew what has become of it."""
    activity = signed(signed(an_activity(), LIA, lia("yes")), RULES, rules(POST))
    assert comes_to(activity) == ("POST", "POST")
    gone = withdrawn(activity, LIA)
    assert comes_to(gone) == ("POST", "LIA_REQUIRED")
    assert stale(gone, RULES) == []


def test_what_the_lia_says_does_not_change_whether_one_is_needed() -> None:
    """Otherwise an LIA that says no would make itself unneeded, and out of date."""
    before = signed(an_activity(), RULES, rules(POST))
    failed = signed(before, LIA, lia("no"))
    again = signed(failed, RULES, rules(POST), version=2)
    assert comes_to(again) == ("LIA_FAILED", "LIA_FAILED")
    assert told(again)["lia_needed"] == "yes"
    assert stale(again, LIA) == [(StaleKind.REDONE, (RULES,))]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (rules(POST), StaleKind.REDONE),
        (rules(EMAIL), StaleKind.OTHER_RESULT),
        (rules(EMAIL, POST), StaleKind.OTHER_RESULT),
        (rules(POST, **TASK), StaleKind.OTHER_RESULT),
    ],
)
def test_other_marketing_answers_put_the_lia_out_of_date(
    later: dict[str, Any], expected: StaleKind
) -> None:
    activity = signed(signed(an_activity(), RULES, rules(POST)), LIA, lia("yes"))
    again = signed(activity, RULES, later, version=2)
    assert stale(again, LIA) == [(expected, (RULES,))]
    assert stale(again, RULES) == []


def test_a_draft_of_the_rules_moves_the_lia_that_relied_on_it() -> None:
    activity = signed(drafted(an_activity(), RULES, rules(POST)), LIA, lia("yes"))
    assert stale(activity, LIA) == []
    assert stale(drafted(activity, RULES, rules(EMAIL)), LIA) == [
        (StaleKind.OTHER_RESULT, (RULES,))
    ]
    assert stale(signed(activity, RULES, rules(POST)), LIA) == [], "signed as foreseen"


def test_an_lia_before_the_rules_is_not_next_but_can_be_begun() -> None:
    def why(activity: Activity) -> tuple[bool, bool]:
        asked = SETS[LIA]
        return (
            bool(would_not_be_needed(asked, activity, find_set, today=TODAY)),
            bool(why_not_yet(asked, activity, find_set, today=TODAY)),
        )

    assert why(an_activity()) == (False, True)
    assert why(drafted(an_activity(), RULES, rules(EMAIL))) == (False, True), "not settled"
    assert why(drafted(an_activity(), RULES, rules(POST))) == (False, False)
    assert why(signed(an_activity(), RULES, rules(POST))) == (False, False)
    assert why(signed(an_activity(), RULES, rules(EMAIL)))[0]
    begun = drafted(an_activity(), LIA, lia("yes"))
    assert why(begun) == (False, False), "what is begun is not asked about"


@pytest.mark.parametrize(
    ("answers", "result", "warned"),
    [
        (rules(EMAIL), "cannot_rely", False),
        (rules(EMAIL, POST), "can_rely", True),
        (rules(POST), "can_rely", False),
        (rules(POST, **TASK), "cannot_rely", False),
    ],
)
def test_where_consent_is_the_only_basis_the_lia_says_so(
    answers: dict[str, Any], result: str, warned: bool
) -> None:
    activity = drafted(signed(an_activity(), RULES, answers), LIA, lia("yes"))
    found = evaluation_of(activity, activity.version(LIA, 1), find_set, today=TODAY)
    assert found.result.id == result
    assert ("some_channels_need_consent" in {w.id for w in found.warnings}) is warned
