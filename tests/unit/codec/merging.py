"""Two states of one activity, brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from dpia_wizard.codec.activity_merge import Merged, merged
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.record_merge import relation_of
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Questionnaire
from tests.builders import NOW, OWNER, a_question, a_set, an_activity, an_assessment

NAMES = ("test.a", "test.b", "test.c", "test.d")

ASKED = a_set(*(a_question(name) for name in NAMES))

BASE = replace(an_assessment(), answers={"test.a": "yes"})


def find(_assessment: Assessment) -> Questionnaire:
    return ASKED


def base(*versions: Assessment) -> Activity:
    activity = an_activity(*(versions or (BASE,)))
    return noted(activity, EventKind.CREATED, by=OWNER, at=NOW)


def with_answers(activity: Activity, by: Person = OWNER, /, **answers: str | None) -> Activity:
    """Some answers written on one page, and noted."""
    before = activity.assessments[0]
    told: dict[str, Any] = dict(before.answers)
    changes = []
    for name, value in answers.items():
        key = f"test.{name}"
        changes.append(Change(what=key, before=told.get(key), after=value))
        told[key] = value
    kept = {key: value for key, value in told.items() if value is not None}
    after = replace(before, answers=kept)
    return noted(
        activity.put(after),
        EventKind.ANSWERED,
        by=by,
        at=NOW + timedelta(minutes=1),
        assessment=after,
        changes=tuple(changes),
    )


def merge(ours: Activity, theirs: Activity, choices: Mapping[str, str] | None = None) -> Merged:
    return merged(ours, theirs, find, whole=True, choices=choices or {})


def relation(ours: Activity, theirs: Activity) -> Relation:
    return relation_of(ours, theirs, whole=True)


answers = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(["yes", "no", None])
)
