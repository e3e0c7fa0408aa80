"""A record of each kind of answer and state, made as the program makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.codec.record import (
    OpenedRecord,
    Record,
    dump_record,
    json_schema,
    open_record,
    record_bytes,
)
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    Move,
    MoveKind,
    Status,
)
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.resources import resource_path
from tests.builders import DPO, NOW, OWNER, READY, TODAY, an_activity, an_assessment, decided

DATA = Path(__file__).parents[2] / "data"


def a_question_set(path: Path) -> QuestionSet:
    return read_questionnaire(path.read_text("utf-8"), source=path.name)


SHIPPED = resource_path("questionnaires")

SETS = {
    found.id: found
    for found in (
        a_question_set(SHIPPED / "screening.yaml"),
        a_question_set(SHIPPED / "lia.yaml"),
        a_question_set(DATA / "everything.yaml"),
    )
}

SCHEMA = Draft202012Validator(json_schema())

MAKER = RecordMaker(
    find_set=lambda assessment: SETS[assessment.set_id],
    organisation="Example Housing",
    program_version="1.2.3",
    renderer={"weasyprint": "70.0"},
    today=TODAY,
)


def asked(set_id: str, answers: Mapping[str, Any] | None = None, **more: Any) -> Assessment:  # noqa: ANN401
    found = SETS[set_id]
    read, problems = read_answers(answers or {}, found.say())
    assert not problems
    return an_assessment(
        set_id,
        set_version=found.shape.version,
        set_digest=found.digest,
        law_version=found.shape.law_version,
        answers=read,
        **more,
    )


def opened(record: Record) -> OpenedRecord:
    return open_record(record_bytes(dump_record(record)), source="x.pdf")


ANSWERS = {
    "unsure": "not_sure",
    "unsure_details": "Zoë cannot tell \N{FAMILY} \U0001f3f4.",
    "sure": "no",
    "sure_proof": "hidden, but kept",
    "number": 2.0,
    "channels": ["email"],
    "thoughts": {"text": "Some.", "addressed": ["good"], "not_relevant": {"harm": "None."}},
    "risks": [{"risk": "It rains", "level": "high", "score": 3}],
    "keeper": {"name": "Ann", "role": "Clerk"},
}

BUSY = asked(
    "everything",
    ANSWERS,
    version=2,
    reason="A new supplier.",
    overrides=(decided("everything.unsure", "not_sure", "no"),),
    comments=(Comment(question="everything.sure", by=DPO, at=NOW, text="Why not?"),),
    advice=Advice(outcome=AdviceOutcome.OVERRULED, by=DPO, on=TODAY, text="No.", reason="Yes."),
    plan=READY,
)

COMPLETED = replace(
    BUSY,
    status=Status.COMPLETED,
    plan=replace(READY, completed_by=OWNER),
    moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW, warning="dpo_completed"),),
    facts={"public_task": "yes"},
    organisation="Example Housing",
)


def told(*assessments: Assessment) -> Activity:
    activity = an_activity(*assessments, details=Details(title="Newsletter", owner=OWNER))
    for number, assessment in enumerate(assessments):
        activity = noted(
            activity,
            EventKind.ANSWERED,
            by=OWNER,
            at=NOW + timedelta(minutes=number),
            assessment=assessment,
            changes=tuple(Change(what=k, after=v) for k, v in assessment.answers.items()),
        )
    return activity
