"""The worker's part in hand-overs: looking into PDFs, merging, handing over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dpia_wizard.cli.worker_handler import Handler, now
from dpia_wizard.domain.people import SOMEBODY, Person
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.read_record import read_record
from dpia_wizard.jobs.take_record import read_choices, take_record
from dpia_wizard.store.workspace import Workspace


def _read(workspace: Workspace, message: messages.ReadRecord) -> Mapping[str, Any]:
    found = read_record(workspace, Path(message.path))
    brought = found.brought
    return {
        "relation": found.relation.value,
        "activity": brought.activity.id,
        "record": brought.data.decode("utf-8"),
        "approved": sorted(brought.approved),
        "untrusted": list(found.untrusted),
    }


def _take(workspace: Workspace, message: messages.TakeRecord) -> Mapping[str, Any]:
    taken = take_record(
        workspace,
        Path(message.path),
        choices=read_choices(message.choices),
        by=_person(message.name, message.role),
        at=now(),
    )
    return {
        "activity": taken.activity.id,
        "outcome": taken.outcome,
        "untrusted": list(taken.untrusted),
    }


def _hand_over(workspace: Workspace, message: messages.HandOver) -> Mapping[str, Any]:
    made = hand_over(
        workspace,
        activity_id=message.activity,
        out=Path(message.out),
        note=message.note,
        by=_person(message.name, message.role),
        at=now(),
    )
    return {"out": message.out, "pages": made.pages, "fingerprint": made.fingerprint}


def _person(name: str, role: str) -> Person:
    return Person(name=name or SOMEBODY, role=role)


HANDLERS: Mapping[type[messages.Message], Handler] = {
    messages.ReadRecord: _read,
    messages.TakeRecord: _take,
    messages.HandOver: _hand_over,
}
