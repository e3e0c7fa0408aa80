"""An example in the register is known as one, also when it comes from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.start import edit_details, start_activity
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.examples import FIRST_EXAMPLE, is_example
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import open_record_file
from tests.builders import NOW, OWNER


def test_an_example_stays_one_whatever_is_done_to_it(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "here", clock=lambda: NOW)
    opened = open_example(desk.workspace, label="ACT-0001", name=FIRST_EXAMPLE).activity
    edited = edit_details(desk, opened, replace(opened.details, title="Ours"))
    assert is_example(desk.store.load(edited.id))
    own = start_activity(desk, Details(title="An example of ours", owner=OWNER))
    assert not is_example(own)
    desk.register.refresh()
    assert {row.id: row.example for row in desk.register.rows()} == {
        opened.id: True,
        own.id: False,
    }
    out = tmp_path / "sent.pdf"
    hand_over(desk.workspace, activity_id=opened.id, out=out, by=OWNER, at=NOW)
    there = open_desk(tmp_path / "there", clock=lambda: NOW)
    came = open_record_file(there.workspace, out, label="ACT-0009", by=OWNER, at=NOW)
    assert is_example(came.activity)
