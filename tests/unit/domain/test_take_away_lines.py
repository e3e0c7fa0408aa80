"""The record of processing and the pack for the regulator tell all that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dpia_wizard.codec.take_away_words import as_text
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Move,
    MoveKind,
    Plan,
    Status,
)
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.take_away import Paragraph
from dpia_wizard.domain.take_away_compose import barrier_to
from dpia_wizard.store.take_aways import take_away_texts
from tests.builders import DPO, NOW, OWNER, TODAY
from tests.dpia import HIGH, LOW, MEDIUM, WRITTEN, measure, risk
from tests.take_aways import (
    CALLS_TO_MEMBERS,
    EMAIL_TO_TENANTS,
    FULL_PROFILE,
    PACK,
    ROPA,
    TEXTS_WITH_CONSENT,
    a_draft,
    an_lia,
    case_of,
    lines,
    marketing,
    signed_off,
    taken,
)


def a_dpia(*rated: Mapping[str, str], left: Mapping[str, str] = LOW, **more: Any) -> Assessment:  # noqa: ANN401
    risks = [risk(how, risk_no=n) for n, how in enumerate(rated, 1)]
    measures = [measure(n, left) for n, _ in enumerate(rated, 1)]
    return a_draft("dpia", {**WRITTEN, "risks": risks, "measures": measures, **more})


# record of processing activities --------------------------------------------------------------


def test_the_lines_tell_all_that_a_record_of_processing_needs() -> None:
    rules = marketing(EMAIL_TO_TENANTS, TEXTS_WITH_CONSENT)
    ticked = replace(FULL_PROFILE, data_kinds=("age",), other_data="Names and addresses")
    words = {"data_kinds": {"age": "Age"}}
    told = {"audience": "Tenants", "ropa_ref": "ROPA-017"}
    said = lines(taken(ROPA, rules, an_lia(), profile=ticked, words=words, **told))
    assert said["Controller"] == "Example Homes"
    assert said["Purpose"] == "Our own products or services: A letter to tenants."
    assert said["Categories of people"] == "Tenants"
    assert said["Categories of data"] == (
        "Names and contact details (email address and phone number), marketing preferences and "
        "objections"
    )
    assert said["Data held besides"] == "Age, Names and addresses"
    assert said["Recipients"] == "Our printer"
    assert said["Transfers outside the UK"] == "None"
    assert said["Retention"] == "Until the tenancy ends"
    assert said["Security"] == "Locked away"
    assert said["Lawful basis"].splitlines() == [
        "Legitimate interests (UK GDPR Art 6(1)(f))",
        "Consent (UK GDPR Art 6(1)(a))",
    ]
    assert said["LIA"] == "ACT-0001, LIA, version 1, not signed off yet"
    assert "soft opt-in for products and services (PECR reg 22(3))" in said["Route under PECR"]


def test_what_the_dpia_says_of_the_activity_goes_before_the_profile() -> None:
    party = {"name": "Mail house", "role": "processor", "does": "Prints"}
    said = lines(taken(ROPA, a_dpia(MEDIUM, parties=[party])))
    assert said["Recipients"] == "Mail house (Processor: Prints)"
    assert said["Transfers outside the UK"] == "None: the supplier stores in the UK."
    assert said["Lawful basis"] == "Consent"


def test_what_only_the_marketing_rules_say_is_told_too() -> None:
    rules = marketing(
        CALLS_TO_MEMBERS, TEXTS_WITH_CONSENT, recipients=["mailing_house", "call_centre"]
    )
    document = taken(ROPA, rules, profile=Profile(), description="")
    said = lines(document)
    assert said["Purpose"] == "Our own products or services"
    assert said["Categories of people"].splitlines() == ["Members", "Subscribers"]
    kinds = "A printer or mailing house, A call centre or telephone agency"
    assert said["Recipients"] == kinds
    assert "details" not in [gap.place for gap in document.gaps]
    party = a_dpia(MEDIUM, parties=[{"name": "Mail house", "role": "processor"}])
    both = lines(taken(ROPA, rules, party))
    assert both["Recipients"] == f"Mail house (Processor). By kind: {kinds}"
    named = lines(taken(ROPA, rules))
    assert named["Recipients"] == f"{kinds}. Named in the organisation profile: Our printer"
    nobody = lines(taken(ROPA, marketing(TEXTS_WITH_CONSENT, recipients=["none"])))
    assert nobody["Recipients"] == "Nobody but our own staff"


# submission pack ------------------------------------------------------------------------------


def test_the_regulator_is_consulted_only_where_a_high_risk_is_left() -> None:
    texts = take_away_texts()
    none = barrier_to(texts, PACK, case_of())
    assert none is not None
    assert none.because.startswith("There is no DPIA yet")
    eased = barrier_to(texts, PACK, case_of(a_dpia(HIGH, left=LOW)))
    assert eased is not None
    assert "need not be consulted" in eased.because
    assert barrier_to(texts, PACK, case_of(a_dpia(HIGH, left=HIGH))) is None
    bare = a_draft("dpia", {**WRITTEN, "risks": [risk(HIGH, risk_no=1)]})
    assert barrier_to(texts, PACK, case_of(bare)) is None


def in_version_two(dpia: Assessment, status: Status) -> tuple[Assessment, Assessment]:
    """An approved DPIA without a high risk, and a second version that has one."""
    moves = (Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW),)
    later_one = replace(dpia, version=2, status=status)
    first = replace(signed_off(a_dpia(HIGH, left=LOW)), facts={})
    if status is Status.COMPLETED:
        later_one = replace(later_one, moves=moves, facts={})
    return first, later_one


@pytest.mark.parametrize(
    ("status", "says", "reference"),
    [
        (Status.DRAFT, "Version 2 of the DPIA is a draft: it may still change.", "a draft"),
        (Status.SUBMITTED, "Version 2 of the DPIA is a draft: it may still change.", "a draft"),
        (
            Status.COMPLETED,
            "This tells version 2 of the DPIA, completed on 22 November 2026 and not signed",
            "completed on 22 November 2026, not signed off yet",
        ),
    ],
)
def test_the_pack_tells_the_version_that_is_being_settled(
    status: Status, says: str, reference: str
) -> None:
    versions = in_version_two(a_dpia(HIGH, left=HIGH), status)
    assert barrier_to(take_away_texts(), PACK, case_of(*versions, kind=PACK)) is None
    document = taken(PACK, *versions)
    assert says in as_text(document)
    assert document.draft
    assert document.attach == "dpia-v2"
    assert "version 2" in document.about[0]
    assert reference in document.about[0]
    assert "version 1" in lines(taken(ROPA, *versions))["DPIA"]  # that is what counts


def test_a_version_that_came_to_nothing_is_no_reason_to_ask_the_regulator() -> None:
    versions = in_version_two(a_dpia(HIGH, left=HIGH), Status.WITHDRAWN)
    barrier = barrier_to(take_away_texts(), PACK, case_of(*versions, kind=PACK))
    assert barrier is not None
    assert "No risk in the DPIA (version 1) is high" in barrier.because
    eased = in_version_two(a_dpia(HIGH, left=LOW), Status.DRAFT)
    barrier = barrier_to(take_away_texts(), PACK, case_of(*eased, kind=PACK))
    assert barrier is not None
    assert "No risk in the DPIA (version 2, a draft) is high" in barrier.because


def test_the_pack_tells_the_advice_the_sign_off_and_what_was_set_aside() -> None:
    nature = {"text": "A mailing.", "not_relevant": {"nature_sharing": "Nobody else gets it."}}
    advice = Advice(
        outcome=AdviceOutcome.OVERRULED,
        by=DPO,
        on=TODAY,
        text="Ask the regulator.",
        reason="We ask it now.",
    )
    made = replace(
        a_dpia(HIGH, left=HIGH, nature=nature),
        advice=advice,
        plan=Plan(review_on=date(2027, 1, 2)),
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW),),
    )
    said = lines(taken(PACK, made))
    for part in ("Overruled", "Sam Okafor", "Ask the regulator.", "We ask it now."):
        assert part in said["Advice of the data protection officer"]
    assert said["Completed by"].startswith("Morgan Price, Communications officer, 22 November")
    assert said["Review by"] == "2 January 2027"
    assert "Set aside as not relevant:\n- Sharing: Nobody else gets it." in "".join(
        said.values()
    )


def test_the_pack_of_a_draft_says_that_nobody_has_signed() -> None:
    said = as_text(taken(PACK, a_dpia(HIGH, left=HIGH)))
    assert "There is no advice yet, and nobody has signed." in said


def test_a_withdrawn_assessment_is_not_spoken_of() -> None:
    gone = replace(marketing(TEXTS_WITH_CONSENT), status=Status.WITHDRAWN)
    assert not case_of(gone).relied_on


def test_the_pack_holds_all_that_article_36_asks_for() -> None:
    party = {"name": "Mail house", "role": "processor", "does": "Prints"}
    document = taken(PACK, a_dpia(HIGH, MEDIUM, left=HIGH, parties=[party]))
    cited = {b.cite for b in document.blocks if isinstance(b, Paragraph)}
    assert {f"UK GDPR Art 36(3)({letter})" for letter in "abcdef"} <= cited
    said = as_text(document)
    assert "Mail house: Processor. Prints" in said
    assert "dpo@homes.example" in said
    for question, answer in WRITTEN.items():
        if isinstance(answer, str) and " " in answer:
            assert answer in said, question
    assert "eight weeks" in " ".join(document.expect)
    assert document.attach == "dpia-v1"
    assert document.draft
    blocks = [getattr(block, "text", "") for block in document.blocks]
    assert "eight weeks" not in said + "".join(blocks)  # that is for the sender
