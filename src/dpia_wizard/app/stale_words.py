"""Why a settled assessment may be out of date, in words for the window and the commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.change_words import change_words
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.stale import StaleKind, StaleReason, stale_reasons

DETAIL_WORDS: Mapping[str, str] = {
    "title": "title",
    "owner": "owner",
    "team": "team",
    "description": "description",
    "channels": "channels",
    "audience": "audience",
    "people_estimate": "number of people",
    "systems": "systems",
    "ropa_ref": "entry in the record of processing",
    "sector": "kind of organisation",
    "public_authority": "being a public authority",
    "planned_start": "day of the first sending",
}
"""An activity's details as they are called within a sentence."""


def stale_words(desk: Desk, activity: Activity, assessment: Assessment) -> list[str]:
    """Why a version may be out of date, one clause each; nothing while it stands."""
    reasons = stale_reasons(
        activity, assessment, desk.sets.say, desk.sets.newest, today=desk.today()
    )
    titles = {found.id: found.say().title for found in desk.sets.current()} if reasons else {}
    return [stale_clause(reason, titles) for reason in reasons]


def stale_sentence(clauses: Sequence[str]) -> str:
    """All reasons in one sentence."""
    return f"May be out of date: {'; '.join(clauses)}."


def stale_clause(reason: StaleReason, titles: Mapping[str, str]) -> str:
    """One reason; `titles` names the question sets."""
    on = f" on {_day(reason.at)}" if reason.at else ""
    other = (
        f"the assessment “{titles.get(reason.what[0], reason.what[0])}”" if reason.what else ""
    )
    match reason.kind:
        case StaleKind.DETAILS:
            return _details(reason.what, on)
        case StaleKind.FACTS:
            return f"what it was told has changed ({_names(reason.what)})"
        case StaleKind.REDONE:
            return f"{other} was done again{on} (version {reason.now})"
        case StaleKind.OTHER_RESULT if reason.at:
            return f"{other} was done again{on} and now comes to something else"
        case StaleKind.OTHER_RESULT:
            return f"{other} now comes to something else"
        case StaleKind.WITHDRAWN:
            return f"{other} was withdrawn{on}"
        case StaleKind.QUESTION_SET | StaleKind.LAW | StaleKind.HOUSE:
            return change_words(reason)
        case StaleKind.PROFILE:
            return "the organisation profile was changed, and no longer covers all it uses"


def _details(what: Sequence[str], on: str) -> str:
    """“The activity’s channels and audience were changed on …”."""
    if not what:
        return f"the activity was described anew{on}"
    names = [DETAIL_WORDS.get(name, name) for name in what]
    plural = len(names) > 1 or names[0] in ("channels", "systems")
    if names == [DETAIL_WORDS["public_authority"]]:
        return f"whether you are a public authority was changed{on}"
    return f"the activity’s {_listed(names)} {'were' if plural else 'was'} changed{on}"


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _names(facts: Sequence[str]) -> str:
    return ", ".join(fact.replace("_", " ") for fact in facts)


def _day(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {local:%b %Y}"
