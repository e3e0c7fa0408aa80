"""Merging without a choice: what only the other side changed is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dpia_wizard.codec.activity_merge import later_beside, matches, merged
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity, Facts, StepDone
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment
from dpia_wizard.domain.history import Change, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Questionnaire
from tests.builders import (
    DPO,
    NOW,
    OWNER,
    READY,
    TODAY,
    a_question,
    a_set,
    an_activity,
    an_assessment,
    decided,
)

ASKED = a_set(a_question("test.a"))
BASE = replace(an_assessment(), answers={"test.a": "not_sure"})


def find(_assessment: Assessment) -> Questionnaire:
    return ASKED


def base() -> Activity:
    return noted(an_activity(BASE), EventKind.CREATED, by=OWNER, at=NOW)


def edited(activity: Activity, by: Person, **details: str) -> Activity:
    was = activity.details
    changes = tuple(
        Change(what=name, before=str(getattr(was, name)), after=value)
        for name, value in details.items()
    )
    told = replace(activity, details=replace(was, **details))  # type: ignore[arg-type]  # texts
    at = NOW + timedelta(minutes=1)
    return noted(told, EventKind.DETAILS_CHANGED, by=by, at=at, changes=changes)


def kept(ours: Activity, theirs: Activity) -> Activity:
    return merged(ours, theirs, find, whole=True, choices={}).activity


def test_a_detail_only_the_file_changed_is_taken() -> None:
    ours = edited(base(), OWNER, title="Mine")
    theirs = edited(base(), DPO, title="Theirs", team="Events", description="Anew.")
    assert later_beside(ours, theirs) == {"detail:team", "detail:description"}
    found = kept(ours, theirs).details
    assert (found.title, found.team, found.description) == ("Mine", "Events", "Anew.")


def test_a_detail_only_we_changed_stays() -> None:
    ours = edited(base(), OWNER, team="Events")
    theirs = edited(base(), DPO, description="Anew.")
    found = kept(ours, theirs).details
    assert (found.team, found.description) == ("Events", "Anew.")


def test_a_detail_we_emptied_stays_empty() -> None:
    start = edited(base(), OWNER, team="Events")
    ours = edited(start, OWNER, team="", description="Mine.")
    theirs = edited(start, DPO, title="Theirs")
    found = kept(ours, theirs).details
    assert (found.team, found.title) == ("", "Theirs")


def test_a_detail_changed_there_after_ours_is_taken() -> None:
    seen = edited(base(), OWNER, team="Events")
    ours = edited(seen, OWNER, title="Mine")
    theirs = edited(seen, DPO, team="Appeals")
    found = kept(ours, theirs).details
    assert (found.team, found.title) == ("Appeals", "Mine")


def test_what_only_the_file_says_is_taken_though_no_event_tells_of_it() -> None:
    advice = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Go.")
    made = decided("test.a", "not_sure", "no")
    version = replace(BASE, advice=advice, plan=READY, overrides=(made,))
    step = StepDone(by=DPO, at=NOW)
    theirs = replace(base().put(version), facts=Facts(next_steps={"test.s": step}))
    ours = edited(base(), OWNER, title="Mine")
    found = kept(ours, theirs)
    (after,) = found.assessments
    assert (after.advice, after.plan, after.overrides) == (advice, READY, (made,))
    assert found.facts.next_steps == {"test.s": step}


def test_a_step_unticked_and_a_decision_taken_back_here_stay_so() -> None:
    made = decided("test.a", "not_sure", "no")
    step = StepDone(by=DPO, at=NOW)
    start = replace(
        base().put(replace(BASE, overrides=(made,))), facts=Facts(next_steps={"test.s": step})
    )
    ours = replace(start.put(BASE), facts=Facts())
    ours = noted(ours, EventKind.NEXT_STEP, by=OWNER, at=NOW, note="test.s: not done")
    back = Change(what="test.a", before="no", after="not_sure")
    ours = noted(ours, EventKind.OVERRIDDEN, by=DPO, at=NOW, assessment=BASE, changes=(back,))
    theirs = edited(start, DPO, team="Events")
    (match,) = matches(ours, theirs, find, whole=True)
    assert match.later == frozenset()
    found = kept(ours, theirs)
    assert found.assessments[0].overrides == ()
    assert (found.facts.next_steps, found.details.team) == ({}, "Events")
