"""The data folder's organisation profile, in one small file beside the settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from dpia_wizard.codec.activity_file import NEWER
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.codec.profile_file import dump_profile
from dpia_wizard.codec.profile_file import load_profile as understand
from dpia_wizard.domain.errors import CannotReadError, UnreadableError
from dpia_wizard.domain.profile import Profile
from dpia_wizard.store.activities import SetAside, free_name
from dpia_wizard.store.atomic import reason_of, write_bytes

_BROKEN = "the file is damaged: it is no JSON"


def read_profile(path: Path) -> Profile:
    """The profile, empty where there is none.

    Raises `UnreadableError` or `CannotReadError`.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Profile()
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error
    try:
        plain = read_json(text)
    except JsonError as error:
        raise UnreadableError(source=path.name, problems=[_BROKEN]) from error
    return understand(plain, source=path.name)


def load_profile(path: Path) -> Profile:
    """The profile; an empty one where there is none or it cannot be understood."""
    try:
        return read_profile(path)
    except (UnreadableError, CannotReadError):
        return Profile()


def save_profile(path: Path, profile: Profile) -> None:
    """Replace the profile; raises `CannotWriteError`.

    One that was written by a newer program is left alone: `UnreadableError` says so.
    """
    _refuse_newer(path)
    text = json.dumps(dump_profile(profile), ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes(path, text.encode("utf-8"))


def put_damaged_aside(
    path: Path, aside: Path, read: Callable[[Path], object] = read_profile
) -> SetAside | None:
    """Move a small file that cannot be understood out of the way, and tell where it went."""
    try:
        read(path)
    except CannotReadError:
        return SetAside(path.name, "", "it cannot be read")
    except UnreadableError as error:
        problem = _first(error)
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


def _refuse_newer(path: Path) -> None:
    try:
        read_profile(path)
    except CannotReadError:
        return
    except UnreadableError as error:
        if _first(error) == NEWER:
            raise


def _first(error: UnreadableError) -> str:
    problems = error.facts.get("problems")
    return str(problems[0]) if isinstance(problems, list) and problems else "damaged"
