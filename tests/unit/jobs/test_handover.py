"""Hand-overs between two folders: nothing is lost, and nothing is believed without proof."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import approve, give_back, submit, tick_next_step
from dpia_wizard.app.start import edit_details, start_assessment
from dpia_wizard.codec.activity_merge import Choices
from dpia_wizard.codec.handover_build import make_handover
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import MoveKind, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import (
    BadAnswersError,
    CannotWriteError,
    ConflictError,
    InUseError,
    NotARecordError,
    TooLongError,
    UnreadableError,
)
from dpia_wizard.domain.history import EventKind
from dpia_wizard.jobs.complete_assessment import Completer
from dpia_wizard.jobs.doctor import examine
from dpia_wizard.jobs.making import maker_for
from dpia_wizard.jobs.read_record import read_record
from dpia_wizard.jobs.sign_record import sign_stored
from dpia_wizard.jobs.take_record import Taken, read_choices, take_record
from dpia_wizard.report.render_handover import render_handover
from tests.builders import APPROVER, DPO, NOW, OWNER
from tests.signers import signer, trusting
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
from tests.unit.store.conftest import full_disk


@pytest.fixture
def owner(tmp_path: Path) -> Desk:
    return desk_of(tmp_path, OWNER)


@pytest.fixture
def dpo(tmp_path: Path) -> Desk:
    return desk_of(tmp_path, DPO)


@pytest.fixture
def activity(owner: Desk) -> Activity:
    return answered(owner, begun(owner), purpose_answer=text("To tell tenants."))


@pytest.fixture
def sent(owner: Desk, activity: Activity, tmp_path: Path) -> Path:
    return handed_over(owner, activity, tmp_path / "sent.pdf", "Look at it, please.")


def relation(desk: Desk, path: Path) -> Relation:
    return read_record(desk.workspace, path).relation


def take(desk: Desk, path: Path, choices: Choices) -> Taken:
    return take_record(desk.workspace, path, choices=choices, by=desk.me, at=NOW)


def stored(desk: Desk, activity: Activity) -> Activity:
    return desk.store.load(activity.id)


def kinds(activity: Activity) -> list[EventKind]:
    return [event.kind for event in activity.history]


# there and back ----------------------------------------------------------------------------


def test_a_hand_over_is_noted_and_gives_the_receiver_all_of_it(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path
) -> None:
    here = stored(owner, activity)
    assert kinds(here)[-1] is EventKind.HANDED_OVER
    opened = received(dpo, sent)
    there = opened.activity
    assert opened.outcome == "added"
    assert there.history[:-1] == here.history
    assert (there.assessments, there.details, there.facts) == (
        here.assessments,
        here.details,
        here.facts,
    )
    assert broken_links(there.history) == []
    assert there.label == "ACT-0009"


def test_the_same_file_twice_changes_nothing(dpo: Desk, activity: Activity, sent: Path) -> None:
    received(dpo, sent)
    before = stored(dpo, activity)
    assert received(dpo, sent).outcome == "unchanged"
    assert take(dpo, sent, {"*": "theirs"}).outcome == "unchanged"
    assert stored(dpo, activity) == before


def test_what_comes_back_is_newer_and_is_taken_whole(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path
) -> None:
    there = received(dpo, sent).activity
    there = comment(dpo, there, lia(there), question="", text="Say more.")
    there = answered(dpo, there, impact_answer=text("Little."))
    there = start_assessment(dpo, there, "screening")
    back = handed_over(dpo, there, tmp_path / "back.pdf")
    assert relation(owner, back) is Relation.NEWER
    opened = received(owner, back)
    assert opened.outcome == "updated"
    mine = opened.activity
    assert mine.assessments == there.assessments
    assert kinds(mine)[-1] is EventKind.IMPORTED
    assert broken_links(mine.history) == []
    assert relation(owner, sent) is Relation.OLDER
    assert received(owner, sent).outcome == "unchanged"
    assert stored(owner, activity) == mine


def test_a_returned_draft_goes_on_where_it_was_returned(
    owner: Desk, dpo: Desk, activity: Activity, tmp_path: Path
) -> None:
    handed = submit(owner, activity, lia(activity))
    there = received(dpo, handed_over(owner, handed, tmp_path / "a.pdf")).activity
    returned = give_back(dpo, there, lia(there), reason="Name the supplier.")
    mine = received(owner, handed_over(dpo, returned, tmp_path / "b.pdf")).activity
    assert lia(mine).status is Status.DRAFT
    assert lia(mine).moves[-1].reason == "Name the supplier."


# both have gone on -------------------------------------------------------------------------


@pytest.fixture
def both(owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path) -> Path:
    """What the officer sends back after the owner has gone on too."""
    there = received(dpo, sent).activity
    there = answered(
        dpo, there, purpose_answer=text("The officer's."), impact_answer=text("Little.")
    )
    there = comment(dpo, there, lia(there), question=PURPOSE, text="Why?")
    here = stored(owner, activity)
    here = answered(
        owner, here, purpose_answer=text("The owner's."), nature_answer=text("Names.")
    )
    here = comment(owner, here, lia(here), question="", text="Mine.")
    edit_details(owner, here, replace(here.details, title="Newsletter, spring"))
    return handed_over(dpo, there, tmp_path / "both.pdf")


def test_without_a_choice_a_diverged_file_is_refused(
    owner: Desk, activity: Activity, both: Path
) -> None:
    before = stored(owner, activity)
    assert relation(owner, both) is Relation.DIVERGED
    with pytest.raises(ConflictError):
        received(owner, both)
    assert stored(owner, activity) == before


def test_a_merge_takes_what_was_chosen_and_keeps_the_rest_in_history(
    owner: Desk, dpo: Desk, activity: Activity, both: Path
) -> None:
    here, there = stored(owner, activity), stored(dpo, activity)
    taken = take(owner, both, {f"lia-v1/answer:{PURPOSE}": "theirs"})
    merged = taken.activity
    assert taken.outcome == "merged"
    assert lia(merged).answers[PURPOSE] == text("The officer's.")
    assert lia(merged).answers["lia.nature_answer"] == text("Names.")
    assert lia(merged).answers["lia.impact_answer"] == text("Little.")
    assert {c.text for c in lia(merged).comments} == {"Mine.", "Why?"}
    assert merged.details.title == "Newsletter, spring"
    known = {event.digest for event in merged.history}
    assert known >= {e.digest for e in (*here.history, *there.history)}
    assert broken_links(merged.history) == []
    joint = next(event for event in merged.history if len(event.parents) == 2)
    assert joint.kind is EventKind.MERGED
    assert joint.parents == (here.history[-1].digest, there.history[-1].digest)


@pytest.mark.parametrize("side", ["theirs", "ours"])
def test_the_side_not_taken_can_be_read_in_the_history(
    owner: Desk, activity: Activity, both: Path, side: str
) -> None:
    merged = received(owner, both, take=side)
    assert merged.outcome == "merged"
    words = {"theirs": text("The officer's."), "ours": text("The owner's.")}
    other = words["ours" if side == "theirs" else "theirs"]
    assert lia(merged.activity).answers[PURPOSE] == words[side]
    changes = [
        change
        for event in merged.activity.history
        if event.kind is EventKind.MERGED and event.detail
        for change in event.detail.changes
    ]
    assert (PURPOSE, other, words[side]) in [(c.what, c.before, c.after) for c in changes]
    title = next(c for c in changes if c.what == "title")
    assert {title.before, title.after} == {"Newsletter", "Newsletter, spring"}


def test_a_merge_comes_back_to_the_other_side_as_newer(
    owner: Desk, dpo: Desk, activity: Activity, both: Path, tmp_path: Path
) -> None:
    merged = take(owner, both, {f"lia-v1/answer:{PURPOSE}": "theirs"}).activity
    assert relation(owner, both) is Relation.OLDER
    path = handed_over(owner, merged, tmp_path / "merged.pdf")
    assert relation(dpo, path) is Relation.NEWER
    there = received(dpo, path).activity
    assert lia(there).answers == lia(merged).answers
    assert there.details == merged.details
    assert broken_links(there.history) == []


def test_what_was_typed_but_not_noted_is_not_taken_over(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path
) -> None:
    there = answered(dpo, received(dpo, sent).activity, impact_answer=text("Little."))
    here = stored(owner, activity)
    typed = lia(here).answer("lia.nature_answer", text("Typed, and no page left since."))
    save_draft(owner, here, typed)
    back = handed_over(dpo, there, tmp_path / "back.pdf")
    assert relation(owner, back) is Relation.DIVERGED
    merged = take(owner, back, {}).activity
    assert lia(merged).answers["lia.nature_answer"] == typed.answers["lia.nature_answer"]
    assert lia(merged).answers["lia.impact_answer"] == text("Little.")


def test_steps_ticked_on_one_side_come_with_it(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path
) -> None:
    there = received(dpo, sent).activity
    there = tick_next_step(dpo, there, "lia", "keep_record", done=True)
    mine = received(owner, handed_over(dpo, there, tmp_path / "back.pdf")).activity
    assert mine.facts == there.facts


# completed versions and their files --------------------------------------------------------


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


# signatures --------------------------------------------------------------------------------


@pytest.fixture
def signed(owner: Desk, activity: Activity) -> Path:
    """The owner's record, completed with a signature."""
    return completed(owner, activity, Completer.signing(signer(OWNER)))


