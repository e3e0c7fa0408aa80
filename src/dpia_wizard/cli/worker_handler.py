"""What the worker's handlers share: their shape, the clock, the next label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from dpia_wizard.app.start import label_after
from dpia_wizard.jobs.making import utc_now
from dpia_wizard.store.workspace import Workspace

Handler: TypeAlias = Callable[[Workspace, Any], Mapping[str, Any]]
"""Does what one kind of message asks for; answers facts, or raises a `DpiaError`."""


def now() -> datetime:
    """The present moment by the user's clock: its day is the user's day."""
    return utc_now().astimezone()


def next_label(workspace: Workspace) -> str:
    """The next free number of the data folder."""
    register = workspace.register()
    register.refresh()
    try:
        return label_after(register.labels())
    finally:
        register.close()
