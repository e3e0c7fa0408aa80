"""What the pages say of advice, completion and approval, and of what came before."""

from dataclasses import replace

import pytest

from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Move,
    MoveKind,
    Plan,
    Status,
)
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.report import words
from tests.unit.report import pages, samples
from tests.unit.report.samples import DPO, OWNER, STARTED
from tests.unit.report.views import made_of, page


@pytest.mark.parametrize(
    ("advice", "line", "printed"),
    [
        (None, "None recorded", False),
        (Advice(outcome=AdviceOutcome.NO_DPO), "No data protection officer", True),
        (
            Advice(
                outcome=AdviceOutcome.OVERRULED,
                by=DPO,
                text="Do not send.",
                reason="We asked the tenants.",
            ),
            "Overruled. Sam Okafor",
            True,
        ),
    ],
)
def test_advice_is_told_in_one_line_and_in_full(
    advice: Advice | None, line: str, printed: bool
) -> None:
    made = made_of(replace(samples.assessment(), advice=advice))
    shown = page(made)
    rows = {row.label: row.blocks[0].lines[0] for row in shown.front.glance}
    assert rows["DPO advice"].startswith(line)
    assert bool(shown.closing.advice) is printed
    blocks = [block.id for block in shown.closing.signatures]
    assert ("advised" in blocks) is (advice is not None and advice.by is not None)
    text = pages.text_of(made)
    if advice and advice.reason:
        assert "Do not send. Overruled We asked the tenants." in text


def test_a_completed_record_says_who_when_and_leaves_room_for_the_approval() -> None:
    subject = replace(
        samples.assessment(),
        status=Status.COMPLETED,
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=samples.COMPLETED),),
    )
    completed, approved = page(made_of(subject)).closing.signatures
    assert (completed.name, completed.done) == (
        "Morgan Price",
        "Completed 22 Nov 2026 10:51 UTC",
    )
    assert (approved.name, approved.done, approved.waiting) == ("Alex Hughes", "", "")
    assert approved.label == "To be approved by"
    assert approved.field == "Signature: approved by Alex Hughes"


@pytest.mark.parametrize(
    ("kind", "reason", "line"),
    [
        (MoveKind.DECLINED, "Too broad.", "Declined 22 November 2026. Reason: Too broad."),
        (MoveKind.WITHDRAWN, "No money.", "Withdrawn 22 November 2026. Reason: No money."),
        (MoveKind.SUPERSEDED, "", "Superseded 22 November 2026."),
    ],
)
def test_a_version_that_has_ended_says_when_and_why(
    kind: MoveKind, reason: str, line: str
) -> None:
    move = Move(kind=kind, by=samples.APPROVER, at=samples.APPROVED, reason=reason)
    subject = replace(samples.assessment(), status=Status(kind.value), moves=(move,))
    shown = page(made_of(subject))
    assert shown.front.status_line == line
    assert shown.closing.signatures[-1].waiting == "Not approved"


def test_a_recorded_approval_is_printed_as_recorded() -> None:
    approved = page(samples.completed()).closing.signatures[-1]
    assert approved.done == "Approved 22 Nov 2026 11:04 UTC, recorded by Alex Hughes"
    assert not approved.waiting


def test_a_draft_names_nobody_who_is_not_named() -> None:
    completed, approved = page(
        made_of(replace(samples.assessment(), plan=Plan()))
    ).closing.signatures
    assert completed.name == approved.name == "Not named yet"
    assert completed.waiting == "Not yet completed"


def test_a_role_that_repeats_the_name_is_printed_once() -> None:
    person = Person(name="Head of communications", role="head of communications")
    subject = replace(samples.assessment(), plan=Plan(approver=person))
    assert page(made_of(subject)).closing.signatures[-1].role == ""


def test_an_officer_who_completes_is_remarked_on() -> None:
    subject = replace(
        samples.assessment(),
        status=Status.COMPLETED,
        moves=(
            Move(
                kind=MoveKind.COMPLETED, by=DPO, at=samples.COMPLETED, warning="dpo_completed"
            ),
        ),
    )
    made = made_of(subject)
    assert "a possible conflict of interest" in pages.text_of(made)
    assert "UK GDPR Art 38(6)" in page(made).closing.remarks[0]


def test_one_person_who_completed_and_approved_is_remarked_on() -> None:
    subject = replace(
        samples.assessment(),
        status=Status.COMPLETED,
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=samples.COMPLETED),),
    )
    event = Event(
        at=samples.APPROVED, by=OWNER, kind=EventKind.APPROVED, set_id="lia", version=1
    )
    (remark,) = page(made_of(subject, (event,))).closing.remarks
    assert remark.startswith("The same person completed and approved")


def test_the_history_is_told_in_words_and_withheld_details_are_said_to_be() -> None:
    text = pages.text_of(samples.completed())
    for line in (
        "19 Nov 2026 09:12 Morgan Price, Communications officer Activity created",
        "Answers written. Changed: Purpose",
        "Returned. “name the supplier”",
        "Comment made (dpia, version 1; details withheld here)",
        "22 Nov 2026 10:51 Morgan Price, Communications officer Completed",
    ):
        assert line in text, line
    assert "nobody else’s business" not in text
    assert samples.history()[-1].digest in text


def test_an_earlier_version_is_named_in_the_history() -> None:
    subject = replace(samples.assessment(), version=2, reason="More people")
    event = Event(at=STARTED, by=OWNER, kind=EventKind.STARTED, set_id="lia", version=1)
    assert page(made_of(subject, (event,))).closing.history[0].what == "Started (version 1)"


def test_every_event_has_words() -> None:
    assert set(words.EVENTS) == set(EventKind)


def test_other_assessments_are_named_with_result_and_state() -> None:
    other = replace(samples.assessment(), set_id="other", status=Status.SIGNED_OFF)
    subject = samples.assessment()
    made = samples.sample(samples.activity(other, subject), subject)
    rows = {row.label: row.blocks[0].lines[0] for row in page(made).front.glance}
    assert rows["Legitimate interests assessment"] == (
        "Legitimate interests can be relied on (version 1, signed off)"
    )


def test_next_steps_say_in_words_whether_they_are_done() -> None:
    keep, notice = page(samples.draft()).closing.next_steps
    assert keep.done == "Done 22 November 2026 by Morgan Price, Communications officer"
    assert notice.done == ""
    text = pages.text_of(samples.draft())
    assert "☑ Keep this record" in text
    assert "☐ Update the privacy notice. To do." in text


def test_facts_are_printed_in_words() -> None:
    rows = {row.label: row.blocks[0].lines[0] for row in page(samples.draft()).facts}
    assert rows == {"Public authority": "No", "Planned start": "1 March 2027"}
