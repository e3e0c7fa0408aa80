"""Activities to take documents away from: answers of the shipped sets, seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Assessment, KeptRecord, Move, MoveKind, Status
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending import Sending
from dpia_wizard.domain.stale import FindNewest, SetNow
from dpia_wizard.domain.take_away import Document, Table, TakeAwayKind
from dpia_wizard.domain.take_away_case import WholeCase, whole_case
from dpia_wizard.domain.take_away_compose import compose
from dpia_wizard.resources import resource_path
from dpia_wizard.store.take_aways import take_away_texts
from tests.builders import APPROVER, NOW, OWNER, TODAY, an_activity, an_assessment

FILES = ("screening", "marketing_rules", "lia", "dpia")
NOTICE, ROPA, CARD, PACK = TakeAwayKind

EMAIL_TO_TENANTS: Mapping[str, Any] = {
    "audience": "Tenants",
    "channel": "email",
    "directed": "yes",
    "subscriber": "individual",
    "objectors_removed": "yes",
    "special_used": "no",
    "source": "direct",
    "agreed": "no",
    "context": "sale",
    "collected_on": "2026-03-01",
    "optout_at_collection": "yes",
    "similar_offering": "yes",
    "optout_in_message": "yes",
}
POST_TO_TENANTS: Mapping[str, Any] = {
    **{k: EMAIL_TO_TENANTS[k] for k in ("audience", "directed", "objectors_removed")},
    "channel": "post",
    "subscriber": "individual",
    "special_used": "no",
    "source": "direct",
    "agreed": "no",
    "optout_in_message": "yes",
    "screened": "yes",
    "mps_checked_on": "2026-12-01",
    "listed_left": "none",
}
CALLS_TO_MEMBERS: Mapping[str, Any] = {
    "audience": "Members",
    "channel": "live_call",
    "directed": "yes",
    "subscriber": "individual",
    "objectors_removed": "yes",
    "special_used": "no",
    "source": "direct",
    "agreed": "no",
    "screened": "yes",
    "tps_checked_on": "2026-12-01",
    "listed_left": "none",
}
CONSENT = ("free", "separate", "active", "granular", "clear", "withdrawable", "fresh", "named")
AGREED: Mapping[str, Any] = {
    "agreed": "yes",
    **{f"consent_{name}": "yes" for name in (*CONSENT, "provable")},
}
TEXTS_WITH_CONSENT: Mapping[str, Any] = {
    **EMAIL_TO_TENANTS,
    "audience": "Subscribers",
    "channel": "sms",
    "context": "none",
    **AGREED,
}
CHARITY_EMAIL: Mapping[str, Any] = {
    **EMAIL_TO_TENANTS,
    "audience": "Donors",
    "context": "charity_support",
    "fundraising_ps_removed": "yes",
    "collected_on": "2026-02-10",
    "sole_charitable_purpose": "yes",
}

FULL_PROFILE = Profile(
    controller="Example Homes",
    registration="Z0000000",
    dpo_contact="dpo@homes.example",
    complaint_contact="complaints@homes.example",
    objection_contact="stop@homes.example",
    other_data="Names and addresses",
    recipients="Our printer",
    transfers="None",
    retention="Until the tenancy ends",
    security="Locked away",
    notice_place="homes.example/privacy",
    notice_date=date(2026, 10, 1),
)


@cache
def shipped() -> Mapping[str, QuestionSet]:
    """The sets of a case, by id."""
    folder = resource_path("questionnaires")
    paths = [folder / f"{name}.yaml" for name in FILES]
    found = [read_questionnaire(path.read_text("utf-8"), source=path.name) for path in paths]
    return {question_set.id: question_set for question_set in found}


def asked(assessment: Assessment) -> Questionnaire:
    return shipped()[assessment.set_id].say(organisation="Ours")


def a_draft(set_id: str, answers: Mapping[str, Any], **more: Any) -> Assessment:  # noqa: ANN401
    draft = an_assessment(set_id)
    read, problems = read_answers(answers, asked(draft))
    assert not problems, problems
    return replace(draft, answers=read, **more)


def marketing(*rows: Mapping[str, Any], **answers: Any) -> Assessment:  # noqa: ANN401
    """Marketing rules about these rows, of a housing association's own services."""
    said = {
        "send_date": "2026-12-10",
        "org_type": "registered_provider",
        "is_charity": "no",
        "is_public_authority": "no",
        "purpose": "own_goods_services",
        **answers,
    }
    return a_draft("marketing-rules", {**said, "sendings": [dict(row) for row in rows]})


def an_lia(**answers: Any) -> Assessment:  # noqa: ANN401
    said = {"purpose_answer": {"text": "We want tenants to know.\n\nMore."}, **answers}
    return a_draft("lia", said)


def case_of(
    *assessments: Assessment,
    profile: Profile = FULL_PROFILE,
    words: Mapping[str, Mapping[str, str]] | None = None,
    on: date = TODAY,
    sendings: tuple[Sending, ...] = (),
    asked_now: FindNewest | None = None,
    kind: TakeAwayKind = TakeAwayKind.ROPA_LINES,
    **details: Any,  # noqa: ANN401
) -> WholeCase:
    activity = replace(the_activity(*assessments, **details), sendings=sendings)
    return whole_case(
        activity,
        asked,
        asked_now or newest_of(activity),
        organisation="Ours",
        profile=profile,
        words=words,
        newest=take_away_texts().documents[kind].newest,
        today=on,
    )


def newest_of(activity: Activity) -> FindNewest:
    """The sets as they were when the activity was begun: no newer one touches it."""

    def find(set_id: str) -> SetNow | None:
        made = activity.current(set_id)
        if made is None:
            return None
        return SetNow(
            version=made.set_version, law_version=made.law_version, digest=made.set_digest
        )

    return find


def the_activity(*assessments: Assessment, **details: Any) -> Activity:  # noqa: ANN401
    said = {"title": "Newsletter", "owner": OWNER, "description": "A letter to tenants."}
    return an_activity(*assessments, details=Details(**{**said, **details}))


def taken(kind: TakeAwayKind, *assessments: Assessment, **more: Any) -> Document:  # noqa: ANN401
    return compose(take_away_texts(), kind, case_of(*assessments, kind=kind, **more))


def signed_off(assessment: Assessment) -> Assessment:
    """An assessment as if it were approved and its PDF kept."""
    moves = (Move(kind=MoveKind.APPROVED, by=APPROVER, at=NOW),)
    kept = KeptRecord(file="x.pdf", sha256="0" * 64, fingerprint="0b36 2ba0 fd73 d2c2")
    return replace(assessment, status=Status.SIGNED_OFF, moves=moves, kept=kept)


def lines(document: Document) -> dict[str, str]:
    """The rows of a document's tables of two columns."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {row[0]: row[1] for table in tables for row in table.rows if len(row) == 2}
