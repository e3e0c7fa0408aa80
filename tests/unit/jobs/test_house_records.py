"""House rules in records: as they were chosen, wherever the record goes afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.house import choose_house_rule
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.codec.record import OpenedRecord, dump_record, open_record, record_bytes
from dpia_wizard.codec.record_restore import restore_activity
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.assessment import Move, MoveKind, Status
from dpia_wizard.jobs.making import maker_for
from dpia_wizard.jobs.register_rows import register_rows
from tests.builders import DPO, NOW, OWNER, TODAY


def a_desk(folder: Path) -> Desk:
    return open_desk(folder, clock=lambda: NOW)


def medium(desk: Desk) -> None:
    choose_house_rule(desk, "dpia", "severe_remote", "medium", reason="Careful.", by=DPO)


def drafted(desk: Desk) -> OpenedRecord:
    """The record of a draft DPIA, opened somewhere else."""
    begun = start_activity(desk, Details(title="Newsletter", owner=OWNER))
    activity = start_assessment(desk, begun, "dpia")
    draft = activity.current("dpia")
    assert draft is not None
    record = maker_for(desk.workspace, at=NOW).make(activity, draft)
    return open_record(record_bytes(dump_record(record)), source="x.pdf")


def test_a_record_carries_the_choice_and_is_read_by_it(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    medium(desk)
    opened = drafted(desk)
    assert opened.record.facts.values["severe_remote"] == "medium"
    assert [s.default for s in opened.questionnaire.house] == ["medium"]
    assert [s.default for s in opened.question_set.say().house] == ["medium"]


def test_a_draft_brought_into_another_house_follows_the_rules_there(tmp_path: Path) -> None:
    ours, theirs = a_desk(tmp_path / "ours"), a_desk(tmp_path / "theirs")
    medium(ours)
    brought = restore_activity(drafted(ours), label="ACT-0001", source="x.pdf")
    assert "severe_remote" not in brought.facts.values
    (draft,) = brought.assessments
    seen = theirs.evaluate(brought, draft).situation
    assert seen.facts["severe_remote"] == "low"


def test_the_exported_register_says_what_touches_an_activity(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    activity = start_assessment(
        desk, start_activity(desk, Details(title="Newsletter", owner=OWNER)), "dpia"
    )
    rows = register_rows(desk.workspace, today=TODAY)
    place = rows.keys.index("touched_by")
    assert rows.headings[place] == "Touched by a change"
    assert [row[place] for row in rows.rows] == [None]
    draft = activity.current("dpia")
    assert draft is not None
    done = Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW.replace(month=9, day=1))
    signed = replace(draft, status=Status.SIGNED_OFF, facts={}, moves=(done,))
    desk.save(activity.put(signed))
    (row,) = register_rows(desk.workspace, today=TODAY).rows
    assert str(row[place]).startswith("DPIA: the law changed on 30 September 2026: ")
