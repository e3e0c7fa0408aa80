"""One JSON value or a file with one in each line, every broken line told by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.domain.errors import BadAnswersError


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonValue:
    """One value of a file: its line where there are several, and what is wrong with it."""

    place: str = ""
    plain: Any = None
    problem: str = ""


def read_json_values(text: str) -> list[JsonValue]:
    """One JSON object, or JSON Lines with what is wrong in each line.

    Raises `BadAnswersError` for an empty file, or broken JSON that is not in lines.
    """
    if not text.strip():
        raise BadAnswersError(problems=["The file is empty: put the answers in as JSON."])
    try:
        return [JsonValue(plain=read_json(text))]
    except JsonError as error:
        values = _json_lines(text)
        if not _are_lines(values):
            problem = f"The file is not readable JSON ({error})."
            raise BadAnswersError(problems=[problem]) from error
        return values


def _json_lines(text: str) -> list[JsonValue]:
    values: list[JsonValue] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            values.append(JsonValue(place=place, plain=read_json(line)))
        except JsonError as error:
            words = str(error).removeprefix("line 1, ")
            values.append(
                JsonValue(place=place, problem=f"This is not readable JSON ({words}).")
            )
    return values


def _are_lines(values: list[JsonValue]) -> bool:
    """Whether a broken file was meant as JSON Lines, not as one value over many lines."""
    good = [isinstance(value.plain, dict) for value in values]
    return len(values) > 1 and (good[0] or sum(good) * 2 >= len(good))
