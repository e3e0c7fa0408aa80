"""Whether what an assessment was judged by is still so: its questions, the law, house rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.case import FindSet, as_at
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation, evaluate
from dpia_wizard.domain.situation import situation
from dpia_wizard.domain.stale_reason import SetNow, StaleKind, StaleReason


def replaced(assessment: Assessment, newest: SetNow | None) -> Iterator[StaleReason]:
    """A newer question set, unless it only mends a slip, and a newer state of the law."""
    if newest is None or newest.digest == assessment.set_digest:
        return
    was, now = _numbers(assessment.set_version), _numbers(newest.version)
    if now < was:  # this program is the older one
        return
    if now[:2] > was[:2]:
        yield StaleReason(
            kind=StaleKind.QUESTION_SET, was=assessment.set_version, now=newest.version
        )
    known = {law.id for law in newest.laws}  # of these the dates decide, see below
    if newest.law_version not in {assessment.law_version, *known}:
        yield StaleReason(
            kind=StaleKind.LAW, was=assessment.law_version, now=newest.law_version
        )


def law_since(
    assessment: Assessment, newest: SetNow | None, today: date
) -> Iterator[StaleReason]:
    """What became law after the completion, by today or by the day of the sending.

    A law that was known then to be in force on that day was used already.
    """
    used = assessment.law
    done = as_at(assessment, today)
    until = max(today, used.day) if used else today
    for law in newest.laws if newest else ():
        was_used = used is not None and law.since <= used.since
        if done < law.since <= until and not was_used:
            was = used.id if used else assessment.law_version
            yield StaleReason(
                kind=StaleKind.LAW, was=was, now=law.id, since=law.since, news=law.news
            )


def other_house_rules(
    assessment: Assessment, find_set: FindSet, today: date
) -> Iterator[StaleReason]:
    """Choices of the house that are other ones now, where that would change what came out."""
    try:
        asked = find_set(assessment)
    except NotFoundError:
        return
    then = assessment.facts or {}
    for setting in asked.house:
        was, now = then.get(setting.id, setting.default), setting.default
        if was == now or _same(
            _judged(asked, assessment, then, today),
            _judged(asked, assessment, {**then, setting.id: now}, today),
        ):
            continue
        yield StaleReason(
            kind=StaleKind.HOUSE,
            what=(setting.title,),
            was=setting.values.get(was, was),
            now=setting.values.get(now, now),
        )


def _judged(
    asked: Questionnaire, assessment: Assessment, facts: Mapping[str, str], today: date
) -> Evaluation:
    return evaluate(
        situation(
            asked,
            assessment.answers,
            overrides=assessment.overrides,
            facts=facts,
            as_at=as_at(assessment, today),
        )
    )


def _same(first: Evaluation, second: Evaluation) -> bool:
    """Whether two come to the same, for the same reasons and with the same levels of risk."""
    answers = first.situation.answers, second.situation.answers
    return (first.results, answers[0]) == (second.results, answers[1])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
