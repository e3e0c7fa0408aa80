"""`worker`: the heavy half of the window, JSON lines in and out over a data folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from dpia_wizard.app.places import data_folder
from dpia_wizard.app.start import label_after
from dpia_wizard.cli.output import Exit
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.complete_assessment import complete_stored
from dpia_wizard.jobs.making import utc_now
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import open_record_file
from dpia_wizard.jobs.render_record import render_to
from dpia_wizard.report.render import warm_up
from dpia_wizard.store.workspace import Workspace, open_workspace


def worker(args: Namespace) -> Exit:
    """Answer messages until the input ends."""
    folder = data_folder(args.data)
    serve(folder, sys.stdin, sys.stdout)
    return Exit.DONE


def serve(folder: Path, incoming: TextIO, outgoing: TextIO) -> None:
    """One answer for each line; an unexpected failure ends the worker, not the window."""
    warm_up()
    for line in incoming:
        if not line.strip():
            continue
        number, message = messages.load_message(line)
        outgoing.write(messages.dump_answer(_answer(folder, number, message)) + "\n")
        outgoing.flush()


def _answer(folder: Path, number: int, message: messages.Message) -> messages.Answer:
    try:
        facts = _do(open_workspace(folder), message)
    except DpiaError as error:
        told = {key: _plain(value) for key, value in error.facts.items()}
        return messages.Refused(id=number, error=type(error).__name__, facts=told)
    return messages.Done(id=number, facts=facts)


def _do(workspace: Workspace, message: messages.Message) -> Mapping[str, Any]:
    match message:
        case messages.RenderRecord():
            made = render_to(
                workspace,
                activity_id=message.activity,
                set_id=message.set_id,
                version=message.version,
                out=Path(message.out),
                at=_now(),
            )
            return {"out": message.out, "pages": made.pages, "fingerprint": made.fingerprint}
        case messages.CompleteAssessment():
            path = complete_stored(
                workspace,
                activity_id=message.activity,
                set_id=message.set_id,
                version=message.version,
                by=Person(name=message.name, role=message.role),
                at=_now(),
                one_person_allowed=message.one_person_allowed,
            )
            return {"path": str(path)}
        case messages.OpenExample():
            opened = open_example(workspace, label=_label(workspace))
            return {"activity": opened.activity.id, "was_there": opened.was_there}
        case messages.OpenRecord():
            brought = open_record_file(
                workspace,
                Path(message.path),
                label=_label(workspace),
                by=Person(name=message.name or "User", role=message.role),
                at=_now(),
            )
            return {"activity": brought.activity.id, "outcome": brought.outcome}
        case messages.RefreshRegister():
            register = workspace.register()
            register.refresh()
            register.close()
            return {}


def _now() -> datetime:
    """The present moment by the user's clock: its day is the user's day."""
    return utc_now().astimezone()


def _label(workspace: Workspace) -> str:
    register = workspace.register()
    register.refresh()
    try:
        return label_after(register.labels())
    finally:
        register.close()


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value if isinstance(value, str | int | float | None) else str(value)
