"""The doctor on activities that were brought together from two folders."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.sendings import new_sending, note_sending, strike_out_sending
from dpia_wizard.app.sign_off import settle
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.sending import Sending
from dpia_wizard.jobs.doctor import examine
from dpia_wizard.jobs.take_record import take_record
from tests.builders import DPO, NOW, OWNER, READY, TODAY
from tests.unit.jobs.two_desks import (
    PURPOSE,
    answered,
    begun,
    completed,
    desk_of,
    handed_over,
    lia,
    received,
    text,
)


def test_nothing_is_found_after_a_trip_between_two_folders(tmp_path: Path) -> None:
    """Both went on and were brought together; then it was completed and went back."""
    owner, dpo = desk_of(tmp_path, OWNER), desk_of(tmp_path, DPO)
    here = begun(owner)
    there = received(dpo, handed_over(owner, here, tmp_path / "1.pdf")).activity
    answered(dpo, there, purpose_answer=text("The officer's."))
    answered(owner, owner.store.load(here.id), purpose_answer=text("The owner's."))
    back = handed_over(dpo, dpo.store.load(here.id), tmp_path / "2.pdf")
    for side in ("theirs", "ours"):
        copy = tmp_path / side
        shutil.copytree(owner.workspace.folder, copy)
        with closing(open_desk(copy, clock=lambda: NOW)) as desk:
            received(desk, back, take=side)
        assert examine(copy).findings == []
    received(owner, back, take="ours")
    completed(owner, here)
    received(dpo, handed_over(owner, owner.store.load(here.id), tmp_path / "3.pdf"))
    for desk in (owner, dpo):
        assert examine(desk.workspace.folder).findings == []
        desk.close()


def test_a_plan_chosen_in_a_merge_is_taken_for_no_answer(tmp_path: Path) -> None:
    """One answer is kept, the rest of a newer file taken; then the title is edited by hand."""
    owner, dpo = desk_of(tmp_path, OWNER), desk_of(tmp_path, DPO)
    here = answered(owner, begun(owner), purpose_answer=text("The owner's."))
    there = received(dpo, handed_over(owner, here, tmp_path / "1.pdf")).activity
    there = answered(dpo, there, purpose_answer=text("The officer's."))
    there = settle(dpo, there, lia(there), plan=READY, advice=None)
    back = handed_over(dpo, there, tmp_path / "2.pdf")
    choices = {f"lia-v1/answer:{PURPOSE}": "ours"}
    merged = take_record(owner.workspace, back, choices=choices, by=OWNER, at=NOW).activity
    last = merged.history[-1]
    assert last.kind is EventKind.MERGED
    assert last.detail is not None
    assert {"approver", PURPOSE} <= {change.what for change in last.detail.changes}
    assert lia(merged).answers[PURPOSE] == text("The owner's.")
    owner.close()
    dpo.close()
    file = owner.workspace.folder / "activities" / f"{here.id}.json"
    told = file.read_text("utf-8").replace(json.dumps("Newsletter"), json.dumps("Bulletin"))
    file.write_text(told, "utf-8")
    problems = [found.problem for found in examine(owner.workspace.folder).findings]
    assert problems == ["seal_broken"]


def test_what_each_side_sent_comes_together_and_is_no_finding(tmp_path: Path) -> None:
    """Both record a sending, one is struck out; edited by hand it is a finding."""
    owner, dpo = desk_of(tmp_path, OWNER), desk_of(tmp_path, DPO)
    here = begun(owner)
    there = received(dpo, handed_over(owner, here, tmp_path / "1.pdf")).activity
    there = note_sending(dpo, there, sent(dpo, "The officer's."))
    strike_out_sending(dpo, there, there.sendings[0].id, reason="It was a test.")
    note_sending(owner, owner.store.load(here.id), sent(owner, "The owner's."))
    received(owner, handed_over(dpo, dpo.store.load(here.id), tmp_path / "2.pdf"))
    back = handed_over(owner, owner.store.load(here.id), tmp_path / "3.pdf")
    assert received(dpo, back).outcome == "updated"
    for desk in (owner, dpo):
        found = desk.store.load(here.id).sendings
        told = {(s.in_spite, s.struck_out is None) for s in found}
        assert told == {("The officer's.", False), ("The owner's.", True)}
        assert examine(desk.workspace.folder).findings == []
        desk.close()
    file = owner.workspace.folder / "activities" / f"{here.id}.json"
    file.write_text(file.read_text("utf-8").replace("The owner's.", "Nobody's."), "utf-8")
    assert examine(owner.workspace.folder).findings


def sent(desk: Desk, why: str) -> Sending:
    return new_sending(desk, sent_on=TODAY, channel="email", in_spite=why)
