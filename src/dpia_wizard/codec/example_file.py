"""Shipped example activities: a YAML file becomes an activity that has gone all the way."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.answers_file import DetailsFile, details_of
from dpia_wizard.codec.canonical import digest
from dpia_wizard.codec.complaints import sentences
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.questionnaire import QuestionSet
from dpia_wizard.codec.yaml_file import read_yaml
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import (
    LIFTED,
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    Override,
    Plan,
)
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.examples import EXAMPLE_NOTE
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.signoff import decide_for


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class _Person(_Part):
    name: str
    role: str


class _Comment(_Part):
    question: str
    by: str
    at: datetime
    text: str


class _Lifted(_Part):
    """A house rule that the data protection officer set aside."""

    rule: str
    by: str
    at: datetime
    reason: str


class _Advice(_Part):
    by: str
    on: date
    text: str
    outcome: AdviceOutcome
    reason: str = ""


class _Plan(_Part):
    completed_by: str
    approver: str
    review_on: date


class _Assessment(_Part):
    set: str
    started_at: datetime
    completed_at: datetime
    approved_at: datetime
    answers: dict[str, Any]
    comments: list[_Comment] = Field(default_factory=list)
    lifted: list[_Lifted] = Field(default_factory=list)
    advice: _Advice | None = None
    plan: _Plan


class _Example(_Part):
    id: str
    organisation: str
    people: dict[str, _Person]
    activity: DetailsFile
    assessments: list[_Assessment]


class Example:
    """An example, understood: who, what, and each assessment ready to be completed."""

    def __init__(self, shape: _Example) -> None:
        self._shape = shape
        self.organisation = shape.organisation
        self.people = {
            key: Person(name=person.name, role=person.role)
            for key, person in shape.people.items()
        }
        self.set_ids = [item.set for item in shape.assessments]

    def begin(self, *, label: str) -> Activity:
        """The activity before any assessment; its id follows from the example's content."""
        first = min(item.started_at for item in self._shape.assessments)
        content = self._shape.model_dump(mode="json")
        details = replace(details_of(self._shape.activity), owner=self.people["owner"])
        activity = Activity(
            id=str(uuid.UUID(digest(content)[:32])),
            label=label,
            created_at=first,
            details=details,
        )
        return noted(
            activity,
            EventKind.CREATED,
            by=self.people["owner"],
            at=first,
            note=EXAMPLE_NOTE,
            salt=_salt({"example": self._shape.id}),
        )

    def answered(self, activity: Activity, question_set: QuestionSet) -> Activity:
        """Add a set's assessment, answered, commented on and advised, still a draft."""
        item = next(a for a in self._shape.assessments if a.set == question_set.id)
        questionnaire = question_set.say(organisation=self.organisation)
        answers, problems = read_answers(item.answers, questionnaire)
        if problems:
            raise UnreadableError(source=self._shape.id, problems=problems)
        owner = self.people["owner"]
        draft = self._draft(item, question_set)
        activity = noted(
            activity.put(draft),
            EventKind.STARTED,
            by=owner,
            at=item.started_at,
            assessment=draft,
        )
        answered = replace(draft, answers=answers)
        changes = tuple(Change(what=key, after=value) for key, value in answers.items())
        noted_answers = noted(
            activity.put(answered),
            EventKind.ANSWERED,
            by=owner,
            at=item.started_at,
            assessment=answered,
            changes=changes,
            salt=_salt(answers),
        )
        return self._advised(noted_answers, answered, item, questionnaire.full_id)

    def times(self, set_id: str) -> tuple[datetime, datetime]:
        """When a set's assessment was completed and approved."""
        item = next(a for a in self._shape.assessments if a.set == set_id)
        return item.completed_at, item.approved_at

    def signers(self, set_id: str) -> tuple[Person, Person]:
        """Who completed and who approved a set's assessment."""
        plan = next(a for a in self._shape.assessments if a.set == set_id).plan
        return self.people[plan.completed_by], self.people[plan.approver]

    def _draft(self, item: _Assessment, question_set: QuestionSet) -> Assessment:
        return Assessment(
            set_id=question_set.id,
            set_version=question_set.shape.version,
            set_digest=question_set.digest,
            law_version=question_set.shape.law_version,
            started_at=item.started_at,
            plan=Plan(approver=self.people[item.plan.approver], review_on=item.plan.review_on),
        )

    def _advised(
        self,
        activity: Activity,
        assessment: Assessment,
        item: _Assessment,
        full_id: Callable[[str], str],
    ) -> Activity:
        comments = tuple(
            Comment(question=full_id(c.question), by=self.people[c.by], at=c.at, text=c.text)
            for c in item.comments
        )
        advice = None
        if item.advice:
            told = item.advice
            advice = Advice(
                outcome=told.outcome,
                by=self.people[told.by],
                on=told.on,
                text=told.text.strip(),
                reason=told.reason,
            )
        discussed = replace(assessment, comments=comments, advice=advice)
        remarks: list[_Lifted | Comment] = [*item.lifted, *comments]
        for said in sorted(remarks, key=lambda said: said.at):
            if isinstance(said, Comment):
                activity = _commented(activity.put(discussed), discussed, said)
            else:
                activity, discussed = self._decided(activity, discussed, said)
        return activity.put(discussed)

    def _decided(
        self, activity: Activity, assessment: Assessment, lifted: _Lifted
    ) -> tuple[Activity, Assessment]:
        by, reason = self.people[lifted.by], lifted.reason.strip()
        override = Override(
            target=lifted.rule, before="", after=LIFTED, reason=reason, by=by, at=lifted.at
        )
        decided = decide_for(assessment, override)
        activity = noted(
            activity.put(decided),
            EventKind.OVERRIDDEN,
            by=by,
            at=lifted.at,
            assessment=decided,
            note=reason,
            changes=(Change(what=lifted.rule, before="", after=LIFTED),),
            salt=_salt({"decision": reason}),
        )
        return activity, decided


def _commented(activity: Activity, assessment: Assessment, remark: Comment) -> Activity:
    return noted(
        activity,
        EventKind.COMMENTED,
        by=remark.by,
        at=remark.at,
        assessment=assessment,
        note=remark.text,
        salt=_salt({"comment": remark.text}),
    )


def read_example(text: str, *, source: str) -> Example:
    """Understand an example file; raises `UnreadableError`."""
    found = read_yaml(text)
    if found.problems:
        problems = [f"line {line}: {problem}" for line, problem in found.problems]
        raise UnreadableError(source=source, problems=problems)
    try:
        return Example(_Example.model_validate(found.data))
    except ValidationError as error:
        raise UnreadableError(source=source, problems=sentences(error, found.data)) from error


def _salt(content: Answers | Mapping[str, str]) -> str:
    """A fixed salt: the same example gives the same record, byte for byte."""
    return digest(sorted(content))[:16]
