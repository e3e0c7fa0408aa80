"""Activities to find in a register, and what it shows of them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.people import Person
from dpia_wizard.store.register import Register
from dpia_wizard.store.workspace import Workspace
from tests.builders import OWNER, READY, an_activity, an_assessment

PURPOSE = PromptsAnswer(text="Missed gas checks", not_relevant={"x": "réchauffé"})

NEWSLETTER = an_activity(
    an_assessment("lia", answers={"lia.purpose_answer": PURPOSE}, plan=READY),
    details=Details(title="Tenant newsletter, spring", owner=Person(name="Siân Müller")),
)


def another(title: str, **more: object) -> Activity:
    made = an_activity(id=str(uuid.uuid4()), details=Details(title=title, owner=OWNER))
    return replace(made, **more)  # type: ignore[arg-type]


def cache_of(workspace: Workspace) -> Path:
    return workspace.folder / "cache" / "register.sqlite"


def titles(register: Register) -> list[str]:
    return [row.title for row in register.rows()]


def fill(workspace: Workspace, number: int) -> list[Activity]:
    return [workspace.store.save(another(f"Activity {i:03}")) for i in range(number)]
