"""Writes the sending record: one PDF of everything that was sent for an activity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.sending_record import make_sending_record
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.jobs.making import maker_for
from dpia_wizard.report.render import RenderedRecord
from dpia_wizard.report.render_sendings import render_sendings
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.law import shipped_law
from dpia_wizard.store.workspace import Workspace


def write_sendings(
    workspace: Workspace, *, activity_id: str, out: Path, at: datetime
) -> RenderedRecord:
    """Write the record to `out`.

    Raises `NotFoundError` where nothing was sent, `RenderError` or `CannotWriteError`.
    """
    activity = workspace.store.load(activity_id)
    if not activity.sendings:
        raise NotFoundError(what="sending in the activity", name=activity.label)
    record = make_sending_record(
        maker_for(workspace, at=at),
        activity,
        asked=list(_asked(workspace, activity)),
        titles={found.id: found.title for found in workspace.sets.asked_now()},
        law=shipped_law(),
    )
    made = render_sendings(record)
    write_bytes(out, made.pdf, private=False)
    return made


def _asked(workspace: Workspace, activity: Activity) -> Iterator[Questionnaire]:
    """The sets that name channels and checks: as they are now, then as they were asked."""
    sets = workspace.sets
    yield from sets.asked_now()
    for assessment in activity.assessments:
        try:
            yield sets.say(assessment)
        except NotFoundError:  # its questions are lost
            continue
