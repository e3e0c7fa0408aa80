"""What one does with a file from another folder, and what is then found."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.activity_merge import Choices
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.history import EventKind
from dpia_wizard.jobs.read_record import read_record
from dpia_wizard.jobs.take_record import Taken, take_record
from tests.builders import NOW


def relation(desk: Desk, path: Path) -> Relation:
    return read_record(desk.workspace, path).relation


def take(desk: Desk, path: Path, choices: Choices) -> Taken:
    return take_record(desk.workspace, path, choices=choices, by=desk.me, at=NOW)


def stored(desk: Desk, activity: Activity) -> Activity:
    return desk.store.load(activity.id)


def kinds(activity: Activity) -> list[EventKind]:
    return [event.kind for event in activity.history]
