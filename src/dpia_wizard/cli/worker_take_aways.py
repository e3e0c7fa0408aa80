"""The worker's part in what people take away from an activity."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dpia_wizard.cli.worker_handler import Handler, now
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.write_take_away import write_take_away
from dpia_wizard.store.workspace import Workspace


def _write(workspace: Workspace, message: messages.WriteTakeAway) -> Mapping[str, Any]:
    document = write_take_away(
        workspace,
        activity_id=message.activity,
        kind=TakeAwayKind(message.what),
        made_as=message.format,
        out=Path(message.out),
        at=now(),
    )
    return {"out": message.out, "gaps": [gap.what for gap in document.gaps]}


HANDLERS: Mapping[type[messages.Message], Handler] = {messages.WriteTakeAway: _write}
