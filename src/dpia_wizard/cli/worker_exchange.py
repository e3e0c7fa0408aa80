"""The worker's part in taking out what is kept: backups, the register, what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dpia_wizard.cli.worker_handler import Handler, now
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.back_up import back_up
from dpia_wizard.jobs.export_register import export_register
from dpia_wizard.jobs.making import utc_now
from dpia_wizard.jobs.write_sendings import write_sendings
from dpia_wizard.store.workspace import Workspace


def _back_up(workspace: Workspace, message: messages.BackUp) -> Mapping[str, Any]:
    made = back_up(
        workspace.folder, Path(message.out), at=utc_now(), identities=message.identities
    )
    counts = {name: made.manifest.count(name) for name in ("activities", "records", "sets")}
    return {"out": message.out, **counts, "left_out": list(made.left_out)}


def _export(workspace: Workspace, message: messages.ExportRegister) -> Mapping[str, Any]:
    count = export_register(
        workspace, Path(message.out), kind=message.format, today=now().date()
    )
    left_out = [found.name for found in workspace.store.set_aside]
    return {"out": message.out, "activities": count, "left_out": left_out}


def _sendings(workspace: Workspace, message: messages.WriteSendingRecord) -> Mapping[str, Any]:
    made = write_sendings(
        workspace, activity_id=message.activity, out=Path(message.out), at=now()
    )
    return {"out": message.out, "pages": made.pages, "fingerprint": made.fingerprint}


HANDLERS: Mapping[type[messages.Message], Handler] = {
    messages.BackUp: _back_up,
    messages.ExportRegister: _export,
    messages.WriteSendingRecord: _sendings,
}
