"""Activities as data: back comes what went in, or a sentence that says why not."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.activity_file import dump_activity, load_activity
from dpia_wizard.codec.history import broken_links, noted
from dpia_wizard.codec.summary_row import dump_row, load_rows
from dpia_wizard.domain.activity import Activity, Details, Facts, StepDone
from dpia_wizard.domain.answers import Answers, AnswerValue
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    KeptRecord,
    Move,
    MoveKind,
    Status,
)
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.domain.profile import Company, Profile
from dpia_wizard.domain.sending import ListCheck, Sending, StruckOut
from dpia_wizard.domain.summary import ActivitySummary, SetSummary
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    an_activity,
    an_assessment,
    decided,
)
from tests.unit.codec.strategies import answers, texts, values


def there_and_back(activity: Activity) -> Activity:
    stored = json.loads(json.dumps(dump_activity(activity), allow_nan=False))
    return load_activity(stored, source="x.json")


@given(answers=answers)
def test_every_answer_comes_back_as_it_was(answers: Answers) -> None:
    activity = an_activity(an_assessment(answers=answers))
    back = there_and_back(activity)
    assert back == activity
    kinds = {key: type(value) for key, value in back.assessments[0].answers.items()}
    assert kinds == {key: type(value) for key, value in answers.items()}


@given(before=st.none() | values, after=st.none() | values, note=texts)
def test_the_history_s_chain_holds_after_a_round_trip(
    before: AnswerValue | None, after: AnswerValue | None, note: str
) -> None:
    change = Change(what="test.a", before=before, after=after)
    activity = an_activity()
    for text in ("first", note):
        activity = noted(
            activity, EventKind.ANSWERED, by=OWNER, at=NOW, note=text, changes=(change,)
        )
    back = there_and_back(activity)
    assert back == activity
    assert broken_links(back.history) == []


def a_full_assessment() -> Assessment:
    """Signed off, with all that a version can carry."""
    advice = Advice(
        outcome=AdviceOutcome.OVERRULED, by=DPO, on=TODAY, text="Wait.", reason="No time."
    )
    return an_assessment(
        "screening",
        status=Status.SIGNED_OFF,
        language="cy",
        reason="Anew.",
        version=2,
        answers={"screening.a": "not_sure"},
        overrides=(decided("screening.a", "not_sure", "no"),),
        comments=(Comment(question="screening.a", by=DPO, at=NOW, text="Really?"),),
        advice=advice,
        plan=replace(READY, completed_by=OWNER),
        moves=(Move(kind=MoveKind.APPROVED, by=APPROVER, at=NOW, warning="one_person"),),
        kept=KeptRecord(
            file="screening-v2.pdf",
            sha256="0" * 64,
            fingerprint="ab",
            signatures=("completed", "approved"),
        ),
        facts={"public_task": "no"},
        organisation="Example Housing Association",
        profile=Profile(
            controller="Example Housing Association",
            companies=(Company(name="Example Homes", registration="ZA000000"),),
            notice_date=TODAY,
            notice_purposes=("fundraising",),
        ),
        law=LawUsed(
            id="uk-2026-06-19",
            title="Complaints",
            since=date(2026, 6, 19),
            cite="SI 2026/82",
            day=TODAY,
        ),
    )


def a_struck_out_sending() -> Sending:
    return Sending(
        id="1c9d43ad-8b32-4a4e-a4ef-6a1a5e0b6a55",
        sent_on=TODAY,
        channel="email",
        group="Tenants",
        number=1200,
        checks=(ListCheck(against="suppression", on=TODAY),),
        rested_on=(("marketing-rules-v1", "ab"),),
        struck_out=StruckOut(by=OWNER, at=NOW, reason="Noted twice."),
        by=OWNER,
        at=NOW,
    )


def full_activity() -> Activity:
    details = Details(
        title="Zoë’s newsletter", owner=OWNER, team="Comms", planned_start=date(2027, 3, 1)
    )
    facts = Facts(
        next_steps={"lia.keep": StepDone(by=OWNER, at=NOW)}, values={"public_task": "no"}
    )
    made = an_activity(a_full_assessment(), an_assessment("lia"), details=details, facts=facts)
    made = replace(made, archived=True, revision=7, sendings=(a_struck_out_sending(),))
    return noted(made, EventKind.CREATED, by=OWNER, at=NOW)


def test_everything_an_activity_holds_comes_back() -> None:
    activity = full_activity()
    assert there_and_back(activity) == activity
    for item in fields(activity.assessments[0]):
        assert getattr(activity.assessments[0], item.name), f"{item.name} is not tried"


def test_a_file_from_before_there_were_signatures_is_of_one_completed_by_name() -> None:
    plain = dump_activity(full_activity())
    del plain["assessments"][0]["kept"]["signatures"]
    kept = load_activity(plain, source="x").assessments[0].kept
    assert kept is not None
    assert kept.signatures == ()


GOOD = dump_activity(full_activity())


def changed(*path: str | int, to: object) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(GOOD))
    inside: Any = plain
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = to
    return plain


@pytest.mark.parametrize(
    ("plain", "problem"),
    [
        (None, "this is not an activity of ours"),
        ([GOOD], "this is not an activity of ours"),
        ({}, "this is not an activity of ours"),
        (changed("format", to=2), "it was written by a newer version of the program"),
        (changed("format", to="1"), "this is not an activity of ours"),
        (changed("format", to=True), "this is not an activity of ours"),
        ({"format": 1}, "“id” is missing"),
        (changed("label", to=3), "“label” must be a text"),
        (changed("details", to="x"), "“details” must be an object"),
        (changed("assessments", to={}), "“assessments” must be a list"),
        (changed("revision", to="soon"), "“revision” must be a whole number"),
        (changed("archived", to="perhaps"), "“archived” must be true or false"),
        (changed("colour", to="red"), "“colour” is not known here"),
        (changed("details", "colour", to="red"), "“details.colour” is not known here"),
        (
            changed("created_at", to="yesterday"),
            "“created_at” must be a date and time like 2026-11-22T10:30:00Z",
        ),
        (
            changed("assessments", 0, "status", to="lost"),
            f"“assessments.0.status” must be one of {', '.join(Status)}",
        ),
        (
            changed("assessments", 0, "set_id", to="../../etc"),
            "“assessments.0.set_id” is not written in the way that is wanted here",
        ),
        (
            changed("assessments", 0, "set_digest", to="../../etc"),
            "“assessments.0.set_digest” is not written in the way that is wanted here",
        ),
        (
            changed("assessments", 0, "version", to=0),
            "“assessments.0.version” must be at least 1",
        ),
        (
            changed("assessments", 0, "answers", to={"a": {"secret": "my illness"}}),
            "“assessments.0.answers.a.secret” is not known here",
        ),
    ],
)
def test_what_is_not_understood_is_refused_without_quoting_it(
    plain: object, problem: str
) -> None:
    with pytest.raises(UnreadableError) as refused:
        load_activity(plain, source="x.json")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert problem in problems
    assert "illness" not in str(problems)


def test_a_register_s_row_comes_back_as_it_was() -> None:
    row = ActivitySummary(
        id="1",
        label="ACT-0001",
        title="Zoë",
        updated_at=NOW,
        sets=(SetSummary(set_id="lia", title="LIA", text="–", tone="muted"),),
        next_review=TODAY,
        archived=True,
        needs=frozenset({"dpo"}),
    )
    assert load_rows([dump_row(row), dump_row(row)]) == [row, row]
    assert load_rows([]) == []


def test_a_row_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="validation error"):
        load_rows([b'{"id": "1"}'])
