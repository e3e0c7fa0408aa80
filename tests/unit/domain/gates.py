"""Three sets that lean on each other, and activities on their way through these gates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import (
    Move,
    MoveKind,
    Plan,
    Status,
)
from dpia_wizard.domain.case import facts_for
from dpia_wizard.domain.conditions import AllOf
from dpia_wizard.domain.gates import Gate, PointKind, Readiness
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.questionnaire import Kind, Questionnaire, Required
from dpia_wizard.domain.readiness import readiness
from dpia_wizard.domain.row_parts import NotNeeded
from dpia_wizard.domain.rulings import Decide
from dpia_wizard.domain.stale import SetNow
from tests.builders import (
    APPROVER,
    NOW,
    OWNER,
    TODAY,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_activity,
    an_assessment,
    fact_is,
    is_,
)

BEFORE = NOW - timedelta(days=40)

AS_MADE = SetNow(version="1.0.0", law_version="uk-2026", digest="0" * 64)


def _told(ruling: Any, **facts: tuple[str, str]) -> Any:  # noqa: ANN401
    """The ruling with facts told by its outcomes, `stop` and any other."""
    outcomes = tuple(
        replace(
            o, facts={n: bad if o.id == "stop" else good for n, (bad, good) in facts.items()}
        )
        for o in ruling.outcomes
    )
    return replace(ruling, outcomes=outcomes)


def _blocking(ruling: Any) -> Any:  # noqa: ANN401
    outcomes = tuple(
        replace(o, blocks_sending="Nothing may be sent.") if o.id == "stop" else o
        for o in ruling.outcomes
    )
    return replace(ruling, outcomes=outcomes)


def _screen() -> Questionnaire:
    """Tells whether the weighing is needed; blocks nothing itself."""
    ruling = a_ruling(a_rule("yes", is_("screen.a", "yes"), "stop"))
    return a_set(
        a_question("screen.a"), set_id="screen", rulings=(_told(ruling, risky=("yes", "no")),)
    )


def _ways() -> Questionnaire:
    """Decides row by row, and reads anew whether the weighing came out well."""
    fields = (
        a_question("group", Kind.TEXT),
        a_question("agreed"),
        a_question("late", Kind.TEXT),
    )
    rows = a_question("ways.rows", Kind.ROWS, fields=fields)
    failed = AllOf(parts=(is_("agreed", "weigh"), fact_is("weigh_allows", "no")))
    passed = AllOf(parts=(is_("agreed", "weigh"), fact_is("weigh_allows", "yes")))
    ruling = a_ruling(
        a_rule("no_consent", is_("agreed", "no"), "stop"),
        a_rule("weighed_no", failed, "stop"),
        a_rule("weighed", passed, "go"),
        a_rule("weigh_first", is_("agreed", "weigh"), "stop"),
        decide=Decide.STRICTEST_OF_ROWS,
        rows="ways.rows",
    )
    return a_set(
        rows,
        set_id="ways",
        rulings=(_blocking(ruling),),
        live_facts=frozenset({"weigh_allows", "weigh_signed_off"}),
    )


def _weigh() -> Questionnaire:
    """Not needed where the screening is signed off and found nothing."""
    ruling = _blocking(
        a_ruling(
            a_rule("bad", is_("weigh.a", "no"), "stop"),
            a_rule("task", fact_is("public_authority", "yes"), "care"),
        )
    )
    reads_screen = a_question("weigh.b", show_if=fact_is("risky", "yes"))
    not_needed = NotNeeded(
        when=AllOf(parts=(fact_is("risky", "no"), fact_is("screen_signed_off", "yes"))),
        because="Not needed, as nothing was found.",
    )
    return a_set(
        a_question("weigh.a", required=Required.FOR_RESULT),
        reads_screen,
        set_id="weigh",
        rulings=(_told(ruling, weigh_allows=("no", "yes")),),
        not_needed=not_needed,
        advice_required=True,
    )


SETS = {s.id: s for s in (_screen(), _ways(), _weigh())}

SETS = {key: replace(found, title=key.title(), purpose="") for key, found in SETS.items()}

OWN = replace(a_set(a_question("own.a"), set_id="own"), title="Own", optional=True)


def find_set(assessment: Any) -> Questionnaire:  # noqa: ANN401
    return {**SETS, "own": OWN}[assessment.set_id]


def told(
    activity: Activity,
    *sets: Questionnaire,
    newest: SetNow | None = AS_MADE,
    today: date = TODAY,
) -> Readiness:
    asked = sets or tuple(SETS.values())
    return readiness(activity, asked, find_set, lambda _: newest, today=today)


def gate(activity: Activity, set_id: str, **more: Any) -> Gate:  # noqa: ANN401
    found = told(activity, **more)
    return next(g for g in found.gates if g.set_id == set_id)


def kinds(found: Gate) -> list[PointKind]:
    return [point.kind for point in found.points]


def moved(kind: MoveKind, reason: str = "", *, at: Any = NOW) -> Move:  # noqa: ANN401
    return Move(kind=kind, by=APPROVER, at=at, reason=reason)


def signed(
    activity: Activity,
    set_id: str,
    answers: Any,  # noqa: ANN401
    *,
    version: int = 1,
    at: Any = NOW,  # noqa: ANN401
) -> Activity:
    """The activity with a version of a set completed and approved, as the program does it."""
    draft = an_assessment(set_id, version=version, answers=answers)
    facts = facts_for(activity.put(draft), draft, find_set, today=TODAY)
    plan = Plan(approver=APPROVER, review_on=TODAY + timedelta(days=300))
    completed = replace(
        draft,
        status=Status.COMPLETED,
        facts=facts,
        plan=plan,
        moves=(moved(MoveKind.COMPLETED, at=at),),
    )
    after = noted(
        activity.put(completed), EventKind.COMPLETED, by=OWNER, at=at, assessment=completed
    )
    approved = replace(
        completed,
        status=Status.SIGNED_OFF,
        moves=(*completed.moves, moved(MoveKind.APPROVED, at=at)),
    )
    for older in activity.assessments:
        if older.set_id == set_id and older.status is Status.SIGNED_OFF:
            after = after.put(replace(older, status=Status.SUPERSEDED))
    return noted(
        after.put(approved), EventKind.APPROVED, by=APPROVER, at=at, assessment=approved
    )


def _rows(**agreed: str) -> Any:  # noqa: ANN401
    return {
        "ways.rows": tuple({"group": name, "agreed": value} for name, value in agreed.items())
    }


def everything(*, at: Any = NOW, **more: Any) -> Activity:  # noqa: ANN401
    """An activity with every gate passed."""
    activity = signed(an_activity(**more), "screen", {"screen.a": "yes"}, at=at)
    activity = signed(activity, "ways", _rows(Tenants="yes", Members="weigh"), at=at)
    return signed(activity, "weigh", {"weigh.a": "yes"}, at=at)
