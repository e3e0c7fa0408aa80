"""The marketing rules: days of checks, and what is asked only where it matters."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_marketing_finer import CALL, CHECKED, DONOR, pointed_out
from tests.cli.test_marketing_rules import LETTER


def test_being_a_charity_is_asked_where_a_row_would_rest_on_it_and_only_there(
    run: Run,
) -> None:
    bare = {key: value for key, value in DONOR.items() if key != "is_charity"}
    (result,) = run("evaluate", "marketing-rules", given=bare).lines
    owed = [m["id"] for m in result["missing"] if m["for"] == "result"]
    assert (result["result"], owed) == ("incomplete", ["marketing-rules.is_charity"])
    (result,) = run("evaluate", "marketing-rules", given={**bare, "channel": "post"}).lines
    assert "marketing-rules.is_charity" not in {m["id"] for m in result["missing"]}


@pytest.mark.parametrize(
    ("day", "late"), [("2026-11-03", False), ("2026-11-02", True), ("2026-12-02", True)]
)
def test_requests_through_the_fundraising_service_are_looked_up_within_28_days(
    day: str, late: bool, run: Run
) -> None:
    """Code of Fundraising Practice; sending is on 1 December 2026."""
    found = pointed_out(run, {"answers": looked_up(day), "as_at": "2026-11-20"})
    assert ("fundraising_check_too_old" in found) is late


def looked_up(day: str) -> dict[str, Any]:
    """A letter that asks for money, with the day somebody looked for requests to stop."""
    bare = {key: value for key, value in LETTER.items() if key != "objected"}
    given = bare | {"purpose": "fundraising", "objectors_removed": "yes"}
    return given | {"fundraising_ps_removed": "yes", "fundraising_ps_checked_on": day}


@pytest.mark.parametrize(
    ("day", "as_at", "said"),
    [
        ("2026-11-21", "2026-11-20", {"fundraising_check_to_come"}),
        ("2026-11-20", "2026-11-20", set()),
        ("2026-10-01", "2026-10-02", {"fundraising_check_again"}),
        ("2026-10-01", "2026-11-20", {"fundraising_check_too_old"}),
    ],
)
def test_a_day_that_has_not_come_is_no_check(
    day: str, as_at: str, said: set[str], run: Run
) -> None:
    found = pointed_out(run, {"answers": looked_up(day), "as_at": as_at})
    assert {name for name in found if name.startswith("fundraising_check")} == said


@pytest.mark.parametrize(("as_at", "planned"), [("2026-11-20", True), ("2026-11-25", False)])
def test_a_check_of_a_register_that_is_only_planned_is_said_to_be(
    as_at: str, planned: bool, run: Run
) -> None:
    bare = {key: value for key, value in CALL.items() if key != "register"}
    answers = {**bare, **CHECKED, "tps_checked_on": "2026-11-25"}
    found = pointed_out(run, {"answers": answers, "as_at": as_at})
    assert ("register_check_to_come" in found) is planned


def test_whether_it_is_aimed_at_people_is_asked_only_where_it_may_not_be(run: Run) -> None:
    """An email is; a letter may go to the occupier. What is given counts by every channel."""
    bare = {key: value for key, value in LETTER.items() if key != "directed"}
    (post, email) = run(
        "evaluate",
        "marketing-rules",
        given="\n".join(json.dumps({**bare, "channel": c}) for c in ("post", "email")),
    ).lines
    assert post["result"] == "incomplete"
    assert email["result"] != "incomplete"
    given = {**LETTER, "channel": "email", "directed": "n"}
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    assert result["reason_code"] == "NOT_DIRECTED"
