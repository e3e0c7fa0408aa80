"""Records that are none of ours, or not understood in full, are refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.record import dump_record, open_record
from dpia_wizard.codec.record_restore import restore_activity, restore_assessment
from dpia_wizard.domain.errors import DpiaError, NotARecordError, UnreadableError
from tests.unit.codec.records import COMPLETED, MAKER, told

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
