"""The register's row: a chip for each set, who is asked to act, what search finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    Move,
    MoveKind,
    Plan,
    Status,
)
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import (
    Kind,
    Questionnaire,
)
from dpia_wizard.domain.rulings import (
    Outcome,
    Tone,
)
from dpia_wizard.domain.settings import Settings
from dpia_wizard.domain.summary import ActivitySummary, SetSummary, summarise, words_in
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_activity,
    an_assessment,
    decided,
    is_,
    required,
)

RULING = a_ruling(a_rule("yes", is_("test.a", "yes"), "stop"))
SET = a_set(
    required("test.a"),
    required("test.b"),
    rulings=(
        replace(
            RULING,
            outcomes=(
                Outcome(id="stop", title="Stop", short="Stop here", tone=Tone.STOP),
                Outcome(id="go", title="Go", short="Go on", tone=Tone.GOOD),
            ),
        ),
    ),
)
BOTH = {"test.a": "yes", "test.b": "no"}
KNOWN = [("test", "Test"), ("other", "Other")]


def find_set(_: Assessment) -> Questionnaire:
    return SET


def row(*assessments: Assessment) -> ActivitySummary:
    return summarise(an_activity(*assessments), KNOWN, find_set, today=TODAY)


def moved(kind: MoveKind, status: Status) -> Assessment:
    move = Move(kind=kind, by=DPO, at=NOW)
    return an_assessment(answers=BOTH, status=status, moves=(move,), plan=READY)


S, M = Status, MoveKind


@pytest.mark.parametrize(
    ("assessment", "text", "tone"),
    [
        (an_assessment(), "0 of 2", "note"),
        (an_assessment(answers={"test.a": "no"}), "1 of 2", "note"),
        (moved(M.RETURNED, S.DRAFT), "Returned", "care"),
        (moved(M.SUBMITTED, S.SUBMITTED), "With the DPO", "care"),
        (moved(M.COMPLETED, S.COMPLETED), "To approve", "note"),
        (moved(M.APPROVED, S.SIGNED_OFF), "Stop here ✓", "stop"),
        (an_assessment(status=S.SIGNED_OFF), "Signed off", "good"),
        (moved(M.DECLINED, S.DECLINED), "Declined", "stop"),
        (moved(M.WITHDRAWN, S.WITHDRAWN), "Withdrawn", "muted"),
        (moved(M.SUPERSEDED, S.SUPERSEDED), "Superseded", "muted"),
    ],
)
def test_a_chip_tells_where_an_assessment_stands(
    assessment: Assessment, text: str, tone: str
) -> None:
    assert row(assessment).sets == (
        SetSummary(
            set_id="test", title="Test", text=text, tone=tone, state=assessment.status.value
        ),
        SetSummary(set_id="other", title="Other", text="–", tone="muted"),
    )


def test_an_assessment_whose_questions_are_lost_still_has_a_row() -> None:
    def lost(_: Assessment) -> Questionnaire:
        raise NotFoundError(what="question set", name="test")

    activity = an_activity(moved(M.APPROVED, S.SIGNED_OFF), an_assessment("other"))
    cells = summarise(activity, KNOWN, lost, today=TODAY).sets
    assert [(cell.text, cell.tone) for cell in cells] == [
        ("Signed off", "muted"),
        ("Draft", "muted"),
    ]


@pytest.mark.parametrize(
    ("assessments", "flags"),
    [
        ([], {"in_progress"}),
        ([an_assessment()], {"in_progress"}),
        ([moved(M.SUBMITTED, S.SUBMITTED)], {"in_progress", "submitted"}),
        ([moved(M.RETURNED, S.DRAFT)], {"in_progress", "returned"}),
        ([moved(M.COMPLETED, S.COMPLETED)], {"waiting_for_approval"}),
        ([moved(M.APPROVED, S.SIGNED_OFF)], {"all_signed_off"}),
        ([moved(M.APPROVED, S.SIGNED_OFF), an_assessment("other")], {"in_progress"}),
        ([moved(M.WITHDRAWN, S.WITHDRAWN)], set()),
    ],
)
def test_a_row_says_in_which_heaps_it_belongs(
    assessments: list[Assessment], flags: set[str]
) -> None:
    heaps = (
        "in_progress",
        "submitted",
        "returned",
        "waiting_for_approval",
        "all_signed_off",
        "archived",
    )
    assert {heap for heap in heaps if getattr(row(*assessments), heap)} == flags


ME = {"owner": OWNER, "dpo": DPO, "approver": APPROVER}


@pytest.mark.parametrize(
    ("assessment", "asked"),
    [
        (an_assessment(plan=READY), set()),
        (moved(M.SUBMITTED, S.SUBMITTED), {"dpo"}),
        (moved(M.COMPLETED, S.COMPLETED), {"approver"}),
        (replace(moved(M.COMPLETED, S.COMPLETED), plan=Plan()), set()),
        (moved(M.RETURNED, S.DRAFT), {"owner"}),
        (moved(M.DECLINED, S.DECLINED), {"owner"}),
        (moved(M.APPROVED, S.SIGNED_OFF), set()),
    ],
)
def test_who_is_asked_to_act_sees_it_by_name_or_role(
    assessment: Assessment, asked: set[str]
) -> None:
    found = row(assessment)
    assert {who for who, me in ME.items() if found.needs_me(me)} == asked
    by_role = {who for who, me in ME.items() if found.needs_me(Person(name="X", role=me.role))}
    assert by_role == asked
    shouted = {who for who, me in ME.items() if found.needs_me(Person(name=me.name.upper()))}
    assert shouted == asked - {"dpo"}


def test_nobody_is_asked_about_what_is_archived_and_nobody_means_nobody() -> None:
    submitted = an_activity(moved(M.SUBMITTED, S.SUBMITTED), archived=True)
    assert not summarise(submitted, KNOWN, find_set, today=TODAY).needs_me(DPO)
    assert not row(an_assessment()).needs_me(Person(name=""))


def test_the_next_review_is_the_earliest_of_the_versions_in_force() -> None:
    def signed(set_id: str, days: int | None, **more: int) -> Assessment:
        review = TODAY + timedelta(days=days) if days else None
        plan = Plan(review_on=review)
        return an_assessment(set_id, status=S.SIGNED_OFF, plan=plan, **more)

    assert row(an_assessment(plan=READY)).next_review is None
    assert row(signed("test", None)).next_review is None
    found = row(signed("test", 5), signed("test", 90, version=2), signed("other", 30))
    assert found.next_review == date(2026, 12, 22)


def test_a_row_was_changed_when_the_last_event_was() -> None:
    later = NOW + timedelta(hours=1)
    event = Event(at=later, by=OWNER, kind=EventKind.ARCHIVED)
    assert row().updated_at == NOW
    touched = an_activity(history=(event,))
    assert summarise(touched, [], find_set, today=TODAY).updated_at == later


def test_search_looks_through_titles_people_and_answers() -> None:
    advice = Advice(outcome=AdviceOutcome.ACCEPTED, by=Person(name="Adviser"))
    asked = a_question("test.p", Kind.PROMPTS)
    assessment = an_assessment(
        answers={
            asked.id: PromptsAnswer(text="typed", not_relevant={"one": "reasoned"}),
            "test.text": "written",
            "test.list": ("ticked",),
            "test.rows": ({"risk": "rowed", "score": 3},),
            "test.number": 41,
            "test.person": Person(name="Keeper", role="Kept"),
        },
        plan=READY,
        advice=advice,
        overrides=(decided("test.a", "yes", "no"),),
        comments=(Comment(question="", by=Person(name="Commenter"), at=NOW, text="No."),),
        moves=(Move(kind=M.SUBMITTED, by=Person(name="Mover"), at=NOW),),
    )
    found = set(words_in(an_activity(assessment)))
    assert found >= {
        "ACT-0001",
        "Tenant newsletter",
        OWNER.name,
        "typed",
        "reasoned",
        "written",
        "ticked",
        "rowed",
        "Keeper",
        "Kept",
        APPROVER.name,
        "Adviser",
        "Commenter",
        "Mover",
        DPO.name,
    }


@pytest.mark.parametrize(
    ("settings", "me"),
    [
        (Settings(), Person(name="Somebody at this computer")),
        (Settings(role="Campaign owner"), Person(name="Campaign owner", role="Campaign owner")),
        (Settings(name=" Sam ", role=" DPO "), Person(name="Sam", role="DPO")),
    ],
)
def test_the_user_has_a_name_even_before_giving_one(settings: Settings, me: Person) -> None:
    assert settings.me == me
