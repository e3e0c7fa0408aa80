"""Between owner and data protection officer: comments, decisions on answers, advice."""

from __future__ import annotations

from dataclasses import replace

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.keep import keep
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Advice, Assessment, Comment, Override
from dpia_wizard.domain.basis import basis_of
from dpia_wizard.domain.decisions import may_decide, outcome_of
from dpia_wizard.domain.errors import NotAllowedError
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.row_values import Row


def comment(
    desk: Desk, activity: Activity, assessment: Assessment, *, question: str, text: str
) -> Activity:
    """Leave a remark on a question, or on the whole assessment where `question` is empty."""
    if assessment.is_locked:
        raise NotAllowedError(move="comment", status=assessment.status.value)
    remark = Comment(question=question, by=desk.me, at=desk.now(), text=text.strip())
    said = replace(assessment, comments=(*assessment.comments, remark))
    return keep(desk, activity, said, EventKind.COMMENTED, note=remark.text)


def decide(
    desk: Desk, activity: Activity, assessment: Assessment, *, target: str, to: str, reason: str
) -> Activity:
    """A data protection officer settles a "not sure" or lifts a house rule, with a reason."""
    before = assessment.answers.get(target)
    override = Override(
        target=target,
        before=before if isinstance(before, str) else "",
        after=to,
        reason=reason.strip(),
        by=desk.me,
        at=desk.now(),
    )
    decided = signoff.decide_for(assessment, override)
    change = Change(what=target, before=override.before, after=to)
    return keep(
        desk, activity, decided, EventKind.OVERRIDDEN, note=override.reason, changes=(change,)
    )


def decide_rule(
    desk: Desk,
    activity: Activity,
    assessment: Assessment,
    *,
    rule: str,
    to: str,
    reason: str,
    row: Row | None = None,
) -> Activity:
    """A data protection officer decides what a rule asks, or sets a house rule aside.

    The decision rests on the answers as they are: of the row, where one is given, and around
    it. Raises `NotAllowedError` where the set leaves nothing to decide.
    """
    questionnaire = desk.sets.say(assessment)
    if not may_decide(questionnaire, rule, to):
        raise NotAllowedError(move="override", status="law")
    made = Override(
        target=rule,
        before=outcome_of(questionnaire, rule),
        after=to,
        reason=reason.strip(),
        by=desk.me,
        at=desk.now(),
        basis=basis_of(assessment.answers, row),
    )
    decided = signoff.decide_for(assessment, made)
    change = Change(what=rule, before=made.before, after=to)
    return keep(
        desk, activity, decided, EventKind.OVERRIDDEN, note=made.reason, changes=(change,)
    )


def take_back(
    desk: Desk, activity: Activity, assessment: Assessment, *, made: Override
) -> Activity:
    """Undo a data protection officer's decision on a rule; the history keeps both."""
    undone = signoff.take_back(assessment, made.key, by=desk.me)
    change = Change(what=made.target, before=made.after, after=made.before)
    return keep(desk, activity, undone, EventKind.OVERRIDDEN, changes=(change,))


def note_advice(
    desk: Desk, activity: Activity, assessment: Assessment, *, before: Advice | None
) -> Activity:
    """Note in the history that advice was set down or changed, once it has settled."""
    if assessment.is_locked or assessment.advice == before:
        return activity
    note = assessment.advice.text if assessment.advice else ""
    return keep(desk, activity, assessment, EventKind.ADVISED, note=note)
