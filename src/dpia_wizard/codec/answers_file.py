"""Answers files of the command line: what may stand in them, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Annotated, Any, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from dpia_wizard.codec.answers import MisfitError, read_answer, read_answers
from dpia_wizard.codec.complaints import called, sentences
from dpia_wizard.codec.fields import LONGEST_LINE, LONGEST_TEXT, Day, Line, LongText, Moment
from dpia_wizard.codec.questionnaire_conditions import is_fact
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.answers import Answers, YesNo
from dpia_wizard.domain.assessment import LIFTED, Advice, AdviceOutcome, Override, Plan
from dpia_wizard.domain.basis import basis_of
from dpia_wizard.domain.decisions import choices, may_decide
from dpia_wizard.domain.errors import BadAnswersError
from dpia_wizard.domain.people import NOBODY, Person, is_dpo
from dpia_wizard.domain.questionnaire import (
    Question,
    Questionnaire,
)
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.rulings import Ruling


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]
Reason: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
PublicAuthority: TypeAlias = Annotated[
    YesNo | None, BeforeValidator(lambda value: None if value == "" else value)
]


class PersonFile(_File):
    """A name and a role."""

    name: Name
    role: Line = ""


class OverrideFile(_File):
    """A data protection officer's decision, flat as design section 8 has it.

    A decision on a rule may name the `row` it is about, counted from one.
    """

    target: Line
    row: int | None = Field(default=None, ge=1)
    from_: Line = Field(alias="from")
    to: Line
    reason: Reason
    by: Name
    role: Line = "Data protection officer"
    at: Moment


class AdviceFile(_File):
    """Advice given, and what became of it."""

    outcome: AdviceOutcome = AdviceOutcome.ACCEPTED
    by: PersonFile | None = None
    on: Day | None = None
    text: LongText = ""
    reason: LongText = ""


class PlanFile(_File):
    """Who completes and approves, and when it is reviewed."""

    completed_by: PersonFile | None = None
    approver: PersonFile | None = None
    review_on: Day | None = None


class DetailsFile(_File):
    """The activity."""

    title: Line = ""
    owner: PersonFile | Line = ""
    team: Line = ""
    description: LongText = ""
    channels: LongText = ""
    audience: LongText = ""
    people_estimate: Line | int = ""
    systems: LongText = ""
    ropa_ref: Line = ""
    sector: Line = ""
    public_authority: PublicAuthority = None
    planned_start: Day | None = None


class Envelope(_File):
    """An answers file; everything but the answers may be missing."""

    activity: DetailsFile = DetailsFile()
    answers: dict[str, Any]
    overrides: list[OverrideFile] = Field(default_factory=list)
    facts: dict[str, Line] = Field(default_factory=dict)
    plan: PlanFile = PlanFile()
    advice: AdviceFile | None = None
    organisation: Line = ""
    as_at: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersFile:
    """An answers file, understood."""

    details: Details
    answers: Answers
    overrides: tuple[Override, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    advice: Advice | None = None
    organisation: str = ""
    as_at: date | None = None


_ENVELOPE = TypeAdapter(Envelope)
_BARE_KEYS = ("overrides", "facts")
_MOST_PROBLEMS = 50


def read_answers_file(plain: Any, questionnaire: Questionnaire) -> AnswersFile:  # noqa: ANN401
    """Understand one answers object; raises `BadAnswersError` with every problem."""
    if not isinstance(plain, dict):
        kind = "a list" if isinstance(plain, list) else "a single value"
        problem = f"This is {kind}; wanted is an object with answers by question id."
        raise BadAnswersError(problems=[problem])
    envelope, problems = _envelope(plain)
    if envelope is None:
        raise BadAnswersError(problems=problems[:_MOST_PROBLEMS])
    answers, found = read_answers(envelope.answers, questionnaire)
    overrides, wrong = _overrides(envelope.overrides, answers, questionnaire)
    problems = [*found, *wrong, *_wrong_facts(envelope.facts, questionnaire)]
    if problems:
        raise BadAnswersError(problems=problems[:_MOST_PROBLEMS])
    return AnswersFile(
        details=details_of(envelope.activity),
        answers=answers,
        overrides=overrides,
        facts=envelope.facts,
        plan=_plan(envelope.plan),
        advice=_advice(envelope.advice),
        organisation=envelope.organisation,
        as_at=envelope.as_at,
    )


def _wrong_facts(facts: Mapping[str, str], questionnaire: Questionnaire) -> Iterator[str]:
    settings = {setting.id: setting for setting in questionnaire.house}
    for name in facts:
        if not is_fact(name) and name not in settings:
            yield f"{called(name)} is no fact that rules know."
    for name, setting in settings.items():
        if facts.get(name, setting.default) not in setting.values:
            yield f"{called(name)} must be one of {', '.join(setting.values)}."


def _envelope(plain: dict[str, Any]) -> tuple[Envelope | None, list[str]]:
    if "answers" not in plain:
        bare = {key: value for key, value in plain.items() if key not in _BARE_KEYS}
        plain = {"answers": bare, **{k: plain[k] for k in _BARE_KEYS if k in plain}}
    try:
        return _ENVELOPE.validate_python(plain), []
    except ValidationError as error:
        return None, [f"{sentence}." for sentence in sentences(error, plain)]


def _overrides(
    given: list[OverrideFile], answers: Answers, questionnaire: Questionnaire
) -> tuple[tuple[Override, ...], list[str]]:
    made: dict[str, Override] = {}
    problems = []
    for item in given:
        target = questionnaire.full_id(item.target)
        try:
            override = _override(item, target, answers, questionnaire)
        except MisfitError as misfit:
            problems.append(f"The override of {called(item.target)} {misfit}.")
            continue
        if override.key in made:
            problems.append(f"The override of {called(item.target)} stands in it twice.")
        made[override.key] = override
    return tuple(made.values()), problems


def _override(
    item: OverrideFile, target: str, answers: Answers, questionnaire: Questionnaire
) -> Override:
    by = Person(name=item.by, role=item.role)
    if not is_dpo(by):
        raise MisfitError("needs the role of a data protection officer")
    before, after = item.from_, item.to
    if target in questionnaire.questions:
        question = questionnaire.question(target)
        before, after = _same_kind(question, before), _same_kind(question, after)
        if answers.get(target) != before:
            raise MisfitError("is about an answer that is not given")
        basis = ""
    else:
        basis = _basis(item, answers, questionnaire)
    at = item.at if item.at.tzinfo else item.at.replace(tzinfo=UTC)
    return Override(
        target=target,
        before=before,
        after=after,
        reason=item.reason,
        by=by,
        at=at,
        basis=basis,
    )


def _basis(item: OverrideFile, answers: Answers, questionnaire: Questionnaire) -> str:
    """What a decision on a rule rests on; nothing where it sets a rule aside everywhere."""
    found = next(
        (r for r in questionnaire.rulings if item.target in {rule.id for rule in r.rules}), None
    )
    if found is None:
        raise MisfitError("names neither a question nor a rule of this set")
    if not may_decide(questionnaire, item.target, item.to):
        raise MisfitError(_not_decidable(item, found))
    if item.row is None and item.to == LIFTED:
        return ""
    if not found.rows:
        return basis_of(answers)
    rows = rows_of(answers.get(found.rows))
    number = item.row or (1 if len(rows) == 1 else 0)
    if not 0 < number <= len(rows):
        raise MisfitError("must say which “row” it is about, counted from 1")
    return basis_of(answers, rows[number - 1])


def _not_decidable(item: OverrideFile, ruling: Ruling) -> str:
    if item.to == LIFTED:
        return "sets aside a rule that is law, not a rule of the house"
    rule = next(rule for rule in ruling.rules if rule.id == item.target)
    known = [choice.to for choice in choices(rule, ruling)]
    if not known:
        return f"must say “to”: “{LIFTED}”, since it sets a rule aside"
    return f"must say “to” with one of {', '.join(known)}"


def _same_kind(question: Question, plain: str) -> str:
    value = read_answer(question, plain)
    if not isinstance(value, str):
        raise MisfitError("is about a question that cannot be decided for somebody")
    return value


def _person(item: PersonFile | None) -> Person | None:
    return Person(name=item.name, role=item.role) if item else None


def details_of(item: DetailsFile) -> Details:
    """The activity's details as a value."""
    owner = Person(name=item.owner) if isinstance(item.owner, str) else _person(item.owner)
    fields = item.model_dump(exclude={"owner", "people_estimate", "public_authority"})
    return Details(
        owner=owner or NOBODY,
        people_estimate=str(item.people_estimate),
        public_authority=item.public_authority or "",
        **fields,
    )


def _plan(item: PlanFile) -> Plan:
    return Plan(
        completed_by=_person(item.completed_by),
        approver=_person(item.approver),
        review_on=item.review_on,
    )


def _advice(item: AdviceFile | None) -> Advice | None:
    if item is None:
        return None
    return Advice(
        outcome=item.outcome,
        by=_person(item.by),
        on=item.on,
        text=item.text,
        reason=item.reason,
    )
