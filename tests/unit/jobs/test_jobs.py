"""The heavy verbs on a real store, with real PDFs."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.sign_off import give_back, submit
from dpia_wizard.app.start import start_assessment
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import Plan, Status
from dpia_wizard.domain.errors import (
    CannotReadError,
    CannotWriteError,
    ConflictError,
    NotAllowedError,
    NotARecordError,
    NotReadyError,
    SamePersonError,
)
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import Opened, open_record_file, read_pdf_record
from dpia_wizard.jobs.render_record import render_to
from tests.builders import APPROVER, DPO, NOW, TODAY
from tests.unit.jobs.two_desks import answered, finish, lia, ready
from tests.unit.store.conftest import forbidden, full_disk


def send(desk: Desk, activity: Activity, out: Path) -> Path:
    path = out / f"{desk.me.name}.pdf"
    render_to(
        desk.workspace, activity_id=activity.id, set_id="lia", version=0, out=path, at=NOW
    )
    return path


def receive(desk: Desk, path: Path) -> Opened:
    return open_record_file(desk.workspace, path, label="ACT-0009", by=desk.me, at=NOW)


# completing --------------------------------------------------------------------------------


def test_completion_keeps_the_pdf_and_then_the_state(owner: Desk, begun: Activity) -> None:
    path = finish(owner, ready(owner, begun))
    saved = owner.store.load(begun.id)
    done = lia(saved)
    assert done.status is Status.COMPLETED
    assert done.kept is not None
    assert done.kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [event.kind.value for event in saved.history][-2:] == ["completed", "record_kept"]
    assert broken_links(saved.history) == []
    found = read_pdf_record(path)
    assert found.record.assessment is not None
    assert found.record.assessment.state == "completed"
    assert done.law is not None
    assert (done.law.id, done.law.day) == ("uk-2026-09-30", NOW.date())  # frozen, as printed
    assert found.record.assessment.law == done.law


def test_what_is_not_ready_is_refused_and_leaves_no_pdf(owner: Desk, begun: Activity) -> None:
    with pytest.raises(NotReadyError) as refused:
        finish(owner, begun)
    points = refused.value.facts["points"]
    assert isinstance(points, tuple)
    assert len(points) == 9
    assert not (owner.workspace.folder / "records").exists()
    assert owner.store.load(begun.id) == begun


def test_a_second_completion_is_refused(owner: Desk, begun: Activity) -> None:
    activity = ready(owner, begun)
    path = finish(owner, activity)
    before = path.read_bytes()
    with pytest.raises(NotAllowedError):
        finish(owner, activity)
    assert path.read_bytes() == before


def test_the_approver_completes_only_where_one_person_is_allowed(
    owner: Desk, begun: Activity
) -> None:
    activity = ready(owner, begun)
    with pytest.raises(SamePersonError):
        finish(owner, activity, APPROVER)
    assert finish(owner, activity, APPROVER, alone=True).exists()


def test_on_a_full_disk_an_assessment_stays_a_draft(owner: Desk, begun: Activity) -> None:
    activity = ready(owner, begun)
    with full_disk(room=2_000), pytest.raises(CannotWriteError):
        finish(owner, activity)
    assert lia(owner.store.load(begun.id)).status is Status.DRAFT
    assert finish(owner, activity).exists()


def test_where_records_may_not_be_written_an_assessment_stays_a_draft(
    owner: Desk, begun: Activity
) -> None:
    activity = ready(owner, begun)
    records = owner.workspace.folder / "records"
    records.mkdir()
    with forbidden(records), pytest.raises(CannotWriteError) as refused:
        finish(owner, activity)
    assert refused.value.facts["reason"] == "read_only"
    assert lia(owner.store.load(begun.id)).status is Status.DRAFT


# to and fro --------------------------------------------------------------------------------


def test_a_case_goes_to_the_dpo_and_back_and_is_completed(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    drafted = answered(owner, begun, purpose_answer=PromptsAnswer(text="To tell tenants."))
    sent = submit(owner, drafted, lia(drafted))

    at_dpo = receive(dpo, send(owner, sent, tmp_path))
    assert (at_dpo.outcome, lia(at_dpo.activity).status) == ("added", Status.SUBMITTED)
    said = comment(dpo, at_dpo.activity, lia(at_dpo.activity), question="", text="More.")
    returned = give_back(dpo, said, lia(said), reason="Say more.")

    back = receive(owner, send(dpo, returned, tmp_path))
    assert (back.outcome, lia(back.activity).status) == ("updated", Status.DRAFT)
    assert [c.text for c in lia(back.activity).comments] == ["More."]
    finished = ready(owner, back.activity)
    sent = submit(owner, finished, lia(finished))

    again = receive(dpo, send(owner, sent, tmp_path))
    assert again.outcome == "updated"
    path = finish(dpo, again.activity, DPO)

    done = receive(owner, path)
    assert (done.outcome, lia(done.activity).status) == ("updated", Status.COMPLETED)
    kept = owner.records.read(begun.id, "lia-v1")
    assert kept == path.read_bytes()
    assert receive(owner, path).outcome == "unchanged"
    assert broken_links(done.activity.history) == []


def test_work_done_on_both_sides_is_refused_and_nothing_is_lost(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    at_dpo = receive(dpo, send(owner, begun, tmp_path)).activity
    answered(dpo, at_dpo, purpose_answer=PromptsAnswer(text="What the DPO thinks."))
    ours = answered(owner, begun, purpose_answer=PromptsAnswer(text="What the owner thinks."))
    with pytest.raises(ConflictError):
        receive(owner, send(dpo, at_dpo, tmp_path))
    assert owner.store.load(begun.id) == ours


def test_what_was_typed_but_not_yet_noted_is_not_replaced(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    at_dpo = receive(dpo, send(owner, begun, tmp_path)).activity
    theirs = answered(owner, begun, purpose_answer=PromptsAnswer(text="Newer."))
    typed = save_draft(
        dpo, at_dpo, lia(at_dpo).answer("lia.impact_answer", PromptsAnswer(text="Typ"))
    )
    with pytest.raises(ConflictError):
        receive(dpo, send(owner, theirs, tmp_path))
    assert dpo.store.load(begun.id) == typed


def test_an_older_record_changes_nothing(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    early = send(owner, begun, tmp_path).rename(tmp_path / "early.pdf")
    receive(dpo, early)
    newer = answered(owner, begun, purpose_answer=PromptsAnswer(text="Newer."))
    assert receive(dpo, send(owner, newer, tmp_path)).outcome == "updated"
    updated = dpo.store.load(begun.id)
    assert lia(updated).answers == {"lia.purpose_answer": PromptsAnswer(text="Newer.")}
    assert receive(dpo, early).outcome == "unchanged"
    assert dpo.store.load(begun.id) == updated


def test_a_second_set_of_the_same_activity_is_added_beside_the_first(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    receive(dpo, send(owner, begun, tmp_path))
    both = start_assessment(owner, begun, "screening")
    out = tmp_path / "screening.pdf"
    render_to(
        owner.workspace, activity_id=both.id, set_id="screening", version=1, out=out, at=NOW
    )
    added = receive(dpo, out)
    assert added.outcome == "version_added"
    assert [a.key for a in added.activity.assessments] == ["lia-v1", "screening-v1"]
    assert broken_links(added.activity.history) == []


def test_the_dpo_reads_the_questions_even_without_having_the_set(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    at_dpo = receive(dpo, send(owner, begun, tmp_path)).activity
    digest = lia(at_dpo).set_digest
    assert (dpo.workspace.folder / "sets" / f"{digest}.json").is_file()
    assert dpo.questionnaire(lia(at_dpo)).id == "lia"


def test_files_that_are_no_records_are_refused(dpo: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    with pytest.raises(CannotReadError):
        receive(dpo, path)
    path.write_bytes(b"hello")
    with pytest.raises(NotARecordError):
        receive(dpo, path)
    assert list(dpo.store.ids()) == []


# the example -------------------------------------------------------------------------------


def test_the_example_is_put_in_once_and_keeps_what_is_changed_in_it(owner: Desk) -> None:
    first = open_example(owner.workspace, label="ACT-0001", name="council_message")
    assert not first.was_there
    assert {a.status for a in first.activity.assessments} == {Status.SIGNED_OFF}
    assert broken_links(first.activity.history) == []
    changed = owner.store.save(replace(first.activity, archived=True))
    second = open_example(owner.workspace, label="ACT-0002", name="council_message")
    assert (second.was_there, second.activity) == (True, changed)


def test_a_draft_is_rendered_for_the_day_it_is(owner: Desk, begun: Activity) -> None:
    out = owner.workspace.folder / "out.pdf"
    render_to(owner.workspace, activity_id=begun.id, set_id="lia", version=0, out=out, at=NOW)
    record = read_pdf_record(out).record
    assert record.as_at == TODAY
    assert record.assessment is not None
    assert record.assessment.plan == Plan()
