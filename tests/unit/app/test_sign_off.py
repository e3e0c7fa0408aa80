"""The verbs of a sign-off: from a remark on a draft to a version that replaces another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment, decide, note_advice
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import (
    approve,
    decline,
    default_review,
    give_back,
    new_version,
    settle,
    submit,
    tick_next_step,
    withdraw,
)
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, KeptRecord, Plan, Status
from dpia_wizard.domain.errors import (
    AdviceNotConfirmedError,
    NotAllowedError,
    ReasonNeededError,
    SamePersonError,
    SignatureNeededError,
)
from tests.builders import APPROVER, DPO, OWNER, READY, TODAY
from tests.unit.app.screenings import allow_names, completed, draft_of, kinds, work_as

FAIR = Path(__file__).parents[2] / "data" / "fair.yaml"


def test_the_dpo_decides_what_nobody_was_sure_of(desk: Desk, begun: Activity) -> None:
    unsure = draft_of(begun).answer("screening.new_sharing", "not_sure")
    begun = save_draft(desk, begun, unsure)
    with pytest.raises(NotAllowedError):
        decide(desk, begun, unsure, target="screening.new_sharing", to="no", reason="x")
    work_as(desk, DPO.name, DPO.role)
    decided = decide(
        desk, begun, unsure, target="screening.new_sharing", to="no", reason=" Old. "
    )
    (override,) = draft_of(decided).overrides
    assert (override.before, override.after, override.reason) == ("not_sure", "no", "Old.")
    assert kinds(decided)[-1] == "overridden"


def test_remarks_and_advice_are_noted_until_the_version_is_locked(
    desk: Desk, begun: Activity
) -> None:
    said = comment(desk, begun, draft_of(begun), question="", text=" Why? ")
    assert draft_of(said).comments[0].text == "Why?"
    advice = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Fine.")
    settled = settle(desk, said, draft_of(said), plan=READY, advice=advice)
    assert kinds(settled) == kinds(said)
    assert settle(desk, settled, draft_of(settled), plan=READY, advice=advice) == settled
    noted = note_advice(desk, settled, draft_of(settled), before=None)
    assert kinds(noted)[-1] == "advised"
    assert note_advice(desk, noted, draft_of(noted), before=advice) == noted
    withdrawn = note_advice(desk, noted, replace(draft_of(noted), advice=None), before=advice)
    assert kinds(withdrawn)[-1] == "advised"
    done = completed(desk, withdrawn)
    with pytest.raises(NotAllowedError):
        comment(desk, done, draft_of(done), question="", text="x")
    with pytest.raises(NotAllowedError):
        settle(desk, done, draft_of(done), plan=Plan(), advice=None)
    assert note_advice(desk, done, draft_of(done), before=advice) == done


def test_a_draft_goes_to_the_dpo_and_comes_back_with_a_reason(
    desk: Desk, begun: Activity
) -> None:
    sent = submit(desk, begun, draft_of(begun))
    back = give_back(desk, sent, draft_of(sent), reason="More on question 3.")
    assert draft_of(back).status is Status.DRAFT
    assert kinds(back)[-2:] == ["submitted", "returned"]
    with pytest.raises(ReasonNeededError):
        give_back(desk, sent, draft_of(sent), reason=" ")


def test_approval_supersedes_the_version_in_force(desk: Desk, begun: Activity) -> None:
    done = completed(desk, begun)
    first = approve(desk, done, draft_of(done), by=APPROVER)
    again = new_version(desk, first, draft_of(first), reason="New supplier.")
    second = completed(desk, again)
    both = approve(desk, second, draft_of(second), by=APPROVER)
    assert [a.status for a in both.assessments] == [Status.SUPERSEDED, Status.SIGNED_OFF]
    assert kinds(both)[-2:] == ["approved", "superseded"]


def test_a_name_approves_only_where_the_house_allows_it(desk: Desk, begun: Activity) -> None:
    done = completed(desk, begun)
    allow_names(desk, allowed=False)
    with pytest.raises(SignatureNeededError):
        approve(desk, done, draft_of(done), by=APPROVER)
    assert draft_of(desk.store.load(done.id)).status is Status.COMPLETED
    allow_names(desk)
    assert (
        draft_of(approve(desk, done, draft_of(done), by=APPROVER)).status is Status.SIGNED_OFF
    )


def test_a_name_does_not_pass_advice_that_has_to_be_confirmed(desk: Desk) -> None:
    own = desk.workspace.folder / "questionnaires"
    own.mkdir()
    told = FAIR.read_text("utf-8").replace("dpo_advice: optional", "dpo_advice: required")
    (own / FAIR.name).write_text(told, "utf-8")
    started = start_activity(desk, Details(title="Fair", owner=OWNER))
    begun = start_assessment(desk, started, "fair")
    advice = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Go ahead.")
    kept = KeptRecord(
        file="fair-v1.pdf", sha256="0" * 64, fingerprint="00", signatures=("completed",)
    )
    waiting = replace(begun.assessments[0], status=Status.COMPLETED, advice=advice, kept=kept)
    stored = desk.save(begun.put(waiting))
    with pytest.raises(AdviceNotConfirmedError):
        approve(desk, stored, waiting, by=APPROVER)


def test_the_house_says_whether_one_person_is_enough(desk: Desk, begun: Activity) -> None:
    done = completed(desk, begun)
    with pytest.raises(SamePersonError):
        approve(desk, done, draft_of(done), by=OWNER)
    save_settings(desk, replace(desk.settings, one_person_allowed=True))
    assert draft_of(approve(desk, done, draft_of(done), by=OWNER)).moves[-1].warning


def test_declining_begins_the_next_version_with_the_reason(desk: Desk, begun: Activity) -> None:
    done = completed(desk, begun)
    declined = decline(desk, done, draft_of(done), by=APPROVER, reason=" No. ")
    assert [a.status for a in declined.assessments] == [Status.DECLINED, Status.DRAFT]
    assert draft_of(declined).reason == "Version declined: No."
    assert kinds(declined)[-2:] == ["declined", "started"]


def test_a_newer_version_is_never_overwritten_by_an_older_one(
    desk: Desk, begun: Activity
) -> None:
    done = completed(desk, begun)
    first = draft_of(done)
    newer = new_version(desk, done, first, reason="New supplier.")
    typed = save_draft(desk, newer, draft_of(newer).answer("screening.new_sharing", "yes"))
    with pytest.raises(NotAllowedError) as refused:
        new_version(desk, typed, first, reason="Once more.")
    assert refused.value.facts["status"] == "not_latest"
    declined = decline(desk, typed, first, by=APPROVER, reason="No.")
    assert draft_of(declined) == draft_of(typed)
    assert [a.status for a in declined.assessments] == [Status.DECLINED, Status.DRAFT]


def test_withdrawing_ends_a_version(desk: Desk, begun: Activity) -> None:
    ended = withdraw(desk, begun, draft_of(begun), reason="Called off.")
    assert draft_of(ended).status is Status.WITHDRAWN
    assert kinds(ended)[-1] == "withdrawn"


def test_next_steps_go_on_after_the_lock(desk: Desk, begun: Activity) -> None:
    done = completed(desk, begun)
    ticked = tick_next_step(desk, done, "screening", "keep", done=True)
    assert ticked.facts.next_steps["screening.keep"].by == desk.me
    assert tick_next_step(desk, ticked, "screening", "keep", done=False).facts.next_steps == {}


@pytest.mark.parametrize(
    ("start", "months", "review"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 1), 24, date(2028, 1, 1)),
    ],
)
def test_a_review_falls_on_the_same_day_of_its_month(
    start: date, months: int, review: date
) -> None:
    assert default_review(start, months=months) == review
