"""One row told in full: what it is, what it comes to, what is missing, what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dpia_wizard.domain.decisions import Choice, choices
from dpia_wizard.domain.questionnaire import (
    Kind,
    Question,
    Required,
)
from dpia_wizard.domain.remedies import WayOut, always_open, ways_out
from dpia_wizard.domain.row_values import Row
from dpia_wizard.domain.rule_parts import HouseSetting, Remedy
from dpia_wizard.domain.rules import Result, RowResult, open_cells, own_rule
from dpia_wizard.domain.rulings import (
    Outcome,
    Ruling,
    Tone,
)
from dpia_wizard.domain.situation import Situation

_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
_CAUSES = {Tone.STOP: "Stops because of", Tone.CARE: "Waits because of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStory:
    """What the window and the record say about one row of a result.

    `what` is the first thing chosen in it (its channel) and `whom` its first text (its group).
    `told` pairs the title of each word the rules tell with its text. `house` are the settings
    under which this row would come out in another way. `choices` is what the data protection
    officer can decide about the rule that holds, until it is decided.
    """

    found: RowResult
    what: str
    whom: str
    decides: bool
    told: tuple[tuple[str, str], ...] = ()
    ways: tuple[WayOut, ...] = ()
    always: tuple[Remedy, ...] = ()
    still_owed: tuple[Question, ...] = ()
    house: tuple[HouseSetting, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def name(self) -> str:
        """The row in a few words."""
        return " · ".join(word for word in (self.what, self.whom) if word)

    @property
    def missing(self) -> tuple[str, ...]:
        """What still has to be done or answered: the shortest way out, else what it needs."""
        return missing(
            outcome=self.found.outcome,
            way=[remedy.text for remedy in self.ways[0]] if self.ways else [],
            needs=[need.text for need in self.found.needs],
            owed=[field.short for field in self.still_owed],
        )


def headings(question: Question) -> tuple[str, str]:
    """What the first two columns of a table of rows are called: what, and whom."""
    chosen = (field.short for field in question.fields if field.options)
    texts = (field.short for field in question.fields if field.kind in _TEXTS)
    return next(chosen, question.short), next(texts, "")


def stories(result: Result, seen: Situation) -> tuple[RowStory, ...]:
    """Every row of a result, in the order of the answers; none where rows do not decide."""
    if not result.rows:
        return ()
    views = seen.each_row(result.ruling.rows)
    return tuple(
        _story(found, inside, result) for found, inside in zip(result.rows, views, strict=True)
    )


def missing(
    *, outcome: Outcome, way: Sequence[str], needs: Sequence[str], owed: Sequence[str]
) -> tuple[str, ...]:
    """What still has to be done or answered: the shortest way out, else the first need.

    Where somebody has to decide, that comes before any way around it.
    """
    answers = (f"Still to answer: {', '.join(owed)}.",) if owed else ()
    if outcome.allows:
        return answers
    first = needs[:1] or way if outcome.decided_as else way or needs[:1]
    return (*first, *answers)


def cause(outcome: Outcome, deciding: Sequence[str], total: int) -> str:
    """Which rows make the result as strict as it is, of `total`; nothing where it is plain."""
    if total == 1 or (outcome.allows and len(deciding) == total):
        return ""
    lead = _CAUSES.get(outcome.tone, "Decided by")
    return f"{lead}: {'; '.join(deciding)}"


def _story(found: RowResult, inside: Situation, result: Result) -> RowStory:
    question = inside.questionnaire.question(result.ruling.rows)
    what, whom = _names(question, inside.row)
    if not (what or whom):
        whom = f"{question.short} {found.number}"
    owed = open_cells(question, inside.row, inside)
    allowed = found.outcome.allows
    return RowStory(
        found=found,
        what=what,
        whom=whom,
        decides=found.outcome.id == result.id,
        told=tuple(_told(found, inside)),
        ways=ways_out(result.ruling, inside),
        always=() if allowed else always_open(inside),
        still_owed=tuple(
            field
            for field in question.fields
            if field.id in owed and field.required is Required.FOR_SIGN_OFF
        ),
        house=tuple(_turning(found, result, inside)),
        choices=_to_decide(found, result.ruling),
    )


def _to_decide(found: RowResult, ruling: Ruling) -> tuple[Choice, ...]:
    if found.rule is None or any(made.rule == found.rule for made in found.decided):
        return ()
    return choices(found.rule, ruling)


def _names(question: Question, row: Row) -> tuple[str, str]:
    chosen = (
        option.text
        for field in question.fields
        for option in field.options
        if row.get(field.id) == option.id
    )
    texts = (str(row.get(field.id, "")) for field in question.fields if field.kind in _TEXTS)
    return next(chosen, ""), " ".join(next(texts, "").split())


def _told(found: RowResult, seen: Situation) -> Iterator[tuple[str, str]]:
    for word in seen.questionnaire.told:
        value = found.tells.get(word.id)
        if value is not None:
            yield word.title, word.values.get(value, value)


def _turning(found: RowResult, result: Result, inside: Situation) -> Iterator[HouseSetting]:
    """The house settings that bear on this row: with another choice another rule would hold."""
    for setting in inside.questionnaire.house:
        others = [value for value in setting.values if value != inside.facts.get(setting.id)]
        elsewhere = (
            own_rule(result.ruling, _chosen(inside, setting.id, value)) for value in others
        )
        if any(rule != found.reason.rule for rule in elsewhere):
            yield setting


def _chosen(inside: Situation, setting: str, value: str) -> Situation:
    return replace(inside, facts={**inside.facts, setting: value})
