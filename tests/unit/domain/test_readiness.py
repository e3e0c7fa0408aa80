"""Where each gate stands in every state of a set, and what is pointed out without stopping."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, KeptRecord, MoveKind, Status
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.gates import GateState, PointKind, Readiness
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.readiness import readiness
from tests.builders import APPROVER, DPO, NOW, OWNER, TODAY, an_activity, an_assessment
from tests.unit.domain.gates import (
    AS_MADE,
    BEFORE,
    OWN,
    SETS,
    _rows,
    everything,
    gate,
    kinds,
    moved,
    signed,
    told,
)


def test_an_activity_with_nothing_begun_starts_at_the_first_gate() -> None:
    found = told(an_activity())
    assert [g.state for g in found.gates] == [GateState.TO_DO] * 3
    assert not found.is_ready
    assert found.next_gate is not None
    assert found.next_gate.set_id == "screen"
    assert found.remarks == ()


def test_all_gates_passed_is_ready_and_says_what_it_rests_on() -> None:
    found = told(everything())
    assert [g.state for g in found.gates] == [GateState.PASSED] * 3
    assert found.is_ready
    assert found.next_gate is None
    (point,) = found.gates[2].points
    assert (point.kind, point.names, point.who) == (PointKind.SIGNED_OFF, ("Go",), APPROVER)
    assert found.remarks == ()


NOT_READY = KeptRecord(file="x", sha256="", fingerprint="", signatures=("completed",))

ADVICE = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, text="Go on.")


@pytest.mark.parametrize(
    ("status", "more", "state", "points"),
    [
        (Status.DRAFT, {}, GateState.UNDER_WAY, [PointKind.DRAFT]),
        (
            Status.DRAFT,
            {"moves": (moved(MoveKind.RETURNED, "Say who."),)},
            GateState.UNDER_WAY,
            [PointKind.RETURNED],
        ),
        (Status.SUBMITTED, {}, GateState.UNDER_WAY, [PointKind.WITH_DPO]),
        (Status.COMPLETED, {"facts": {}}, GateState.AWAITS_APPROVAL, [PointKind.TO_APPROVE]),
        (
            Status.COMPLETED,
            {"facts": {}, "advice": ADVICE, "kept": NOT_READY},
            GateState.AWAITS_APPROVAL,
            [PointKind.TO_CONFIRM],
        ),
        (
            Status.DECLINED,
            {"moves": (moved(MoveKind.DECLINED, "Too vague."),)},
            GateState.TO_DO,
            [PointKind.DECLINED, PointKind.ASKED_FOR, PointKind.SAID],
        ),
        (
            Status.WITHDRAWN,
            {"moves": (moved(MoveKind.WITHDRAWN, "Begun by mistake."),)},
            GateState.TO_DO,
            [PointKind.WITHDRAWN, PointKind.ASKED_FOR, PointKind.SAID],
        ),
        (
            Status.SUPERSEDED,
            {"moves": ()},
            GateState.TO_DO,
            [PointKind.WITHDRAWN, PointKind.ASKED_FOR, PointKind.SAID],
        ),
    ],
)
def test_a_version_that_is_not_signed_off_leaves_the_gate_open(
    status: Status,
    more: dict[str, Any],
    state: GateState,
    points: list[PointKind],
) -> None:
    screened = signed(an_activity(), "screen", {"screen.a": "yes"})
    there = an_assessment("weigh", status=status, answers={"weigh.a": "yes"}, **more)
    found = gate(screened.put(there), "weigh")
    assert (found.state, kinds(found), found.version) == (state, points, 1)
    assert found.is_open


def test_what_asks_for_a_set_is_named_by_its_result() -> None:
    screened = signed(an_activity(), "screen", {"screen.a": "yes"})
    asked, why = gate(screened, "weigh").points
    assert (asked.kind, asked.names) == (PointKind.ASKED_FOR, ("Screen", "Stop"))
    assert why.text == "Because yes."


def test_a_set_that_is_not_needed_says_why_and_holds_nothing_up() -> None:
    activity = signed(an_activity(), "screen", {"screen.a": "no"})
    activity = signed(activity, "ways", _rows(Tenants="yes"))
    found = told(activity)
    assert found.is_ready
    assert found.gates[2].state is GateState.NOT_NEEDED
    assert [p.text for p in found.gates[2].points] == ["Not needed, as nothing was found."]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_set_begun_of_ones_own_accord_counts_until_it_is_withdrawn(answer: str) -> None:
    activity = signed(an_activity(), "screen", {"screen.a": "no"})
    draft = an_assessment("weigh", answers={"weigh.a": answer})
    begun = gate(activity.put(draft), "weigh")
    assert (begun.state, kinds(begun)[-1]) == (
        GateState.UNDER_WAY,
        PointKind.MAY_BE_WITHDRAWN,
    )
    done = gate(signed(activity, "weigh", {"weigh.a": answer}), "weigh")
    assert done.is_open is (answer == "no")
    assert (PointKind.MAY_BE_WITHDRAWN in kinds(done)) is (answer == "no")
    gone = activity.put(replace(draft, status=Status.WITHDRAWN))
    assert gate(gone, "weigh").state is GateState.NOT_NEEDED


def test_an_optional_set_is_a_gate_only_once_it_is_begun() -> None:
    activity = everything()
    sets = (*SETS.values(), OWN)
    found = told(activity, *sets)
    assert found.is_ready
    assert (found.gates[-1].state, kinds(found.gates[-1])) == (
        GateState.NOT_NEEDED,
        [PointKind.OPTIONAL],
    )
    begun = told(activity.put(an_assessment("own")), *sets)
    assert not begun.is_ready
    assert kinds(begun.gates[-1]) == [PointKind.DRAFT, PointKind.MAY_BE_WITHDRAWN]
    needed = told(activity, *SETS.values(), replace(OWN, optional=False))
    assert needed.gates[-1].state is GateState.TO_DO


def test_a_result_that_blocks_names_its_text_and_reasons() -> None:
    activity = signed(an_activity(), "screen", {"screen.a": "yes"})
    found = gate(signed(activity, "weigh", {"weigh.a": "no"}), "weigh")
    assert found.state is GateState.STOPPED
    assert [(p.kind, p.text) for p in found.points] == [
        (PointKind.SAID, "Nothing may be sent."),
        (PointKind.STOPS, "Because bad."),
    ]


def test_a_stop_names_the_rows_that_cause_it_and_no_other() -> None:
    rows = _rows(Tenants="yes", Strangers="no", Visitors="no")
    found = gate(signed(everything(), "ways", rows, version=2), "ways")
    assert found.state is GateState.STOPPED
    assert [p.names for p in found.points[1:]] == [("Strangers; Visitors",)]
    assert {p.text for p in found.points[1:]} == {"Because no_consent."}


@pytest.mark.parametrize(
    ("weighed", "state"),
    [
        (None, GateState.WAITS),
        ("no", GateState.WAITS),
        ("yes", GateState.PASSED),
    ],
)
def test_a_gate_that_only_needs_another_waits_for_it(
    weighed: str | None, state: GateState
) -> None:
    activity = signed(an_activity(), "screen", {"screen.a": "yes"})
    activity = signed(activity, "ways", _rows(Members="weigh"))
    if weighed:
        activity = signed(activity, "weigh", {"weigh.a": weighed})
    found = told(activity)
    ways = found.gates[1]
    assert ways.state is state
    assert found.is_ready is (state is GateState.PASSED)
    if state is GateState.WAITS:
        assert ways.waits_for == ("weigh",)
        assert ways.points[0].names == ("Weigh",)
        assert found.next_gate is found.gates[2]
    if weighed is None:
        (why,) = found.gates[2].points
        assert (why.names, why.text) == (("Ways", "Members"), "Because weigh_first.")


def test_a_row_that_stops_by_itself_does_not_wait_for_another_set() -> None:
    activity = signed(an_activity(), "screen", {"screen.a": "yes"})
    activity = signed(activity, "ways", _rows(Members="weigh", Strangers="no"))
    found = told(activity)
    assert found.gates[1].state is GateState.STOPPED
    assert found.next_gate is found.gates[1]


def test_what_rests_on_another_result_is_out_of_date_when_that_changes() -> None:
    again = signed(everything(), "screen", {"screen.a": "no"}, version=2)
    found = gate(again, "weigh")
    assert (found.state, kinds(found)[0]) == (GateState.OUT_OF_DATE, PointKind.STALE)
    stale = found.points[0].stale
    assert stale is not None
    assert stale.what == ("screen",)


def test_what_rests_on_a_withdrawn_result_is_out_of_date() -> None:
    activity = everything()
    gone = replace(activity.version("screen", 1), status=Status.WITHDRAWN)
    activity = noted(activity.put(gone), EventKind.WITHDRAWN, by=OWNER, at=NOW, assessment=gone)
    found = told(activity)
    assert found.gates[0].state is GateState.TO_DO
    assert found.gates[2].state is GateState.OUT_OF_DATE


@pytest.mark.parametrize(("now", "state"), [("yes", "out_of_date"), ("no", "passed")])
def test_details_that_change_the_result_put_it_out_of_date_and_others_are_said(
    now: str, state: str
) -> None:
    activity = everything()
    details = replace(activity.details, public_authority=now)
    changed = noted(
        replace(activity, details=details),
        EventKind.DETAILS_CHANGED,
        by=OWNER,
        at=NOW,
    )
    found = told(changed)
    assert found.gates[2].state == state
    (remark,) = found.remarks  # one change is told once, however many sets it touches
    assert (remark.kind, remark.names) == (PointKind.STALE, ("Screen", "Ways", "Weigh"))


def test_a_newer_question_set_is_said_and_stops_nothing() -> None:
    newer = replace(AS_MADE, version="1.1.0", digest="1" * 64)
    found = told(everything(), newest=newer)
    assert found.is_ready
    assert [p.kind for p in found.remarks] == [PointKind.STALE]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.COMPLETED])
def test_a_newer_version_under_way_is_said_and_the_older_one_counts(status: Status) -> None:
    draft = an_assessment("screen", version=2, status=status, answers={"screen.a": "yes"})
    found = told(everything().put(draft))
    assert found.is_ready
    assert [(p.kind, p.names, p.version) for p in found.remarks] == [
        (PointKind.NEWER_VERSION, ("Screen",), 2)
    ]


def test_a_newer_version_that_was_given_up_leaves_the_older_one_in_force() -> None:
    gone = an_assessment("screen", version=2, status=Status.WITHDRAWN)
    found = told(everything().put(gone))
    assert found.is_ready
    assert found.remarks == ()
    waiting = an_activity(an_assessment("screen", status=Status.COMPLETED, facts={}), gone)
    assert gate(waiting, "screen").state is GateState.AWAITS_APPROVAL


def test_an_overdue_review_is_said_from_the_day_after() -> None:
    due = TODAY + timedelta(days=300)
    assert told(everything(), today=due).remarks == ()
    found = told(everything(), today=due + timedelta(days=1))
    assert found.is_ready
    assert [(p.kind, p.day) for p in found.remarks] == [(PointKind.REVIEW_OVERDUE, due)] * 3


def test_a_start_before_the_sign_off_is_said_and_a_later_version_does_not_count() -> None:
    def starting(day: date, activity: Activity) -> Activity:
        return replace(activity, details=replace(activity.details, planned_start=day))

    late = told(starting(TODAY - timedelta(days=1), everything()))
    assert late.is_ready
    (remark,) = [p for p in late.remarks if p.kind is PointKind.LATE_SIGN_OFF]
    assert remark.names == ("Screen", "Ways", "Weigh")
    again = signed(everything(at=BEFORE), "screen", {"screen.a": "yes"}, version=2)
    kinds_told = [p.kind for p in told(starting(TODAY - timedelta(days=5), again)).remarks]
    assert PointKind.LATE_SIGN_OFF not in kinds_told
    begun = told(starting(TODAY, an_activity()))
    assert [p.kind for p in begun.remarks] == [PointKind.START_HAS_PASSED]


def test_answers_whose_questions_are_lost_are_never_passed() -> None:
    def lost(_: Any) -> Questionnaire:  # noqa: ANN401
        raise NotFoundError(what="question set", name="weigh")

    found = readiness(everything(), tuple(SETS.values()), lost, lambda _: AS_MADE, today=TODAY)
    assert {g.state for g in found.gates} == {GateState.STOPPED}
    assert all(kinds(g)[0] is PointKind.LOST for g in found.gates)


def test_while_one_gate_is_with_somebody_else_the_next_can_be_worked_on() -> None:
    waiting = an_activity(an_assessment("screen", status=Status.COMPLETED, facts={}))
    found = told(waiting)
    assert found.next_gate is not None
    assert found.next_gate.is_with_others
    assert found.meanwhile is found.gates[1]
    assert told(an_activity()).meanwhile is None


def test_no_sets_at_all_is_not_ready() -> None:
    nothing = Readiness(gates=())
    assert not nothing.is_ready
