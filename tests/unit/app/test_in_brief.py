"""What a result rests on, in the one line that a card has room for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.in_brief import in_brief
from dpia_wizard.domain.answers import Answers
from tests.builders import NOW
from tests.whole_case import WITH_POST, begun, lia, screened, settled


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("data"), clock=lambda: NOW)
    yield opened
    opened.close()


def brief(desk: Desk, set_id: str, answers: Answers) -> str:
    made = settled(desk, begun(desk), set_id, answers)
    assessment = made.current(set_id)
    assert assessment is not None
    return in_brief(desk.evaluate(made, assessment))


def test_a_screening_names_the_questions_that_decided(desk: Desk) -> None:
    yes: Answers = {**screened(desk, required=True), "screening.new_collection": "not_sure"}
    said = brief(desk, "screening", yes)
    assert said == "Because of new information (1), not opted in (11)"


def test_a_line_has_room_for_four(desk: Desk) -> None:
    asked = desk.sets.get("screening").say().questions.values()
    yes = {q.id: "yes" for q in asked if q.number}
    said = brief(desk, "screening", {**screened(desk, required=True), **yes})
    assert said.endswith(
        "(1), people provide details (2), new sharing (3), new purpose (4), 8 more"
    )


def test_marketing_rules_name_each_channel_with_its_route(desk: Desk) -> None:
    said = brief(desk, "marketing-rules", WITH_POST)
    assert said == "Email: consent · Post addressed to somebody: legitimate interests"


def test_nothing_is_said_where_nothing_in_particular_decided(desk: Desk) -> None:
    assert not brief(desk, "screening", screened(desk, required=False))
    assert not brief(desk, "lia", lia(desk))