def counter_signed(desk: Desk, activity: Activity) -> bytes:
    sign_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        kind=SignatureKind.APPROVED,
        signer=signer(APPROVER),
        at=NOW + timedelta(hours=1),
    )
    return desk.records.read(activity.id, "lia-v1")


def test_a_signed_record_comes_back_whole_with_the_approval(
    owner: Desk, dpo: Desk, activity: Activity, signed: Path, tmp_path: Path
) -> None:
    trusting(owner.workspace.trust_folder, OWNER, APPROVER)
    received(dpo, signed)
    back = tmp_path / "back.pdf"
    back.write_bytes(counter_signed(dpo, activity))
    assert relation(owner, back) is Relation.NEWER
    opened = received(owner, back)
    assert opened.outcome == "updated"
    mine = lia(opened.activity)
    assert mine.status is Status.SIGNED_OFF
    move = mine.last_move(MoveKind.APPROVED)
    assert move is not None
    assert (move.by, move.at) == (APPROVER, NOW + timedelta(hours=1))
    assert mine.kept is not None
    assert mine.kept.signatures == ("completed", "approved")
    kept = owner.records.read(activity.id, "lia-v1")
    assert kept == back.read_bytes()
    assert mine.kept.sha256 == hashlib.sha256(kept).hexdigest()
    assert broken_links(opened.activity.history) == []
    assert received(owner, back).outcome == "unchanged"
    assert examine(owner.workspace.folder).findings == []


