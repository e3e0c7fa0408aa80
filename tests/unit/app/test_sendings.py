"""Noting what was sent: refused with the reasons, kept in spite of them, never edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.readiness import readiness_of
from dpia_wizard.app.sendings import new_sending, note_sending, sending_day, strike_out_sending
from dpia_wizard.app.sentences import sentence
from dpia_wizard.app.start import archive, start_activity
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, Cell
from dpia_wizard.domain.errors import (
    BadAnswersError,
    DpiaError,
    NotAllowedError,
    ReasonNeededError,
    SendingRefusedError,
    TooLongError,
)
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.sending import ListCheck, Sending
from tests.builders import DPO, NOW, TODAY
from tests.sending import APPROVED, GROUP, REVIEW, ROW, RULES, may_be_sent, signed_off
from tests.unit.jobs.two_desks import ALL as LIA
from tests.whole_case import dpia

SENT_ON = date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path, clock=lambda: NOW)
    opened.settings = replace(opened.settings, name=DPO.name, role=DPO.role)
    yield opened
    opened.close()


@pytest.fixture
def activity(desk: Desk) -> Activity:
    return may_be_sent(desk)


def entry(desk: Desk, **more: Any) -> Sending:  # noqa: ANN401
    given = {
        "sent_on": SENT_ON,
        "channel": "email",
        "group": GROUP,
        "number": 1200,
        "checks": {"suppression": SENT_ON},
    }
    return new_sending(desk, **{**given, **more})


def refused(desk: Desk, activity: Activity, **more: Any) -> str:  # noqa: ANN401
    with pytest.raises(SendingRefusedError) as found:
        note_sending(desk, activity, entry(desk, **more))
    assert desk.store.load(activity.id).sendings == activity.sendings
    return sentence(found.value)


def test_a_sending_keeps_what_it_rested_on_and_says_so_in_the_history(
    desk: Desk, activity: Activity
) -> None:
    assert readiness_of(desk, activity).is_ready
    note_sending(desk, activity, entry(desk, note="The spring issue.", in_spite="Not needed."))
    kept = desk.store.load(activity.id)
    (sending,) = kept.sendings
    assert sending.checks == (ListCheck(against="suppression", on=SENT_ON),)
    assert sending.rested_on == (
        ("screening-v1", "0123456789abcdef"),
        ("marketing-rules-v1", "0123456789abcdef"),
    )
    assert (sending.warnings, sending.in_spite, sending.by) == ((), "", DPO)
    event = kept.history[-1]
    assert event.kind is EventKind.SENT
    assert event.detail
    assert event.detail.note == f"20 Nov 2026 · Email · {GROUP} · 1,200 recipients"
    assert broken_links(kept.history) == []
    assert [a.status for a in kept.assessments] == [a.status for a in activity.assessments]


def test_the_same_activity_is_sent_again_and_again(desk: Desk, activity: Activity) -> None:
    for day in (SENT_ON, SENT_ON + timedelta(1)):
        activity = note_sending(
            desk, activity, entry(desk, sent_on=day, checks={"suppression": day})
        )
    assert [s.sent_on for s in activity.sendings] == [SENT_ON, SENT_ON + timedelta(1)]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"sent_on": TODAY + timedelta(1)}, "This day has not come yet."),
        ({"checks": {}}, "people not to contact: no check of the list is recorded."),
        (
            {"checks": {"suppression": SENT_ON - timedelta(29)}},
            "the check of 22 October 2026 was 29 days old when it was sent",
        ),
        ({"checks": {"suppression": TODAY}}, "checked on 22 November 2026, after it was sent"),
        ({"group": "Somebody else"}, "were not answered for this channel and group"),
        (
            {"sent_on": APPROVED.date() - timedelta(1)},
            "nothing was signed off yet on 1 November 2026",
        ),
    ],
)
def test_what_should_not_have_been_sent_is_refused_with_the_reason(
    desk: Desk, activity: Activity, given: dict[str, Any], words: str
) -> None:
    assert words in refused(desk, activity, **given)


def test_a_check_that_is_a_few_days_old_is_pointed_out_and_kept(
    desk: Desk, activity: Activity
) -> None:
    checks = {"suppression": SENT_ON - timedelta(28)}
    kept = note_sending(desk, activity, entry(desk, checks=checks)).sendings[0]
    assert "was 28 days old" in kept.warnings[0]
    assert kept.in_spite == ""


def test_a_review_overdue_on_the_day_is_pointed_out(tmp_path: Path) -> None:
    later = open_desk(tmp_path, clock=lambda: NOW.replace(year=2027))
    activity = may_be_sent(later)
    day = REVIEW + timedelta(1)
    found = sending_day(later, activity, day).problems(
        entry(later, sent_on=day, checks={"suppression": day})
    )
    assert [problem.kind for problem in found] == ["review_overdue", "review_overdue"]
    later.close()


def test_a_row_that_stops_is_refused_and_so_is_the_gate(desk: Desk) -> None:
    activity = may_be_sent(desk, rules=RULES)
    words = refused(desk, activity, channel="fax", group="Companies we know")
    assert "do not allow this channel for this group. A fax to a person" in words
    assert "Marketing rules is not passed" in words
    assert "Fax Preference Service: no check" in words


def test_a_letter_may_go_once_the_lia_is_passed_that_its_row_was_waiting_for(
    desk: Desk,
) -> None:
    """The marketing rules were signed off before; what the LIA says is read anew."""
    row: Mapping[str, Cell] = {
        **ROW,
        "audience": "Tenants",
        "channel": "post",
        "subscriber": "individual",
        "agreed": "no",
        "screened": "yes",
        "mps_checked_on": "2026-11-01",
        "listed_left": "none",
        "optout_in_message": "yes",
    }
    activity = may_be_sent(
        desk,
        rules={**RULES, "marketing-rules.sendings": (row,)},
        screened={"screening.not_explicitly_opted_in": "yes"},
    )
    activity = signed_off(desk, activity, "dpia", dpia(desk))
    letter = {"channel": "post", "group": "Tenants"}
    checks = {"suppression": SENT_ON, "mps": SENT_ON}
    words = refused(desk, activity, **letter, checks=checks)
    assert "Legitimate interests assessment is not passed." in words
    lia: Answers = {f"lia.{key}": value for key, value in LIA.items()}
    passed = signed_off(desk, activity, "lia", lia)
    kept = note_sending(desk, passed, entry(desk, **letter, checks=checks)).sendings[0]
    assert (kept.warnings, len(kept.rested_on)) == ((), 4)


def test_what_was_sent_in_spite_of_it_all_is_kept_with_the_reason(
    desk: Desk, activity: Activity
) -> None:
    wrong = entry(desk, checks={}, in_spite="A supplier sent it early.")
    kept = note_sending(desk, activity, wrong)
    assert kept.sendings[0].in_spite == "A supplier sent it early."
    assert "no check of the list" in kept.sendings[0].warnings[0]
    event = kept.history[-1]
    assert event.detail
    assert event.detail.note.startswith("Sent all the same · 20 Nov 2026")
    assert "This day has not come yet" in refused(
        desk, kept, sent_on=TODAY + timedelta(1), in_spite="No."
    )


def test_an_entry_is_struck_out_with_a_reason_and_stays_readable(
    desk: Desk, activity: Activity
) -> None:
    noted = note_sending(desk, activity, entry(desk))
    sending = noted.sendings[0]
    with pytest.raises(ReasonNeededError):
        strike_out_sending(desk, noted, sending.id, reason="  ")
    struck = strike_out_sending(desk, noted, sending.id, reason="It was the other list.")
    assert replace(struck.sendings[0], struck_out=None) == sending
    assert struck.sendings[0].struck_out
    assert struck.sendings[0].struck_out.reason == "It was the other list."
    assert struck.history[-1].kind is EventKind.STRUCK_OUT
    assert strike_out_sending(desk, struck, sending.id, reason="Again.") == struck


@pytest.mark.parametrize(
    ("text", "error"), [("x" * 20_001, TooLongError), ("half \ud83d", BadAnswersError)]
)
def test_what_could_not_be_kept_or_opened_again_is_refused(
    desk: Desk, activity: Activity, text: str, error: type[DpiaError]
) -> None:
    with pytest.raises(error):
        note_sending(desk, activity, entry(desk, note=text))
    noted = note_sending(desk, activity, entry(desk))
    with pytest.raises(error):
        strike_out_sending(desk, noted, noted.sendings[0].id, reason=text)


def test_nothing_is_noted_on_an_archived_activity(desk: Desk, activity: Activity) -> None:
    put_away = archive(desk, activity, archived=True)
    with pytest.raises(NotAllowedError) as found:
        note_sending(desk, put_away, entry(desk))
    assert "Bring it back" in sentence(found.value)


def test_without_any_assessment_a_sending_can_still_be_told_of(desk: Desk) -> None:
    """What was sent was sent: also where nobody assessed anything before."""
    activity = start_activity(desk, Details(title="Sent already", owner=Person(name="A")))
    kept = note_sending(desk, activity, entry(desk, in_spite="Nobody knew of the wizard."))
    assert kept.sendings[0].rested_on == ()
    assert any("not passed" in words for words in kept.sendings[0].warnings)
