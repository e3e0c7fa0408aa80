"""Completed versions between two folders: their files come along, and none is lost."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import approve
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.compare import Relation
from dpia_wizard.jobs.doctor import examine
from tests.builders import APPROVER
from tests.unit.jobs.handover.steps import relation, stored, take
from tests.unit.jobs.two_desks import answered, completed, handed_over, lia, received, text


def test_a_completed_version_takes_its_kept_file_along(
    owner: Desk, dpo: Desk, activity: Activity, tmp_path: Path
) -> None:
    path = completed(owner, activity)
    there = received(dpo, handed_over(owner, activity, tmp_path / "a.pdf")).activity
    assert dpo.records.read(activity.id, "lia-v1") == path.read_bytes()
    assert lia(there) == lia(stored(owner, activity))
    assert examine(dpo.workspace.folder).findings == []


def test_an_approval_by_name_is_believed_where_the_history_has_it(
    owner: Desk, dpo: Desk, activity: Activity, tmp_path: Path
) -> None:
    completed(owner, activity)
    here = stored(owner, activity)
    approved = approve(owner, here, lia(here), by=APPROVER)
    there = received(dpo, handed_over(owner, approved, tmp_path / "a.pdf")).activity
    assert lia(there).status is Status.SIGNED_OFF
    assert lia(there) == lia(approved)


def test_a_draft_never_undoes_a_completed_version(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path
) -> None:
    there = answered(dpo, received(dpo, sent).activity, impact_answer=text("Hers."))
    completed(owner, activity)
    here = stored(owner, activity)
    back = handed_over(dpo, there, tmp_path / "back.pdf")
    assert relation(owner, back) is Relation.DIVERGED
    merged = received(owner, back, take="theirs").activity
    assert lia(merged) == lia(here)
    changes = [c for e in merged.history if e.detail for c in e.detail.changes]
    assert any(c.before == text("Hers.") for c in changes)


def test_two_completed_versions_are_taken_whole_and_neither_file_is_lost(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path
) -> None:
    received(dpo, sent)
    theirs = completed(dpo, activity, nature_answer=text("Theirs.")).read_bytes()
    mine = completed(owner, activity, nature_answer=text("Mine.")).read_bytes()
    back = handed_over(dpo, stored(dpo, activity), tmp_path / "back.pdf")
    assert relation(owner, back) is Relation.DIVERGED
    kept_mine = take(owner, back, {}).activity
    assert lia(kept_mine).answers["lia.nature_answer"] == text("Mine.")
    assert owner.records.read(activity.id, "lia-v1") == mine
    later = handed_over(dpo, stored(dpo, activity), tmp_path / "later.pdf")
    taken = take(owner, later, {"lia-v1/*": "theirs"}).activity
    assert lia(taken) == lia(stored(dpo, activity))
    assert owner.records.read(activity.id, "lia-v1") == theirs
    (aside,) = (owner.workspace.folder / "records").rglob("replaced/*.pdf")
    assert aside.read_bytes() == mine
    assert broken_links(taken.history) == []
    assert examine(owner.workspace.folder).findings == []
