"""Three shipped examples by hand in a window: on what basis each group may be written to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.person import Person
from tests.e2e.program import shown
from tests.e2e.steps import do_by_hand
from tests.e2e.told import told_by

ROUTES: Mapping[str, Mapping[str, str]] = {
    "tenant_newsletter": {
        "Soft opt-in after a sale": "ask_dpo",
        "Legitimate interests": "needs_lia",
    },
    "charity_appeal": {
        "Soft opt-in for charities": "needs_lia",
        "Legitimate interests": "needs_lia",
    },
    "canvass_calls": {
        "Legitimate interests": "needs_lia",
        "The DPO decides": "ask_dpo",
    },
}
"""What the page names as the route of each row, and what that row comes to."""


@pytest.mark.parametrize("name", ROUTES)
def test_an_example_goes_from_the_first_start_to_what_each_group_needs(
    name: str, person: Person, start: Start, data: Path
) -> None:
    told = told_by(name)
    program = start()
    do_by_hand(person, told, screening="A DPIA is required", rules="Needs the LIA")
    for route in ROUTES[name]:
        person.scroll_to(f"Route: {route}")
    program.quit()

    activity = shown(data)
    assert [found["answers"] for found in activity["assessments"]] == told.answers
    screening, rules = activity["evaluations"].values()
    assert (screening["result"], rules["result"]) == ("dpia_required", "needs_lia")
    words = next(word.values for word in told.rules.asked.told if word.id == "route")
    found = {words[row["route"]]: row["result"] for row in rules["rows"]}
    assert found == ROUTES[name]
