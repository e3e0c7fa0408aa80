"""Records: what is printed can be taken out again, whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dpia_wizard.codec.answers import plain_answers
from dpia_wizard.codec.canonical import canonical, digest, fingerprint
from dpia_wizard.codec.history import broken_links
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.codec.record import dump_record, json_schema, record_bytes
from dpia_wizard.codec.record_restore import restore_activity, restore_assessment
from dpia_wizard.domain.activity import Activity, Details, Facts, StepDone
from dpia_wizard.domain.assessment import (
    Assessment,
    KeptRecord,
    Move,
    MoveKind,
    Status,
    is_kept,
)
from dpia_wizard.domain.case import evaluation_of
from tests.builders import APPROVER, NOW, OWNER, TODAY
from tests.unit.codec.records import (
    BUSY,
    COMPLETED,
    DATA,
    MAKER,
    SCHEMA,
    SETS,
    asked,
    opened,
    told,
)
from tests.unit.codec.test_answers import FITTING


@pytest.mark.parametrize("assessment", [BUSY, COMPLETED, asked("lia"), asked("screening")])
def test_a_record_holds_the_assessment_and_gives_it_back(assessment: Assessment) -> None:
    activity = told(assessment)
    found = opened(MAKER.make(activity, assessment))
    back = restore_activity(found, label="ACT-0007", source="x.pdf")
    assert back.assessments == (assessment,)
    assert (back.id, back.label, back.details) == (activity.id, "ACT-0007", activity.details)
    assert back.history == activity.history
    assert MAKER.make(replace(back, label=activity.label), assessment) == found.record


answer_sheets = st.fixed_dictionaries({}, optional=FITTING).map(
    lambda sheet: {f"everything.{k}": value for k, value in sheet.items() if is_kept(value)}
)


@given(answers=answer_sheets)
def test_whatever_is_answered_comes_back_shown_or_hidden(answers: dict[str, Any]) -> None:
    assessment = replace(asked("everything"), answers=answers)
    record = MAKER.make(told(assessment), assessment)
    back = restore_assessment(opened(record), source="x.pdf")
    assert back.answers == answers
    plain = dump_record(record)
    SCHEMA.validate(plain)
    part = plain["assessment"]
    assert {**part["answers"], **part["not_applicable"]} == plain_answers(answers)
    assert not set(part["answers"]) & set(part["not_applicable"])


def test_a_record_of_each_status_fits_its_own_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    for status in Status:
        assessment = replace(COMPLETED, status=status)
        SCHEMA.validate(dump_record(MAKER.make(told(assessment), assessment)))


def test_the_same_record_is_the_same_bytes() -> None:
    activity = told(COMPLETED)
    first = record_bytes(dump_record(MAKER.make(activity, COMPLETED)))
    assert record_bytes(dump_record(MAKER.make(activity, COMPLETED))) == first
    assert record_bytes(json.loads(first)) == first


def test_a_record_claims_no_more_than_completion() -> None:
    approval = Move(kind=MoveKind.APPROVED, by=APPROVER, at=NOW)
    kept = KeptRecord(file="x.pdf", sha256="0" * 64, fingerprint="00")
    signed = replace(
        COMPLETED, status=Status.SIGNED_OFF, moves=(*COMPLETED.moves, approval), kept=kept
    )
    found = opened(MAKER.make(told(signed), signed))
    assert restore_assessment(found, source="x.pdf") == COMPLETED


def test_a_signature_added_later_changes_no_byte_of_the_record_inside() -> None:
    kept = KeptRecord(file="x.pdf", sha256="0" * 64, fingerprint="00")
    signed = replace(kept, sha256="1" * 64, signatures=("completed", "advised"))
    before, after = replace(COMPLETED, kept=kept), replace(COMPLETED, kept=signed)
    activity = told(COMPLETED)
    assert record_bytes(dump_record(MAKER.make(activity, before))) == record_bytes(
        dump_record(MAKER.make(activity, after))
    )


def test_a_record_names_its_siblings_but_not_what_they_answered() -> None:
    screening = asked("screening", {"new_sharing": "yes", "new_sharing_details": "TOP SECRET"})
    activity = told(screening, BUSY)
    record = MAKER.make(activity, BUSY)
    assert b"TOP SECRET" not in record_bytes(dump_record(record))
    (sibling,) = record.siblings
    assert (sibling.set.id, sibling.state, sibling.outcome) == (
        "screening",
        "draft",
        "incomplete",
    )
    assert sibling.digest == digest(plain_answers(screening.answers))
    assert broken_links(record.history) == []
    assert record.history_head == activity.history[-1].digest


def test_only_the_next_steps_of_the_set_itself_are_told() -> None:
    done = StepDone(by=OWNER, at=NOW)
    facts = Facts(next_steps={"everything.tell": done, "screening.x": done})
    activity = replace(told(BUSY), facts=facts)
    found = opened(MAKER.make(activity, BUSY))
    assert dict(found.record.facts.next_steps) == {"everything.tell": done}
    back = restore_activity(found, label="ACT-0001", source="x.pdf")
    assert back.facts.next_steps == {"everything.tell": done}


def test_a_draft_brought_over_is_judged_as_it_was() -> None:
    screening = asked("screening", {"new_sharing": "yes"})
    screening = replace(
        screening, answers={**dict.fromkeys(SETS["screening"].say().questions, "yes")}
    )
    details = Details(title="x", public_authority="yes", planned_start=TODAY)
    lia = asked("lia")
    activity = replace(
        told(screening, lia), details=details, facts=Facts(values={"public_task": "yes"})
    )

    def judged(case: Activity) -> Any:  # noqa: ANN401
        found = evaluation_of(
            case, lia, lambda a: SETS[a.set_id].say(organisation="x"), today=TODAY
        )
        return found.result, found.warnings

    back = restore_activity(opened(MAKER.make(activity, lia)), label="x", source="x.pdf")
    assert judged(back) == judged(activity)
    assert back.facts.values == {
        "public_task": "yes",
        "dpia_required": "yes",
        "said_all_opted_in": "no",
        "screening_signed_off": "no",
    }


def test_the_questions_are_printed_as_they_were_asked_in_their_language() -> None:
    welsh = replace(BUSY, language="cy")
    said = opened(MAKER.make(told(welsh), welsh)).questionnaire
    assert said.title == "Popeth sydd"
    assert said.question("everything.sure").text == "Ydych chi'n siŵr, Example Housing?"


def test_a_set_with_empty_fields_and_emoji_survives_the_way_through_a_record() -> None:
    text = (DATA / "everything.yaml").read_text("utf-8")
    text = text.replace("kind: date\n", "kind: date\n        max_length: null\n")
    text = text.replace(
        "Popeth sydd", "Popeth \U0001f600\x7f".encode("unicode_escape").decode()
    )
    found = read_questionnaire(text, source="x")
    maker = replace(MAKER, find_set=lambda _: found)
    assessment = replace(BUSY, set_digest=found.digest)
    record = opened(maker.make(told(assessment), assessment))
    assert record.question_set.digest == found.digest


def test_a_fingerprint_is_the_beginning_of_the_digest_in_groups_of_four() -> None:
    assert canonical({"b": 1.0, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()
    whole = digest({"a": 1})
    assert fingerprint({"a": 1}).replace(" ", "") == whole[:16]
    assert [len(group) for group in fingerprint({"a": 1}).split()] == [4, 4, 4, 4]
