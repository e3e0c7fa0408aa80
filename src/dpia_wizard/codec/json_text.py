"""JSON text as plain values: a key appears only once, and a number is a number."""

from __future__ import annotations

import json
from typing import Any

from dpia_wizard.codec.complaints import called

_MOST_DIGITS = 1_000


class JsonError(ValueError):
    """A text is not the JSON we read; the words say why and quote nothing but keys."""


def read_json(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Read one JSON value; raises `JsonError`."""
    try:
        return json.loads(
            text, parse_constant=_constant, parse_int=_integer, object_pairs_hook=_no_repeats
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise JsonError(f"{place}: {error.msg[:1].lower()}{error.msg[1:]}") from error
    except UnicodeDecodeError as error:
        raise JsonError("it is not UTF-8 text") from error
    except RecursionError as error:
        raise JsonError("it is nested too deeply") from error


def _constant(name: str) -> Any:  # noqa: ANN401 - json's own signature
    raise JsonError(f"{name} is not a JSON number")


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise JsonError(f"a number in it has {len(digits):,} digits")
    return int(digits)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise JsonError(f"{called(key)} stands in it twice")
        found[key] = value
    return found
