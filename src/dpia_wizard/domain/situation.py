"""What conditions see: the answers that count on a day, and the questions that show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dpia_wizard.domain.answers import (
    Answers,
    AnswerValue,
    Cell,
    Mark,
    PromptsAnswer,
    is_written,
)
from dpia_wizard.domain.assessment import LIFTED, Override
from dpia_wizard.domain.basis import basis_of
from dpia_wizard.domain.conditions import (
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Condition,
    Count,
    Marked,
    Not,
    Operator,
    Rows,
    Source,
    Subject,
)
from dpia_wizard.domain.decisions import Decisions, decisions_in
from dpia_wizard.domain.questionnaire import Kind, Question, Questionnaire
from dpia_wizard.domain.row_values import counted_rows, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Answers, overrides applied and hidden questions dropped, with the facts and the day.

    `visible` holds the ids of the questions that show, in order. `known` keeps the derived
    values found so far, except while the answers are still being gathered. `decided` are the
    decisions that hold here, by rule; `given` are the answers as they stand in the record.
    """

    questionnaire: Questionnaire
    answers: Answers
    facts: Mapping[str, str]
    as_at: date
    visible: tuple[str, ...] = ()
    given: Answers = field(default_factory=dict, compare=False)
    decided: Mapping[str, Override] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)
    row: Mapping[str, Cell] = field(default_factory=dict)
    gathering: bool = False
    known: dict[str, str | None] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is met."""
        match condition:
            case AllOf(parts=parts):
                return all(self.holds(part) for part in parts)
            case AnyOf(parts=parts):
                return any(self.holds(part) for part in parts)
            case Not(part=part):
                return not self.holds(part)
            case Compare():
                return self._compare(condition)
            case Marked():
                return self._marked(condition)
            case Count():
                return self._count(condition)
            case Rows():
                return self._rows(condition)

    def value(self, subject: Subject) -> AnswerValue | None:
        """The value a condition looks at, None while there is none."""
        match subject.source:
            case Source.QUESTION:
                return self.row.get(subject.id, self.answers.get(subject.id))
            case Source.FACT:
                return self.facts.get(subject.id) or None
            case Source.DERIVED:
                return self._derived(subject.id)
            case Source.AS_AT:
                return self.as_at.isoformat()

    def shows(self, question: Question) -> bool:
        """Whether a question is asked, given the answers before it."""
        if question.parent and not self._asked_on(question):
            return False
        return question.show_if is None or self.holds(question.show_if)

    @property
    def law_day(self) -> date:
        """The day whose law counts: an answer, where the set names one, else the day itself."""
        law_on = self.questionnaire.law_on
        return day_of(self.answers.get(law_on)) or self.as_at

    def holds_in(self, condition: Condition, row: Mapping[str, Cell]) -> bool:
        """Whether a condition is met, seen from one row."""
        return self.in_row(row).holds(condition)

    def holds_by_row(self) -> Callable[[Condition, Mapping[str, Cell]], bool]:
        """The same as `holds_in`, for many questions about one row after the other."""
        views: list[Situation] = []

        def holds(condition: Condition, row: Mapping[str, Cell]) -> bool:
            if not views or views[-1].row is not row:
                views[:] = [self.in_row(row)]
            return views[-1].holds(condition)

        return holds

    def in_row(self, row: Mapping[str, Cell]) -> Situation:
        """The same situation seen from one row; made by hand, as each key asks for many."""
        return Situation(
            questionnaire=self.questionnaire,
            answers=self.answers,
            facts=self.facts,
            as_at=self.as_at,
            visible=self.visible,
            given=self.given,
            decided=self.decided,
            decisions=self.decisions,
            row=row,
        )

    def in_given_row(self, given: Mapping[str, Cell], counted: Mapping[str, Cell]) -> Situation:
        """The same seen from one row, with what was decided about it as it was given."""
        inside, by_basis = self.in_row(counted), self.decisions.by_basis
        made = by_basis.get(basis_of(self.given, given)) if by_basis else None
        return replace(inside, decided={**self.decided, **made}) if made else inside

    def each_row(self, question_id: str) -> Iterator[Situation]:
        """The situation seen from each row of an answer, in order."""
        counted = rows_of(self.answers.get(question_id))
        given = rows_of(self.given.get(question_id)) if counted else ()
        for own, row in zip(given, counted, strict=True):
            yield self.in_given_row(own, row)

    def is_lifted(self, rule_id: str) -> bool:
        """Whether a rule is set aside here, so that the rules after it decide."""
        made = self.decided.get(rule_id)
        return made is not None and made.after == LIFTED

    def _asked_on(self, question: Question) -> bool:
        value = self.answers.get(question.parent)
        if isinstance(value, tuple):
            return any(item in question.asked_on for item in value)
        return isinstance(value, str) and value in question.asked_on

    def _derived(self, derivation_id: str) -> str | None:
        """A derived value, worked out once: rules ask for the same ones again and again."""
        if self.gathering:
            return self._worked_out(derivation_id)
        if derivation_id not in self.known:
            self.known[derivation_id] = self._worked_out(derivation_id)
        return self.known[derivation_id]

    def _worked_out(self, derivation_id: str) -> str | None:
        derivation = self.questionnaire.derivation(derivation_id)
        if derivation is None:
            return None
        met = (value for when, value in derivation.cases if self.holds(when))
        return next(met, derivation.otherwise)

    def _compare(self, condition: Compare) -> bool:
        value = self.value(condition.subject)
        written = is_written(value)
        match condition.operator:
            case Operator.ANSWERED:
                return written
            case Operator.UNANSWERED:
                return not written
            case Operator.IN:
                return written and value in condition.values
            case Operator.INCLUDES:
                return isinstance(value, tuple) and any(v in value for v in condition.values)
            case Operator.BEFORE | Operator.AFTER:
                return self._compare_days(condition, day_of(value))

    def _compare_days(self, condition: Compare, day: date | None) -> bool:
        limit = self._limit(condition.bound)
        if day is None or limit is None:
            return False
        return day < limit if condition.operator is Operator.BEFORE else day > limit

    def _limit(self, bound: Bound | None) -> date | None:
        if bound is None:
            return None
        day = day_of(self.value(bound.subject)) if bound.subject else bound.day
        return None if day is None else day + timedelta(days=bound.days)

    def _marked(self, condition: Marked) -> bool:
        value = self.answers.get(condition.question)
        if isinstance(value, str):
            value = PromptsAnswer(text=value)
        answer = value if isinstance(value, PromptsAnswer) else PromptsAnswer()
        if condition.mark is Mark.NOT_MARKED and not is_written(answer):
            return False
        question = self.questionnaire.question(condition.question)
        prompts = condition.prompts or tuple(prompt.id for prompt in question.prompts)
        return sum(answer.mark(p) is condition.mark for p in prompts) >= condition.at_least

    def _count(self, condition: Count) -> bool:
        number = sum(self.answers.get(q) in condition.values for q in condition.questions)
        low, high = condition.at_least, condition.at_most
        return (low is None or number >= low) and (high is None or number <= high)

    def _rows(self, condition: Rows) -> bool:
        rows = [
            row
            for row in rows_of(self.answers.get(condition.question))
            if all(row.get(name) == self.row.get(name) for name in condition.same)
        ]
        met = [self.in_row(row).holds(condition.where) for row in rows]
        return bool(met) and (all(met) if condition.each else any(met))


def situation(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    overrides: tuple[Override, ...] = (),
    facts: Mapping[str, str] | None = None,
    as_at: date,
) -> Situation:
    """Walk the set once, in order: what is hidden counts nowhere.

    `show_if` may look only at earlier questions (the set's own check makes sure), so one pass
    is enough and no cycle is possible.
    """
    decided = {o.target: o.after for o in overrides if answers.get(o.target) == o.before}
    decisions = decisions_in(questionnaire, answers, overrides)
    chosen = {setting.id: setting.default for setting in questionnaire.house}
    counted: dict[str, AnswerValue] = {}
    visible: list[str] = []
    seen = Situation(
        questionnaire=questionnaire,
        answers=counted,
        facts={**chosen, **(facts or {})},
        as_at=as_at,
        given=answers,
        decided=decisions.everywhere,
        decisions=decisions,
        gathering=True,
    )
    for question in questionnaire.questions.values():
        if not seen.shows(question):
            continue
        visible.append(question.id)
        value = decided.get(question.id, answers.get(question.id))
        rows = rows_of(value) if question.kind is Kind.ROWS else ()
        if rows:
            value = counted_rows(question, rows, seen.holds_by_row())
        if value is not None:
            counted[question.id] = value
    return replace(seen, visible=tuple(visible), gathering=False)


def day_of(value: AnswerValue | None) -> date | None:
    """A value as a day; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
