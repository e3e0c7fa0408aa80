"""Fills texts in: answers stand for names in braces, and what is missing shows as a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.profile import Company
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.domain.row_values import Row, rows_of
from dpia_wizard.domain.rule_parts import SendingCheck
from dpia_wizard.domain.situation import day_of
from dpia_wizard.domain.take_away import BY_HAND, Gap
from dpia_wizard.domain.take_away_case import BECAUSE, WholeCase
from dpia_wizard.domain.take_away_text import Each, TakeAwayTexts, Value

NAMED = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_PROFILE = "profile"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ITEM = re.compile(r"^\s*[-•]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Fills texts from a case; `gaps` collects what was missing, once each.

    An answer is put in as it stands and never looked at for names again: it is text.
    """

    case: WholeCase
    texts: TakeAwayTexts
    row: Row = field(default_factory=dict)
    fields: Mapping[str, Question] = field(default_factory=dict)
    gaps: dict[Gap, None] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with every name in braces filled in."""
        return NAMED.sub(lambda found: self._value(found[1]), text).strip()

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition is met, seen from the row; none always is."""
        return condition is None or self.case.seen.holds_in(condition, self.row)

    def checks(self, each_time: tuple[str, ...] = ()) -> Iterator[str]:
        """What the row's list is held against before sending, and how long that counts."""
        for check in self.case.checks(self.row):
            is_each_time = check.id in each_time
            name, on = ("check_each_time", None) if is_each_time else self._stands(check)
            told = {"title": check.title, "days": str(check.limit_days)}
            if on is not None:
                end = on + timedelta(days=check.limit_days)
                told |= {"day": self.in_words(on), "end": self.in_words(end)}
            yield cited(self.texts.words[name].format_map(told), check.cite)

    def _stands(self, check: SendingCheck) -> tuple[str, date | None]:
        """How a check stands for the next sending, and the day that says so."""
        sending, long = self.case.next_sending, timedelta(days=check.limit_days)
        done = self.case.last_checked(self.row, check)
        planned = self.case.check_planned(self.row, check)
        if done is not None and sending <= done + long:
            return "check_done", done
        if planned is not None and planned <= sending:
            return ("check_to_do" if sending <= planned + long else "check_too_early"), planned
        return ("check_open", None) if done is None else ("check_old", done)

    def noting(self) -> Filler:
        """The same filler with a list of gaps of its own."""
        return replace(self, gaps={})

    def each(self, each: Each | None) -> Iterator[Filler]:
        """This filler, or one for each row that meets the condition."""
        if each is None:
            yield self
            return
        question = self.case.questions.get(each.rows)
        fields = {part.id: part for part in question.fields} if question else {}
        for row in rows_of(self.case.seen.answers.get(each.rows)):
            inside = replace(self, row=row, fields=fields)
            if inside.holds(each.where):
                yield inside

    def needs(self, without: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What comes with the row, each with its source in law."""
        needs = [need for need in self.case.needs(self.row) if need.id not in without]
        return tuple(cited(need.text, need.cite) for need in needs)

    def in_words(self, value: object, question: Question | None = None) -> str:
        """An answer as people read it."""
        words = self.texts.words
        match value:
            case str() if question is not None and question.options:
                return next((o.text for o in question.options if o.id == value), value)
            case str() if question is not None and question.kind is not Kind.DATE:
                choice = question.kind in (Kind.YES_NO, Kind.YES_NO_UNSURE)
                return words.get(value, value) if choice else value.strip()
            case str():
                return day_in_words(value)
            case PromptsAnswer():
                return value.text.strip()
            case Person() if value.name:
                return str(value)
            case Company():
                number = words["registered"].replace("{number}", value.registration)
                return f"{value.name} ({number})" if value.registration else value.name
            case tuple():
                return ", ".join(self.in_words(item, question) for item in value)
            case int() | float():
                return f"{value:,}"
            case date():
                return day_in_words(value.isoformat())
            case _:
                return ""

    def _value(self, name: str) -> str:
        value = self.texts.values[name]
        found = self._said(value)
        if found or not value.gap:
            return found
        # our profile says nothing of another organisation
        by_hand = value.place == _PROFILE and not self.case.is_ours
        place = BY_HAND if by_hand else value.place
        what = self.fill(value.gap).replace("]", ")")  # a bracket would end the mark too soon
        self.gaps[Gap(what=what, where=self.texts.places.get(place, ""), place=place)] = None
        return self.texts.words["gap"].replace("{what}", what)

    def _said(self, value: Value) -> str:
        if value.each is not None:
            found = dict.fromkeys(i.fill(value.text) for i in self.each(value.each))
            return self._joined([said for said in found if said], on_lines=value.on_lines)
        source = next((found for found in map(self._source, value.sources) if found), "")
        if source:
            return _cut(source, value)
        met = next((c.text for c in value.cases if self.holds(c.when)), value.otherwise)
        return self.fill(met)

    def _source(self, source: str) -> str:
        if source in self.fields:
            return self.in_words(self.row.get(source), self.fields[source])
        if source == BECAUSE:
            return str(self.row.get(BECAUSE, ""))
        if source in self.case.questions:
            answer = self.case.seen.answers.get(source)
            return self.in_words(answer, self.case.questions[source])
        return self.in_words(self.case.told.get(source, ""))

    def _joined(self, said: list[str], *, on_lines: bool) -> str:
        if on_lines:
            return "\n".join(said)
        last = f" {self.texts.words['and']} "
        return last.join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)


def _cut(source: str, value: Value) -> str:
    """As much of a source as is asked for, in the shape it is asked in."""
    if value.first_paragraph:
        source = source.split("\n\n", maxsplit=1)[0].strip()
    if not value.one_line:
        return source
    lines = [_ITEM.sub("", line).strip().rstrip(",;") for line in source.splitlines()]
    return ", ".join(line for line in lines if line).removesuffix(".")


def day_in_words(text: str) -> str:
    """A day as people write it; any other text as it stands."""
    day = day_of(text) if _DAY.fullmatch(text) else None  # a number is none
    return f"{day.day} {day:%B %Y}" if day else text.strip()


def cited(text: str, cite: str) -> str:
    """A text with its source in law behind it."""
    return f"{text.removesuffix('.')} ({cite})" if cite else text
