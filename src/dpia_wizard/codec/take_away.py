"""The texts of take-aways from their file: checked for shape, and against question sets."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from dpia_wizard.codec.complaints import Complaint, called, complaints
from dpia_wizard.codec.questionnaire import QuestionSet
from dpia_wizard.codec.take_away_build import take_aways
from dpia_wizard.codec.take_away_checks import take_away_problems
from dpia_wizard.codec.take_away_file import TakeAwaysFile
from dpia_wizard.codec.yaml_file import Located, read_yaml
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.take_away_text import TakeAwayTexts


def read_take_aways(text: str, *, source: str) -> TakeAwayTexts:
    """Read the texts; raises `BadQuestionnaireError` if they have not the shape."""
    return take_aways(_shape(read_yaml(text), source))


def check_take_aways(text: str, sets: Sequence[QuestionSet], *, source: str) -> None:
    """Raise `BadQuestionnaireError` with every problem, also with the sets they speak of."""
    located = read_yaml(text)
    shape = _shape(located, source)
    shapes = [found.shape for found in sets]
    found = [(located.line(path), said) for path, said in take_away_problems(shape, shapes)]
    if found:
        raise _bad(source, found)


def _shape(located: Located, source: str) -> TakeAwaysFile:
    if located.problems:
        raise _bad(source, located.problems)
    try:
        return TakeAwaysFile.model_validate(located.data)
    except ValidationError as error:
        found = complaints(error, located.data)
        problems = [(located.line(item.path), _sentence(item)) for item in found]
        raise _bad(source, problems) from error


def _bad(source: str, found: Sequence[tuple[int, str]]) -> BadQuestionnaireError:
    problems = [f"{source}:{line}: {problem}" for line, problem in sorted(found)]
    return BadQuestionnaireError(source=source, problems=problems)


def _sentence(item: Complaint) -> str:
    if item.says.startswith(("a ", "needs ")):
        return item.says
    names = [step for step in item.path if isinstance(step, str)]
    return f"{called(names[-1]) if names else 'the file'} {item.says}"
