"""The day on which a law begins, while the program is open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dpia_wizard.app.desk import open_desk


def test_the_register_looks_at_everything_anew_on_the_day_a_law_begins(tmp_path: Path) -> None:
    now = [datetime(2026, 9, 29, 12, tzinfo=UTC)]
    desk = open_desk(tmp_path, clock=lambda: now[0])
    before = desk.register
    now[0] = datetime(2026, 9, 29, 18, tzinfo=UTC)
    assert desk.register is before
    now[0] = datetime(2026, 9, 30, 12, tzinfo=UTC)
    assert desk.register is not before
    desk.close()
