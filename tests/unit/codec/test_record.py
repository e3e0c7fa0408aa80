"""Records: what is printed can be taken out again, whole, and only if it is one of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dpia_wizard.codec.answers import plain_answers, read_answers
from dpia_wizard.codec.canonical import canonical, digest, fingerprint
from dpia_wizard.codec.history import broken_links, noted
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.codec.record import (
    OpenedRecord,
    Record,
    dump_record,
    json_schema,
    open_record,
    record_bytes,
)
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.codec.record_restore import restore_activity, restore_assessment
from dpia_wizard.domain.activity import Activity, Details, Facts, StepDone
from dpia_wizard.domain.assessment import (
    Advice,
    AdviceOutcome,
    Assessment,
    Comment,
    KeptRecord,
    Move,
    MoveKind,
    Status,
    is_kept,
)
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.errors import DpiaError, NotARecordError, UnreadableError
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.resources import resource_path
from tests.builders import (
    APPROVER,
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    an_activity,
    an_assessment,
    decided,
)
from tests.unit.codec.test_answers import FITTING

DATA = Path(__file__).parents[2] / "data"


def a_question_set(path: Path) -> QuestionSet:
    return read_questionnaire(path.read_text("utf-8"), source=path.name)


SHIPPED = resource_path("questionnaires")
SETS = {
    found.id: found
    for found in (
        a_question_set(SHIPPED / "screening.yaml"),
        a_question_set(SHIPPED / "lia.yaml"),
        a_question_set(DATA / "everything.yaml"),
    )
}
SCHEMA = Draft202012Validator(json_schema())
MAKER = RecordMaker(
    find_set=lambda assessment: SETS[assessment.set_id],
    organisation="Example Housing",
    program_version="1.2.3",
    renderer={"weasyprint": "70.0"},
    today=TODAY,
)


def asked(set_id: str, answers: Mapping[str, Any] | None = None, **more: Any) -> Assessment:  # noqa: ANN401
    found = SETS[set_id]
    read, problems = read_answers(answers or {}, found.say())
    assert not problems
    return an_assessment(
        set_id,
        set_version=found.shape.version,
        set_digest=found.digest,
        law_version=found.shape.law_version,
        answers=read,
        **more,
    )


def opened(record: Record) -> OpenedRecord:
    return open_record(record_bytes(dump_record(record)), source="x.pdf")


ANSWERS = {
    "unsure": "not_sure",
    "unsure_details": "Zoë cannot tell \N{FAMILY} \U0001f3f4.",
    "sure": "no",
    "sure_proof": "hidden, but kept",
    "number": 2.0,
    "channels": ["email"],
    "thoughts": {"text": "Some.", "addressed": ["good"], "not_relevant": {"harm": "None."}},
    "risks": [{"risk": "It rains", "level": "high", "score": 3}],
    "keeper": {"name": "Ann", "role": "Clerk"},
}
BUSY = asked(
    "everything",
    ANSWERS,
    version=2,
    reason="A new supplier.",
    overrides=(decided("everything.unsure", "not_sure", "no"),),
    comments=(Comment(question="everything.sure", by=DPO, at=NOW, text="Why not?"),),
    advice=Advice(outcome=AdviceOutcome.OVERRULED, by=DPO, on=TODAY, text="No.", reason="Yes."),
    plan=READY,
)
COMPLETED = replace(
    BUSY,
    status=Status.COMPLETED,
    plan=replace(READY, completed_by=OWNER),
    moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW, warning="dpo_completed"),),
    facts={"public_task": "yes"},
    organisation="Example Housing",
)


def told(*assessments: Assessment) -> Activity:
    activity = an_activity(*assessments, details=Details(title="Newsletter", owner=OWNER))
    for number, assessment in enumerate(assessments):
        activity = noted(
            activity,
            EventKind.ANSWERED,
            by=OWNER,
            at=NOW + timedelta(minutes=number),
            assessment=assessment,
            changes=tuple(Change(what=k, after=v) for k, v in assessment.answers.items()),
        )
    return activity


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


PLAIN = dump_record(MAKER.make(told(COMPLETED), COMPLETED))


def changed(*path: str, to: object) -> bytes:
    plain: dict[str, Any] = json.loads(json.dumps(PLAIN))
    inside = plain
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = to
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "broken_json"),
        (b"{", "broken_json"),
        (b"\xff\xfe", "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b'{"format": NaN}', "broken_json"),
        (b'{"format": 1, "format": 1}', "broken_json"),
        (b'{"format": ' + b"9" * 5_000 + b"}", "broken_json"),
        (b"[]", "no_format"),
        (b"{}", "no_format"),
        (b'{"format": "1"}', "no_format"),
        (changed("format", to=2), "newer_format"),
        (changed("format", to=0), "no_format"),
        (changed("format", to=True), "no_format"),
        (changed("assessment", to=None), "no_assessment"),
        (b" " * (32 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_is_no_record_of_ours_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(NotARecordError) as refused:
        open_record(data, source="x.pdf")
    assert refused.value.facts["problem"] == problem


TOO_LONG = "is 20,001 characters long; the most is 20,000"
STATES = "draft, submitted, completed, withdrawn, declined, superseded"
MISWRITTEN = "is not written in the way that is wanted here"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (changed("activity", "id", to="../../../etc"), f"“activity.id” {MISWRITTEN}"),
        (changed("activity", "id", to="x" * 36), f"“activity.id” {MISWRITTEN}"),
        (changed("assessment", "set", "id", to="../x"), f"“assessment.set.id” {MISWRITTEN}"),
        (
            changed("assessment", "set", "digest", to="../../x"),
            f"“assessment.set.digest” {MISWRITTEN}",
        ),
        (changed("assessment", "version", to=0), "“assessment.version” must be at least 1"),
        (changed("assessment", "colour", to="red"), "“assessment.colour” is not known here"),
        (
            changed("activity", "details", "colour", to="red"),
            "“activity.details.colour” is not known here",
        ),
        (
            changed("assessment", "state", to="signed_off"),
            f"“assessment.state” must be one of {STATES}",
        ),
        (
            changed("activity", "details", "title", to="x" * 20_001),
            f"“activity.details.title” {TOO_LONG}",
        ),
        (
            changed("assessment", "advice", "text", to="x" * 20_001),
            f"“assessment.advice.text” {TOO_LONG}",
        ),
        (
            changed("assessment", "set", "digest", to="0" * 64),
            "the questions inside are not those it names",
        ),
        (
            changed("assessment", "set", "id", to="screening"),
            "the questions inside are not those it names",
        ),
        (
            changed("assessment", "questionnaire", "title", to={"en": "A", "cy": "B"}),
            "the questions inside are not those it names",
        ),
        (
            changed("assessment", "questionnaire", "sections", to=[]),
            "the questions inside have mistakes",
        ),
        (
            changed("assessment", "answers", to={"everything.sure": "perhaps"}),
            "“everything.sure” must be one of yes, no.",
        ),
        (
            changed("assessment", "answers", to={"everything.unsure_details": "x" * 20_001}),
            f"“assessment.answers.everything.unsure_details” {TOO_LONG}",
        ),
    ],
)
def test_a_record_that_is_not_understood_in_full_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        restore_assessment(open_record(data, source="x.pdf"), source="x.pdf")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert problem in problems


@given(data=st.data())
def test_a_record_with_anything_at_all_in_it_is_understood_or_refused_in_words(
    data: st.DataObject,
) -> None:
    plain: Any = json.loads(json.dumps(PLAIN))
    inside: Any = plain
    while True:
        step = data.draw(
            st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside)))
        )
        below = inside[step]
        if not (isinstance(below, dict | list) and below) or data.draw(st.booleans()):
            break
        inside = below
    junk = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
    inside[step] = data.draw(junk | st.lists(junk) | st.dictionaries(st.text(), junk))
    try:
        found = open_record(json.dumps(plain).encode(), source="x.pdf")
        restore_activity(found, label="ACT-0001", source="x.pdf")
    except DpiaError:
        pass


def test_a_fingerprint_is_the_beginning_of_the_digest_in_groups_of_four() -> None:
    assert canonical({"b": 1.0, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()
    whole = digest({"a": 1})
    assert fingerprint({"a": 1}).replace(" ", "") == whole[:16]
    assert [len(group) for group in fingerprint({"a": 1}).split()] == [4, 4, 4, 4]
