"""A case that may be sent, made without printing anything: for tests of what was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import NONE_OF_THESE, Answers
from dpia_wizard.domain.assessment import KeptRecord, Move, MoveKind, Plan, Status
from dpia_wizard.domain.case import facts_for
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.domain.row_values import Row
from tests.builders import APPROVER, DPO, OWNER

APPROVED = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
REVIEW = date(2027, 11, 2)
GROUP = "Tenants who agreed"
CALLED = "Companies we know"

ROW = {"directed": "yes", "objectors_removed": "yes", "special_used": "no", "source": "direct"}
CONSENT = (
    "free",
    "separate",
    "active",
    "granular",
    "clear",
    "withdrawable",
    "fresh",
    "named",
    "provable",
)
"""What a valid consent is, point by point."""
_AGREED = {
    "agreed": "yes",
    "optout_in_message": "yes",
    **{f"consent_{point}": "yes" for point in CONSENT},
}
_TOLD: Answers = {
    "marketing-rules.send_date": "2026-11-05",
    "marketing-rules.org_type": "registered_provider",
    "marketing-rules.is_public_authority": "no",
    "marketing-rules.purpose": "own_goods_services",
}
_EMAIL: Row = {
    "audience": GROUP,
    "channel": "email",
    "subscriber": "individual",
    **ROW,
    **_AGREED,
}
_FAX: Row = {
    "audience": CALLED,
    "channel": "fax",
    "subscriber": "individual",
    **ROW,
    "agreed": "no",
}
EMAIL_ONLY: Answers = {**_TOLD, "marketing-rules.sendings": (_EMAIL,)}
RULES: Answers = {**_TOLD, "marketing-rules.sendings": (_EMAIL, _FAX)}
"""Email to people who agreed may go; a fax to people may not."""


def may_be_sent(
    desk: Desk, *, rules: Answers = EMAIL_ONLY, screened: Answers | None = None
) -> Activity:
    """An activity with screening and marketing rules signed off on 2 November 2026.

    The screening says no to all but what is `screened` otherwise.
    """
    activity = start_activity(desk, Details(title="Tenant newsletter", owner=OWNER))
    screening = desk.sets.get("screening").say()
    no: Answers = {
        question.id: "no" if question.kind is Kind.YES_NO_UNSURE else (NONE_OF_THESE,)
        for question in screening.questions.values()
        if question.kind in (Kind.YES_NO_UNSURE, Kind.CHOICES) and not question.parent
    }
    activity = signed_off(desk, activity, "screening", {**no, **(screened or {})})
    return signed_off(desk, activity, "marketing-rules", rules)


def signed_off(desk: Desk, activity: Activity, set_id: str, answers: Answers) -> Activity:
    """The activity with a set answered and signed off by name."""
    activity = start_assessment(desk, activity, set_id)
    begun = activity.version(set_id, 1).with_answers(answers)
    facts = facts_for(activity, begun, desk.sets.say, today=APPROVED.date())
    done = replace(
        begun,
        status=Status.SIGNED_OFF,
        plan=Plan(completed_by=OWNER, approver=APPROVER, review_on=REVIEW),
        moves=(
            Move(kind=MoveKind.COMPLETED, by=OWNER, at=APPROVED),
            Move(kind=MoveKind.APPROVED, by=DPO, at=APPROVED),
        ),
        kept=KeptRecord(
            file=f"{begun.key}.pdf", sha256="ab" * 32, fingerprint="0123456789abcdef"
        ),
        facts=facts,
        organisation=desk.settings.organisation,
    )
    return desk.save(activity.put(done))
