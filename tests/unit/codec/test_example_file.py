"""The shipped example: complete, sound, the same each time."""

from __future__ import annotations

import pytest

from dpia_wizard.codec.example_file import Example, read_example
from dpia_wizard.codec.history import broken_links
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.resources import resource_path

SHIPPED = resource_path("questionnaires")
TEXT = (SHIPPED / "examples" / "tenant_newsletter.yaml").read_text("utf-8")


def question_set(set_id: str) -> QuestionSet:
    name = f"{set_id.replace('-', '_')}.yaml"
    return read_questionnaire((SHIPPED / name).read_text("utf-8"), source=set_id)


def answered(example: Example) -> Activity:
    activity = example.begin(label="ACT-0001")
    for set_id in example.set_ids:
        activity = example.answered(activity, question_set(set_id))
    return activity


EXAMPLE = read_example(TEXT, source="tenant_newsletter.yaml")


def test_the_example_is_the_same_each_time() -> None:
    assert answered(EXAMPLE) == answered(read_example(TEXT, source="x"))


def test_the_example_is_ready_to_be_completed_and_approved() -> None:
    activity = answered(EXAMPLE)
    for set_id in EXAMPLE.set_ids:
        assessment = activity.version(set_id, 1)
        completed_at, approved_at = EXAMPLE.times(set_id)
        completer, approver = EXAMPLE.signers(set_id)
        evaluation = evaluation_of(
            activity,
            assessment,
            lambda a: question_set(a.set_id).say(),
            today=completed_at.date(),
        )
        done = signoff.complete(assessment, evaluation, by=completer, at=completed_at)
        signed = signoff.approve(done, by=approver, at=approved_at)
        assert signed.status is Status.SIGNED_OFF
        assert not any(move.warning for move in signed.moves)


def test_the_example_tells_its_whole_story() -> None:
    activity = answered(EXAMPLE)
    assert broken_links(activity.history) == []
    kinds = [event.kind.value for event in activity.history]
    assert kinds.count("started") == kinds.count("answered") == len(EXAMPLE.set_ids)
    assert kinds.count("overridden") == 1
    assert "commented" in kinds
    assert activity.version("screening", 1).advice is not None


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
