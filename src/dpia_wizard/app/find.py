"""Finding an activity by what people call it: its label, id or title."""

from __future__ import annotations

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import AmbiguousError, NotFoundError


def find_activity(desk: Desk, name: str) -> Activity:
    """The one activity called so; raises `NotFoundError` or `AmbiguousError`."""
    desk.register.refresh()
    wanted = name.strip().casefold()
    rows = desk.register.rows()
    exact = [row for row in rows if wanted in (row.id, row.label.casefold())]
    found = exact or [row for row in rows if row.title.casefold() == wanted]
    if not found:
        raise NotFoundError(what="activity", name=name)
    if len(found) > 1:
        labels = ", ".join(sorted(row.label for row in found))
        raise AmbiguousError(name=name, labels=labels)
    return desk.store.load(found[0].id)
