"""Small files of a data folder beside its settings: read, replaced, put aside when damaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dpia_wizard.codec.activity_file import NEWER
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.domain.errors import CannotReadError, UnreadableError
from dpia_wizard.store.activities import SetAside, free_name
from dpia_wizard.store.atomic import reason_of, write_bytes

_BROKEN = "the file is damaged: it is no JSON"


def read_small(path: Path) -> object | None:
    """What a file holds as plain data, None where there is no file.

    Raises `UnreadableError` or `CannotReadError`.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error
    try:
        plain: object = read_json(text)
    except JsonError as error:
        raise UnreadableError(source=path.name, problems=[_BROKEN]) from error
    return plain


def write_small(path: Path, plain: Mapping[str, Any]) -> None:
    """Replace a file in one step; raises `CannotWriteError`."""
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes(path, text.encode("utf-8"))


def put_damaged_aside(
    path: Path, aside: Path, read: Callable[[Path], object]
) -> SetAside | None:
    """Move a small file that cannot be understood out of the way, and tell where it went."""
    try:
        read(path)
    except CannotReadError:
        return SetAside(path.name, "", "it cannot be read")
    except UnreadableError as error:
        problem = first_problem(error)
        if problem == NEWER:  # nothing is wrong with it: it waits for the newer program
            return SetAside(path.name, "", NEWER)
        target = free_name(aside / path.name)
        try:
            aside.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
        except OSError:
            target = path  # a read-only folder: it stays, and is named all the same
        return SetAside(path.name, str(target), problem)
    return None


def first_problem(error: UnreadableError) -> str:
    """The first thing that is wrong with a file."""
    problems = error.facts.get("problems")
    return str(problems[0]) if isinstance(problems, list) and problems else "damaged"
