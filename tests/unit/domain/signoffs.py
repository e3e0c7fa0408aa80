"""An assessment ready for its sign-off, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dpia_wizard.domain import signoff
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    MoveKind,
)
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.rules import Evaluation
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    a_set,
    an_assessment,
    judge,
    required,
)

SET = a_set(required("test.a"))

ANSWERED = an_assessment(answers={"test.a": "yes"}, plan=READY)


def judged(assessment: Assessment, **set_details: Any) -> Evaluation:  # noqa: ANN401
    return judge(a_set(required("test.a"), **set_details), assessment.answers)


def move(kind: MoveKind, assessment: Assessment) -> Assessment:
    match kind:
        case MoveKind.SUBMITTED:
            return signoff.submit(assessment, by=OWNER, at=NOW)
        case MoveKind.RETURNED:
            return signoff.give_back(assessment, by=DPO, at=NOW, reason="More, please.")
        case MoveKind.COMPLETED:
            return signoff.complete(assessment, judged(assessment), by=OWNER, at=NOW)
        case MoveKind.APPROVED:
            return signoff.approve(assessment, by=APPROVER, at=NOW)
        case MoveKind.DECLINED:
            return signoff.decline(assessment, by=APPROVER, at=NOW, reason="Not like this.")
        case MoveKind.SUPERSEDED:
            return signoff.supersede(assessment, by=APPROVER, at=NOW)
        case MoveKind.WITHDRAWN:
            return signoff.withdraw(assessment, by=OWNER, at=NOW, reason="Called off.")


def complete(by: Person = OWNER, **more: Any) -> Assessment:  # noqa: ANN401
    return signoff.complete(ANSWERED, judged(ANSWERED), by=by, at=NOW, **more)


def advised(outcome: AdviceOutcome, **more: Any) -> Advice:  # noqa: ANN401
    given = Advice(outcome=outcome, by=DPO, on=TODAY, text="Go ahead.")
    return replace(given, **more)
