"""Signed records between two folders: nothing is believed without proof."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.codec.handover_build import make_handover
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import MoveKind, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import NotARecordError, UnreadableError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.jobs.complete_assessment import Completer
from dpia_wizard.jobs.doctor import examine
from dpia_wizard.jobs.making import maker_for
from dpia_wizard.jobs.sign_record import sign_stored
from dpia_wizard.report.render_handover import render_handover
from tests.builders import APPROVER, DPO, NOW, OWNER
from tests.signers import signer, trusting
from tests.unit.jobs.handover.steps import kinds, relation, stored
from tests.unit.jobs.two_desks import completed, handed_over, lia, received


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
