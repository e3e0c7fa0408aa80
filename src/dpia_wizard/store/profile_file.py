"""The data folder's organisation profile, in one small file beside the settings."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.codec.activity_file import NEWER
from dpia_wizard.codec.profile_file import dump_profile
from dpia_wizard.codec.profile_file import load_profile as understand
from dpia_wizard.domain.errors import CannotReadError, UnreadableError
from dpia_wizard.domain.profile import Profile
from dpia_wizard.store.small_file import first_problem, read_small, write_small


def read_profile(path: Path) -> Profile:
    """The profile, empty where there is none.

    Raises `UnreadableError` or `CannotReadError`.
    """
    plain = read_small(path)
    return Profile() if plain is None else understand(plain, source=path.name)


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
    write_small(path, dump_profile(profile))


def _refuse_newer(path: Path) -> None:
    try:
        read_profile(path)
    except CannotReadError:
        return
    except UnreadableError as error:
        if first_problem(error) == NEWER:
            raise
