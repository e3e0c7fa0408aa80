"""A council's message in a window: the public task comes first, so nothing else is needed."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.person import Person
from tests.e2e.program import shown
from tests.e2e.steps import do_by_hand
from tests.e2e.told import told_by


def test_a_message_that_a_public_task_needs_is_not_direct_marketing(
    person: Person, start: Start, data: Path
) -> None:
    told = told_by("council_message")
    program = start()
    no_dpia = "This screening does not require a DPIA"
    do_by_hand(person, told, screening=no_dpia, rules="Yes, with conditions")
    person.see("Route: Public task")
    program.quit()

    activity = shown(data)
    assert [found["answers"] for found in activity["assessments"]] == told.answers
    rules = activity["evaluations"]["marketing-rules-v1"]
    assert rules["result"] == "proceed_with_conditions"
    assert [row["route"] for row in rules["rows"]] == ["public_task"]
