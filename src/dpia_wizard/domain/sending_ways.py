"""By which channel and to whom one may send, as the rows of an assessment say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.questionnaire import Question, Questionnaire
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.rule_parts import SendingCheck, SendingRules
from dpia_wizard.domain.rules import RowResult, row_results
from dpia_wizard.domain.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A channel and a group: whether one may send, why, and what is checked before.

    `row` counts from one; it is 0 for a way that no row covers, which never `allows`.
    """

    channel: str
    group: str = ""
    row: int = 0
    allows: bool = False
    outcome: str = ""
    because: str = ""
    checks: tuple[SendingCheck, ...] = ()


def ways_in(seen: Situation) -> tuple[Way, ...]:
    """The ways that the rows of a set's answers tell of; none where it has no such rows."""
    sending = seen.questionnaire.sending
    return tuple(_ways(seen, sending)) if sending else ()


def way_for(seen: Situation, channel: str, group: str) -> Way:
    """The way of a sending: that of its row, else one that no row covers.

    Of two rows for the same channel and group the one that does not allow it counts.
    """
    wanted = (channel, group.casefold())
    found = [w for w in ways_in(seen) if (w.channel, w.group.casefold()) == wanted]
    return min(found, key=lambda way: way.allows, default=_uncovered(seen, channel, group))


def on_day(seen: Situation, day: date) -> Situation:
    """The same answers, under the law of the day something was sent."""
    law_on = seen.questionnaire.law_on
    if not law_on:
        return replace(seen, as_at=day)
    return replace(seen, answers={**seen.answers, law_on: day.isoformat()})


def planned_day(seen: Situation) -> date | None:
    """The first day of sending that the answers name, where the set asks for it."""
    law_on = seen.questionnaire.law_on
    return seen.law_day if law_on and law_on in seen.answers else None


def channels_of(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Every channel the set knows, by id, in words."""
    sending = questionnaire.sending
    if sending is None:
        return {}
    field = _field(questionnaire.question(sending.rows), sending.channel)
    return {option.id: option.text for option in field.options}


def _ways(seen: Situation, sending: SendingRules) -> Iterator[Way]:
    results = {found.number: found for found in _results(seen, sending)}
    for number, row in enumerate(rows_of(seen.answers.get(sending.rows)), 1):
        found = results.get(number)
        yield Way(
            channel=str(row.get(sending.channel, "")),
            group=" ".join(str(row.get(sending.group, "")).split()),
            row=number,
            allows=found is not None and found.outcome.allows,
            outcome=found.outcome.title if found else "",
            because=found.reason.because if found else "",
            checks=_owed(seen, sending, row),
        )


def _results(seen: Situation, sending: SendingRules) -> Iterator[RowResult]:
    for ruling in seen.questionnaire.rulings:
        if ruling.rows == sending.rows:
            yield from row_results(ruling, seen)
            return


def _uncovered(seen: Situation, channel: str, group: str) -> Way:
    sending = seen.questionnaire.sending
    checks = _owed(seen, sending, {sending.channel: channel}) if sending else ()
    return Way(channel=channel, group=group, checks=checks)


def _owed(
    seen: Situation, sending: SendingRules, row: Mapping[str, Cell]
) -> tuple[SendingCheck, ...]:
    inside = seen.in_row(row)
    return tuple(c for c in sending.checks if c.when is None or inside.holds(c.when))


def _field(question: Question, field_id: str) -> Question:
    return next(field for field in question.fields if field.id == field_id)
