"""The heavy verbs on a real store, with real PDFs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.answer import leave_page, save_draft
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import give_back, settle, submit
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.assessment import Assessment, Plan, Status
from dpia_wizard.domain.errors import (
    CannotReadError,
    CannotWriteError,
    ConflictError,
    NotAllowedError,
    NotARecordError,
    NotReadyError,
    SamePersonError,
)
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import Opened, open_record_file, read_pdf_record
from dpia_wizard.jobs.render_record import render_to
from tests.builders import APPROVER, DPO, NOW, OWNER, READY, TODAY
from tests.unit.store.conftest import forbidden, full_disk

MakeDesk = Callable[[Person], Desk]


@pytest.fixture
def make_desk(tmp_path: Path) -> MakeDesk:
    def _make(person: Person) -> Desk:
        desk = open_desk(tmp_path / person.role.replace(" ", "-"), clock=lambda: NOW)
        named = replace(desk.settings, name=person.name, role=person.role)
        save_settings(desk, replace(named, signature_needed=False))
        return desk

    return _make


@pytest.fixture
def owner(make_desk: MakeDesk) -> Desk:
    return make_desk(OWNER)


@pytest.fixture
def dpo(make_desk: MakeDesk) -> Desk:
    return make_desk(DPO)


def lia_of(activity: Activity) -> Assessment:
    return activity.version("lia", 1)


@pytest.fixture
def begun(owner: Desk) -> Activity:
    activity = start_activity(owner, Details(title="Newsletter", owner=OWNER))
    return start_assessment(owner, activity, "lia")


def answer(desk: Desk, activity: Activity, **answers: AnswerValue) -> Activity:
    before = lia_of(activity)
    after = before.with_answers(
        {**before.answers, **{f"lia.{k}": v for k, v in answers.items()}}
    )
    return leave_page(desk, activity, after, before=before.answers)


ALL: dict[str, AnswerValue] = {
    "purpose_answer": PromptsAnswer(text="To tell tenants."),
    "necessity_answer": PromptsAnswer(text="Nothing gentler does."),
    "nature_answer": PromptsAnswer(text="Names."),
    "expectations_answer": PromptsAnswer(text="They expect it."),
    "impact_answer": PromptsAnswer(text="Little."),
    "opt_out_available": "yes",
    "can_rely_on_li": "yes",
}


def ready(desk: Desk, activity: Activity) -> Activity:
    answered = answer(desk, activity, **ALL)
    return settle(desk, answered, lia_of(answered), plan=READY, advice=None)


def finish(desk: Desk, activity: Activity, by: Person = OWNER, *, alone: bool = False) -> Path:
    return complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        by=Completer(person=by),
        at=NOW,
        one_person_allowed=alone,
    )[0]


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
    lia = lia_of(saved)
    assert lia.status is Status.COMPLETED
    assert lia.kept is not None
    assert lia.kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [event.kind.value for event in saved.history][-2:] == ["completed", "record_kept"]
    assert broken_links(saved.history) == []
    found = read_pdf_record(path)
    assert found.record.assessment is not None
    assert found.record.assessment.state == "completed"
    assert lia.law is not None
    assert (lia.law.id, lia.law.day) == ("uk-2026-09-30", NOW.date())  # frozen, as printed
    assert found.record.assessment.law == lia.law


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
    assert lia_of(owner.store.load(begun.id)).status is Status.DRAFT
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
    assert lia_of(owner.store.load(begun.id)).status is Status.DRAFT


# to and fro --------------------------------------------------------------------------------


def test_a_case_goes_to_the_dpo_and_back_and_is_completed(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    drafted = answer(owner, begun, purpose_answer=PromptsAnswer(text="To tell tenants."))
    sent = submit(owner, drafted, lia_of(drafted))

    at_dpo = receive(dpo, send(owner, sent, tmp_path))
    assert (at_dpo.outcome, lia_of(at_dpo.activity).status) == ("added", Status.SUBMITTED)
    said = comment(dpo, at_dpo.activity, lia_of(at_dpo.activity), question="", text="More.")
    returned = give_back(dpo, said, lia_of(said), reason="Say more.")

    back = receive(owner, send(dpo, returned, tmp_path))
    assert (back.outcome, lia_of(back.activity).status) == ("updated", Status.DRAFT)
    assert [c.text for c in lia_of(back.activity).comments] == ["More."]
    finished = ready(owner, back.activity)
    sent = submit(owner, finished, lia_of(finished))

    again = receive(dpo, send(owner, sent, tmp_path))
    assert again.outcome == "updated"
    path = finish(dpo, again.activity, DPO)

    done = receive(owner, path)
    assert (done.outcome, lia_of(done.activity).status) == ("updated", Status.COMPLETED)
    kept = owner.records.read(begun.id, "lia-v1")
    assert kept == path.read_bytes()
    assert receive(owner, path).outcome == "unchanged"
    assert broken_links(done.activity.history) == []


def test_work_done_on_both_sides_is_refused_and_nothing_is_lost(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    at_dpo = receive(dpo, send(owner, begun, tmp_path)).activity
    answer(dpo, at_dpo, purpose_answer=PromptsAnswer(text="What the DPO thinks."))
    ours = answer(owner, begun, purpose_answer=PromptsAnswer(text="What the owner thinks."))
    with pytest.raises(ConflictError):
        receive(owner, send(dpo, at_dpo, tmp_path))
    assert owner.store.load(begun.id) == ours


def test_what_was_typed_but_not_yet_noted_is_not_replaced(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    at_dpo = receive(dpo, send(owner, begun, tmp_path)).activity
    theirs = answer(owner, begun, purpose_answer=PromptsAnswer(text="Newer."))
    typed = save_draft(
        dpo, at_dpo, lia_of(at_dpo).answer("lia.impact_answer", PromptsAnswer(text="Typ"))
    )
    with pytest.raises(ConflictError):
        receive(dpo, send(owner, theirs, tmp_path))
    assert dpo.store.load(begun.id) == typed


def test_an_older_record_changes_nothing(
    owner: Desk, dpo: Desk, begun: Activity, tmp_path: Path
) -> None:
    early = send(owner, begun, tmp_path).rename(tmp_path / "early.pdf")
    receive(dpo, early)
    newer = answer(owner, begun, purpose_answer=PromptsAnswer(text="Newer."))
    assert receive(dpo, send(owner, newer, tmp_path)).outcome == "updated"
    updated = dpo.store.load(begun.id)
    assert lia_of(updated).answers == {"lia.purpose_answer": PromptsAnswer(text="Newer.")}
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
    digest = lia_of(at_dpo).set_digest
    assert (dpo.workspace.folder / "sets" / f"{digest}.json").is_file()
    assert dpo.questionnaire(lia_of(at_dpo)).id == "lia"


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
