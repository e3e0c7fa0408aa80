"""How a command speaks: data on standard output, sentences on standard error."""

from __future__ import annotations

import json
import os
import sys
from enum import IntEnum
from io import TextIOWrapper
from typing import Any

from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.errors import CannotWriteError, DpiaError
from dpia_wizard.store.atomic import reason_of


class Exit(IntEnum):
    """What the exit code tells."""

    DONE = 0
    NO = 1
    WRONG_USE = 2
    COULD_NOT = 3


def speak_utf_8() -> None:
    """Speak UTF-8 whatever the surroundings say; what cannot be said is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """One line for the caller; raises `CannotWriteError` where it cannot be taken."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        fall_silent()
        raise CannotWriteError(path="The output", reason=reason_of(error)) from error


def fall_silent() -> None:
    """Say nothing more: what is still unwritten must not fail once again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text: str) -> None:
    """Sentences for a person, on standard error."""
    print(text, file=sys.stderr)


def say_json(value: Any, *, one_line: bool = False) -> None:  # noqa: ANN401 - any JSON value
    """One JSON value."""
    indent = None if one_line else 2
    say(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str))


def refuse(error: DpiaError, *, where: str = "") -> Exit:
    """Say why it could not be done."""
    for line in sentence(error).splitlines():
        complain(f"{where}: {line}" if where else line)
    return Exit.COULD_NOT
