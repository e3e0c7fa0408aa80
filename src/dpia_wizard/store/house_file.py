"""The data folder's house rules with their log, in one small file beside the settings."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.codec import house_file as file
from dpia_wizard.domain.errors import CannotReadError, UnreadableError
from dpia_wizard.domain.house import House
from dpia_wizard.store.small_file import read_small, write_small

HOUSE_FILE = "house.json"


def read_house(path: Path) -> House:
    """The choices, none where there is no file.

    Raises `UnreadableError` or `CannotReadError`.
    """
    plain = read_small(path)
    return House() if plain is None else file.load_house(plain, source=path.name)


def load_house(path: Path) -> House:
    """The choices; the defaults of the sets where there are none or they are not understood."""
    try:
        return read_house(path)
    except (UnreadableError, CannotReadError):
        return House()


def save_house(path: Path, house: House) -> None:
    """Replace the choices; raises `CannotWriteError`.

    Choices that are not understood are left alone: `UnreadableError` says so.
    """
    read_house(path)
    write_small(path, file.dump_house(house))
