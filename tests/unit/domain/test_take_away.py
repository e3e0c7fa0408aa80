"""What people take away says what was answered, by the law of the day of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dpia_wizard.codec.take_away_words import as_text
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    KeptRecord,
    Move,
    MoveKind,
    Plan,
    Status,
)
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.sending import ListCheck, Sending, StruckOut
from dpia_wizard.domain.stale import FindNewest, SetNow
from dpia_wizard.domain.take_away import (
    Document,
    Heading,
    Paragraph,
    Points,
    Table,
    TakeAwayKind,
)
from dpia_wizard.domain.take_away_compose import barrier_to, compose
from dpia_wizard.store.take_aways import take_away_texts
from tests.builders import APPROVER, DPO, NOW, OWNER, TODAY
from tests.dpia import HIGH, LOW, MEDIUM, WRITTEN, measure, risk
from tests.take_aways import (
    AGREED,
    CALLS_TO_MEMBERS,
    CHARITY_EMAIL,
    EMAIL_TO_TENANTS,
    FULL_PROFILE,
    POST_TO_TENANTS,
    TEXTS_WITH_CONSENT,
    a_draft,
    an_lia,
    case_of,
    marketing,
    taken,
)

NOTICE, ROPA, CARD, PACK = TakeAwayKind
CHARITY = {"purpose": "fundraising", "is_charity": "yes", "org_type": "charity"}


def signed_off(assessment: Assessment) -> Assessment:
    moves = (Move(kind=MoveKind.APPROVED, by=APPROVER, at=NOW),)
    kept = KeptRecord(file="x.pdf", sha256="0" * 64, fingerprint="0b36 2ba0 fd73 d2c2")
    return replace(assessment, status=Status.SIGNED_OFF, moves=moves, kept=kept)


def later(set_id: str) -> FindNewest:
    """A newer version of one set's questions."""
    newer = SetNow(version="9.0.0", law_version="uk-2027", digest="newer")
    return lambda wanted: newer if wanted == set_id else None


