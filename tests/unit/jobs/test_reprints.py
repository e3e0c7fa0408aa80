"""A version completed by name and printed anew says that it is a reprint, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import approve
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.jobs.open_record import read_pdf_record
from dpia_wizard.jobs.render_record import render_to
from tests.builders import APPROVER, NOW
from tests.unit.jobs.two_desks import finish, lia, ready
from tests.unit.report.pages import printed_with_margins


@pytest.fixture
def kept(owner: Desk, begun: Activity) -> Path:
    """What was kept when the version was completed by name."""
    return finish(owner, ready(owner, begun))


def version(desk: Desk, activity: Activity) -> Assessment:
    return lia(desk.store.load(activity.id))


def test_a_reprint_names_the_fingerprint_of_the_kept_record(
    owner: Desk, begun: Activity, kept: Path, tmp_path: Path
) -> None:
    approve(owner, owner.store.load(begun.id), version(owner, begun), by=APPROVER)
    out = tmp_path / "reprint.pdf"
    render_to(owner.workspace, activity_id=begun.id, set_id="lia", version=1, out=out, at=NOW)
    record = version(owner, begun).kept
    assert record is not None
    said = " ".join(printed_with_margins(out.read_bytes()).split())
    assert f"Fingerprint when completed: {record.fingerprint}" in said
    assert "This is a reprint of the record completed on 22 November 2026" in said
    assert "version 1 · Reprint" in said
    assert "Approved 22 Nov 2026" in said
    found = read_pdf_record(out).record.assessment
    assert found is not None
    assert found.reprint_of == record.fingerprint


def test_what_was_kept_is_no_reprint(kept: Path) -> None:
    assert "eprint" not in printed_with_margins(kept.read_bytes()).replace("Fingerprint", "")
