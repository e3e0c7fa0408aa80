"""What stands against a sending: gates, rows, checks, approvals and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Plan, Status
from dpia_wizard.domain.conditions import Compare, Operator, Source, Subject
from dpia_wizard.domain.gates import Gate, GateState, Readiness
from dpia_wizard.domain.questionnaire import (
    Kind,
    Option,
    Questionnaire,
)
from dpia_wizard.domain.rule_parts import SendingCheck, SendingRules
from dpia_wizard.domain.rulings import (
    Decide,
    Outcome,
)
from dpia_wizard.domain.sending import ListCheck, Sending
from dpia_wizard.domain.sending_problems import (
    ProblemKind,
    SendingProblem,
    Surroundings,
    Weight,
    problems_of,
    versions_on,
)
from dpia_wizard.domain.sending_ways import Way, on_day, way_for, ways_in
from tests.builders import (
    DPO,
    NOW,
    TODAY,
    TOMORROW,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_activity,
    an_assessment,
    is_,
    look,
)
from tests.builders import (
    a_sending as sending,
)

OWN_LIST = SendingCheck(
    id="own", title="Your own list", text="Compare.", limit_days=28, warn_days=3
)
CALLS = Compare(
    subject=Subject(source=Source.QUESTION, id="channel"),
    operator=Operator.IN,
    values=("call",),
)
REGISTER = SendingCheck(
    id="register", title="The register", text="Compare.", limit_days=28, when=CALLS
)
APPROVED = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def a_sending(**more: Any) -> Sending:  # noqa: ANN401
    both = (ListCheck(against="own", on=TODAY), ListCheck(against="register", on=TODAY))
    return sending("1", **{"channel": "call", "group": "Donors", "checks": both, **more})


def approved(at: datetime = APPROVED, **more: Any) -> Assessment:  # noqa: ANN401
    move = Move(kind=MoveKind.APPROVED, by=DPO, at=at)
    plan = Plan(review_on=date(2027, 9, 1))
    return an_assessment(
        **{"status": Status.SIGNED_OFF, "moves": (move,), "plan": plan, **more}
    )


WAY = Way(channel="call", group="Donors", row=1, allows=True, checks=(OWN_LIST, REGISTER))
PASSED = Gate(set_id="test", title="The rules", state=GateState.PASSED, version=1)


def found(
    sending: Sending,
    *,
    way: Way = WAY,
    gate: Gate = PASSED,
    rested_on: tuple[Assessment, ...] | None = None,
    planned: date | None = None,
) -> list[tuple[ProblemKind, Weight]]:
    versions = (approved(),) if rested_on is None else rested_on
    around = Surroundings(
        readiness=Readiness(gates=(gate,)),
        way=way,
        rested_on={version.set_id: version for version in versions},
        today=TODAY,
        planned=planned,
    )
    return [(problem.kind, problem.weight) for problem in problems_of(sending, around)]


def checked(days: int, against: str = "register") -> Sending:
    """A sending whose list was held against something so many days before."""
    day = TODAY - timedelta(days=days)
    others = [c for c in a_sending().checks if c.against != against]
    return a_sending(checks=(*others, ListCheck(against=against, on=day)))


def test_a_sending_with_everything_in_order_has_nothing_against_it() -> None:
    assert found(a_sending()) == []


@pytest.mark.parametrize(
    ("days", "problems"),
    [
        (-1, [(ProblemKind.CHECK_AFTER, Weight.REFUSED)]),
        (0, []),
        (27, []),
        (28, []),
        (29, [(ProblemKind.CHECK_TOO_OLD, Weight.REFUSED)]),
    ],
)
def test_a_register_check_counts_for_28_days(
    days: int, problems: list[tuple[ProblemKind, Weight]]
) -> None:
    """PECR reg 21(3): the 28th day still counts, the 29th does not."""
    assert found(checked(days)) == problems


@pytest.mark.parametrize(
    ("days", "problems"),
    [
        (3, []),
        (4, [(ProblemKind.CHECK_OLD, Weight.WARNED)]),
        (28, [(ProblemKind.CHECK_OLD, Weight.WARNED)]),
        (29, [(ProblemKind.CHECK_TOO_OLD, Weight.REFUSED)]),
    ],
)
def test_ones_own_list_is_checked_just_before_sending(
    days: int, problems: list[tuple[ProblemKind, Weight]]
) -> None:
    assert found(checked(days, "own")) == problems


def test_a_check_that_is_not_told_of_is_missing() -> None:
    assert found(a_sending(checks=())) == [(ProblemKind.CHECK_MISSING, Weight.REFUSED)] * 2


def test_what_lies_in_the_future_or_names_no_channel_cannot_be_noted_at_all() -> None:
    assert found(a_sending(sent_on=TOMORROW)) == [(ProblemKind.IN_FUTURE, Weight.IMPOSSIBLE)]
    assert found(a_sending(channel="")) == [(ProblemKind.NO_CHANNEL, Weight.IMPOSSIBLE)]
    for number in (-1, 10**12 + 1):
        assert found(a_sending(number=number)) == [(ProblemKind.NO_NUMBER, Weight.IMPOSSIBLE)]


@pytest.mark.parametrize(
    "state", [s for s in GateState if s.value not in ("passed", "not_needed")]
)
def test_a_gate_that_is_not_passed_refuses(state: GateState) -> None:
    gate = replace(PASSED, state=state)
    assert found(a_sending(), gate=gate) == [(ProblemKind.GATE_OPEN, Weight.REFUSED)]


def test_a_gate_that_is_not_needed_asks_for_no_approval() -> None:
    gate = replace(PASSED, state=GateState.NOT_NEEDED, version=0)
    assert found(a_sending(), gate=gate, rested_on=()) == []


def test_sending_before_the_approval_is_refused() -> None:
    early = a_sending(sent_on=date(2026, 8, 31))
    early = replace(early, checks=tuple(replace(c, on=early.sent_on) for c in early.checks))
    versions = versions_on(an_activity(approved()), early.sent_on)
    assert found(early, rested_on=tuple(versions.values())) == [
        (ProblemKind.BEFORE_APPROVAL, Weight.REFUSED)
    ]


def test_a_way_that_no_row_covers_or_that_a_row_stops_is_refused() -> None:
    assert found(a_sending(), way=replace(WAY, row=0, allows=False)) == [
        (ProblemKind.NOT_COVERED, Weight.REFUSED)
    ]
    assert found(a_sending(), way=replace(WAY, allows=False)) == [
        (ProblemKind.ROW_STOPS, Weight.REFUSED)
    ]


@pytest.mark.parametrize(("review", "overdue"), [(TODAY, False), (TODAY - timedelta(1), True)])
def test_a_review_that_was_overdue_on_the_day_is_pointed_out(
    review: date, overdue: bool
) -> None:
    version = approved(plan=Plan(review_on=review))
    expected = [(ProblemKind.REVIEW_OVERDUE, Weight.WARNED)] if overdue else []
    assert found(a_sending(), rested_on=(version,)) == expected


@pytest.mark.parametrize(("planned", "early"), [(TODAY, False), (TOMORROW, True)])
def test_sending_before_the_day_the_rules_were_answered_for_is_pointed_out(
    planned: date, early: bool
) -> None:
    expected = [(ProblemKind.BEFORE_PLANNED, Weight.WARNED)] if early else []
    assert found(a_sending(), planned=planned) == expected


def test_a_sending_rests_on_what_was_approved_on_its_day() -> None:
    first = approved(status=Status.SUPERSEDED)
    later = approved(datetime(2026, 11, 1, 9, 0, tzinfo=UTC), version=2)
    draft = an_assessment(version=3)
    activity = an_activity(first, later, draft)
    on = {day: versions_on(activity, day) for day in (date(2026, 10, 31), date(2026, 11, 1))}
    assert [list(found.values()) for found in on.values()] == [[first], [later]]
    withdrawn = replace(
        first,
        status=Status.WITHDRAWN,
        moves=(*first.moves, Move(kind=MoveKind.WITHDRAWN, by=DPO, at=NOW)),
    )
    assert versions_on(an_activity(withdrawn), TODAY) == {"test": withdrawn}
    assert versions_on(an_activity(withdrawn), TOMORROW) == {}


def sending_set() -> Questionnaire:
    channel = a_question(
        "channel",
        Kind.CHOICE,
        options=(Option(id="call", text="Call"), Option(id="letter", text="Letter")),
    )
    rows = a_question("test.rows", Kind.ROWS, fields=(a_question("group", Kind.TEXT), channel))
    ruling = a_ruling(
        a_rule("no_calls", is_("channel", "call"), "stop"),
        a_rule("letters", is_("channel", "letter"), "go"),
        decide=Decide.STRICTEST_OF_ROWS,
        rows="test.rows",
    )
    outcomes = (
        Outcome(id="stop", title="Stop", short="Stop"),
        Outcome(id="care", title="Care", short="Care"),
        Outcome(id="go", title="Go", short="Go", allows=True),
    )
    sending = SendingRules(
        rows="test.rows", channel="channel", group="group", checks=(OWN_LIST, REGISTER)
    )
    return a_set(rows, rulings=(replace(ruling, outcomes=outcomes),), sending=sending)


def test_each_row_is_a_way_with_its_own_answer_and_its_own_checks() -> None:
    rows = ({"channel": "call", "group": "Donors"}, {"channel": "letter", "group": " All  us "})
    seen = look(sending_set(), {"test.rows": rows})
    told = [(w.group, w.allows, [c.id for c in w.checks]) for w in ways_in(seen)]
    assert told == [("Donors", False, ["own", "register"]), ("All us", True, ["own"])]


def test_a_way_that_no_row_covers_is_checked_as_its_channel_asks() -> None:
    way = way_for(look(sending_set()), "call", "Somebody")
    assert (way.row, way.allows, [c.id for c in way.checks]) == (0, False, ["own", "register"])


def test_of_two_rows_alike_the_one_that_stops_counts() -> None:
    rows = (
        {"channel": "letter", "group": "Donors", "named": "no"},
        {"channel": "letter", "group": "donors", "named": "yes"},
    )
    asked = sending_set()
    stop = a_rule("named", is_("named", "yes"), "stop")
    ruling = asked.rulings[0]
    strict = replace(asked, rulings=(replace(ruling, rules=(stop, *ruling.rules)),))
    way = way_for(look(strict, {"test.rows": rows}), "letter", "DONORS")
    assert (way.row, way.allows) == (2, False)


@pytest.mark.parametrize(("day", "allows"), [(TODAY, True), (TOMORROW, False)])
def test_the_law_of_the_day_of_sending_counts(day: date, allows: bool) -> None:
    """A rule that comes into force after the answers were given still counts on its day."""
    asked = sending_set()
    new_rule = a_rule("new_law", is_("channel", "letter"), "stop", valid_from=TOMORROW)
    ruling = asked.rulings[0]
    changed = replace(
        asked, rulings=(replace(ruling, rules=(new_rule, *ruling.rules)),), law_on="test.day"
    )
    answers: Answers = {"test.day": "2026-11-01", "test.rows": ({"channel": "letter"},)}
    seen = on_day(look(changed, answers), day)
    assert [way.allows for way in ways_in(seen)] == [allows]
    undated = look(replace(changed, law_on=""), answers)
    assert [way.allows for way in ways_in(on_day(undated, day))] == [allows]


def test_the_gravest_problem_comes_first() -> None:
    old = checked(10, "own")
    kinds = found(replace(old, checks=old.checks[1:]))
    assert [weight for _, weight in kinds] == [Weight.REFUSED, Weight.WARNED]


def test_a_problem_names_the_check_it_is_about() -> None:
    around = Surroundings(
        readiness=Readiness(gates=(PASSED,)),
        way=WAY,
        rested_on={"test": approved()},
        today=TODAY,
    )
    (problem,) = problems_of(checked(29), around)
    assert isinstance(problem, SendingProblem)
    assert (problem.about, problem.facts["days"]) == ("register", 29)
