"""Checking a record whose result rests on rows: what each came to is worked out again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.codec.answers_file import read_answers_file
from dpia_wizard.codec.record import Record, open_record
from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.checking import Grade
from dpia_wizard.jobs.record_from_answers import record_from_answers
from dpia_wizard.report.attachment import read_attachment
from tests.builders import TODAY
from tests.cli.test_marketing_rules import ACTIVITY, CASES
from tests.unit.jobs.checked import check_of, look_at, our_sets, with_record

ROWS: dict[str, Any] = {c["name"]: c["input"] for c in CASES}


@cache
def printed() -> tuple[bytes, Record]:
    """A letter that may go and a call that may not."""
    asked = our_sets().get("marketing-rules")
    rows = [
        {key: cell for key, cell in ROWS[name].items() if key not in ACTIVITY}
        for name in ("V54", "V43")
    ]
    message = {key: cell for key, cell in ROWS["V54"].items() if key in ACTIVITY}
    plain = {"answers": {**message, "sendings": rows}}
    given = read_answers_file(plain, asked.say(organisation=""))
    pdf = record_from_answers(asked, given, today=TODAY).pdf
    return pdf, open_record(read_attachment(pdf, source="test"), source="test").record


def changed(**row: object) -> bytes:
    """The same pages, with the first row of the data telling something else."""
    pdf, record = printed()
    part = record.assessment
    assert part is not None
    (result,) = part.result
    assert result.rows is not None
    first, *others = result.rows
    rows = [first.model_copy(update=row), *others] if row else None
    told = [result.model_copy(update={"rows": rows})]
    other = part.model_copy(update={"result": told})
    return with_record(pdf, record.model_copy(update={"assessment": other}))


def test_rows_that_follow_from_the_answers_pass(tmp_path: Path) -> None:
    pdf, _ = printed()
    assert check_of(look_at(tmp_path, pdf), ids.RESULT).grade is Grade.PASSED


@pytest.mark.parametrize(
    "row",
    [{"ways": [["get_consent"]], "outcome": "stop"}, {"house": ["mps_strict"]}, {}],
    ids=lambda row: next(iter(row), "left out"),
)
def test_rows_that_tell_something_else_or_nothing_fail(
    row: dict[str, object], tmp_path: Path
) -> None:
    check = check_of(look_at(tmp_path, changed(**row)), ids.RESULT)
    assert check.grade is Grade.FAILED
    assert "the reasons or the conditions" in check.text
