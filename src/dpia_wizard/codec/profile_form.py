"""The organisation profile as a form: its parts and fields from YAML, its values as answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dpia_wizard.codec.complaints import sentences
from dpia_wizard.codec.day_words import day_words
from dpia_wizard.codec.questionnaire_build import Builder
from dpia_wizard.codec.questionnaire_file import SectionFile
from dpia_wizard.codec.yaml_file import read_yaml
from dpia_wizard.domain.answers import Answers, AnswerValue
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.profile import PROFILE_PARTS, Company, Profile
from dpia_wizard.domain.questionnaire import Kind, Question, Section
from dpia_wizard.resources import resource_path

FORM = "questionnaires/organisation/profile.yaml"
_PREFIX = "profile."


class _FormFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    source: str
    sections: list[SectionFile] = Field(min_length=1)


@dataclass(frozen=True)
class ProfileForm:
    """The form's parts; each field's id is `profile.` and the name of what it says."""

    title: str
    source: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> Mapping[str, Question]:
        """Every field by the name of what it says."""
        asked = (question for section in self.sections for question in section.questions)
        return {question.id.removeprefix(_PREFIX): question for question in asked}


@dataclass(frozen=True, slots=True)
class ProfileSaid:
    """One thing a profile says, in words: the field, and a line for each point."""

    name: str
    question: Question
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)


def read_profile_form(text: str, *, source: str) -> ProfileForm:
    """Read a form; raises `BadQuestionnaireError` unless it asks for all a profile can say."""
    located = read_yaml(text)
    problems = [f"{source}:{line}: {problem}" for line, problem in located.problems]
    try:
        shape = _FormFile.model_validate(located.data)
    except ValidationError as error:
        problems += sentences(error, located.data)
        raise BadQuestionnaireError(source=source, problems=problems) from error
    form = ProfileForm(
        title=shape.title,
        source=" ".join(shape.source.split()),
        sections=Builder("en", "your organisation").sections(shape.sections),
    )
    differing = PROFILE_PARTS ^ form.questions.keys()
    problems += [f"{source}: “{name}” is missing or not known" for name in sorted(differing)]
    if problems:
        raise BadQuestionnaireError(source=source, problems=problems)
    return form


@cache
def profile_form() -> ProfileForm:
    """The form we ship, read when first needed."""
    path = resource_path(FORM)
    return read_profile_form(path.read_text(encoding="utf-8"), source=path.name)


def answers_of(profile: Profile) -> Answers:
    """What a profile says, as answers to its form."""
    found = ((f.name, getattr(profile, f.name)) for f in fields(Profile))
    return {f"{_PREFIX}{name}": _answer(value) for name, value in found if value}


def profile_of(answers: Answers) -> Profile:
    """The profile that answers to its form come to; blank texts and rows say nothing."""
    said: dict[str, Any] = {}
    for name, question in profile_form().questions.items():
        value = answers.get(question.id)
        if isinstance(value, str):
            said[name] = _written(question, value)
        elif isinstance(value, tuple):
            said[name] = tuple(_companies(value)) if question.kind is Kind.ROWS else value
    return Profile(**{name: value for name, value in said.items() if value})


def said_in(profile: Profile) -> Iterator[ProfileSaid]:
    """Everything a profile says, in the form's order."""
    for name, question in profile_form().questions.items():
        lines = tuple(_lines(question, getattr(profile, name)))
        if lines:
            yield ProfileSaid(name, question, lines)


def _answer(value: object) -> AnswerValue:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return tuple(_row(item) if isinstance(item, Company) else item for item in value)
    return str(value)


def _row(company: Company) -> Mapping[str, str]:
    cells = ((f.name, getattr(company, f.name)) for f in fields(Company))
    return {name: value for name, value in cells if value}


def _written(question: Question, text: str) -> str | date | None:
    if question.kind is Kind.DATE:
        return date.fromisoformat(text)
    return text.strip()


def _companies(rows: tuple[object, ...]) -> Iterator[Company]:
    for row in rows:
        if isinstance(row, Mapping):
            company = Company(**{str(k): str(v).strip() for k, v in row.items()})
            if company != Company():
                yield company


def _lines(question: Question, value: object) -> Iterator[str]:
    if isinstance(value, date):
        yield day_words(value)
    elif isinstance(value, str):
        yield from (line for line in value.splitlines() if line.strip())
    elif isinstance(value, tuple):
        options = {option.id: option.text for option in question.options}
        for item in value:
            is_company = isinstance(item, Company)
            yield _company(item) if is_company else options.get(item, str(item))


def _company(company: Company) -> str:
    registration = f"registration {company.registration}" if company.registration else ""
    trades = f"trades as {company.trading_as}" if company.trading_as else ""
    return ", ".join(word for word in (company.name, registration, trades) if word)
