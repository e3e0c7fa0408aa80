"""Noting what was sent, and taking back what was noted wrongly: facts that no lock stops."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.readiness import readiness_of
from dpia_wizard.app.sending_words import problem_sentence
from dpia_wizard.codec.fields import LONGEST_TEXT
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.sending_words import IN_SPITE
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.case import live_evaluation_of
from dpia_wizard.domain.errors import (
    BadAnswersError,
    NotAllowedError,
    NotFoundError,
    ReasonNeededError,
    SendingRefusedError,
    TooLongError,
)
from dpia_wizard.domain.gates import Readiness
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.sending import ListCheck, Sending, StruckOut
from dpia_wizard.domain.sending_problems import (
    SendingProblem,
    Surroundings,
    Weight,
    problems_of,
    versions_on,
)
from dpia_wizard.domain.sending_ways import (
    Way,
    channels_of,
    on_day,
    planned_day,
    way_for,
    ways_in,
)
from dpia_wizard.domain.situation import Situation, situation


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingDay:
    """What a day's sending is held against: the rules' rows, the approvals, the gates."""

    rules: Situation | None
    rested_on: Mapping[str, Assessment]
    readiness: Readiness
    today: date
    planned: date | None = None

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every channel and group that the rules tell of."""
        return ways_in(self.rules) if self.rules else ()

    @property
    def channels(self) -> Mapping[str, str]:
        """Every channel there is, by id, in words."""
        return channels_of(self.rules.questionnaire) if self.rules else {}

    def way(self, channel: str, group: str) -> Way:
        """The way of a sending, whether a row covers it or not."""
        if self.rules is None:
            return Way(channel=channel, group=group)
        return way_for(self.rules, channel, group)

    def problems(self, sending: Sending) -> tuple[SendingProblem, ...]:
        """Everything against a sending on this day."""
        around = Surroundings(
            readiness=self.readiness,
            way=self.way(sending.channel, sending.group),
            rested_on=self.rested_on,
            today=self.today,
            planned=self.planned,
        )
        return problems_of(sending, around)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What channels and checks are called, by id; the id itself where no set knows it."""

    channels: Mapping[str, str]
    checks: Mapping[str, str]

    def channel(self, channel: str) -> str:
        """A channel in words."""
        return self.channels.get(channel, channel)

    def check(self, check: str) -> str:
        """A check's title."""
        return self.checks.get(check, check)


def names_in(desk: Desk, activity: Activity) -> Names:
    """The names an activity's sets give: as they are now, else as they were asked."""
    now = desk.sets.asked_now()
    then = [desk.questionnaire(v) for v in activity.assessments if _tells_how(desk, v)]
    channels: dict[str, str] = {}
    checks: dict[str, str] = {}
    for asked in (*then, *now):
        channels |= channels_of(asked)
        checks |= {c.id: c.title for c in asked.sending.checks} if asked.sending else {}
    return Names(channels=channels, checks=checks)


def sending_day(
    desk: Desk, activity: Activity, day: date, *, readiness: Readiness | None = None
) -> SendingDay:
    """What counts for a sending of a day; `readiness` where it is known already."""
    rested_on = versions_on(activity, day)
    rules = _rules(desk, activity, rested_on)
    return SendingDay(
        rules=on_day(rules, day) if rules else None,
        planned=planned_day(rules) if rules else None,
        rested_on=rested_on,
        readiness=readiness or readiness_of(desk, activity),
        today=desk.today(),
    )


def new_sending(
    desk: Desk,
    *,
    sent_on: date,
    channel: str,
    group: str = "",
    number: int = 0,
    checks: Mapping[str, date] | None = None,
    note: str = "",
    in_spite: str = "",
) -> Sending:
    """A sending as somebody enters it; nothing is kept yet."""
    return Sending(
        id=str(uuid.uuid4()),
        sent_on=sent_on,
        channel=channel,
        group=" ".join(group.split()),
        number=number,
        checks=tuple(ListCheck(against=key, on=on) for key, on in (checks or {}).items()),
        note=note.strip(),
        in_spite=in_spite.strip(),
        by=desk.me,
        at=desk.now(),
    )


