"""How a command speaks: data on standard output, sentences on standard error."""

from __future__ import annotations

import json
import sys
from enum import IntEnum
from typing import Any

from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.errors import DpiaError


class Exit(IntEnum):
    """What the exit code tells."""

    DONE = 0
    NO = 1
    WRONG_USE = 2
    COULD_NOT = 3


def say(text: str) -> None:
    """One line for the caller."""
    print(text)


def complain(text: str) -> None:
    """Sentences for a person, on standard error."""
    print(text, file=sys.stderr)


def say_json(value: Any, *, one_line: bool = False) -> None:  # noqa: ANN401 - any JSON value
    """One JSON value."""
    indent = None if one_line else 2
    print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str))


def refuse(error: DpiaError, *, where: str = "") -> Exit:
    """Say why it could not be done."""
    for line in sentence(error).splitlines():
        complain(f"{where}: {line}" if where else line)
    return Exit.COULD_NOT
