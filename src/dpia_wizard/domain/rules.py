"""From answers to results: which rules fire, what is missing, what the program points out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dpia_wizard.domain.answers import AnswerValue, is_written
from dpia_wizard.domain.conditions import Condition, questions_in
from dpia_wizard.domain.questionnaire import (
    Check,
    Decide,
    Need,
    NextStep,
    Outcome,
    Question,
    Required,
    Rule,
    Ruling,
    Severity,
)
from dpia_wizard.domain.row_values import Row, is_raised, rows_of, shows_in
from dpia_wizard.domain.situation import Situation

INCOMPLETE = "incomplete"

OTHERWISE = "otherwise"
"""What stands in for a rule's id where none holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a result is what it is: the rule that fired, and the questions it looked at."""

    rule: str
    because: str
    cite: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """What one row comes to by itself; `number` counts from one.

    `unsettled` says what the law leaves open here, and which way the house has gone.
    """

    number: int
    outcome: Outcome
    reason: Reason
    unsettled: str = ""
    needs: tuple[Need, ...] = ()
    tells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result; `outcome` is None while questions that decide it are open.

    `tells` is what the outcome and the rule that led to it say in a word. Where the strictest
    of rows decides, `rows` holds what each comes to.
    """

    ruling: Ruling
    outcome: Outcome | None
    reasons: tuple[Reason, ...] = ()
    needs: tuple[Need, ...] = ()
    tells: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[RowResult, ...] = ()

    @property
    def id(self) -> str:
        """The outcome's id, or `incomplete`."""
        return self.outcome.id if self.outcome else INCOMPLETE


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A question still owed, and what it holds up; of rows also `cells`, as row and field."""

    question: str
    for_: Required
    cells: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that follows from a situation; `results[0]` is the set's result."""

    situation: Situation
    results: tuple[Result, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[Check, ...]
    next_steps: tuple[NextStep, ...]

    @property
    def result(self) -> Result:
        """The set's own result."""
        return self.results[0]

    @property
    def blocking(self) -> tuple[Check, ...]:
        """Checks that must be cleared before sign-off."""
        return tuple(w for w in self.warnings if w.severity is Severity.BLOCKS_SIGN_OFF)


def is_required(question: Question, seen: Situation) -> bool:
    """Whether an answer is owed at some point."""
    if question.required is Required.NO:
        return False
    return question.required_if is None or seen.holds(question.required_if)


def is_open(question: Question, seen: Situation) -> bool:
    """Whether an answer is still owed."""
    if not is_required(question, seen):
        return False
    value = seen.answers.get(question.id)
    return not is_written(value) or has_open_cells(question, value, seen)


def has_open_cells(question: Question, value: AnswerValue | None, seen: Situation) -> bool:
    """Whether a list of rows lacks something: a required field, or why a level was raised."""
    return any(open_cells(question, row, seen) for row in rows_of(value))


def open_cells(question: Question, row: Row, seen: Situation) -> tuple[str, ...]:
    """The fields of one row that are still owed."""
    inside = seen.in_row(row)

    def holds(condition: Condition, _row: Row) -> bool:
        return inside.holds(condition)

    owed = [
        field.id
        for field in question.fields
        if shows_in(field, row, holds) and is_required(field, inside)
    ]
    owed += [
        field.worked_out.reason
        for field in question.fields
        if field.worked_out and field.worked_out.reason and is_raised(field, row, holds)
    ]
    return tuple(name for name in owed if not is_written(row.get(name)))


def evaluate(seen: Situation) -> Evaluation:
    """Work out every result, what is missing and what to point out."""
    questionnaire = seen.questionnaire
    missing = tuple(_missing(seen))
    beside = [_result(ruling, seen) for ruling in questionnaire.rulings[1:]]
    steps = tuple(s for s in questionnaire.next_steps if s.when is None or seen.holds(s.when))
    warnings = tuple(check for check in questionnaire.checks if seen.holds(check.when))
    return Evaluation(
        situation=seen,
        results=(_own_result(seen, missing), *beside),
        missing=missing,
        warnings=warnings,
        next_steps=steps,
    )


def own_result(seen: Situation) -> Result:
    """The set's own result alone, where the rest is not asked for."""
    return _own_result(seen, tuple(_missing(seen)))


def _own_result(seen: Situation, missing: Sequence[Missing]) -> Result:
    ruling = seen.questionnaire.rulings[0]
    if any(m.for_ is Required.FOR_RESULT for m in missing):
        return Result(ruling=ruling, outcome=None)
    return _result(ruling, seen)


def _missing(seen: Situation) -> Iterator[Missing]:
    for question_id in seen.visible:
        question = seen.questionnaire.question(question_id)
        if is_open(question, seen):
            yield _missed(question, seen)


def _missed(question: Question, seen: Situation) -> Missing:
    """What is owed of a question; of rows, what the gravest of their open fields holds up."""
    rows = rows_of(seen.answers.get(question.id))
    cells = tuple(
        (number, name)
        for number, row in enumerate(rows, 1)
        for name in open_cells(question, row, seen)
    )
    names = {name for _, name in cells}
    grave = any(
        field.required is Required.FOR_RESULT for field in question.fields if field.id in names
    )
    for_ = question.required if grave or not cells else Required.FOR_SIGN_OFF
    return Missing(question=question.id, for_=for_, cells=cells)


def _result(ruling: Ruling, seen: Situation) -> Result:
    fired, fell_through = _fired(ruling, seen)
    reached = {rule.outcome for rule in fired} | ({ruling.otherwise} if fell_through else set())
    outcome = next(outcome for outcome in ruling.outcomes if outcome.id in reached)
    reasons = [_reason(rule, ruling, seen) for rule in fired if rule.outcome == outcome.id]
    if fell_through and outcome.id == ruling.otherwise and ruling.otherwise_because:
        because, cite = ruling.otherwise_because, ruling.otherwise_cite
        reasons.append(Reason(rule=OTHERWISE, because=because, cite=cite))
    rows = tuple(row_results(ruling, seen))
    return Result(
        ruling=ruling,
        outcome=outcome,
        reasons=tuple(reasons),
        needs=_needs(fired, seen, rows, is_own=ruling is seen.questionnaire.rulings[0]),
        tells=_tells(ruling, outcome, fired),
        rows=rows,
    )


def own_outcome(ruling: Ruling, seen: Situation) -> Outcome:
    """What the first rule that holds gives, seen from one row or from no row."""
    fired = _first(ruling, seen)
    return ruling.outcome(fired[0].outcome if fired else ruling.otherwise)


def own_rule(ruling: Ruling, seen: Situation) -> str:
    """The id of the first rule that holds, seen from one row or from no row."""
    fired = _first(ruling, seen)
    return fired[0].id if fired else OTHERWISE


def row_results(ruling: Ruling, seen: Situation) -> Iterator[RowResult]:
    """What each row comes to, where the strictest of them decides."""
    if ruling.decide is not Decide.STRICTEST_OF_ROWS:
        return
    for number, row in enumerate(rows_of(seen.answers.get(ruling.rows)), 1):
        inside = seen.in_row(row)
        fired = _first(ruling, inside)
        outcome = ruling.outcome(fired[0].outcome if fired else ruling.otherwise)
        because, cite = ruling.otherwise_because, ruling.otherwise_cite
        reason = Reason(rule=OTHERWISE, because=because, cite=cite)
        yield RowResult(
            number=number,
            outcome=outcome,
            reason=_reason(fired[0], ruling, seen) if fired else reason,
            unsettled=fired[0].unsettled if fired else "",
            needs=_needs(fired, inside),
            tells=_tells(ruling, outcome, fired),
        )


def _needs(
    fired: Sequence[Rule],
    seen: Situation,
    rows: Sequence[RowResult] = (),
    *,
    is_own: bool = True,
) -> tuple[Need, ...]:
    """What rules or rows bring with them, then what comes with the set's own result anyway."""
    known = seen.questionnaire.needs
    found = dict.fromkeys(need for rule in fired for need in rule.needs)
    found |= dict.fromkeys(need.id for row in rows for need in row.needs)
    if is_own and not rows:
        found |= dict.fromkeys(n.id for n in known.values() if n.when and seen.holds(n.when))
    return tuple(known[need] for need in found)


def _tells(ruling: Ruling, outcome: Outcome, fired: Sequence[Rule]) -> Mapping[str, str]:
    led = next((rule.tells for rule in fired if rule.outcome == outcome.id), None)
    return {**outcome.tells, **(ruling.otherwise_tells if led is None else led)}


def _fired(ruling: Ruling, seen: Situation) -> tuple[Sequence[Rule], bool]:
    """The rules that hold, and whether something was left to the otherwise."""
    match ruling.decide:
        case Decide.FIRST_MATCH:
            fired = _first(ruling, seen)
            return fired, not fired
        case Decide.ALL_THAT_MATCH:
            fired = [rule for rule in ruling.rules if _fires(rule, seen)]
            return fired, not fired
        case Decide.STRICTEST_OF_ROWS:
            rows = rows_of(seen.answers.get(ruling.rows))
            found = [_first(ruling, seen.in_row(row)) for row in rows]
            fired = list({rule.id: rule for rules in found for rule in rules}.values())
            return fired, not found or not all(found)


def _first(ruling: Ruling, seen: Situation) -> Sequence[Rule]:
    first = next((rule for rule in ruling.rules if _fires(rule, seen)), None)
    return [first] if first else []


def _fires(rule: Rule, seen: Situation) -> bool:
    return rule.id not in seen.lifted and rule.valid_on(seen.law_day) and seen.holds(rule.when)


def _reason(rule: Rule, ruling: Ruling, seen: Situation) -> Reason:
    """The reason, with the questions of the set that the rule looks at."""
    ids = dict.fromkeys(i for i in questions_in(rule.when) if i in seen.questionnaire.questions)
    questions = tuple({**ids, **({ruling.rows: None} if ruling.rows else {})})
    return Reason(rule=rule.id, because=rule.because, cite=rule.cite, questions=questions)