def note_sending(desk: Desk, activity: Activity, sending: Sending) -> Activity:
    """Keep a sending with what it rested on and what was pointed out.

    What should not have been sent is kept only with a reason (`in_spite`): it has been sent all
    the same. Raises `SendingRefusedError`, `TooLongError` or `BadAnswersError`, and
    `NotAllowedError` on an archived activity.
    """
    _must_be_open(activity)
    for text in (sending.channel, sending.group, sending.note, sending.in_spite):
        _must_fit(text)
    day = sending_day(desk, activity, sending.sent_on)
    found = day.problems(sending)
    words = tuple(problem_sentence(problem) for problem in found)
    weights = {problem.weight for problem in found}
    refused = Weight.REFUSED in weights
    if Weight.IMPOSSIBLE in weights or (refused and not sending.in_spite):
        raise SendingRefusedError(problems=list(words))
    kept = replace(
        sending,
        in_spite=sending.in_spite if refused else "",
        warnings=words,
        rested_on=tuple(
            (version.key, version.kept.fingerprint if version.kept else "")
            for version in day.rested_on.values()
        ),
    )
    told = replace(activity, sendings=(*activity.sendings, kept))
    note = _in_short(names_in(desk, activity), kept)
    return desk.save(noted(told, EventKind.SENT, by=kept.by, at=kept.at, note=note))


def strike_out_sending(
    desk: Desk, activity: Activity, sending_id: str, *, reason: str
) -> Activity:
    """Take an entry back, with a reason; it stays readable."""
    _must_be_open(activity)
    if not reason.strip():
        raise ReasonNeededError(move="strike_out")
    _must_fit(reason)
    entry = next((s for s in activity.sendings if s.id == sending_id), None)
    if entry is None:
        raise NotFoundError(what="sending", name=sending_id)
    if entry.struck_out is not None:
        return activity
    struck = StruckOut(by=desk.me, at=desk.now(), reason=reason.strip())
    sendings = tuple(
        replace(s, struck_out=struck) if s.id == sending_id else s for s in activity.sendings
    )
    note = f"{_in_short(names_in(desk, activity), entry)}. {struck.reason}"
    return desk.save(
        noted(
            replace(activity, sendings=sendings),
            EventKind.STRUCK_OUT,
            by=struck.by,
            at=struck.at,
            note=note,
        )
    )


def _rules(
    desk: Desk, activity: Activity, rested_on: Mapping[str, Assessment]
) -> Situation | None:
    """The rows that say how one may send: approved on the day, else the latest there are."""
    for set_id in dict.fromkeys((*rested_on, *(a.set_id for a in activity.assessments))):
        version = rested_on.get(set_id) or activity.in_force(set_id) or activity.current(set_id)
        if version is not None and _tells_how(desk, version):
            found = live_evaluation_of(activity, version, desk.sets.say, today=desk.today())
            return found.situation
    for asked in desk.sets.asked_now():
        if asked.sending is not None:
            return situation(asked, {}, as_at=desk.today())
    return None


def _tells_how(desk: Desk, version: Assessment) -> bool:
    try:
        return desk.questionnaire(version).sending is not None
    except NotFoundError:  # its questions are lost
        return False


def _in_short(names: Names, sending: Sending) -> str:
    channel = names.channel(sending.channel)
    number = f"{sending.number:,} recipients" if sending.number else ""
    on = f"{sending.sent_on.day} {sending.sent_on:%b %Y}"
    in_spite = IN_SPITE if sending.in_spite else ""
    return " · ".join(part for part in (in_spite, on, channel, sending.group, number) if part)


def _must_be_open(activity: Activity) -> None:
    if activity.archived:
        raise NotAllowedError(move="note_sending", status="archived")


def _must_fit(text: str) -> None:
    """Refuse what could not be stored, or not be opened again by whoever takes it over."""
    if len(text) > LONGEST_TEXT:
        raise TooLongError(question="sending", length=len(text), limit=LONGEST_TEXT)
    if any(unicodedata.category(sign) == "Cs" for sign in text):
        problem = "A text holds half of a character that cannot be stored (a lone surrogate)."
        raise BadAnswersError(problems=[problem])
