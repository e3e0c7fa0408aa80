"""The shipped examples: complete, sound, ready to send, the same each time."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dpia_wizard.codec.example_file import Example, read_example
from dpia_wizard.codec.history import broken_links
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Mark, PromptsAnswer
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.case import evaluation_of, live_evaluation_of
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.examples import EXAMPLES
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.readiness import readiness
from dpia_wizard.domain.row_values import rows_of, shows_in
from dpia_wizard.domain.stale import SetNow
from dpia_wizard.resources import resource_path

SHIPPED = resource_path("questionnaires")
TEXT = (SHIPPED / "examples" / "tenant_newsletter.yaml").read_text("utf-8")


EXPECTED = {
    "tenant_newsletter": {
        "screening": "dpia_required",
        "marketing-rules": "proceed_with_conditions",
        "lia": "can_rely",
        "dpia": "can_proceed_with_measures",
    },
    "charity_appeal": {
        "screening": "dpia_required",
        "marketing-rules": "proceed_with_conditions",
        "lia": "can_rely",
        "dpia": "can_proceed_with_measures",
    },
    "canvass_calls": {
        "screening": "dpia_required",
        "marketing-rules": "proceed_with_conditions",
        "lia": "can_rely",
        "dpia": "can_proceed_with_measures",
    },
    "council_message": {
        "screening": "not_required",
        "marketing-rules": "proceed_with_conditions",
    },
}
"""What each set of an example comes to once all of it is approved."""

ROUTES = {
    "tenant_newsletter": ["soft_opt_in_commercial", "legitimate_interests"],
    "charity_appeal": ["soft_opt_in_charity", "legitimate_interests"],
    "canvass_calls": ["legitimate_interests", "consent"],
    "council_message": ["public_task"],
}


def example(name: str) -> Example:
    path = SHIPPED / "examples" / f"{name}.yaml"
    return read_example(path.read_text("utf-8"), source=path.name)


@cache
def question_set(set_id: str) -> QuestionSet:
    name = f"{set_id.replace('-', '_')}.yaml"
    return read_questionnaire((SHIPPED / name).read_text("utf-8"), source=set_id)


def asked(assessment: Assessment) -> Questionnaire:
    return question_set(assessment.set_id).say(organisation="Example")


def newest(set_id: str) -> SetNow:
    found = question_set(set_id)
    shape = found.shape
    return SetNow(version=shape.version, law_version=shape.law_version, digest=found.digest)


def answered(told: Example) -> Activity:
    activity = told.begin(label="ACT-0001")
    for set_id in told.set_ids:
        activity = told.answered(activity, question_set(set_id))
    return activity


def approved(told: Example) -> Activity:
    """Set by set to its approval, each with what the earlier ones came to."""
    activity = told.begin(label="ACT-0001")
    for set_id in told.set_ids:
        activity = told.answered(activity, question_set(set_id))
        draft = activity.version(set_id, 1)
        (completed_at, approved_at), (completer, approver) = (
            told.times(set_id),
            told.signers(set_id),
        )
        seen = evaluation_of(activity, draft, asked, today=completed_at.date())
        done = signoff.complete(draft, seen, by=completer, at=completed_at)
        activity = activity.put(signoff.approve(done, by=approver, at=approved_at))
    return activity


APPROVED = {name: approved(example(name)) for name in EXAMPLES}


def test_each_example_that_ships_is_offered_and_tried_here() -> None:
    files = {path.stem for path in (SHIPPED / "examples").glob("*.yaml")}
    assert files == set(EXAMPLES) == set(EXPECTED) == set(ROUTES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_each_time(name: str) -> None:
    assert answered(example(name)) == answered(example(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_ends_signed_off_with_the_results_it_is_there_for(name: str) -> None:
    activity, results = APPROVED[name], {}
    for assessment in activity.assessments:
        assert assessment.status is Status.SIGNED_OFF
        assert not any(move.warning for move in assessment.moves)
        today = max(move.at for move in assessment.moves).date()
        now = live_evaluation_of(activity, assessment, asked, today=today)
        results[assessment.set_id] = now.result.id
        assert not now.missing
        assert not [check.id for check in now.blocking]
        if now.result.rows:
            assert [row.tells["route"] for row in now.result.rows] == ROUTES[name]
    assert results == EXPECTED[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_ends_ready_to_send_with_nothing_to_point_out(name: str) -> None:
    activity = APPROVED[name]
    sets = [question_set(i).say() for i in ("screening", "marketing-rules", "lia", "dpia")]
    last = max(move.at for done in activity.assessments for move in done.moves).date()
    seen = readiness(activity, sets, asked, newest, today=last)
    assert [gate.set_id for gate in seen.gates if gate.is_open] == []
    assert seen.is_ready
    assert seen.remarks == ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_answer_that_nobody_asks_and_no_prompt_left_open(name: str) -> None:
    activity = APPROVED[name]
    for assessment in activity.assessments:
        seen = evaluation_of(activity, assessment, asked, today=date(2026, 12, 1)).situation
        assert assessment.answers.keys() <= set(seen.visible)
        for key, answer in assessment.answers.items():
            if isinstance(answer, PromptsAnswer):
                prompts = seen.questionnaire.question(key).prompts
                unmarked = [p.id for p in prompts if answer.mark(p.id) is Mark.NOT_MARKED]
                assert (key, unmarked) == (key, [])
            question = seen.questionnaire.question(key)
            fields = {field.id: field for field in question.fields}
            for row in rows_of(answer):
                needless = [c for c in row if not shows_in(fields[c], row, seen.holds_in)]
                assert (key, needless) == (key, [])


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_tells_its_whole_story_by_the_clock(name: str) -> None:
    told = example(name)
    activity = answered(told)
    assert broken_links(activity.history) == []
    kinds = [event.kind.value for event in activity.history]
    assert kinds.count("started") == kinds.count("answered") == len(told.set_ids)
    assert "commented" in kinds
    assert all(assessment.advice for assessment in activity.assessments)
    moments = [event.at for event in activity.history]
    assert moments == sorted(moments)


def test_what_the_data_protection_officer_decided_is_kept_in_the_history() -> None:
    decided = {
        name: [
            event.by.role
            for event in answered(example(name)).history
            if event.kind == "overridden"
        ]
        for name in ("tenant_newsletter", "canvass_calls", "charity_appeal")
    }
    officer = ["Data protection officer"]
    assert decided == {
        "tenant_newsletter": officer,
        "canvass_calls": officer,
        "charity_appeal": [],
    }


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: tenant_newsletter", "id: [x", "did not find expected ',' or ']'"),
        ("organisation: ", "colour: ", "“organisation” is missing"),
        ("  - set: screening", "  - set: 3", "“assessments.0.set” must be a text"),
        (
            "  title: Tenant newsletter, spring",
            "  title: 7",
            "“activity.title” must be a text",
        ),
    ],
)
def test_an_example_that_is_not_understood_is_refused(old: str, new: str, problem: str) -> None:
    assert old in TEXT
    with pytest.raises(UnreadableError) as refused:
        read_example(TEXT.replace(old, new, 1), source="x").begin(label="x")
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    assert any(problem in found for found in problems)


def test_an_example_with_an_answer_that_does_not_fit_is_refused() -> None:
    text = TEXT.replace('new_collection: "no"', 'new_collection: "perhaps"', 1)
    with pytest.raises(UnreadableError) as refused:
        answered(read_example(text, source="x"))
    assert refused.value.facts["problems"] == [
        "“new_collection” must be one of yes, no, not_sure."
    ]