def test_a_strangers_approval_is_kept_and_counts_only_once_trusted(
    owner: Desk, dpo: Desk, activity: Activity, signed: Path, tmp_path: Path
) -> None:
    received(dpo, signed)
    back = tmp_path / "back.pdf"
    back.write_bytes(counter_signed(dpo, activity))
    opened = received(owner, back)
    assert opened.untrusted == (APPROVER.name,)
    assert lia(opened.activity).status is Status.COMPLETED
    assert owner.records.read(activity.id, "lia-v1") == back.read_bytes()
    assert received(owner, back).outcome == "unchanged"
    trusting(owner.workspace.trust_folder, APPROVER)
    again = received(owner, back)
    assert (again.outcome, again.untrusted) == ("updated", ())
    assert lia(again.activity).status is Status.SIGNED_OFF


def test_an_approval_in_a_hand_over_counts_only_with_a_trusted_signature(
    owner: Desk, dpo: Desk, activity: Activity, signed: Path, tmp_path: Path
) -> None:
    counter_signed(owner, activity)
    path = handed_over(owner, stored(owner, activity), tmp_path / "a.pdf")
    opened = received(dpo, path)
    assert lia(opened.activity).status is Status.COMPLETED
    assert opened.untrusted == (APPROVER.name,)
    trusting(dpo.workspace.trust_folder, OWNER, APPROVER)
    again = received(dpo, path)
    assert lia(again.activity) == lia(stored(owner, activity))
    assert kinds(again.activity).count(EventKind.APPROVED) == 1
    assert received(dpo, path).outcome == "unchanged"
    assert examine(dpo.workspace.folder).findings == []


def test_where_two_people_are_needed_one_persons_approval_settles_nothing(
    owner: Desk, dpo: Desk, activity: Activity, tmp_path: Path
) -> None:
    path = completed(owner, activity, Completer.signing(signer(OWNER)))
    trusting(owner.workspace.trust_folder, OWNER)
    save_settings(dpo, replace(dpo.settings, one_person_allowed=True))
    received(dpo, path)
    sign_stored(
        dpo.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        kind=SignatureKind.APPROVED,
        signer=signer(OWNER),
        at=NOW,
    )
    back = tmp_path / "back.pdf"
    back.write_bytes(dpo.records.read(activity.id, "lia-v1"))
    opened = received(owner, back)
    assert lia(opened.activity).status is Status.COMPLETED


