"""House rules as plain data for their file, and back."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dpia_wizard.codec.activity_file import NEWER
from dpia_wizard.codec.complaints import sentences
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.house import House

FORMAT = 1
_NOT_OURS = "these are no house rules of ours"


@cache
def _houses() -> TypeAdapter[House]:
    """Made when house rules are first read or written."""
    return TypeAdapter(House)


def dump_house(house: House) -> dict[str, Any]:
    """The choices as plain JSON data."""
    plain: dict[str, Any] = _houses().dump_python(house, mode="json")
    return {"format": FORMAT, **plain}


def load_house(plain: object, *, source: str) -> House:
    """Rebuild the choices; raises `UnreadableError`."""
    if not isinstance(plain, dict) or type(plain.get("format")) is not int:
        raise UnreadableError(source=source, problems=[_NOT_OURS])
    if plain["format"] != FORMAT:
        raise UnreadableError(source=source, problems=[NEWER])
    told = {key: value for key, value in plain.items() if key != "format"}
    try:
        return _houses().validate_python(told, extra="forbid")
    except ValidationError as error:
        raise UnreadableError(source=source, problems=sentences(error, told)) from error
