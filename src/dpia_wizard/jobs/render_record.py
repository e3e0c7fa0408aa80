"""Renders the PDF of an assessment version: a draft as it stands, a kept one anew."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dpia_wizard.jobs.making import rendered
from dpia_wizard.report.render import RenderedRecord
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.workspace import Workspace


def render_to(
    workspace: Workspace,
    *,
    activity_id: str,
    set_id: str,
    version: int,
    out: Path,
    at: datetime,
) -> RenderedRecord:
    """Write the PDF to `out`; `version` 0 means the latest.

    Raises `NotFoundError`, `UnreadableError`, `RenderError` or `CannotWriteError`.
    """
    activity = workspace.store.load(activity_id)
    current = activity.current(set_id) if version == 0 else None
    assessment = current or activity.version(set_id, version)
    made = rendered(workspace, activity, assessment, at=at)
    write_bytes(out, made.pdf, private=False)
    return made
