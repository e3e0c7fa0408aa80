"""Hand-overs of drafts between two folders: nothing is lost, and both sides can be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.sign_off import give_back, submit, tick_next_step
from dpia_wizard.app.start import edit_details, start_assessment
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import (
    BadAnswersError,
    CannotWriteError,
    ConflictError,
    InUseError,
    TooLongError,
)
from dpia_wizard.domain.history import EventKind
from dpia_wizard.jobs.take_record import read_choices
from tests.builders import NOW
from tests.unit.jobs.handover.steps import kinds, relation, stored, take
from tests.unit.jobs.two_desks import PURPOSE, answered, handed_over, lia, received, text
from tests.unit.store.conftest import full_disk

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