def test_a_signed_record_that_was_changed_is_refused(
    dpo: Desk, signed: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(signed.read_bytes() + b"\n% and more\n")
    with pytest.raises(NotARecordError) as refused:
        received(dpo, changed)
    assert refused.value.facts["problem"] == "changed"
    assert list(dpo.store.ids()) == []


def test_a_cut_off_approval_does_not_replace_the_whole_file(
    owner: Desk, activity: Activity, signed: Path, tmp_path: Path
) -> None:
    early = tmp_path / "early.pdf"
    early.write_bytes(signed.read_bytes())
    whole = counter_signed(owner, activity)
    before = stored(owner, activity)
    assert received(owner, early).outcome == "unchanged"
    assert owner.records.read(activity.id, "lia-v1") == whole
    assert stored(owner, activity) == before


def forged(desk: Desk, activity: Activity, kept: bytes | None, out: Path) -> Path:
    """A hand-over as somebody might make it by hand, with the activity of their making."""
    record = make_handover(maker_for(desk.workspace, at=NOW), activity)
    asked = {version.key: desk.questionnaire(version) for version in activity.assessments}
    files = {"lia-v1": kept} if kept else {}
    out.write_bytes(render_handover(record, asked, kept=files).pdf)
    return out


def test_a_hand_over_whose_history_was_rewritten_is_refused(
    owner: Desk, dpo: Desk, activity: Activity, tmp_path: Path
) -> None:
    first, *rest = activity.history
    edited = replace(activity, history=(replace(first, by=DPO), *rest))
    shorter = replace(activity, history=tuple(rest))
    for number, made in enumerate((edited, shorter)):
        path = forged(owner, made, None, tmp_path / f"{number}.pdf")
        with pytest.raises(UnreadableError):
            received(dpo, path)
    assert list(dpo.store.ids()) == []


def test_a_hand_over_with_another_file_than_was_kept_is_refused(
    owner: Desk, dpo: Desk, activity: Activity, signed: Path, tmp_path: Path
) -> None:
    other = counter_signed(owner, activity)
    here = stored(owner, activity)
    kept = lia(here).kept
    assert kept is not None
    claims = here.put(replace(lia(here), kept=replace(kept, sha256="0" * 64)))
    with pytest.raises(UnreadableError):
        received(dpo, forged(owner, claims, other, tmp_path / "x.pdf"))
    with pytest.raises(NotARecordError):
        received(dpo, forged(owner, here, other + b"%", tmp_path / "y.pdf"))
    assert signed.exists()
    assert list(dpo.store.ids()) == []


def test_an_approval_claimed_without_its_signed_file_is_not_believed(
    owner: Desk, dpo: Desk, activity: Activity, signed: Path, tmp_path: Path
) -> None:
    counter_signed(owner, activity)
    trusting(dpo.workspace.trust_folder, OWNER, APPROVER)
    path = forged(owner, stored(owner, activity), None, tmp_path / "x.pdf")
    assert lia(received(dpo, path).activity).status is Status.COMPLETED
    assert signed.exists()


# what stands in the way --------------------------------------------------------------------


def test_an_activity_open_elsewhere_is_not_changed(
    owner: Desk, dpo: Desk, activity: Activity, sent: Path, tmp_path: Path
) -> None:
    there = answered(dpo, received(dpo, sent).activity, impact_answer=text("Little."))
    back = handed_over(dpo, there, tmp_path / "back.pdf")
    before = stored(owner, activity)
    claim = owner.claims.claim(activity.id, holder="Somebody", at=NOW)
    with pytest.raises(InUseError):
        received(owner, back)
    claim.release()
    assert stored(owner, activity) == before
    assert received(owner, back).outcome == "updated"


def test_a_full_disk_leaves_no_half_hand_over(
    owner: Desk, activity: Activity, tmp_path: Path
) -> None:
    before = stored(owner, activity)
    out = tmp_path / "out.pdf"
    with full_disk(room=2_000), pytest.raises(CannotWriteError):
        handed_over(owner, activity, out)
    assert not out.exists()
    assert stored(owner, activity) == before


def test_a_note_too_long_to_be_opened_again_is_refused(
    owner: Desk, activity: Activity, tmp_path: Path
) -> None:
    with pytest.raises(TooLongError):
        handed_over(owner, activity, tmp_path / "out.pdf", "x" * 20_001)


@pytest.mark.parametrize("told", ["", "[]", '{"a": "both"}', '{"a": 1}', "{", '{"a": []}'])
def test_choices_that_are_none_are_refused(told: str) -> None:
    with pytest.raises(BadAnswersError):
        read_choices(told)
