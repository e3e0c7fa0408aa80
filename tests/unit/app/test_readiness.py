"""The gates through the shipped sets: what holds an activity up, and what changes do to it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.readiness import plain_readiness, readiness_lines, readiness_of
from dpia_wizard.app.sign_off import new_version, withdraw
from dpia_wizard.app.stale_words import stale_words
from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.gates import Gate, GateState
from dpia_wizard.domain.row_values import rows_of
from tests.builders import NOW, TODAY
from tests.whole_case import (
    EMAIL_AGREED,
    WITH_A_STOP,
    WITH_POST,
    begun,
    dpia,
    lia,
    screened,
    settled,
    whole,
)

Make = Callable[[Desk], Answers]
SETS = ("screening", "marketing-rules", "lia", "dpia")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("data"), clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def passed(desk: Desk) -> Activity:
    return whole(desk)


@pytest.fixture
def ready(desk: Desk, passed: Activity) -> Activity:
    """An activity of its own that is ready to be sent."""
    return desk.save(replace(passed, id=str(uuid.uuid4()), revision=0))


def gates(desk: Desk, activity: Activity) -> dict[str, Gate]:
    return {gate.set_id: gate for gate in readiness_of(desk, activity).gates}


def states(desk: Desk, activity: Activity) -> list[str]:
    return [gate.state.value for gate in gates(desk, activity).values()]


def test_the_way_from_nothing_to_ready_needs_each_set_in_its_turn(desk: Desk) -> None:
    activity = begun(desk)
    following = []
    for set_id, answers in (
        ("screening", screened(desk, required=True)),
        ("marketing-rules", WITH_POST),
        ("lia", lia(desk)),
        ("dpia", dpia(desk)),
    ):
        found = readiness_of(desk, activity)
        assert not found.is_ready
        assert found.next_gate is not None
        following.append(found.next_gate.set_id)
        activity = settled(desk, activity, set_id, answers)
    assert following == list(SETS)
    found = readiness_of(desk, activity)
    assert (found.is_ready, found.warnings) == (True, ())
    assert states(desk, activity) == ["passed"] * 4


def test_marketing_rules_are_signed_while_the_lia_is_still_to_do(desk: Desk) -> None:
    activity = settled(desk, begun(desk), "screening", screened(desk, required=True))
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    found = gates(desk, activity)
    assert found["marketing-rules"].state is GateState.WAITS
    assert found["marketing-rules"].because[0] == "Waits for: Legitimate interests assessment."
    assert found["lia"].because[0].startswith("Marketing rules: Tenants · Post")
    assert found["dpia"].state is GateState.TO_DO


def test_a_screening_that_the_marketing_rules_belie_holds_the_sending_up(desk: Desk) -> None:
    """Nobody was said to be targeted without an opt-in, and letters rest on something else."""
    activity = settled(desk, begun(desk), "screening", screened(desk, required=False))
    assert states(desk, activity)[0] == "passed"
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    activity = settled(desk, activity, "lia", lia(desk))
    found = readiness_of(desk, activity)
    assert (found.is_ready, found.next_gate and found.next_gate.set_id) == (False, "screening")
    assert states(desk, activity) == ["stopped", "passed", "passed", "not_needed"]
    assert "Question 11 is answered no" in " ".join(found.gates[0].because)
    row = desk.register.row(activity.id)
    assert row is not None
    assert not row.ready
    rules = activity.version("marketing-rules", 1)
    pointed = {check.id: check.text for check in desk.evaluate(activity, rules).warnings}
    assert "question 11" in pointed["screening_says_opted_in"]


def test_a_screening_done_again_or_consent_of_everybody_ends_the_contradiction(
    desk: Desk,
) -> None:
    activity = settled(desk, begun(desk), "screening", screened(desk, required=False))
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    activity = settled(desk, activity, "marketing-rules", EMAIL_AGREED)
    assert states(desk, activity) == ["passed", "passed", "not_needed", "not_needed"]
    said = desk.evaluate(activity, activity.version("marketing-rules", 2)).warnings
    assert "screening_says_opted_in" not in {check.id for check in said}
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    assert states(desk, activity)[0] == "stopped"
    activity = settled(desk, activity, "screening", screened(desk, required=True))
    assert states(desk, activity) == ["passed", "waits", "to_do", "to_do"]


def test_a_screening_that_asks_for_the_dpia_all_the_same_only_points_it_out(
    desk: Desk,
) -> None:
    other = {**screened(desk, required=False), "screening.new_sharing": "yes"}
    activity = settled(desk, begun(desk), "screening", other)
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    assert states(desk, activity) == ["passed", "waits", "to_do", "to_do"]
    rules = activity.version("marketing-rules", 1)
    pointed = {check.id for check in desk.evaluate(activity, rules).warnings}
    assert "screening_says_opted_in" in pointed


def test_a_screening_that_does_not_fit_is_signed_all_the_same(desk: Desk) -> None:
    activity = settled(desk, begun(desk), "marketing-rules", WITH_POST)
    activity = settled(desk, activity, "screening", screened(desk, required=False))
    seen = desk.evaluate(activity, activity.version("screening", 1))
    assert (seen.result.id, seen.missing, seen.blocking) == ("screen_again", (), ())
    assert "opted_in_contradicted" in {check.id for check in seen.warnings}
    assert states(desk, activity)[0] == "stopped"


def test_only_what_is_needed_stands_between_an_activity_and_its_sending(desk: Desk) -> None:
    activity = settled(desk, begun(desk), "screening", screened(desk, required=False))
    activity = settled(desk, activity, "marketing-rules", EMAIL_AGREED)
    assert states(desk, activity) == ["passed", "passed", "not_needed", "not_needed"]
    assert readiness_of(desk, activity).is_ready


@pytest.mark.parametrize(
    ("set_id", "answers", "words"),
    [
        (
            "marketing-rules",
            lambda _desk: WITH_A_STOP,
            "People on a bought list · Email: They have not agreed",
        ),
        (
            "lia",
            lambda desk: lia(desk, allows=False),
            "legitimate interests cannot be relied on",
        ),
        (
            "dpia",
            lambda desk: dpia(desk, high=True),
            "Information Commission has not been asked",
        ),
    ],
)
def test_each_result_that_says_no_stops_and_names_itself(
    set_id: str, answers: Make, words: str, desk: Desk, ready: Activity
) -> None:
    activity = settled(desk, ready, set_id, answers(desk))
    found = readiness_of(desk, activity)
    assert not found.is_ready
    assert found.next_gate is not None
    assert (found.next_gate.set_id, found.next_gate.state) == (set_id, GateState.STOPPED)
    assert words in " ".join(found.next_gate.because)


def test_an_lia_that_says_no_is_named_and_not_the_rules_that_wait_for_it(
    desk: Desk, ready: Activity
) -> None:
    activity = settled(desk, ready, "lia", lia(desk, allows=False))
    assert states(desk, activity) == ["passed", "waits", "stopped", "passed"]


@pytest.mark.parametrize(
    ("changed", "answers", "later", "is_open"),
    [
        ("screening", lambda desk: screened(desk, required=False), "lia", True),
        ("screening", lambda desk: screened(desk, required=False), "dpia", True),
        ("marketing-rules", lambda _desk: EMAIL_AGREED, "lia", True),
        ("marketing-rules", lambda _desk: EMAIL_AGREED, "dpia", False),
        ("lia", lambda desk: lia(desk, allows=False), "dpia", False),
    ],
)
def test_an_answer_changed_marks_what_relied_on_it(
    changed: str, answers: Make, later: str, is_open: bool, desk: Desk, ready: Activity
) -> None:
    """Another fact puts the later one out of date; a mere new version is only said."""
    activity = settled(desk, ready, changed, answers(desk))
    relied = activity.in_force(later)
    assert relied is not None
    titles = {s.id: s.title for s in desk.sets.asked_now()}
    assert any(
        f"“{titles[changed]}”" in clause for clause in stale_words(desk, activity, relied)
    )
    found = readiness_of(desk, activity)
    gate = next(g for g in found.gates if g.set_id == later)
    assert (gate.state is GateState.OUT_OF_DATE) is is_open
    told = " ".join([*gate.because, *found.warnings])
    assert f"“{titles[changed]}” was done again" in told


def test_a_set_that_is_no_longer_needed_can_be_withdrawn(desk: Desk, ready: Activity) -> None:
    activity = settled(desk, ready, "screening", screened(desk, required=False))
    found = gates(desk, activity)["dpia"]
    assert found.because[-1].endswith("Withdraw it, and it holds nothing up.")
    activity = withdraw(desk, activity, activity.version("dpia", 1), reason="Not needed now.")
    assert gates(desk, activity)["dpia"].state is GateState.NOT_NEEDED


def test_a_newer_version_a_late_start_and_other_channels_are_said(
    desk: Desk, ready: Activity
) -> None:
    details = replace(ready.details, channels="Text", planned_start=TODAY - timedelta(days=9))
    activity = edit_details(desk, ready, details)
    there = activity.version("lia", 1)
    activity = new_version(desk, activity, there, reason="The yearly review.")
    found = readiness_of(desk, activity)
    assert found.is_ready
    told = " ".join(found.warnings)
    for words in (
        "the activity’s channels and day of the first sending were changed",
        "Version 2 of “Legitimate interests assessment” is under way.",
        "The first sending was planned for 13 November 2026.",
    ):
        assert words in told


def test_a_newer_version_that_is_completed_and_comes_to_a_stop_holds_the_sending_up(
    desk: Desk, ready: Activity
) -> None:
    activity = settled(desk, ready, "marketing-rules", WITH_A_STOP, approved=False)
    found = readiness_of(desk, activity)
    assert not found.is_ready
    gate = gates(desk, activity)["marketing-rules"]
    assert (gate.state, gate.version) == (GateState.STOPPED, 2)
    assert "Version 2 is completed and stands against it" in gate.because[0]
    assert any("People on a bought list" in why for why in gate.because)
    assert not any("the version before it counts" in words for words in found.warnings)
    row = desk.register.row(activity.id)
    assert row is not None
    assert not row.ready


def test_a_newer_version_that_is_completed_and_well_waits_beside_the_one_that_counts(
    desk: Desk, ready: Activity
) -> None:
    activity = settled(desk, ready, "marketing-rules", WITH_POST, approved=False)
    found = readiness_of(desk, activity)
    assert found.is_ready
    assert any("the version before it counts" in words for words in found.warnings)


def test_gates_are_told_to_commands_as_data_and_as_lines(desk: Desk, ready: Activity) -> None:
    told = plain_readiness(readiness_of(desk, ready))
    assert (told["ready_to_send"], told["next"], told["warnings"]) == (True, None, [])
    stopped = settled(desk, ready, "marketing-rules", WITH_A_STOP)
    told = plain_readiness(readiness_of(desk, stopped))
    assert (told["ready_to_send"], told["next"]) == (False, "marketing-rules")
    lines = list(readiness_lines(readiness_of(desk, stopped)))
    assert lines[0] == "Not ready to send. What is next: Marketing rules"
    assert "  Marketing rules: stopped" in lines


def test_the_register_says_what_is_ready_and_what_waits(desk: Desk, ready: Activity) -> None:
    row = desk.register.row(ready.id)
    assert row is not None
    assert row.ready
    activity = settled(desk, begun(desk), "screening", screened(desk, required=True))
    activity = settled(desk, activity, "marketing-rules", WITH_POST)
    row = desk.register.row(activity.id)
    assert row is not None
    assert not row.ready
    cells = {cell.set_id: (cell.text, cell.tone) for cell in row.sets}
    assert cells["marketing-rules"] == ("Needs the LIA", "note")


def test_what_several_rows_wait_for_is_said_once_with_all_their_names(desk: Desk) -> None:
    email, post = rows_of(WITH_POST["marketing-rules.sendings"])
    more = {**WITH_POST, "marketing-rules.sendings": (email, post, {**post, "audience": "B"})}
    activity = settled(desk, begun(desk), "screening", screened(desk, required=True))
    activity = settled(desk, activity, "marketing-rules", more)
    (because,) = gates(desk, activity)["lia"].because
    start = (
        "Marketing rules: Tenants · Post addressed to somebody; B · Post addressed to somebody"
    )
    assert because.startswith(f"{start}: A letter to named people does not fall under PECR.")


def test_a_draft_that_would_stop_the_sending_says_so_beside_what_counts(
    desk: Desk, ready: Activity
) -> None:
    there = ready.version("dpia", 1)
    activity = new_version(desk, ready, there, reason="A measure has failed.")
    draft = activity.version("dpia", 2)
    activity = desk.save(activity.put(draft.with_answers(dpia(desk, high=True))))
    found = readiness_of(desk, activity)
    assert found.is_ready
    told = "is under way, and says so far: “Consult the Information Commission first”."
    assert any(told in words for words in found.warnings)
