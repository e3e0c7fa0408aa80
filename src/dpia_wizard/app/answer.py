"""Answering: drafts are saved as they are typed, the history notes each page once."""

from __future__ import annotations

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.keep import keep
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Change, EventKind


def changes_between(before: Answers, after: Answers) -> tuple[Change, ...]:
    """What changed, question by question."""
    ids = dict.fromkeys([*before, *after])
    return tuple(
        Change(what=question, before=before.get(question), after=after.get(question))
        for question in ids
        if before.get(question) != after.get(question)
    )


def save_draft(desk: Desk, activity: Activity, assessment: Assessment) -> Activity:
    """Save answers while they are being typed, without an event; nothing where none changed."""
    drafted = activity.put(assessment)
    return activity if drafted == activity else desk.save(drafted)


def leave_page(
    desk: Desk, activity: Activity, assessment: Assessment, *, before: Answers
) -> Activity:
    """Save, and note in the history what changed since the page was entered."""
    changes = changes_between(before, assessment.answers)
    if not changes:
        return save_draft(desk, activity, assessment)
    return keep(desk, activity, assessment, EventKind.ANSWERED, changes=changes)
