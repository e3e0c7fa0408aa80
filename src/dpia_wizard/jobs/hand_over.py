"""Hands an activity over: notes it in the history, then writes all of it as one draft PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.fields import LONGEST_TEXT
from dpia_wizard.codec.handover_build import make_handover
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import CannotReadError, TooLongError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.making import maker_for, say_with
from dpia_wizard.report.render import RenderedRecord
from dpia_wizard.report.render_handover import render_handover
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.workspace import Workspace


def hand_over(
    workspace: Workspace,
    *,
    activity_id: str,
    out: Path,
    note: str = "",
    by: Person,
    at: datetime,
) -> RenderedRecord:
    """Write the hand-over to `out`; `note` is what the sender asks of its reader.

    The event is part of what is handed over, and is saved once the file is there. Raises
    `NotFoundError`, `TooLongError`, `RenderError`, `StaleError` or `CannotWriteError`.
    """
    if len(note) > LONGEST_TEXT:
        raise TooLongError(question="note", length=len(note), limit=LONGEST_TEXT)
    activity = workspace.store.load(activity_id)
    told = noted(activity, EventKind.HANDED_OVER, by=by, at=at, note=note.strip())
    maker = maker_for(workspace, at=at)
    record = make_handover(maker, told)
    asked = {
        version.key: say_with(
            workspace,
            maker.organisation_of(version),
            version,
            profile=maker.profile_of(version),
        )
        for version in told.assessments
    }
    made = render_handover(record, asked, kept=_kept(workspace, told))
    write_bytes(out, made.pdf, private=False)
    workspace.store.save(told)
    return made


def _kept(workspace: Workspace, activity: Activity) -> Mapping[str, bytes]:
    """The kept PDFs that are there and still the very files that were kept."""
    found: dict[str, bytes] = {}
    for version in activity.assessments:
        if version.kept is None:
            continue
        try:
            pdf = workspace.records.read(activity.id, version.key)
        except CannotReadError:
            continue
        if hashlib.sha256(pdf).hexdigest() == version.kept.sha256:
            found[version.key] = pdf
    return found
