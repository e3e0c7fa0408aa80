"""Looks into one of our PDFs: what it tells, and how that stands to the register."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.jobs.brought import Brought, read_brought
from dpia_wizard.jobs.take_record import relation_to
from dpia_wizard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Read:
    """What a file brings, and how it stands to what is known."""

    brought: Brought
    relation: Relation
    untrusted: tuple[str, ...] = ()


def read_record(workspace: Workspace, path: Path) -> Read:
    """Understand a file without changing anything; raises what reading does."""
    brought = read_brought(workspace, path)
    try:
        known = workspace.store.load(brought.activity.id)
    except NotFoundError:
        return Read(brought, Relation.UNKNOWN)
    relation = relation_to(workspace, known, brought)
    return Read(brought, relation, brought.untrusted(known))
