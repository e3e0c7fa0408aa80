"""`worker`: the heavy half of the window, JSON lines in and out over a data folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TextIO

from dpia_wizard.app.places import data_folder
from dpia_wizard.cli import (
    worker_checks,
    worker_exchange,
    worker_handover,
    worker_identities,
    worker_records,
    worker_take_aways,
)
from dpia_wizard.cli.output import Exit, complain
from dpia_wizard.cli.worker_handler import Handler
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.jobs import messages
from dpia_wizard.report.render import warm_up
from dpia_wizard.store.workspace import open_workspace

_NO_MESSAGE = (
    "A line is no message ({problem}). “worker” serves the window: it takes one JSON object a "
    "line, with “id” and “kind”."
)

HANDLERS: Mapping[type[messages.Message], Handler] = {
    **worker_records.HANDLERS,
    **worker_handover.HANDLERS,
    **worker_identities.HANDLERS,
    **worker_checks.HANDLERS,
    **worker_exchange.HANDLERS,
    **worker_take_aways.HANDLERS,
}
"""Who does what a message asks for."""


def worker(args: Namespace) -> Exit:
    """Answer messages until the input ends."""
    folder = data_folder(args.data)
    try:
        serve(folder, sys.stdin, sys.stdout)
    except messages.ProtocolError as error:
        complain(_NO_MESSAGE.format(problem=error))
        return Exit.WRONG_USE
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
        facts = HANDLERS[type(message)](open_workspace(folder), message)
    except DpiaError as error:
        told = {key: _plain(value) for key, value in error.facts.items()}
        return messages.Refused(id=number, error=type(error).__name__, facts=told)
    return messages.Done(id=number, facts=facts)


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value if isinstance(value, str | int | float | None) else str(value)
