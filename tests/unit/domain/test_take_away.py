"""The privacy notice says what was answered, by the law of the day, and shows its gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dpia_wizard.codec.take_away_words import as_text
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.stale import FindNewest, SetNow
from dpia_wizard.domain.take_away import Heading, Paragraph
from dpia_wizard.domain.take_away_compose import barrier_to, compose
from dpia_wizard.store.take_aways import take_away_texts
from tests.builders import NOW
from tests.take_aways import (
    AGREED,
    CARD,
    CHARITY_EMAIL,
    EMAIL_TO_TENANTS,
    FULL_PROFILE,
    NOTICE,
    POST_TO_TENANTS,
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

CHARITY = {"purpose": "fundraising", "is_charity": "yes", "org_type": "charity"}


def later(set_id: str) -> FindNewest:
    """A newer version of one set's questions."""
    newer = SetNow(version="9.0.0", law_version="uk-2027", digest="newer")
    return lambda wanted: newer if wanted == set_id else None


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
    assert "what we stand for" not in said  # no task is told of as marketing
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
        f"[… to be filled in: what the assessment of people’s interests (LIA) came to: {lacks}]"
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
