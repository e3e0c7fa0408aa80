"""How a command speaks: data on standard output, sentences on standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, DpiaError
from dpia_wizard.store.atomic import reason_of

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


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
    """A line for a person; signs that would steer a terminal are shown, not sent."""
    put(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text))


def one_line(text: str) -> str:
    """A text that somebody typed, fit to stand within a line."""
    return " ".join(text.split())


def put(text: str) -> None:
    """A line as it is; raises `CannotWriteError` where it cannot be taken."""
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
    print(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text), file=sys.stderr)


def say_json(value: Any, *, one_line: bool = False) -> None:  # noqa: ANN401 - any JSON value
    """One JSON value."""
    indent = None if one_line else 2
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str)
    put(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def existing(name: str) -> Path:
    """The file a command was given; raises `CannotReadError` where there is none."""
    path = Path(name)
    if not path.is_file():
        raise CannotReadError(path=name, reason="other")
    return path


def target(name: str) -> Path:
    """Where a command is to write; raises `CannotWriteError` where the folder is missing."""
    path = Path(name)
    if not path.parent.is_dir():
        raise CannotWriteError(path=name, reason="no_folder")
    return path


def refuse(error: DpiaError, *, where: str = "") -> Exit:
    """Say why it could not be done."""
    for line in sentence(error).splitlines():
        complain(f"{where}: {line}" if where else line)
    return Exit.COULD_NOT
