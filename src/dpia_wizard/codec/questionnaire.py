"""Question sets in and out: a file's text becomes a checked set in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from dpia_wizard.codec.canonical import digest
from dpia_wizard.codec.complaints import Complaint, called, complaints
from dpia_wizard.codec.day_words import day_words
from dpia_wizard.codec.questionnaire_build import Builder
from dpia_wizard.codec.questionnaire_checks import problems_in
from dpia_wizard.codec.questionnaire_file import QuestionnaireFile
from dpia_wizard.codec.questionnaire_salvage import other_problems
from dpia_wizard.codec.yaml_file import Located, read_yaml
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.house import with_choices
from dpia_wizard.domain.profile import Profile, profile_facts
from dpia_wizard.domain.questionnaire import Questionnaire

DEFAULT_ORGANISATION = "your organisation"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A checked set: its file's content as plain data, the digest of that, and its shape.

    `house` are the organisation's choices in place of the defaults of its house settings.
    """

    plain: Mapping[str, Any]
    digest: str
    shape: QuestionnaireFile
    house: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The set's id."""
        return self.shape.id

    def say(
        self,
        *,
        organisation: str = "",
        language: str = "en",
        profile: Profile | None = None,
    ) -> Questionnaire:
        """The set in one language, speaking of one organisation.

        Without a profile the set's conditions are told nothing of one.
        """
        notice = notice_words(profile)
        builder = Builder(language, organisation or DEFAULT_ORGANISATION, self.digest, notice)
        said = with_choices(builder.build(self.shape), self.house)
        return said if profile is None else replace(said, known=_known(said, profile))


def notice_words(profile: Profile | None) -> str:
    """How a text speaks of the organisation's privacy notice."""
    day = profile.notice_date if profile else None
    return f"your privacy notice of {day_words(day)}" if day else "your privacy notice"


def _known(said: Questionnaire, profile: Profile) -> Mapping[str, str]:
    return profile_facts(profile, said.facts_read)


def read_questionnaire(
    text: str, *, source: str, sound: frozenset[str] = frozenset()
) -> QuestionSet:
    """Read a YAML question set and check it, unless its digest is among those known as sound.

    A text that was read before gives the very same set: the worker opens the data folder anew
    for each job. Raises `BadQuestionnaireError` with every problem as `source:line: sentence`.
    """
    return _read(text, source, sound)


@lru_cache(maxsize=16)
def _read(text: str, source: str, sound: frozenset[str]) -> QuestionSet:
    return _checked(read_yaml(text), source, sound)


def questionnaire_from_plain(plain: object, *, source: str) -> QuestionSet:
    """Read a set that was kept as data, as in a record or in the data folder."""
    return _checked(Located(data=plain), source)


def _checked(located: Located, source: str, sound: frozenset[str] = frozenset()) -> QuestionSet:
    problems = list(located.problems)
    shape = None
    if not problems:
        shape, problems = _shape(located)
    print_of_it = digest(located.data) if shape is not None else ""
    if shape is not None and print_of_it not in sound:
        problems = [(located.line(path), text) for path, text in problems_in(shape)]
    if shape is None or problems:
        said = [f"{source}:{line}: {problem}" for line, problem in sorted(problems)]
        raise BadQuestionnaireError(source=source, problems=said)
    return QuestionSet(plain=located.data, digest=print_of_it, shape=shape)


def _shape(located: Located) -> tuple[QuestionnaireFile | None, list[tuple[int, str]]]:
    try:
        return QuestionnaireFile.model_validate(located.data), []
    except ValidationError as error:
        found = complaints(error, located.data)
        problems = [(located.line(item.path), _sentence(item)) for item in found]
        return None, problems + other_problems(located, [item.path for item in found])


def _sentence(item: Complaint) -> str:
    """The complaint with the name of its field; some say all by themselves."""
    if item.says.startswith(("a ", "needs ", "count ")):
        return item.says
    names = [step for step in item.path if isinstance(step, str)]
    return f"{called(names[-1]) if names else 'the file'} {item.says}"
