"""The data folder's house rules with their log, in one small file beside the settings."""

from __future__ import annotations

import json
from pathlib import Path

from dpia_wizard.codec import house_file as file
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.domain.errors import CannotReadError, UnreadableError
from dpia_wizard.domain.house import House
from dpia_wizard.store.atomic import reason_of, write_bytes

HOUSE_FILE = "house.json"
_BROKEN = "the file is damaged: it is no JSON"


def read_house(path: Path) -> House:
    """The choices, none where there is no file.

    Raises `UnreadableError` or `CannotReadError`.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return House()
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error
    try:
        plain = read_json(text)
    except JsonError as error:
        raise UnreadableError(source=path.name, problems=[_BROKEN]) from error
    return file.load_house(plain, source=path.name)


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
    text = json.dumps(file.dump_house(house), ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes(path, text.encode("utf-8"))
