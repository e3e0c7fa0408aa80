"""Records to print, made the way the program makes them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.history import chained
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.codec.record import Record
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.domain.activity import Activity, Details, Facts, StepDone
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    Move,
    MoveKind,
    Override,
    Plan,
    Status,
)
from dpia_wizard.domain.history import Change, Detail, Event, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Questionnaire

DATA = Path(__file__).parents[2] / "data"
ORGANISATION = "Example Housing Association"
OWNER = Person(name="Morgan Price", role="Communications officer")
DPO = Person(name="Sam Okafor", role="Data protection officer")
APPROVER = Person(name="Alex Hughes", role="Head of communications")
STARTED = datetime(2026, 11, 19, 9, 12, tzinfo=UTC)
COMPLETED = datetime(2026, 11, 22, 10, 51, tzinfo=UTC)
APPROVED = datetime(2026, 11, 22, 11, 4, tzinfo=UTC)

ANSWERS: Mapping[str, Any] = {
    "purpose_answer": {
        "text": "A quarterly newsletter tells tenants about services and events.\n\n"
        "- repairs\n- rent advice\n- garden days\n\nMost tenants say they want it.",
        "addressed": ["purpose_why", "benefit"],
        "not_relevant": {"third_parties": "nobody else is involved"},
    },
    "channels": ["email", "post"],
    "effects": "A tenant could find the newsletter unwanted; that is possible and minor.",
    "opt_out": "yes",
    "opt_out_details": "One click in every message, or one call.",
    "people": 4100,
    "keeper": {"name": "Morgan Price", "role": "Communications officer"},
    "basis": "tenants",
    "risks": [
        {"risk": "Letter opened by somebody else", "likelihood": "low", "due": "2027-02-01"},
        {"risk": "List out of date", "likelihood": "high"},
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A record and the questions it answers."""

    record: Record
    questionnaire: Questionnaire


def question_set(path: Path) -> QuestionSet:
    return read_questionnaire(path.read_text("utf-8"), source=path.name)


NEWSLETTER = question_set(DATA / "report" / "newsletter.yaml")


def assessment(
    answers: Mapping[str, Any] = ANSWERS,
    *,
    asked: QuestionSet = NEWSLETTER,
    language: str = "en",
) -> Assessment:
    said = asked.say(organisation=ORGANISATION, language=language)
    values, problems = read_answers(answers, said)
    assert not problems, problems
    return Assessment(
        set_id=asked.id,
        set_version=said.version,
        set_digest=asked.digest,
        law_version=said.law_version,
        language=language,
        started_at=STARTED,
        answers=dict(values),
        plan=Plan(approver=APPROVER, review_on=date(2027, 11, 22)),
    )


def activity(*assessments: Assessment, history: tuple[Event, ...] = ()) -> Activity:
    return Activity(
        id="6f0c1f5e-6a52-4a3c-9d0e-1a2b3c4d5e6f",
        label="ACT-0042",
        created_at=STARTED,
        details=Details(
            title="Tenant newsletter, spring 2027",
            owner=OWNER,
            team="Communications",
            description="Quarterly newsletter to current tenants about services and events",
            channels="Email and post",
            audience="Current tenants",
            people_estimate="about 4,100",
            systems="Housing database, mailing tool",
            planned_start=date(2027, 3, 1),
            public_authority="no",
        ),
        assessments=assessments,
        facts=Facts(next_steps={"lia.keep_record": StepDone(by=OWNER, at=APPROVED)}),
        history=history,
    )


def sample(
    case: Activity, subject: Assessment, *sets: QuestionSet, organisation: str = ORGANISATION
) -> Sample:
    known = {found.digest: found for found in (NEWSLETTER, *sets)}
    maker = RecordMaker(
        find_set=lambda a: known[a.set_digest],
        organisation=organisation,
        program_version="1.2.3",
        renderer={"weasyprint": "70.0"},
        today=date(2026, 11, 22),
    )
    said = known[subject.set_digest].say(organisation=organisation, language=subject.language)
    return Sample(record=maker.make(case, subject), questionnaire=said)


def draft(answers: Mapping[str, Any] = ANSWERS) -> Sample:
    subject = assessment(answers)
    return sample(activity(subject), subject)


def written(**answers: AnswerValue) -> Sample:
    """A draft whose answers never went through the door, however odd they are."""
    subject = assessment()
    odd = {f"lia.{key}": value for key, value in answers.items()}
    subject = replace(subject, answers={**subject.answers, **odd})
    return sample(activity(subject), subject)


def completed(*, approved: bool = True) -> Sample:
    """A record with everything a record can hold; unapproved it has places for signatures."""
    subject = replace(
        assessment(),
        status=Status.COMPLETED,
        advice=Advice(
            outcome=AdviceOutcome.ACCEPTED,
            by=DPO,
            on=date(2026, 11, 21),
            text="Go ahead. Renew the opt-out wording in the footer before the first issue.",
        ),
        plan=Plan(completed_by=OWNER, approver=APPROVER, review_on=date(2027, 11, 22)),
        comments=(
            Comment(question="lia.effects", by=DPO, at=STARTED, text="Name the supplier."),
            Comment(question="", by=DPO, at=STARTED, text="Clear and short."),
        ),
        overrides=(
            Override(
                target="lia.opt_out",
                before="not_sure",
                after="yes",
                reason="The footer was tested.",
                by=DPO,
                at=STARTED,
            ),
        ),
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=COMPLETED),),
    )
    events = history() if approved else history()[:-1]
    return sample(activity(subject, history=events), subject)


def history() -> tuple[Event, ...]:
    events = (
        Event(at=STARTED, by=OWNER, kind=EventKind.CREATED),
        Event(
            at=STARTED,
            by=OWNER,
            kind=EventKind.ANSWERED,
            set_id="lia",
            version=1,
            detail=Detail(changes=(Change(what="lia.purpose_answer", after="x"),), salt="s"),
        ),
        Event(
            at=STARTED,
            by=DPO,
            kind=EventKind.RETURNED,
            set_id="lia",
            version=1,
            detail=Detail(note="name the supplier", salt="t"),
        ),
        Event(
            at=STARTED,
            by=OWNER,
            kind=EventKind.COMMENTED,
            set_id="dpia",
            version=1,
            detail=Detail(note="nobody else’s business", salt="u"),
        ),
        Event(at=COMPLETED, by=OWNER, kind=EventKind.COMPLETED, set_id="lia", version=1),
        Event(at=APPROVED, by=APPROVER, kind=EventKind.APPROVED, set_id="lia", version=1),
    )
    chain: tuple[Event, ...] = ()
    for event in events:
        chain = chained(chain, event)
    return chain
