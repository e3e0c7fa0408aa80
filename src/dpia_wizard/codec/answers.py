"""Answers from outside, fitted to their question or refused with a sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dpia_wizard.codec.complaints import called
from dpia_wizard.domain.answers import (
    NONE_OF_THESE,
    Answers,
    AnswerValue,
    Cell,
    PromptsAnswer,
    YesNo,
    words_of,
)
from dpia_wizard.domain.assessment import is_kept
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import (
    YES_NO_OPTIONS,
    YES_NO_UNSURE_OPTIONS,
    Kind,
    Question,
    Questionnaire,
)
from dpia_wizard.domain.row_parts import SUGGESTED

_SYNONYMS = {
    "yes": YesNo.YES,
    "y": YesNo.YES,
    "true": YesNo.YES,
    "no": YesNo.NO,
    "n": YesNo.NO,
    "false": YesNo.NO,
    "not_sure": YesNo.NOT_SURE,
    "unsure": YesNo.NOT_SURE,
    "unknown": YesNo.NOT_SURE,
}
_MOST_EXACT = 2**53 - 1
_NONE_WORDS = ("none", "none_of_these")


class MisfitError(ValueError):
    """A value does not fit; the text says what was wanted."""


def read_answers(
    plain: Mapping[str, Any], questionnaire: Questionnaire
) -> tuple[Answers, list[str]]:
    """Fit every answer to its question; return the answers and one sentence a problem.

    Ids may leave out the set's prefix; fields of its flat rows given by themselves make one
    row. Values never appear in the sentences.
    """
    plain, problems = _folded(plain, questionnaire)
    answers: dict[str, AnswerValue] = {}
    for key, raw in plain.items():
        question_id = questionnaire.full_id(key)
        question = questionnaire.questions.get(question_id)
        if question is None:
            problems.append(f"{called(key)} is not a question of {questionnaire.id}.")
            continue
        if question_id in answers:
            problems.append(f"{called(question_id)} is answered twice.")
            continue
        try:
            value = read_answer(question, raw)
        except MisfitError as misfit:
            problems.append(f"{called(key)} {misfit}.")
            continue
        if value is not None and is_kept(value):
            answers[question_id] = value
    return answers, problems


def _folded(
    plain: Mapping[str, Any], questionnaire: Questionnaire
) -> tuple[Mapping[str, Any], list[str]]:
    """The answers with what is given of one row put into that row."""
    rows = questionnaire.flat_rows
    if not rows:
        return plain, []
    prefix = f"{questionnaire.id}."
    fields = {field.id: field for field in questionnaire.question(rows).fields}
    names = {key: key.removeprefix(prefix) for key in plain}
    mine = [key for key, name in names.items() if name in fields]
    row: dict[str, Any] = {}
    problems: list[str] = []
    for key in mine:
        if names[key] in row:
            problems.append(f"{called(key)} is answered twice.")
            continue
        try:
            row[names[key]] = read_answer(fields[names[key]], plain[key])
        except MisfitError as misfit:
            problems.append(f"{called(key)} {misfit}.")
    others = {key: value for key, value in plain.items() if key not in mine}
    if mine and any(questionnaire.full_id(key) == rows for key in others):
        problems.append(f"{called(rows)} stands beside answers of a single row.")
    return (others | {rows: [row]} if row and not problems else others), problems


def read_answer(question: Question, raw: Any) -> AnswerValue | None:  # noqa: ANN401 - any JSON
    """Fit one plain value to its question; None stays "not answered"."""
    if raw is None:
        return None
    value = _read(question, raw)
    longest = max((len(words) for words in words_of(value)), default=0)
    if longest > question.max_length:
        raise MisfitError(
            f"is {longest:,} characters long; the most is {question.max_length:,}"
        )
    return value


def _read(question: Question, raw: Any) -> AnswerValue:  # noqa: ANN401 - any JSON
    match question.kind:
        case Kind.YES_NO:
            return _yes_no(raw, YES_NO_OPTIONS)
        case Kind.YES_NO_UNSURE:
            return _yes_no(raw, YES_NO_UNSURE_OPTIONS)
        case Kind.TEXT | Kind.LONG_TEXT:
            return _text(raw)
        case Kind.CHOICE:
            return _choice(question, raw)
        case Kind.CHOICES:
            return _choices(question, raw)
        case Kind.DATE:
            return _date(raw)
        case Kind.NUMBER:
            return _number(raw)
        case Kind.PERSON:
            return _person(raw)
        case Kind.PROMPTS:
            return _prompts(question, raw)
        case Kind.ROWS:
            return _rows(question, raw)


def _yes_no(raw: Any, allowed: tuple[YesNo, ...]) -> str:  # noqa: ANN401 - any JSON
    words = _SYNONYMS.get(str(raw).casefold()) if isinstance(raw, str | bool) else None
    if words is None or words not in allowed:
        raise MisfitError("must be one of " + ", ".join(allowed))
    return words.value


def _text(raw: Any) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(raw, str):
        raise MisfitError("must be a text")
    if any("\ud800" <= character <= "\udfff" for character in raw):
        raise MisfitError("holds half of a character that cannot be stored (a lone surrogate)")
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def _choice(question: Question, raw: Any) -> str:  # noqa: ANN401 - any JSON
    allowed = [option.id for option in question.options]
    if isinstance(raw, str) and raw in allowed:
        return raw
    meant = _SYNONYMS.get(str(raw).casefold()) if isinstance(raw, str | bool) else None
    same = [a for a in allowed if meant is not None and _SYNONYMS.get(a) is meant]
    if len(same) != 1:
        raise MisfitError("must be one of " + ", ".join(allowed))
    return same[0]


def _choices(question: Question, raw: Any) -> tuple[str, ...]:  # noqa: ANN401 - any JSON
    allowed = [option.id for option in question.options]
    items = [raw] if isinstance(raw, str) else raw
    if not isinstance(items, list):
        raise MisfitError("must be a list of " + ", ".join(allowed))
    chosen = [NONE_OF_THESE if item in _NONE_WORDS else item for item in items]
    if any(not isinstance(item, str) or item not in allowed for item in chosen):
        raise MisfitError("may hold only " + ", ".join(allowed))
    if NONE_OF_THESE in chosen and len(set(chosen)) > 1:
        raise MisfitError("says “none of these” and something else at once")
    return tuple(item for item in allowed if item in chosen)


def _date(raw: Any) -> str:  # noqa: ANN401 - any JSON
    try:
        return date.fromisoformat(_text(raw)).isoformat()
    except ValueError:
        raise MisfitError("must be a date like 2026-11-22") from None


def _number(raw: Any) -> int | float:  # noqa: ANN401 - any JSON
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise MisfitError("must be a number")
    if not abs(raw) <= _MOST_EXACT:
        raise MisfitError("must be a number we can store exactly")
    return raw


def _person(raw: Any) -> Person:  # noqa: ANN401 - any JSON
    if isinstance(raw, str):
        return Person(name=_text(raw))
    if isinstance(raw, dict) and set(raw) <= {"name", "role"} and "name" in raw:
        return Person(name=_text(raw["name"]), role=_text(raw.get("role", "")))
    raise MisfitError("must be a name, or an object with name and role")


def _prompts(question: Question, raw: Any) -> PromptsAnswer:  # noqa: ANN401 - any JSON
    if isinstance(raw, str):
        return PromptsAnswer(text=_text(raw))
    if not isinstance(raw, dict) or not set(raw) <= {"text", "addressed", "not_relevant"}:
        raise MisfitError("must be a text, or an object with text, addressed and not_relevant")
    known = [prompt.id for prompt in question.prompts]
    addressed, reasons = raw.get("addressed", []), raw.get("not_relevant", {})
    if not isinstance(addressed, list) or any(item not in known for item in addressed):
        raise MisfitError("marks as addressed something that is not one of its prompts")
    if not isinstance(reasons, dict) or any(key not in known for key in reasons):
        raise MisfitError("marks as not relevant something that is not one of its prompts")
    if set(addressed) & set(reasons):
        raise MisfitError("marks one prompt both addressed and not relevant")
    return PromptsAnswer(
        text=_text(raw.get("text", "")),
        addressed=tuple(prompt for prompt in known if prompt in addressed),
        not_relevant={p: _text(reasons[p]) for p in known if p in reasons},
    )


def _rows(question: Question, raw: Any) -> tuple[Mapping[str, Cell], ...]:  # noqa: ANN401
    if not isinstance(raw, list) or any(not isinstance(row, dict) for row in raw):
        raise MisfitError("must be a list of objects")
    fields = {field.id: field for field in question.fields}
    offered = [suggestion.id for suggestion in question.suggestions]
    rows = []
    for row in raw:
        cells: dict[str, Cell] = {}
        for key, cell in row.items():
            if key == SUGGESTED and cell in offered:
                cells[key] = cell
                continue
            if key not in fields:
                raise MisfitError(f"has a row with the unknown field {called(key)}")
            value = read_answer(fields[key], cell)
            if isinstance(value, str | int | float):
                cells[key] = value
        rows.append(cells)
    return tuple(rows)


def plain_answer(value: AnswerValue) -> Any:  # noqa: ANN401 - any JSON
    """An answer as plain JSON; a checklist without marks is just its text."""
    match value:
        case PromptsAnswer(addressed=(), not_relevant=reasons) if not reasons:
            return value.text
        case PromptsAnswer():
            return {
                "text": value.text,
                "addressed": list(value.addressed),
                "not_relevant": dict(value.not_relevant),
            }
        case Person():
            return {"name": value.name, "role": value.role}
        case tuple():
            return [item if isinstance(item, str) else dict(item) for item in value]
        case _:
            return value


def plain_answers(answers: Answers) -> dict[str, Any]:
    """All answers as plain JSON."""
    return {question: plain_answer(value) for question, value in answers.items()}
