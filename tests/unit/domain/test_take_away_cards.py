"""The cards to check before sending: what each channel and group still needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dpia_wizard.codec.take_away_words import as_text
from dpia_wizard.domain.assessment import Move, MoveKind, Status
from dpia_wizard.domain.sending import ListCheck, Sending, StruckOut
from dpia_wizard.domain.take_away import Document, Heading, Points, TakeAwayKind
from dpia_wizard.domain.take_away_compose import barrier_to, compose
from dpia_wizard.store.take_aways import take_away_texts
from tests.builders import APPROVER, NOW, OWNER, TODAY
from tests.take_aways import (
    CALLS_TO_MEMBERS,
    CARD,
    EMAIL_TO_TENANTS,
    NOTICE,
    POST_TO_TENANTS,
    TEXTS_WITH_CONSENT,
    an_lia,
    case_of,
    marketing,
    signed_off,
    taken,
)


def card_of(document: Document, start: str) -> tuple[str, ...]:
    """What there is to tick for one channel."""
    blocks = document.blocks
    at = next(
        n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith(start)
    )
    return next(b.items for b in blocks[at:] if isinstance(b, Points))


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


def test_a_card_says_that_a_newer_version_waits_for_approval() -> None:
    first = signed_off(marketing(TEXTS_WITH_CONSENT))
    second = replace(first, version=2, status=Status.COMPLETED)
    told = "Version 2 of the marketing rules is completed and waits for approval."
    assert told in as_text(taken(CARD, first, second))
    begun = replace(second, status=Status.DRAFT)
    assert "waits for approval" not in as_text(taken(CARD, first, begun))
