"""The light verbs, from a new activity to a signed-off assessment and beyond."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dpia_wizard.app.answer import changes_between, leave_page, save_draft
from dpia_wizard.app.desk import Desk, open_desk, utc_now
from dpia_wizard.app.discuss import comment, decide, note_advice
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.settings import Settings, save_settings
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
from dpia_wizard.app.start import archive, edit_details, start_activity, start_assessment
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    KeptRecord,
    Plan,
    Status,
)
from dpia_wizard.domain.errors import (
    AdviceNotConfirmedError,
    AmbiguousError,
    NotAllowedError,
    NotFoundError,
    ReasonNeededError,
    SamePersonError,
    SignatureNeededError,
)
from dpia_wizard.domain.history import Change, EventKind
from tests.builders import APPROVER, DPO, NOW, OWNER, READY, TODAY

FAIR = Path(__file__).parents[2] / "data" / "fair.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", clock=lambda: NOW)
    work_as(opened, OWNER.name, OWNER.role)
    allow_names(opened)
    yield opened
    opened.close()


def work_as(desk: Desk, name: str, role: str) -> None:
    save_settings(desk, replace(desk.settings, name=name, role=role))


def allow_names(desk: Desk, *, allowed: bool = True) -> None:
    save_settings(desk, replace(desk.settings, signature_needed=not allowed))


@pytest.fixture
def activity(desk: Desk) -> Activity:
    return start_activity(desk, Details(title="Newsletter", owner=OWNER))


@pytest.fixture
def begun(desk: Desk, activity: Activity) -> Activity:
    return start_assessment(desk, activity, "screening")


def draft_of(activity: Activity) -> Assessment:
    found = activity.current("screening")
    assert found is not None
    return found


def completed(desk: Desk, activity: Activity) -> Activity:
    """Completed in the store, without the PDF a job would make."""
    questions = desk.questionnaire(draft_of(activity)).questions.values()
    asked = [q.id for q in questions if not q.parent and not q.options]
    answers: dict[str, AnswerValue] = dict.fromkeys(asked, "no")
    answers["screening.high_risk_examples"] = ("none",)
    answered = replace(draft_of(activity), answers=answers, plan=READY)
    evaluation = desk.evaluate(activity.put(answered), answered)
    done = signoff.complete(answered, evaluation, by=OWNER, at=NOW)
    return desk.save(activity.put(done))


def kinds(activity: Activity) -> list[str]:
    assert broken_links(activity.history) == []
    return [event.kind.value for event in activity.history]


def test_labels_count_up_from_the_highest(desk: Desk) -> None:
    labels = [start_activity(desk, Details(title=str(i))).label for i in range(3)]
    assert labels == ["ACT-0001", "ACT-0002", "ACT-0003"]
    other = open_desk(desk.workspace.folder)
    assert start_activity(other, Details(title="x")).label == "ACT-0004"
    other.close()


def test_an_activity_is_found_by_label_id_or_title(desk: Desk, activity: Activity) -> None:
    for name in (activity.label.lower(), activity.id, " newsletter "):
        assert find_activity(desk, name).id == activity.id
    with pytest.raises(NotFoundError):
        find_activity(desk, "ACT-9999")
    start_activity(desk, Details(title="NEWSLETTER"))
    with pytest.raises(AmbiguousError):
        find_activity(desk, "newsletter")


def test_beginning_an_assessment_keeps_the_questions_it_asks(
    desk: Desk, begun: Activity
) -> None:
    digest = draft_of(begun).set_digest
    assert (desk.workspace.folder / "sets" / f"{digest}.json").is_file()
    assert kinds(begun) == ["created", "started"]
    with pytest.raises(NotFoundError):
        start_assessment(desk, begun, "lai")


def test_beginning_an_assessment_twice_keeps_the_first(desk: Desk, begun: Activity) -> None:
    assert start_assessment(desk, begun, "screening") == begun


def test_typing_is_saved_and_noted_once_a_page_is_left(desk: Desk, begun: Activity) -> None:
    before = draft_of(begun).answers
    typed = begun
    for text in ("y", "ye", "yes"):
        assessment = draft_of(typed).answer("screening.new_sharing", text)
        typed = save_draft(desk, typed, assessment)
        assert desk.store.load(typed.id) == typed
    assert save_draft(desk, typed, draft_of(typed)) == typed
    left = leave_page(desk, typed, draft_of(typed), before=before)
    assert kinds(left) == ["created", "started", "answered"]
    assert left.history[-1].detail is not None
    assert left.history[-1].detail.changes == (
        Change(what="screening.new_sharing", after="yes"),
    )
    assert leave_page(desk, left, draft_of(left), before=draft_of(left).answers) == left


def test_changes_are_named_question_by_question() -> None:
    before, after = {"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "4", "d": "5"}
    assert changes_between(before, after) == (
        Change(what="a", before="1"),
        Change(what="c", before="3", after="4"),
        Change(what="d", after="5"),
    )


def test_the_details_are_noted_with_what_changed(desk: Desk, activity: Activity) -> None:
    details = replace(activity.details, title="Spring", planned_start=TODAY)
    edited = edit_details(desk, activity, details)
    assert edited.history[-1].detail is not None
    assert {change.what for change in edited.history[-1].detail.changes} == {
        "title",
        "planned_start",
    }
    assert edit_details(desk, edited, details) == edited


def test_an_activity_can_be_put_away_and_brought_back(desk: Desk, activity: Activity) -> None:
    away = archive(desk, activity, archived=True)
    back = archive(desk, away, archived=False)
    assert (away.archived, back.archived) == (True, False)
    assert kinds(back) == ["created", "archived", "restored"]


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


def test_the_day_is_that_of_the_user_s_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        desk = open_desk(tmp_path / "data", clock=lambda: NOW)
        assert desk.now() == NOW
        assert desk.today() == desk.now().date() == TODAY + timedelta(days=1)
        activity = start_activity(desk, Details(title="x"))
        assert desk.store.load(activity.id).created_at.date() == desk.today()
        desk.close()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_settings_are_kept_and_used_at_once(desk: Desk) -> None:
    save_settings(desk, Settings(name="Zoë", organisation="Example Housing"))
    assert desk.me.name == "Zoë"
    assert desk.sets.organisation == "Example Housing"
    again = open_desk(desk.workspace.folder)
    assert (again.me.name, again.sets.organisation) == ("Zoë", "Example Housing")


def test_the_data_folder_is_as_given_or_set_or_the_platform_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DPIA_WIZARD_DATA", "~/elsewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder("/given") == Path("/given")
    assert data_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("DPIA_WIZARD_DATA")
    assert data_folder().name == "dpia-wizard"
    monkeypatch.chdir(tmp_path)
    assert data_folder("here") == tmp_path / "here"


def test_the_clock_is_told_to_the_second() -> None:
    now = utc_now()
    assert (now.microsecond, now.utcoffset()) == (0, timedelta(0))
    assert abs(now - datetime.now(now.tzinfo)) < timedelta(minutes=1)


def test_every_kind_of_event_has_a_name_of_its_own() -> None:
    assert len({kind.value for kind in EventKind}) == len(EventKind)
