"""From “ask your DPO” to ready to send: the officer's decision and the gates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.discuss import decide_rule
from dpia_wizard.app.readiness import readiness_of
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.start import start_assessment
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import NotAllowedError
from dpia_wizard.domain.gates import GateState
from dpia_wizard.domain.row_values import Row, rows_of
from tests.builders import DPO, NOW
from tests.whole_case import WITH_POST, begun, dpia, lia, screened, settled

ROWS = "marketing-rules.sendings"
_EMAIL, _POST = rows_of(WITH_POST[ROWS])
_ADVERT: Row = {**_POST, "channel": "social_feed_ad", "audience": "Tenants in a feed"}
_CASEWORK: Row = {**_POST, "source": "casework", "audience": "People we helped"}
ASKING: Answers = {**WITH_POST, ROWS: (_EMAIL, _ADVERT, _CASEWORK)}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("data"), clock=lambda: NOW)
    save_settings(opened, replace(opened.settings, name=DPO.name, role=DPO.role))
    yield opened
    opened.close()


def begun_with(desk: Desk, answers: Answers) -> Activity:
    activity = settled(desk, begun(desk), "screening", screened(desk, required=True))
    activity = start_assessment(desk, activity, "marketing-rules")
    return desk.save(activity.put(draft_of(activity).with_answers(answers)))


def draft_of(activity: Activity) -> Assessment:
    found = activity.current("marketing-rules")
    assert found is not None
    return found


def decided(desk: Desk, activity: Activity, rule: str, to: str, row: Row) -> Activity:
    draft = draft_of(activity)
    return decide_rule(desk, activity, draft, rule=rule, to=to, reason="Weighed.", row=row)


def state(desk: Desk, activity: Activity) -> GateState:
    gates = {gate.set_id: gate for gate in readiness_of(desk, activity).gates}
    return gates["marketing-rules"].state


def test_what_is_signed_with_an_open_point_is_not_sent(desk: Desk) -> None:
    activity = settled(desk, begun_with(desk, ASKING), "marketing-rules", ASKING)
    activity = settled(desk, activity, "lia", lia(desk))
    assert state(desk, activity) is GateState.STOPPED
    assert not readiness_of(desk, activity).is_ready


def test_a_yes_to_each_point_and_the_lia_make_it_ready_to_send(desk: Desk) -> None:
    activity = begun_with(desk, ASKING)
    go_on = "proceed_with_conditions"
    activity = decided(desk, activity, "audience_matching", go_on, _ADVERT)
    activity = decided(desk, activity, "casework_letter", "lifted", _CASEWORK)
    activity = settled(desk, activity, "marketing-rules", ASKING)
    assert len(draft_of(activity).overrides) == 2
    assert state(desk, activity) is GateState.WAITS
    activity = settled(desk, activity, "lia", lia(desk))
    assert state(desk, activity) is GateState.PASSED
    activity = settled(desk, activity, "dpia", dpia(desk))
    assert readiness_of(desk, activity).is_ready


def test_a_no_stops_the_row_and_an_lia_that_fails_stops_what_was_allowed(desk: Desk) -> None:
    activity = begun_with(desk, ASKING)
    activity = decided(desk, activity, "audience_matching", "stop", _ADVERT)
    activity = decided(desk, activity, "casework_letter", "lifted", _CASEWORK)
    found = desk.evaluate(activity, draft_of(activity)).result
    assert [row.outcome.id for row in found.rows][1:] == ["stop", "needs_lia"]
    activity = settled(desk, activity, "marketing-rules", ASKING)
    activity = settled(desk, activity, "lia", lia(desk, allows=False))
    assert not readiness_of(desk, activity).is_ready


def test_a_stop_of_the_law_is_refused_at_the_door(desk: Desk) -> None:
    activity = begun_with(desk, ASKING)
    for to in ("lifted", "proceed_with_conditions"):
        with pytest.raises(NotAllowedError):
            decided(desk, activity, "objected", to, _ADVERT)
