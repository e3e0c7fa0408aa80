"""One activity seen whole: what its assessments come to, and the facts they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.row_parts import NotNeeded
from dpia_wizard.domain.rules import Evaluation, evaluate, own_result, told_by
from dpia_wizard.domain.situation import Situation, situation

FindSet: TypeAlias = Callable[[Assessment], Questionnaire]
"""Finds the question set, in the version an assessment was made with."""


DETAIL_FACTS = ("public_authority", "planned_start")
"""Facts that are told once, in the activity's details."""


def activity_facts(activity: Activity) -> Mapping[str, str]:
    """What the activity itself tells rules: its own facts, and what people ticked since."""
    details = activity.details
    facts = dict(activity.facts.values)
    if details.public_authority:
        facts["public_authority"] = details.public_authority
    if details.planned_start:
        facts["planned_start"] = details.planned_start.isoformat()
    return facts


class Siblings:
    """What the sets of one activity tell each other on a day, each worked out only once."""

    def __init__(self, activity: Activity, find_set: FindSet, *, today: date) -> None:
        self._activity = activity
        self._find_set = find_set
        self._today = today
        self._told: dict[str, Mapping[str, str]] = {}

    def beside(self, own_set: str) -> Mapping[str, str]:
        """The activity's facts and what its other sets tell, as one set's rules see them."""
        facts = dict(activity_facts(self._activity))
        for set_id in dict.fromkeys(a.set_id for a in self._activity.assessments):
            if set_id != own_set:
                facts.update(self._of(set_id))
        return facts

    def _of(self, set_id: str) -> Mapping[str, str]:
        if set_id not in self._told:
            activity = self._activity
            there = [a for a in activity.assessments if a.set_id == set_id]
            signed = any(a.status is Status.SIGNED_OFF for a in there)
            counts = activity.in_force(set_id) or there[-1]
            told = _told_by(counts, activity, self._find_set, self._today)
            name = f"{set_id.replace('-', '_')}_signed_off"
            self._told[set_id] = {name: "yes" if signed else "no", **told}
        return self._told[set_id]


def facts_for(
    activity: Activity,
    assessment: Assessment,
    find_set: FindSet,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> Mapping[str, str]:
    """The facts one assessment's rules see: the activity's, its siblings' and the profile's.

    Once it is completed they are those it was completed with. Where many are asked for,
    `siblings` keeps what was worked out.
    """
    if assessment.facts is not None:
        return assessment.facts
    others = siblings or Siblings(activity, find_set, today=today)
    return {**others.beside(assessment.set_id), **find_set(assessment).known}


def facts_beside(
    activity: Activity, own_set: str, find_set: FindSet, *, today: date
) -> Mapping[str, str]:
    """The activity's facts and what its other sets tell, as one set's rules see them."""
    return Siblings(activity, find_set, today=today).beside(own_set)


def situation_of(
    activity: Activity,
    assessment: Assessment,
    find_set: FindSet,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> Situation:
    """What an assessment's rules see, on the day it was completed or else today."""
    return situation(
        find_set(assessment),
        assessment.answers,
        overrides=assessment.overrides,
        facts=facts_for(activity, assessment, find_set, today=today, siblings=siblings),
        as_at=as_at(assessment, today),
    )


def evaluation_of(
    activity: Activity, assessment: Assessment, find_set: FindSet, *, today: date
) -> Evaluation:
    """What an assessment comes to, on the day it was completed or else today."""
    return evaluate(situation_of(activity, assessment, find_set, today=today))


def live_situation_of(
    activity: Activity,
    assessment: Assessment,
    find_set: FindSet,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> Situation:
    """What a completed assessment's rules see now that the facts its set reads anew have moved.

    Its answers and all other facts stay as they were frozen, and so does the day whose law
    counts. A draft is seen as ever.
    """
    others = siblings or Siblings(activity, find_set, today=today)
    if assessment.facts is None:
        return situation_of(activity, assessment, find_set, today=today, siblings=others)
    questionnaire = find_set(assessment)
    live = questionnaire.live_facts
    now = others.beside(assessment.set_id) if live else {}
    frozen = {name: value for name, value in assessment.facts.items() if name not in live}
    return situation(
        questionnaire,
        assessment.answers,
        overrides=assessment.overrides,
        facts={**frozen, **{name: now[name] for name in live if name in now}},
        as_at=as_at(assessment, today),
    )


def live_evaluation_of(
    activity: Activity,
    assessment: Assessment,
    find_set: FindSet,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> Evaluation:
    """What a completed assessment comes to as things are now."""
    return evaluate(
        live_situation_of(activity, assessment, find_set, today=today, siblings=siblings)
    )


def why_not_yet(
    questionnaire: Questionnaire,
    activity: Activity,
    find_set: FindSet,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> str:
    """Why a set is not next, or nothing; not asked once it is begun, which it may be."""
    others = siblings or Siblings(activity, find_set, today=today)
    begun = _is_begun(questionnaire, activity)
    return "" if begun else _holds(questionnaire.not_yet, questionnaire, others, today)


def would_not_be_needed(
    questionnaire: Questionnaire,
    activity: Activity,
    find_set: FindSet,
    *,
    today: date,
    siblings: Siblings | None = None,
) -> str:
    """Why a set could be left out, were it not begun; nothing where it is needed."""
    others = siblings or Siblings(activity, find_set, today=today)
    return _holds(questionnaire.not_needed, questionnaire, others, today)


def _is_begun(questionnaire: Questionnaire, activity: Activity) -> bool:
    return any(
        a.set_id == questionnaire.id and a.status is not Status.WITHDRAWN
        for a in activity.assessments
    )


def _holds(
    rule: NotNeeded | None, questionnaire: Questionnaire, others: Siblings, today: date
) -> str:
    if rule is None:
        return ""
    facts = others.beside(questionnaire.id)
    seen = situation(questionnaire, {}, facts=facts, as_at=today)
    return rule.because if seen.holds(rule.when) else ""


def as_at(assessment: Assessment, today: date) -> date:
    """The day whose law counts: that of completion, else today."""
    completed = assessment.last_move(MoveKind.COMPLETED)
    return completed.at.date() if completed else today


def _told_by(
    sibling: Assessment, activity: Activity, find_set: FindSet, today: date
) -> Mapping[str, str]:
    """What a result tells the others; nothing if it is undecided, withdrawn or unreadable.

    Facts a set reads anew are left out here, so that two sets that tell each other something
    neither go round in circles nor put each other out of date.
    """
    if sibling.status is Status.WITHDRAWN:
        return {}
    try:
        questionnaire = find_set(sibling)
    except NotFoundError:
        return {}
    known = activity_facts(activity) if sibling.facts is None else sibling.facts
    own = {k: v for k, v in known.items() if k not in questionnaire.live_facts}
    seen = situation(
        questionnaire,
        sibling.answers,
        overrides=sibling.overrides,
        facts=own,
        as_at=as_at(sibling, today),
    )
    return told_by(own_result(seen), seen)
