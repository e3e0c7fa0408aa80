"""From answers to results: which rules fire, what is missing, what the program points out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dpia_wizard.domain.answers import AnswerValue, is_written
from dpia_wizard.domain.assessment import Override
from dpia_wizard.domain.conditions import Condition, questions_in
from dpia_wizard.domain.decisions import Decided
from dpia_wizard.domain.facts_told import facts_told
from dpia_wizard.domain.firing import Fired, decided_in, fired_of, first_fired
from dpia_wizard.domain.pointed_out import pointed_out
from dpia_wizard.domain.questionnaire import (
    Check,
    NextStep,
    Question,
    Required,
    Severity,
)
from dpia_wizard.domain.row_values import Row, is_raised, rows_of, shows_in
from dpia_wizard.domain.rulings import (
    Decide,
    Need,
    Outcome,
    Rule,
    Ruling,
)
from dpia_wizard.domain.situation import Situation

INCOMPLETE = "incomplete"

OTHERWISE = "otherwise"
"""What stands in for a rule's id where none holds."""

DECISION = "dpo_decision"
"""What stands in for a rule's id where a data protection officer's decision is the reason."""


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

    `unsettled` says what the law leaves open here, and which way the house has gone. `rule` is
    the one that fired, if one did; `decided` is what the officer decided about it, and about
    those before it that are set aside.
    """

    number: int
    outcome: Outcome
    reason: Reason
    unsettled: str = ""
    needs: tuple[Need, ...] = ()
    tells: Mapping[str, str] = field(default_factory=dict)
    rule: Rule | None = None
    decided: tuple[Decided, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The rule's, then why the officer decided otherwise, where that changed it."""
        made = (found.override for found in self.decided if found.rule == self.rule)
        return (self.reason, *(_decision(override) for override in made))


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
    own = _own_result(seen, missing)
    return Evaluation(
        situation=seen,
        results=(own, *beside),
        missing=missing,
        warnings=pointed_out(seen, told_by(own, seen)),
        next_steps=steps,
    )


def told_by(result: Result, seen: Situation) -> Mapping[str, str]:
    """The facts that other sets may know of a result."""
    rows = [row.tells for row in result.rows]
    return facts_told(result.ruling, result.outcome, rows, seen)


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
    fired, fell_through = fired_of(ruling, seen)
    reached = {found.outcome for found in fired} | (
        {ruling.otherwise} if fell_through else set()
    )
    outcome = next(outcome for outcome in ruling.outcomes if outcome.id in reached)
    leading = [found for found in fired if found.outcome == outcome.id]
    reasons = [reason for found in leading for reason in _reasons(found, ruling, seen)]
    if fell_through and outcome.id == ruling.otherwise and ruling.otherwise_because:
        because, cite = ruling.otherwise_because, ruling.otherwise_cite
        reasons.append(Reason(rule=OTHERWISE, because=because, cite=cite))
    rows = tuple(row_results(ruling, seen))
    return Result(
        ruling=ruling,
        outcome=outcome,
        reasons=tuple(dict.fromkeys(reasons)),
        needs=_needs(fired, seen, rows, is_own=ruling is seen.questionnaire.rulings[0]),
        tells=_tells(ruling, outcome, fired),
        rows=rows,
    )


def own_outcome(ruling: Ruling, seen: Situation) -> Outcome:
    """What the first rule that holds gives, seen from one row or from no row."""
    fired = first_fired(ruling, seen)
    return ruling.outcome(fired[0].outcome if fired else ruling.otherwise)


def own_rule(ruling: Ruling, seen: Situation) -> str:
    """The id of the first rule that holds, seen from one row or from no row."""
    fired = first_fired(ruling, seen)
    return fired[0].rule.id if fired else OTHERWISE


def row_results(ruling: Ruling, seen: Situation) -> Iterator[RowResult]:
    """What each row comes to, where the strictest of them decides."""
    if ruling.decide is not Decide.STRICTEST_OF_ROWS:
        return
    for number, inside in enumerate(seen.each_row(ruling.rows), 1):
        fired = first_fired(ruling, inside)
        outcome = ruling.outcome(fired[0].outcome if fired else ruling.otherwise)
        because, cite = ruling.otherwise_because, ruling.otherwise_cite
        reason = Reason(rule=OTHERWISE, because=because, cite=cite)
        yield RowResult(
            number=number,
            outcome=outcome,
            reason=_reason(fired[0].rule, ruling, seen) if fired else reason,
            unsettled=fired[0].rule.unsettled if fired else "",
            needs=_needs(fired, inside),
            tells=_tells(ruling, outcome, fired),
            rule=fired[0].rule if fired else None,
            decided=tuple(decided_in(ruling, inside)),
        )


def _needs(
    fired: Sequence[Fired],
    seen: Situation,
    rows: Sequence[RowResult] = (),
    *,
    is_own: bool = True,
) -> tuple[Need, ...]:
    """What rules or rows bring with them, then what comes with the set's own result anyway."""
    known = seen.questionnaire.needs
    found = dict.fromkeys(
        need
        for each in fired
        for need in each.rule.needs
        if each.made is None or not known[need].until_decided
    )
    found |= dict.fromkeys(need.id for row in rows for need in row.needs)
    if is_own and not rows:
        found |= dict.fromkeys(n.id for n in known.values() if n.when and seen.holds(n.when))
    return tuple(known[need] for need in found)


def _tells(ruling: Ruling, outcome: Outcome, fired: Sequence[Fired]) -> Mapping[str, str]:
    led = next((found.rule.tells for found in fired if found.outcome == outcome.id), None)
    return {**outcome.tells, **(ruling.otherwise_tells if led is None else led)}


def _reasons(found: Fired, ruling: Ruling, seen: Situation) -> Iterator[Reason]:
    yield _reason(found.rule, ruling, seen)
    if found.made is not None:
        yield _decision(found.made)


def _decision(made: Override) -> Reason:
    """The officer's own words as a reason, with who said so and when as its source."""
    return Reason(
        rule=DECISION, because=made.reason, cite=f"{made.by}, {made.at.date().isoformat()}"
    )


def _reason(rule: Rule, ruling: Ruling, seen: Situation) -> Reason:
    """The reason, with the questions of the set that the rule looks at."""
    ids = dict.fromkeys(i for i in questions_in(rule.when) if i in seen.questionnaire.questions)
    questions = tuple({**ids, **({ruling.rows: None} if ruling.rows else {})})
    return Reason(rule=rule.id, because=rule.because, cite=rule.cite, questions=questions)
