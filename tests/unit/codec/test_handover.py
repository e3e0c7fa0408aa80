"""Hand-overs: a whole activity goes into a file and comes out of it as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.handover_build import as_record, make_handover
from dpia_wizard.codec.history import broken_links, noted
from dpia_wizard.codec.record import OpenedRecord, dump_record, open_record, record_bytes
from dpia_wizard.codec.record_restore import approvals_in, restore_activity
from dpia_wizard.domain.activity import Activity, Facts, StepDone
from dpia_wizard.domain.assessment import Comment, KeptRecord, Move, MoveKind, Status, is_kept
from dpia_wizard.domain.errors import DpiaError, NotARecordError, UnreadableError
from dpia_wizard.domain.history import Change, EventKind
from tests.builders import APPROVER, DPO, NOW, OWNER, a_sending
from tests.unit.codec.records import COMPLETED, MAKER, SCHEMA, asked, opened, told
from tests.unit.codec.test_answers import FITTING

KEPT = KeptRecord(file="everything-v2.pdf", sha256="ab" * 32, fingerprint="0123456789abcdef")


def the_activity() -> Activity:
    """A case with every kind of thing in it: an approved version, a draft, facts, steps."""
    signed = replace(
        COMPLETED,
        status=Status.SIGNED_OFF,
        kept=KEPT,
        moves=(*COMPLETED.moves, Move(kind=MoveKind.APPROVED, by=APPROVER, at=NOW)),
    )
    draft = asked(
        "lia",
        {"lia.purpose_answer": "To tell tenants."},
        comments=(Comment(question="", by=DPO, at=NOW, text="Clear."),),
    )
    old = replace(
        signed,
        version=1,
        status=Status.SUPERSEDED,
        moves=(*signed.moves, Move(kind=MoveKind.SUPERSEDED, by=OWNER, at=NOW)),
    )
    withdrawn = asked("screening", {"screening.new_sharing": "yes"}, status=Status.WITHDRAWN)
    activity = told(old, signed, draft, withdrawn)
    activity = replace(
        activity,
        facts=Facts(
            values={"public_task": "yes"},
            next_steps={"everything.tell": StepDone(by=OWNER, at=NOW)},
        ),
        sendings=(a_sending(), a_sending("2", in_spite="Sent before we knew.")),
    )
    for version in (old, signed):
        activity = noted(activity, EventKind.APPROVED, by=APPROVER, at=NOW, assessment=version)
    change = Change(what="lia.purpose_answer", before=None, after="To tell tenants.")
    return noted(
        activity, EventKind.ANSWERED, by=OWNER, at=NOW, assessment=draft, changes=(change,)
    )


def handed_over(activity: Activity) -> OpenedRecord:
    return opened(make_handover(MAKER, activity))


def brought_back(found: OpenedRecord) -> Activity:
    proven = approvals_in(found.record)
    return restore_activity(found, label="ACT-0001", source="x.pdf", approved=proven)


def test_a_hand_over_gives_the_whole_activity_back() -> None:
    activity = the_activity()
    found = handed_over(activity)
    back = brought_back(found)
    assert back == activity
    assert broken_links(back.history) == []
    SCHEMA.validate(dump_record(found.record))
    assert make_handover(MAKER, back) == found.record


answer_sheets = st.fixed_dictionaries({}, optional=FITTING)
states = st.sampled_from([s for s in Status if s is not Status.SIGNED_OFF])


@given(sheets=st.lists(answer_sheets, max_size=3), status=states)
def test_any_answers_and_states_come_back(
    sheets: list[Mapping[str, Any]], status: Status
) -> None:
    versions = []
    for number, sheet in enumerate(sheets, 1):
        given_answers = {f"everything.{k}": v for k, v in sheet.items() if is_kept(v)}
        version = replace(asked("everything", version=number), answers=given_answers)
        versions.append(replace(version, status=status))
    activity = told(*versions)
    assert brought_back(handed_over(activity)) == activity


def test_an_approval_that_the_history_does_not_know_is_not_believed() -> None:
    activity = the_activity()
    without = replace(
        activity,
        history=tuple(e for e in activity.history if e.kind is not EventKind.APPROVED),
    )
    assert approvals_in(handed_over(activity).record) == {"everything-v1", "everything-v2"}
    found = handed_over(without)
    assert approvals_in(found.record) == frozenset()
    signed = brought_back(found).version("everything", 2)
    assert signed.status is Status.COMPLETED
    assert signed.last_move(MoveKind.APPROVED) is None


def test_an_activity_that_is_only_described_can_be_handed_over() -> None:
    activity = told()
    assert brought_back(handed_over(activity)) == activity


def test_a_version_of_a_hand_over_reads_like_the_record_of_that_version() -> None:
    activity = the_activity()
    handover = handed_over(activity)
    record = handover.record
    titles = {p.set.id: handover.questionnaire_of(p).title for p in record.assessments}
    part = record.assessments[1]
    alone = as_record(record, part, titles)
    made = MAKER.make(activity, activity.version("everything", 2))
    assert (alone.as_at, alone.facts, alone.organisation) == (
        made.as_at,
        made.facts,
        made.organisation,
    )
    assert [s.title for s in alone.siblings] == [s.title for s in made.siblings]
    assert (part.answers, part.result) == (
        made.assessment and made.assessment.answers,
        made.assessment and made.assessment.result,
    )


def test_a_record_of_one_assessment_has_nothing_of_a_hand_over() -> None:
    plain = dump_record(MAKER.make(told(COMPLETED), COMPLETED))
    assert {"kept", "seen", "facts", "organisation", "law_version"} & set(
        plain["assessment"]
    ) == set()


def hurt(change: Any) -> bytes:  # noqa: ANN401 - any function on plain data
    plain = dump_record(make_handover(MAKER, the_activity()))
    return json.dumps(change(plain)).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda p: {**p, "assessment": p["assessments"][0]},
        lambda p: {**p, "assessments": p["assessments"][:1] * 2},
        lambda p: {**p, "assessments": p["assessments"] * 200},
        lambda p: {**p, "assessments": {}},
        lambda p: {**p, "assessments": [None]},
        lambda p: {**p, "assessments": [{**p["assessments"][0], "kept": "x.pdf"}]},
        lambda p: {**p, "assessments": [{**p["assessments"][0], "seen": {"a": []}}]},
        lambda p: {**p, "assessments": [{**p["assessments"][0], "state": "signed_off"}]},
        lambda p: {**p, "assessments": [{**p["assessments"][0], "answers": {"no.such": 1}}]},
        lambda p: {**p, "assessments": [{**p["assessments"][0], "reason": "x" * 20_001}]},
        lambda p: {**p, "assessments": [{**p["assessments"][0], "questionnaire": {}}]},
        lambda p: {**p, "kind": "record"},
        lambda p: {**p, "kind": "all"},
        lambda p: {**p, "format": 2},
    ],
)
def test_a_hand_over_that_is_not_whole_is_refused(change: Any) -> None:  # noqa: ANN401
    with pytest.raises((UnreadableError, NotARecordError)):
        brought_back(open_record(hurt(change), source="x.pdf"))


@given(st.binary(max_size=40), st.integers(min_value=0, max_value=10_000))
def test_noise_in_a_hand_over_never_gets_through_as_another_failure(
    noise: bytes, at: int
) -> None:
    whole = HANDED_OVER
    place = at * len(whole) // 10_000
    data = whole[:place] + noise + whole[place + len(noise) :]
    with suppress(DpiaError):
        brought_back(open_record(data, source="x.pdf"))


HANDED_OVER = record_bytes(dump_record(make_handover(MAKER, the_activity())))
