"""A record straight from an answers file, without the register."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time

from dpia_wizard import __version__
from dpia_wizard.codec.answers import plain_answers
from dpia_wizard.codec.answers_file import AnswersFile
from dpia_wizard.codec.canonical import digest
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.questionnaire import QuestionSet
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.domain.activity import Activity, Facts
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.report.render import RenderedRecord, render_record
from dpia_wizard.report.renderer import renderer_versions
from dpia_wizard.store.law import shipped_law

LABEL = "ACT-0000"


def record_from_answers(
    question_set: QuestionSet, given: AnswersFile, *, today: date
) -> RenderedRecord:
    """The draft record of an answers file; the same file and day give the same bytes."""
    day = given.as_at or today
    activity, assessment = _activity(question_set, given, day)
    maker = RecordMaker(
        find_set=lambda _: question_set,
        organisation=given.organisation,
        law=shipped_law(),
        program_version=__version__,
        renderer=renderer_versions(),
        today=day,
    )
    record = maker.make(activity, assessment)
    return render_record(record, question_set.say(organisation=given.organisation))


def _activity(
    question_set: QuestionSet, given: AnswersFile, day: date
) -> tuple[Activity, Assessment]:
    at = datetime.combine(day, time(), tzinfo=UTC)
    identity = digest([question_set.digest, plain_answers(given.answers), day.isoformat()])
    assessment = Assessment(
        set_id=question_set.id,
        set_version=question_set.shape.version,
        set_digest=question_set.digest,
        law_version=question_set.shape.law_version,
        started_at=at,
        answers=given.answers,
        overrides=given.overrides,
        advice=given.advice,
        plan=given.plan,
    )
    details = given.details
    if not details.title:
        details = replace(details, title=question_set.say().title)
    activity = Activity(
        id=str(uuid.UUID(identity[:32])),
        label=LABEL,
        created_at=at,
        details=details,
        assessments=(assessment,),
        facts=Facts(values=given.facts),
    )
    by = _writer(given)
    changes = tuple(Change(what=key, after=value) for key, value in given.answers.items())
    told = noted(
        activity,
        EventKind.ANSWERED,
        by=by,
        at=at,
        assessment=assessment,
        changes=changes,
        salt=identity[:16],
    )
    return told, assessment


def _writer(given: AnswersFile) -> Person:
    for person in (given.plan.completed_by, given.details.owner):
        if person is not None and person != NOBODY:
            return person
    return Person(name="Answers file")
