"""What a decision on a rule rests on: a fingerprint of the answers it was made about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from dpia_wizard.domain.answers import Answers, AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.people import Person

_LENGTH = 16


def basis_of(answers: Answers, row: Mapping[str, Cell] | None = None) -> str:
    """The fingerprint of one row as it was given, with all answers outside of rows.

    Rows have no ids, and need none here: what reads differently was not what was decided on,
    and two rows that read alike are one case.
    """
    around = {key: _plain(value) for key, value in answers.items() if not _is_rows(value)}
    text = json.dumps([around, dict(row or {})], sort_keys=True, ensure_ascii=True)
    return sha256(text.encode("ascii")).hexdigest()[:_LENGTH]


def bases_of(answers: Answers) -> frozenset[str]:
    """Every basis that these answers give: of each row, and of the answers without a row."""
    return frozenset([basis_of(answers), *(basis_of(answers, row) for row in _rows(answers))])


def _rows(answers: Answers) -> Iterator[Mapping[str, Cell]]:
    for value in answers.values():
        if isinstance(value, tuple):
            yield from (row for row in value if not isinstance(row, str))


def _is_rows(value: AnswerValue) -> bool:
    """Rows, or an empty list, which says nothing either way."""
    return isinstance(value, tuple) and not any(isinstance(item, str) for item in value)


def _plain(value: AnswerValue) -> Any:  # noqa: ANN401 - whatever JSON can hold
    match value:
        case PromptsAnswer():
            return [value.text, list(value.addressed), dict(value.not_relevant)]
        case Person():
            return [value.name, value.role]
        case tuple():
            return list(value)
        case _:
            return value
