"""What two states of one thing say differently, value by value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dpia_wizard.domain.activity import Activity, Details, StepDone
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import (
    Advice,
    Assessment,
    Comment,
    Override,
    Plan,
    Status,
)
from dpia_wizard.domain.questionnaire import Questionnaire


class About(StrEnum):
    """What a difference is about."""

    ANSWER = "answer"
    DECISION = "decision"
    COMMENT = "comment"
    ADVICE = "advice"
    PLAN = "plan"
    REASON = "reason"
    STATE = "state"
    DETAIL = "detail"
    STEP = "step"
    FACT = "fact"


Told: TypeAlias = AnswerValue | Advice | Override | Comment | Status | StepDone | date | None
"""One side's value; None where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two sides tell differently.

    `name` is the question's id, the target of a decision, the field of the plan or of the
    details, the step or the fact; it is empty for advice, reason and state. Of comments each
    one that only one side has is a difference, with the question it was made on.
    """

    about: About
    ours: Told
    theirs: Told
    name: str = ""

    @property
    def key(self) -> str:
        """Names this difference among those of one assessment, or of the activity itself."""
        return f"{self.about.value}:{self.name}"


def differences(
    ours: Assessment, theirs: Assessment, questionnaire: Questionnaire
) -> tuple[Difference, ...]:
    """What two states or versions of an assessment say differently, as the questions go."""
    return tuple(_differences(ours, theirs, questionnaire))


def differences_of_activity(ours: Activity, theirs: Activity) -> tuple[Difference, ...]:
    """What two states of an activity say differently outside its assessments."""
    return tuple(_of_activity(ours, theirs))


def _differences(
    ours: Assessment, theirs: Assessment, questionnaire: Questionnaire
) -> Iterator[Difference]:
    if ours.status is not theirs.status:
        yield Difference(about=About.STATE, ours=ours.status, theirs=theirs.status)
    if ours.reason != theirs.reason:
        yield Difference(about=About.REASON, ours=ours.reason, theirs=theirs.reason)
    decided, their_decided = _decisions(ours), _decisions(theirs)
    targets = [*questionnaire.questions, *ours.answers, *theirs.answers]
    for name in dict.fromkeys([*targets, *decided, *their_decided]):
        yield from _where(About.ANSWER, name, ours.answers.get(name), theirs.answers.get(name))
        yield from _where(About.DECISION, name, decided.get(name), their_decided.get(name))
    yield from _comments(ours.comments, theirs.comments)
    yield from _where(About.ADVICE, "", ours.advice, theirs.advice)
    for name in (field.name for field in fields(Plan)):
        yield from _where(
            About.PLAN, name, getattr(ours.plan, name), getattr(theirs.plan, name)
        )


def _where(about: About, name: str, ours: Told, theirs: Told) -> Iterator[Difference]:
    if ours != theirs:
        yield Difference(about=about, name=name, ours=ours, theirs=theirs)


def _decisions(assessment: Assessment) -> dict[str, Override]:
    return {made.key: made for made in assessment.overrides}


def _comments(ours: Iterable[Comment], theirs: Iterable[Comment]) -> Iterator[Difference]:
    here, there = tuple(ours), tuple(theirs)
    for comment in here:
        if comment not in there:
            yield Difference(
                about=About.COMMENT, name=comment.question, ours=comment, theirs=None
            )
    for comment in there:
        if comment not in here:
            yield Difference(
                about=About.COMMENT, name=comment.question, ours=None, theirs=comment
            )


def _of_activity(ours: Activity, theirs: Activity) -> Iterator[Difference]:
    for name in (field.name for field in fields(Details)):
        here, there = getattr(ours.details, name), getattr(theirs.details, name)
        yield from _where(About.DETAIL, name, here, there)
    for about, mine, other in (
        (About.STEP, ours.facts.next_steps, theirs.facts.next_steps),
        (About.FACT, ours.facts.values, theirs.facts.values),
    ):
        for name in dict.fromkeys([*mine, *other]):
            yield from _where(about, name, mine.get(name), other.get(name))


class Relation(StrEnum):
    """How what a file tells stands to what the register holds."""

    UNKNOWN = "unknown"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    DIVERGED = "diverged"
