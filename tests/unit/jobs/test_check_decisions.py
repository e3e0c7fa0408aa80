"""A record with a decision on one row: told whole, printed, and worked out again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.codec.answers_file import AnswersFile, read_answers_file
from dpia_wizard.codec.record import AssessmentPart, Record, open_record
from dpia_wizard.codec.record_restore import restore_assessment
from dpia_wizard.codec.record_result import RowPart
from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.checking import Grade
from dpia_wizard.jobs.record_from_answers import record_from_answers
from dpia_wizard.report.attachment import read_attachment
from tests.builders import TODAY
from tests.cli.test_marketing_rules import CASES
from tests.unit.jobs.checked import check_of, look_at, our_sets, with_record
from tests.unit.report import pages

ADVERT: dict[str, Any] = next(c["input"] for c in CASES if c["name"] == "V64")
REASON = "Tenants are told of it, and nobody who objected is in the list."
DECIDED = {
    "target": "audience_matching",
    "from": "ask_dpo",
    "to": "proceed_with_conditions",
    "reason": REASON,
    "by": "Sam Okafor",
    "at": "2026-11-22T10:51:00Z",
}


@cache
def printed() -> tuple[bytes, AnswersFile]:
    asked = our_sets().get("marketing-rules")
    plain = {"answers": ADVERT, "overrides": [DECIDED]}
    given = read_answers_file(plain, asked.say(organisation=""))
    return record_from_answers(asked, given, today=TODAY).pdf, given


def told() -> tuple[Record, AssessmentPart, RowPart]:
    record = open_record(read_attachment(printed()[0], source="test"), source="test").record
    part = record.assessment
    assert part is not None
    (result,) = part.result
    assert result.rows is not None
    return record, part, result.rows[0]


def changed(row: dict[str, Any], **part: Any) -> bytes:  # noqa: ANN401
    """The same pages, with the data telling something else of the row or the version."""
    record, whole, first = told()
    result = whole.result[0].model_copy(update={"rows": [first.model_copy(update=row)]})
    other = whole.model_copy(update={"result": [result], **part})
    return with_record(printed()[0], record.model_copy(update={"assessment": other}))


def test_what_was_decided_comes_back_out_of_the_record_and_stands_on_its_pages() -> None:
    pdf, given = printed()
    opened = open_record(read_attachment(pdf, source="test"), source="test")
    assert restore_assessment(opened, source="test").overrides == given.overrides
    assert told()[2].outcome == "proceed_with_conditions"
    text = " ".join(pages.printed(pdf).split())
    assert "DPO decision. Yes, this may go ahead on the conditions listed here" in text
    assert f"{REASON} Sam Okafor, Data protection officer, 22 Nov 2026 10:51 UTC" in text


def test_a_decided_result_follows_from_the_answers(tmp_path: Path) -> None:
    assert check_of(look_at(tmp_path, printed()[0]), ids.RESULT).grade is Grade.PASSED


@pytest.mark.parametrize("what", ["reason", "to", "taken out"])
def test_a_decision_that_tells_something_else_or_is_gone_fails(
    what: str, tmp_path: Path
) -> None:
    _, part, row = told()
    assert row.decided is not None
    (made,) = row.decided
    (override,) = part.overrides
    forged = {
        "reason": changed({"decided": [made.model_copy(update={"reason": "Because."})]}),
        "to": changed({}, overrides=[override.model_copy(update={"to": "stop"})]),
        "taken out": changed({}, overrides=[]),
    }[what]
    assert check_of(look_at(tmp_path, forged), ids.RESULT).grade is Grade.FAILED


def test_a_record_from_before_rows_named_decisions_still_follows(tmp_path: Path) -> None:
    older = changed({"decided": None})
    assert check_of(look_at(tmp_path, older), ids.RESULT).grade is Grade.PASSED
