"""Answers files of the command line: what may stand in them, and what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dpia_wizard.codec.answers import fits, read_answers
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Override, Plan
from dpia_wizard.domain.errors import BadAnswersError
from dpia_wizard.domain.people import Person, is_dpo
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.situation import LIFTED


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PersonFile(_File):
    """A name and a role."""

    name: str = Field(min_length=1)
    role: str = ""


class OverrideFile(_File):
    """A data protection officer's decision, flat as design section 8 has it."""

    target: str
    from_: str = Field(alias="from")
    to: str
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    role: str = "Data protection officer"
    at: datetime | date


class AdviceFile(_File):
    """Advice given, and what became of it."""

    outcome: AdviceOutcome = AdviceOutcome.ACCEPTED
    by: PersonFile | None = None
    on: date | None = None
    text: str = ""
    reason: str = ""


class PlanFile(_File):
    """Who completes and approves, and when it is reviewed."""

    completed_by: PersonFile | None = None
    approver: PersonFile | None = None
    review_on: date | None = None


class DetailsFile(_File):
    """The activity."""

    title: str = ""
    owner: PersonFile | str = ""
    team: str = ""
    description: str = ""
    channels: str = ""
    audience: str = ""
    people_estimate: str | int = ""
    systems: str = ""
    ropa_ref: str = ""
    sector: str = ""
    public_authority: str = Field(default="", pattern=r"^(yes|no|not_sure)?$")
    planned_start: date | None = None


class Envelope(_File):
    """An answers file; everything but the answers may be missing."""

    activity: DetailsFile = DetailsFile()
    answers: dict[str, Any]
    overrides: list[OverrideFile] = Field(default_factory=list)
    facts: dict[str, str] = Field(default_factory=dict)
    plan: PlanFile = PlanFile()
    advice: AdviceFile | None = None
    organisation: str = ""
    as_at: date | None = None


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


def read_json_values(text: str) -> list[tuple[str, Any]]:
    """One JSON object, or JSON Lines, as (place, value) pairs.

    Raises `BadAnswersError` for an empty file or broken JSON.
    """
    if not text.strip():
        raise BadAnswersError(problems=["The file is empty: put the answers in as JSON."])
    try:
        return [("", _parse(text))]
    except (ValueError, RecursionError) as whole:
        lines = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) == 1 or not lines[0][1].lstrip().startswith("{"):
            raise BadAnswersError(problems=[_broken("The file", whole)]) from whole
        return _json_lines(lines, whole)


def _json_lines(lines: list[tuple[int, str]], whole: Exception) -> list[tuple[str, Any]]:
    values: list[tuple[str, Any]] = []
    problems = []
    for number, line in lines:
        try:
            values.append((f"line {number}", _parse(line)))
        except (ValueError, RecursionError) as error:
            problems.append(_broken(f"Line {number}", error))
    if not values:
        problems = [_broken("The file", whole)]
    if problems:
        raise BadAnswersError(problems=problems)
    return values


def read_answers_file(plain: Any, questionnaire: Questionnaire) -> AnswersFile:  # noqa: ANN401
    """Understand one answers object; raises `BadAnswersError` with every problem."""
    if not isinstance(plain, dict):
        kind = "a list" if isinstance(plain, list) else "a single value"
        problem = f"This is {kind}; wanted is an object with answers by question id."
        raise BadAnswersError(problems=[problem])
    envelope, problems = _envelope(plain)
    if envelope is None:
        raise BadAnswersError(problems=problems)
    answers, found = read_answers(envelope.answers, questionnaire)
    overrides, wrong = _overrides(envelope.overrides, answers, questionnaire)
    problems = [*found, *wrong]
    if problems:
        raise BadAnswersError(problems=problems[:_MOST_PROBLEMS])
    return AnswersFile(
        details=_details(envelope.activity),
        answers=answers,
        overrides=overrides,
        facts=envelope.facts,
        plan=_plan(envelope.plan),
        advice=_advice(envelope.advice),
        organisation=envelope.organisation,
        as_at=envelope.as_at,
    )


def _parse(text: str) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"“{key}” stands in it twice")
        found[key] = value
    return found


def _broken(what: str, error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, column {error.colno}"
        return f"{what} is not readable JSON ({where}: {error.msg.lower()})."
    if isinstance(error, RecursionError):
        return f"{what} is nested too deeply to read."
    return f"{what} is not readable JSON ({error})."


def _envelope(plain: dict[str, Any]) -> tuple[Envelope | None, list[str]]:
    if "answers" not in plain:
        bare = {key: value for key, value in plain.items() if key not in _BARE_KEYS}
        plain = {"answers": bare, **{k: plain[k] for k in _BARE_KEYS if k in plain}}
    try:
        return _ENVELOPE.validate_python(plain), []
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=False, include_context=False)
        return None, [_sentence(item["loc"], item["type"], item["msg"]) for item in items]


def _sentence(loc: tuple[int | str, ...], kind: str, message: str) -> str:
    where = ".".join(str(step) for step in loc)
    if kind == "extra_forbidden":
        return f"“{where}” is not known in an answers file."
    if kind == "missing":
        return f"“{where}” is missing."
    return f"“{where}”: {message[:1].lower()}{message[1:]}."


def _overrides(
    given: list[OverrideFile], answers: Answers, questionnaire: Questionnaire
) -> tuple[tuple[Override, ...], list[str]]:
    made = []
    problems = []
    rules = {rule.id for ruling in questionnaire.rulings for rule in ruling.rules}
    for item in given:
        target = questionnaire.full_id(item.target)
        by = Person(name=item.by, role=item.role)
        if target not in questionnaire.questions and target not in rules:
            problems.append(f"The override’s target “{item.target}” is not known.")
        elif target in rules and item.to != LIFTED:
            problems.append(f"The override of rule “{target}” must say “to”: “{LIFTED}”.")
        elif target not in rules and answers.get(target) != item.from_:
            text = f"The override of “{item.target}” is about an answer that is not given."
            problems.append(text)
        elif target not in rules and not fits(questionnaire.question(target), item.to):
            problems.append(f"The override of “{item.target}” gives no possible answer.")
        if not is_dpo(by):
            text = f"The override of “{item.target}” needs the role of a DPO."
            problems.append(text)
        made.append(
            Override(
                target=target,
                before=item.from_,
                after=item.to,
                reason=item.reason,
                by=by,
                at=_moment(item.at),
            )
        )
    return tuple(made), problems


def _moment(at: datetime | date) -> datetime:
    if isinstance(at, datetime):
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return datetime(at.year, at.month, at.day, tzinfo=UTC)


def _person(item: PersonFile | None) -> Person | None:
    return Person(name=item.name, role=item.role) if item else None


def _details(item: DetailsFile) -> Details:
    owner = Person(name=item.owner) if isinstance(item.owner, str) else _person(item.owner)
    fields = item.model_dump(exclude={"owner", "people_estimate"})
    return Details(
        owner=owner or Person(name=""), people_estimate=str(item.people_estimate), **fields
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
