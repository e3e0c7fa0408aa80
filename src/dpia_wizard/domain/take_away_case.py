"""What take-aways are written from: every answer and result of an activity, seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.case import FindSet, facts_beside, live_evaluation_of
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.profile import NONE_HELD, Profile
from dpia_wizard.domain.questionnaire import (
    Question,
    Questionnaire,
)
from dpia_wizard.domain.row_values import Row, rows_of
from dpia_wizard.domain.rule_parts import SendingCheck
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.domain.rulings import Need
from dpia_wizard.domain.sending_ways import Way, ways_in
from dpia_wizard.domain.situation import Situation, day_of
from dpia_wizard.domain.stale import FindNewest, stale_reasons

ROW_NUMBER = "row_number"
BECAUSE = "because"
CHECKED_ON = "_checked_on"
SEND_DATE = "marketing-rules.send_date"

_CAME_TO_NOTHING = (Status.WITHDRAWN, Status.DECLINED)
_NOTHING_ASKED = Questionnaire(
    id="take-away",
    version="1.0.0",
    title="",
    short_title="",
    law_version="",
    law_as_at=date.min,
    sections=(),
    rulings=(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyOn:
    """One assessment that take-aways rely on, and what it comes to.

    It `is_stale` if what it rested on has changed since it was completed. `newer` is a later
    version that is completed and waits for approval, 0 where there is none.
    """

    assessment: Assessment
    evaluation: Evaluation
    is_stale: bool = False
    newer: int = 0

    @property
    def questionnaire(self) -> Questionnaire:
        """Its questions as they were asked."""
        return self.evaluation.situation.questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCase:
    """The activity seen whole: `seen` holds the answers of all its assessments together.

    It `is_ours` unless what is completed in it was completed for another organisation than
    that of today's Settings. Rows also hold their number, and what each comes to: the words its
    rule tells, and why.
    `told` is what the profile, the activity's details and its facts say, by `profile.field` and
    the like.
    """

    activity: Activity
    organisation: str
    seen: Situation
    relied_on: Mapping[str, RelyOn]
    questions: Mapping[str, Question]
    told: Mapping[str, object]
    is_ours: bool = True

    def needs(self, row: Row) -> tuple[Need, ...]:
        """What comes with a row, by the rule that decided it."""
        results = (
            r for relied in self.relied_on.values() for r in relied.evaluation.result.rows
        )
        met = (r.needs for r in results if r.number == row.get(ROW_NUMBER))
        return next(met, ())

    def checks(self, row: Row) -> tuple[SendingCheck, ...]:
        """What the list of a row is held against before sending."""
        way = self._way(row)
        return way.checks if way else ()

    def last_checked(self, row: Row, check: SendingCheck) -> date | None:
        """When that was last done, as the row or a sending of its channel and group says."""
        way = self._way(row)
        days = [
            done.on
            for sending in self.activity.sendings
            if way and (sending.channel, sending.group) == (way.channel, way.group)
            for done in sending.checks
            if done.against == check.id and sending.struck_out is None
        ]
        answered = day_of(row.get(f"{check.id}{CHECKED_ON}"))
        if answered and answered <= self._answered_by(row):
            days.append(answered)
        return max(days, default=None)

    def check_planned(self, row: Row, check: SendingCheck) -> date | None:
        """The day a row gives that was still to come when it was answered: nobody says more."""
        answered = day_of(row.get(f"{check.id}{CHECKED_ON}"))
        return answered if answered and answered > self._answered_by(row) else None

    @property
    def next_sending(self) -> date:
        """The day the next message is planned for; today where that day has passed."""
        return max(day_of(self.seen.facts["send_date"]) or self.seen.as_at, self.seen.as_at)

    def _answered_by(self, row: Row) -> date:
        """The last day on which the row can have been written: that of completion, or today."""
        found = self._way_seen(row)
        return found[1].as_at if found else self.seen.as_at

    def _way(self, row: Row) -> Way | None:
        found = self._way_seen(row)
        return found[0] if found else None

    def _way_seen(self, row: Row) -> tuple[Way, Situation] | None:
        """The way of a row, and what tells of it."""
        seen = (relied.evaluation.situation for relied in self.relied_on.values())
        ways = ((way, found) for found in seen for way in ways_in(found))
        return next((pair for pair in ways if pair[0].row == row.get(ROW_NUMBER)), None)


def whole_case(
    activity: Activity,
    find_set: FindSet,
    find_newest: FindNewest,
    *,
    organisation: str,
    profile: Profile,
    words: Mapping[str, Mapping[str, str]] | None = None,
    newest: Sequence[str] = (),
    today: date,
) -> WholeCase:
    """See an activity whole: of each set the version that counts, else the latest.

    Of the sets in `newest` it is the latest in any case, be it still a draft.
    It speaks for the organisation that the latest of them was completed for, with what that
    had said of itself: the activity may have been handed over, or be an example. Where that is
    the `organisation` of today, its `profile` of today counts. `words` says the options of each
    part of the profile.
    """
    counting = [found for found in _counting(activity, newest) if found is not None]
    relied_on = dict(_relied_on(counting, activity, find_set, find_newest, today))
    whose = _whose([relied.assessment for relied in relied_on.values()], organisation, profile)
    organisation, profile, is_ours = whose
    answers = _answers(relied_on.values())
    facts = {**facts_beside(activity, "", find_set, today=today), **_facts(relied_on)}
    send_date = answers.get(SEND_DATE) or activity.details.planned_start or today
    facts["send_date"] = str(send_date)
    told = {
        **dict(_profile(profile, words or {})),
        **_fields("activity", activity.details),
        **{f"fact.{name}": value for name, value in facts.items()},
        "activity.label": activity.label,
        "settings.organisation": organisation,
    }
    facts |= {f"said_{name.replace('.', '_')}": "yes" for name, value in told.items() if value}
    return WholeCase(
        activity=activity,
        organisation=profile.controller or organisation,
        seen=Situation(questionnaire=_NOTHING_ASKED, answers=answers, facts=facts, as_at=today),
        relied_on=relied_on,
        questions=_questions(relied_on.values()),
        told=told,
        is_ours=is_ours,
    )


def _answers(relied_on: Iterable[RelyOn]) -> dict[str, AnswerValue]:
    """What all of them were told, with what came out of each row."""
    answers: dict[str, AnswerValue] = {}
    for relied in relied_on:
        answers.update(relied.evaluation.situation.answers)
        answers.update(_rows_with_results(relied))
    return answers


def _questions(relied_on: Iterable[RelyOn]) -> dict[str, Question]:
    return {
        name: question
        for relied in relied_on
        for name, question in relied.questionnaire.questions.items()
    }


def _whose(
    relied_on: Sequence[Assessment], organisation: str, profile: Profile
) -> tuple[str, Profile, bool]:
    """The organisation an activity speaks for, what it says of itself, and if it is ours."""
    latest_first = sorted(relied_on, key=_settled_at, reverse=True)
    theirs = next((a.organisation for a in latest_first if a.organisation), organisation)
    ours = theirs in (organisation, profile.controller)
    said = (a.profile for a in latest_first if a.profile and a.organisation == theirs)
    if ours and not profile.is_empty:
        return theirs, profile, True
    return theirs, next(said, Profile()), ours


def _settled_at(assessment: Assessment) -> datetime:
    completed = assessment.last_move(MoveKind.COMPLETED)
    return completed.at if completed else assessment.started_at


def _counting(activity: Activity, newest: Sequence[str]) -> Iterator[Assessment | None]:
    """Of each set the version to rely on; none where the latest came to nothing."""
    for set_id in dict.fromkeys(a.set_id for a in activity.assessments):
        latest = activity.current(set_id)
        if latest is not None and latest.status in _CAME_TO_NOTHING:
            latest = None
        in_force = activity.in_force(set_id)
        yield (latest or in_force) if set_id in newest else (in_force or latest)


def _relied_on(
    counting: Sequence[Assessment],
    activity: Activity,
    find_set: FindSet,
    find_newest: FindNewest,
    today: date,
) -> Iterator[tuple[str, RelyOn]]:
    for found in counting:
        try:
            evaluation = live_evaluation_of(activity, found, find_set, today=today)
        except NotFoundError:  # its questions are lost: what it says cannot be told
            continue
        stale = stale_reasons(activity, found, find_set, find_newest, today=today)
        relied = RelyOn(
            assessment=found,
            evaluation=evaluation,
            is_stale=bool(stale),
            newer=_newer(activity, found),
        )
        yield found.set_id, relied


def _newer(activity: Activity, counts: Assessment) -> int:
    latest = activity.current(counts.set_id)
    waits = latest is not None and latest.status is Status.COMPLETED and latest != counts
    return latest.version if latest and waits else 0


def _rows_with_results(relied: RelyOn) -> Iterator[tuple[str, AnswerValue]]:
    seen = relied.evaluation.situation
    for question_id, value in seen.answers.items():
        rows = rows_of(value)
        if rows:
            yield question_id, tuple(_numbered(relied, question_id, rows))


def _numbered(relied: RelyOn, question_id: str, rows: tuple[Row, ...]) -> Iterator[Row]:
    result = relied.evaluation.result
    results = result.rows if result.ruling.rows == question_id else ()
    told = {r.number: {**r.tells, BECAUSE: r.reason.because} for r in results}
    for number, row in enumerate(rows, 1):
        yield {**row, **told.get(number, {}), ROW_NUMBER: number}


def _facts(relied_on: Mapping[str, RelyOn]) -> dict[str, str]:
    """Where each assessment stands, as `lia_state`, `lia_version` and so on."""
    facts: dict[str, str] = {}
    for set_id, relied in relied_on.items():
        name, made = set_id.replace("-", "_"), relied.assessment
        settled = made.last_move(MoveKind.APPROVED) or made.last_move(MoveKind.COMPLETED)
        facts[f"{name}_title"] = relied.questionnaire.title
        facts[f"{name}_state"] = made.status.value
        facts[f"{name}_stale"] = "yes" if relied.is_stale else "no"
        if relied.newer:
            facts[f"{name}_newer"] = str(relied.newer)
        facts[f"{name}_version"] = str(made.version)
        facts[f"{name}_set_version"] = made.set_version
        facts[f"{name}_settled_on"] = settled.at.date().isoformat() if settled else ""
        facts[f"{name}_fingerprint"] = made.kept.fingerprint if made.kept else ""
        for result in relied.evaluation.results:
            facts[result.ruling.id] = result.id
    return facts


def _profile(
    profile: Profile, words: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, object]]:
    """What the profile says, its options in words; a plain “none” says nothing."""
    for name, value in _fields("profile", profile).items():
        options = words.get(name.removeprefix("profile."), {})
        if value == (NONE_HELD,):
            yield name, ()
        elif isinstance(value, tuple):
            yield name, tuple(options.get(v, v) if isinstance(v, str) else v for v in value)
        else:
            yield name, value


def _fields(prefix: str, told: object) -> dict[str, object]:
    names = [f.name for f in fields(told)]  # type: ignore[arg-type]  # both are dataclasses
    return {f"{prefix}.{name}": getattr(told, name) for name in names}