def lines(document: Document) -> dict[str, str]:
    """The rows of a document's tables of two columns."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {row[0]: row[1] for table in tables for row in table.rows if len(row) == 2}


def card_of(document: Document, start: str) -> tuple[str, ...]:
    """What there is to tick for one channel."""
    blocks = document.blocks
    at = next(
        n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith(start)
    )
    return next(b.items for b in blocks[at:] if isinstance(b, Points))


def a_dpia(*rated: Mapping[str, str], left: Mapping[str, str] = LOW, **more: Any) -> Assessment:  # noqa: ANN401
    risks = [risk(how, risk_no=n) for n, how in enumerate(rated, 1)]
    measures = [measure(n, left) for n, _ in enumerate(rated, 1)]
    return a_draft("dpia", {**WRITTEN, "risks": risks, "measures": measures, **more})


# privacy notice ------------------------------------------------------------------------------


def test_each_lawful_basis_in_use_has_its_own_paragraph() -> None:
    rules = marketing(EMAIL_TO_TENANTS, POST_TO_TENANTS, TEXTS_WITH_CONSENT)
    said = as_text(taken(NOTICE, rules, an_lia(can_rely_on_li="yes")))
    assert (
        "We use your name and contact details (email address and postal address) to tell you "
        "about our products and services by email and post. Our lawful basis is legitimate "
        "interests. We want tenants to know."
    ) in said
    assert "gave us your contact details when you bought from us" in said
    assert (
        "With your consent, we use your name and phone number to tell you about our products "
        "and services by text message. You can withdraw your consent to this at any time"
    ) in said
    assert "More." not in said  # an outline, not the whole of the LIA


def test_consent_is_told_channel_by_channel() -> None:
    email = {**EMAIL_TO_TENANTS, "context": "none", **AGREED}
    said = as_text(taken(NOTICE, marketing(TEXTS_WITH_CONSENT, email)))
    assert said.count("With your consent") == 2
    assert "legitimate interests" not in said


def test_a_public_task_names_the_objection_that_goes_with_it() -> None:
    rules = marketing(
        POST_TO_TENANTS,
        org_type="public_authority",
        is_public_authority="yes",
        task_necessary="yes",
        paid_for_service="no",
        purpose="aims_ideals",
    )
    document = taken(NOTICE, rules)
    said = as_text(document)
    assert "the law gives us ([… to be filled in: the law that gives you the task])" in said
    assert "object on grounds that have to do with your particular situation" in said
    assert "right to object to direct marketing" not in said
    assert "legitimate interests" not in said
    assert [gap.place for gap in document.gaps] == ["marketing-rules", "marketing-rules"]


def test_the_right_to_object_stands_apart_and_names_whom_to_tell() -> None:
    document = taken(NOTICE, marketing(EMAIL_TO_TENANTS))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["Marketing", "Your right to object"]
    assert (
        as_text(document)
        .rstrip()
        .endswith(
            "You have the right to object to direct marketing at any time. To object: "
            "stop@homes.example."
        )
    )


@pytest.mark.parametrize(
    ("day", "says", "says_not"),
    [
        ("2026-06-18", "complain to the Information Commissioner (ICO)", "complain to us"),
        ("2026-06-19", "complain to us about how we use your data", "Commission (ICO)"),
        ("2026-09-29", "the Information Commissioner (ICO) at", "Commission (ICO)"),
        ("2026-09-30", "the Information Commission (ICO) at", "Commissioner"),
    ],
)
def test_the_day_of_sending_decides_the_words_on_complaints(
    day: str, says: str, says_not: str
) -> None:
    said = as_text(taken(NOTICE, marketing(TEXTS_WITH_CONSENT, send_date=day)))
    assert says in said
    assert says_not not in said


def test_without_a_day_of_sending_the_planned_start_decides() -> None:
    rules = a_draft("marketing-rules", {"sendings": [dict(TEXTS_WITH_CONSENT)]})
    said = as_text(taken(NOTICE, rules, planned_start=date(2026, 6, 1)))
    assert "Information Commissioner (ICO)" in said


def test_a_charity_says_when_and_how_it_came_by_the_details() -> None:
    said = as_text(taken(NOTICE, marketing(CHARITY_EMAIL, **CHARITY)))
    assert "When you supported us on or after 5 February 2026 you gave us your contact" in said
    rules = marketing({**CHARITY_EMAIL, "collected_on": "2026-02-01"}, **CHARITY)
    assert "5 February" not in as_text(taken(NOTICE, rules))
    early = marketing(CHARITY_EMAIL, **CHARITY, send_date="2026-02-04")
    assert "5 February" not in as_text(taken(NOTICE, early))


def test_a_list_from_somebody_else_names_its_source() -> None:
    bought = {**TEXTS_WITH_CONSENT, "source": "bought_list"}
    said = as_text(taken(NOTICE, marketing(bought)))
    assert "We got some of your details from a company that sells lists: [… to be" in said


def test_an_lia_that_did_not_say_yes_is_not_said_to_have_done_so() -> None:
    document = taken(NOTICE, marketing(EMAIL_TO_TENANTS), an_lia(can_rely_on_li="no"))
    assert "We have carried out an assessment" not in as_text(document)
    assert "lia" in [gap.place for gap in document.gaps]


def test_what_is_stopped_claims_no_basis_and_is_missed_in_the_copy_too() -> None:
    stopped = {**TEXTS_WITH_CONSENT, "agreed": "no", "audience": "Members [old]"}
    document = taken(NOTICE, signed_off(marketing(EMAIL_TO_TENANTS, stopped)), an_lia())
    said = as_text(document)
    assert "With your consent" not in said
    assert "text message" not in said.replace("Text message", "")
    gap = (
        "a lawful basis for Text message to Members [old): it is not allowed as it stands, so "
        "nothing is said of it here"
    )
    assert f"[… to be filled in: {gap}]" in said
    assert (gap, "marketing-rules") in [(gap.what, gap.place) for gap in document.gaps]
    asides = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.aside]
    assert any(text.startswith("They have not agreed") for text in asides)


def test_of_what_the_officer_has_yet_to_decide_nothing_is_said() -> None:
    unsettled = {**EMAIL_TO_TENANTS, "context": "tenancy"}
    said = as_text(taken(NOTICE, marketing(TEXTS_WITH_CONSENT, unsettled), an_lia()))
    assert "legitimate interests" not in said
    assert "became our tenant" not in said
    assert "your data protection officer decides first, so nothing is said of it here]" in said


def test_where_all_is_stopped_there_is_no_wording() -> None:
    stopped = marketing({**TEXTS_WITH_CONSENT, "agreed": "no"})
    barrier = barrier_to(take_away_texts(), NOTICE, case_of(stopped))
    assert barrier is not None
    assert barrier.because.startswith("No channel has a lawful basis yet")
    said = lines(taken(ROPA, stopped))
    assert said["Lawful basis"].startswith("[… to be filled in: the lawful basis: no channel")
    assert said["Route under PECR"].endswith(
        "(UK GDPR Art 6(1)(a) · PECR), not allowed as it stands"
    )


@pytest.mark.parametrize(
    ("lia", "lacks"),
    [
        ([], "it is not begun"),
        ([an_lia(can_rely_on_li="yes")], "it is not completed"),
        ([signed_off(an_lia(can_rely_on_li="no"))], "it does not let you go ahead"),
    ],
)
def test_an_lia_that_is_not_done_is_missed(lia: list[Assessment], lacks: str) -> None:
    said = as_text(taken(NOTICE, marketing(EMAIL_TO_TENANTS), *lia))
    assert (
        f"[… to be filled in: what the assessment of people's interests (LIA) came to: {lacks}]"
        in said
    )
    assert "We have carried out" not in said


def test_what_rests_on_something_out_of_date_says_so_in_the_copy_too() -> None:
    lia = signed_off(an_lia(can_rely_on_li="yes"))
    case = case_of(marketing(EMAIL_TO_TENANTS), lia, asked_now=later("lia"))
    said = {
        kind: as_text(compose(take_away_texts(), kind, case)) for kind in (NOTICE, ROPA, CARD)
    }
    assert all("The LIA may be out of date: look at it again" in text for text in said.values())
    assert all("marketing rules may be out of date" not in text for text in said.values())


def test_a_draft_becomes_final_once_the_marketing_rules_are_signed_off() -> None:
    rules = marketing(TEXTS_WITH_CONSENT)
    assert taken(NOTICE, rules).draft
    final = taken(NOTICE, signed_off(rules))
    assert not final.draft
    assert as_text(final).startswith("Marketing\n")


# gaps ----------------------------------------------------------------------------------------


def test_what_is_missing_stands_out_and_is_listed_once_with_its_place() -> None:
    document = taken(NOTICE, marketing(TEXTS_WITH_CONSENT), profile=Profile())
    said = as_text(document)
    assert said.count("[… to be filled in: who to contact]") == 2
    found = [(gap.what, gap.where) for gap in document.gaps]
    assert found == [
        ("who to contact", "Settings › Organisation profile"),
        ("who to contact with a complaint", "Settings › Organisation profile"),
    ]
    gaps = [block for block in document.blocks if isinstance(block, Paragraph) and block.gap]
    assert len(gaps) == 3
    assert not taken(NOTICE, marketing(TEXTS_WITH_CONSENT)).gaps


def test_an_answer_is_text_whatever_it_looks_like() -> None:
    lia = an_lia(purpose_answer={"text": "{task} <b>bold</b> {nothing}"})
    said = as_text(taken(NOTICE, marketing(EMAIL_TO_TENANTS), lia))
    assert "{task} <b>bold</b> {nothing}" in said


@pytest.mark.parametrize("text", ["2026-99-01", "20261201"])
def test_a_text_that_looks_like_a_day_is_left_alone(text: str) -> None:
    document = taken(ROPA, marketing(TEXTS_WITH_CONSENT), ropa_ref=text)
    assert lines(document)["ROPA reference"] == text


def test_a_contact_of_several_lines_stands_in_a_sentence() -> None:
    contact = "- Phone 0800 000 0000;\n- stop@homes.example\n\nPO Box 1."
    profile = replace(FULL_PROFILE, objection_contact=contact)
    said = as_text(taken(NOTICE, marketing(TEXTS_WITH_CONSENT), profile=profile))
    assert "To object: Phone 0800 000 0000, stop@homes.example, PO Box 1.\n" in said


def test_a_case_handed_over_speaks_with_what_its_organisation_had_said() -> None:
    rules = replace(marketing(TEXTS_WITH_CONSENT), organisation="Theirs", profile=FULL_PROFILE)
    document = taken(NOTICE, rules, profile=Profile())
    assert not document.gaps
    assert document.organisation == "Example Homes"


def test_a_record_of_another_organisation_speaks_for_that_one() -> None:
    theirs = replace(
        signed_off(marketing(TEXTS_WITH_CONSENT)), organisation="Example Party", facts={}
    )
    for kind in (NOTICE, ROPA, CARD):
        document = taken(kind, theirs)
        assert document.organisation == "Example Party"
        assert "Example Homes" not in as_text(document)
        assert "homes.example" not in as_text(document)
        assert {gap.place for gap in document.gaps} <= {"document", "lia", "dpia"}
    assert lines(taken(ROPA, theirs))["Controller"] == "Example Party"


def test_a_record_of_ours_speaks_with_what_we_say_of_ourselves_today() -> None:
    long_ago = Profile(controller="Example Homes", objection_contact="old@homes.example")
    ours = replace(marketing(TEXTS_WITH_CONSENT), organisation="Ours", profile=long_ago)
    said = as_text(taken(NOTICE, ours))
    assert "stop@homes.example" in said
    assert "old@homes.example" not in said
    assert "old@homes.example" in as_text(taken(NOTICE, ours, profile=Profile()))


def test_the_organisation_of_what_was_completed_last_counts() -> None:
    first = replace(signed_off(an_lia()), organisation="Example Party", started_at=NOW)
    later_one = NOW + timedelta(days=1)
    last = replace(marketing(TEXTS_WITH_CONSENT), organisation="Ours", started_at=later_one)
    assert taken(NOTICE, first, last).organisation == "Example Homes"
    assert taken(NOTICE, last, first).organisation == "Example Homes"


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


# check before sending -------------------------------------------------------------------------


def test_each_channel_and_group_has_a_card_with_what_it_needs() -> None:
    rules = marketing(EMAIL_TO_TENANTS, CALLS_TO_MEMBERS, POST_TO_TENANTS)
    document = taken(CARD, rules, on=date(2026, 12, 2))
    email = "\n".join(card_of(document, "Email: Tenants"))
    calls = "\n".join(card_of(document, "Live call: Members"))
    post = "\n".join(card_of(document, "Post addressed to somebody: Tenants"))
    for card in (email, calls, post):
        assert "Example Homes is named" in card
        assert "stop@homes.example" in card
        assert (
            "Your list of people not to contact: take everybody on it out again before every "
            "sending, just before it. Done on: ____"
        ) in card
        assert "Privacy notice: homes.example/privacy (of 1 October 2026)" in card
        assert "Imprint" not in card
    assert (
        "Telephone Preference Service (TPS): checked on 1 December 2026; a check is valid for "
        "28 days, so until 29 December 2026"
    ) in calls
    assert "Our number is shown" in calls
    assert "Our number is shown" not in email
    assert "TPS" not in email + post
    assert "Mailing Preference Service (MPS): checked on 1 December 2026" in post


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-12-29", "checked on 1 December 2026; a check is valid for 28 days, so until 29"),
        ("2026-12-30", "checked on 1 December 2026, which counts until 29 December 2026 only"),
    ],
)
def test_a_register_check_counts_for_28_days(day: str, says: str) -> None:
    document = taken(CARD, marketing(CALLS_TO_MEMBERS, send_date=day), on=date(2026, 12, 2))
    assert any(says in item for item in card_of(document, "Live call"))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-12-29", "to be checked on 1 December 2026; from then on it counts until 29"),
        ("2026-12-30", "to be checked on 1 December 2026, which would count until 29 December"),
        ("2026-11-30", "checked on ____________ (a check is valid for 28 days)"),
    ],
)
def test_a_check_that_was_still_to_come_is_no_check(day: str, says: str) -> None:
    rules = marketing(CALLS_TO_MEMBERS, send_date=day)
    (told,) = (i for i in card_of(taken(CARD, rules), "Live call") if "(TPS)" in i)
    assert says in told
    frozen = replace(
        rules,
        status=Status.COMPLETED,
        facts={},
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW),),
    )
    later_on = taken(CARD, frozen, on=date(2026, 12, 5))  # nobody has said that it was done
    (told,) = (i for i in card_of(later_on, "Live call") if "(TPS)" in i)
    assert "(TPS): checked on 1 Dec" not in told


def test_what_was_checked_for_the_last_sending_is_told() -> None:
    checks = (ListCheck(against="tps", on=date(2026, 12, 20)),)
    sent = Sending(
        id="1",
        sent_on=date(2026, 12, 20),
        channel="live_call",
        group="Members",
        checks=checks,
        by=APPROVER,
        at=NOW,
    )
    rules = marketing(CALLS_TO_MEMBERS)
    case = case_of(rules, sendings=(sent,), on=date(2027, 1, 10))
    document = compose(take_away_texts(), CARD, case)
    assert any("until 17 January 2027" in item for item in card_of(document, "Live call"))
    struck = replace(sent, struck_out=StruckOut(by=APPROVER, at=NOW, reason="Twice."))
    case = case_of(rules, sendings=(struck,), on=date(2027, 1, 10))
    document = compose(take_away_texts(), CARD, case)
    assert any("until 29 December 2026 only" in item for item in card_of(document, "Live call"))


def test_people_who_said_no_are_taken_out_each_time_whenever_it_was_last_done() -> None:
    sent = Sending(
        id="1",
        sent_on=TODAY,
        channel="sms",
        group="Subscribers",
        checks=(ListCheck(against="suppression", on=TODAY),),
        by=APPROVER,
        at=NOW,
    )
    case = case_of(marketing(TEXTS_WITH_CONSENT), sendings=(sent,))
    card = "\n".join(card_of(compose(take_away_texts(), CARD, case), "Text message"))
    assert "out again before every sending, just before it. Done on: ____" in card
    assert "valid for" not in card


def test_political_messages_need_an_imprint() -> None:
    document = taken(CARD, marketing(TEXTS_WITH_CONSENT, purpose="political"))
    assert any(item.startswith("Imprint") for item in card_of(document, "Text message"))


def test_the_card_names_the_approval_it_rests_on() -> None:
    rules = marketing(TEXTS_WITH_CONSENT)
    assert any("approval" in gap.what for gap in taken(CARD, rules).gaps)
    said = as_text(taken(CARD, signed_off(rules)))
    assert "signed off on 22 November 2026, fingerprint 0b36 2ba0 fd73 d2c2" in said


def test_a_card_of_what_may_not_be_sent_says_so() -> None:
    said = as_text(taken(CARD, marketing({**TEXTS_WITH_CONSENT, "agreed": "no"})))
    assert "Do not send this as it stands. They have not agreed" in said


@pytest.mark.parametrize("kind", [NOTICE, CARD])
def test_without_rows_the_marketing_rules_are_asked_for(kind: TakeAwayKind) -> None:
    barrier = barrier_to(take_away_texts(), kind, case_of(an_lia()))
    assert barrier is not None
    assert barrier.because.startswith("Answer the marketing rules first")
    assert barrier.place == "marketing-rules"


def test_what_is_not_direct_marketing_needs_no_marketing_paragraph() -> None:
    rules = marketing({**TEXTS_WITH_CONSENT}, purpose="service")
    barrier = barrier_to(take_away_texts(), NOTICE, case_of(rules))
    assert barrier is not None
    assert barrier.because.startswith("No channel has a lawful basis yet")
    ticks = "\n".join(card_of(taken(CARD, rules), "Text message"))
    assert "Keep every promotional line out of it" in ticks
    assert "way to stop" not in ticks


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
    told = [b for b in document.blocks if isinstance(b, Points) and b.aside]
    assert "eight weeks" in " ".join(told[-1].items)
    assert document.attach == "dpia-v1"
    assert document.draft
    assert "What to expect" not in said  # that is for the sender, not for the regulator
