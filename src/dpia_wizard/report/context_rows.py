"""What single rows came to, for the page: the table of all, then each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dpia_wizard.codec.record_result import ResultPart, RowPart
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.row_story import cause, headings, missing
from dpia_wizard.domain.rulings import (
    Outcome,
    Ruling,
)
from dpia_wizard.domain.situation import Situation
from dpia_wizard.report import words
from dpia_wizard.report.context_answers import decision_on_rule
from dpia_wizard.report.text import prose
from dpia_wizard.report.view import Labelled, RowOverview, RowSaid, Said


def overview_of(found: ResultPart, seen: Situation) -> RowOverview | None:
    """A result's rows as the page tells them; None where rows do not decide."""
    questionnaire = seen.questionnaire
    ruling = next((r for r in questionnaire.rulings if r.id == found.id), None)
    if not found.rows or ruling is None or ruling.rows not in questionnaire.questions:
        return None
    outcomes = {outcome.id: outcome for outcome in ruling.outcomes}
    rows = [row for row in found.rows if row.outcome in outcomes]
    own = outcomes.get(found.outcome)
    deciding = [name_of(row) for row in rows if row.decides]
    titles = [word.title for word in questionnaire.told if word.id in ruling.words]
    return RowOverview(
        cause=cause(own, deciding, len(rows)) if own else "",
        law=_law(questionnaire, seen),
        headings=(*headings(questionnaire.question(ruling.rows)), *titles, *words.ROW_HEADINGS),
        lines=tuple(_line(row, outcomes, questionnaire, ruling) for row in rows),
        rows=tuple(_row(row, outcomes[row.outcome], seen) for row in rows),
    )


def name_of(row: RowPart) -> str:
    """A row in a few words."""
    return " · ".join(word for word in (row.what, row.whom) if word)


def house_of(questionnaire: Questionnaire, facts: Mapping[str, str]) -> Iterator[Labelled]:
    """The choices of the house as they were, in words."""
    for setting in questionnaire.house:
        yield Labelled(label=setting.title, blocks=prose(setting.chosen(facts)))


def _law(questionnaire: Questionnaire, seen: Situation) -> str:
    if questionnaire.law_on not in seen.answers:
        return ""
    label = questionnaire.question(questionnaire.law_on).short
    return words.LAW_OF_DAY.format(day=words.day(seen.law_day), label=label.lower())


def _line(
    row: RowPart,
    outcomes: Mapping[str, Outcome],
    questionnaire: Questionnaire,
    ruling: Ruling,
) -> tuple[str, ...]:
    outcome = outcomes[row.outcome]
    fields = {field.id: field.short for field in questionnaire.question(ruling.rows).fields}
    still = missing(
        outcome=outcome,
        way=_remedies(row.ways[0], questionnaire) if row.ways else [],
        needs=[need.text for need in _needs(row, questionnaire)],
        owed=[fields.get(name, name) for name in row.owed],
    )
    told = (text for _, text in _told(row, questionnaire, ruling))
    said = " ".join(still) or words.PAGE["nothing_missing"]
    return (row.what, row.whom, *told, outcome.short, said)


def _row(row: RowPart, outcome: Outcome, seen: Situation) -> RowSaid:
    questionnaire = seen.questionnaire
    told = [f"{title}: {text}" for title, text in _told(row, questionnaire, None)]
    told += [words.PAGE["row_decides"]] if row.decides else []
    return RowSaid(
        name=name_of(row),
        outcome=outcome.short,
        told=" · ".join(told),
        because=Said(text=row.reason.because, cite=row.reason.cite),
        unsettled=tuple(_unsettled(row, seen)),
        decisions=tuple(
            decision_on_rule(questionnaire, made.rule, made) for made in row.decided or ()
        ),
        ways=tuple(_ways(row, questionnaire)),
        needs=tuple(_needs(row, questionnaire)),
    )


def _told(
    row: RowPart, questionnaire: Questionnaire, ruling: Ruling | None
) -> Iterator[tuple[str, str]]:
    """Each word in its text; with a ruling also those it tells elsewhere, left empty here."""
    for word in questionnaire.told:
        if word.id in row.tells or (ruling is not None and word.id in ruling.words):
            value = row.tells.get(word.id, "")
            yield word.title, word.values.get(value, value)


def _needs(row: RowPart, questionnaire: Questionnaire) -> list[Said]:
    known = (questionnaire.needs[need] for need in row.needs if need in questionnaire.needs)
    return [Said(text=need.text, cite=need.cite) for need in known]


def _remedies(ids: Sequence[str], questionnaire: Questionnaire) -> list[str]:
    texts = {remedy.id: remedy.text for remedy in questionnaire.remedies}
    return [texts.get(name, name) for name in ids]


def _ways(row: RowPart, questionnaire: Questionnaire) -> Iterator[str]:
    for way in (*row.ways, *([name] for name in row.always)):
        yield words.AND_ALSO.join(_remedies(way, questionnaire))


def _unsettled(row: RowPart, seen: Situation) -> Iterator[str]:
    if row.unsettled:
        yield words.UNSETTLED.format(text=row.unsettled)
    for setting in seen.questionnaire.house:
        if setting.id in row.house:
            chosen = setting.chosen(seen.facts)
            yield words.HOUSE_SETTING.format(title=setting.title, chosen=chosen)
