"""The organisation profile as plain data for its file, and back."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dpia_wizard.codec.activity_file import NEWER
from dpia_wizard.codec.complaints import sentences
from dpia_wizard.codec.fields import LONGEST_TEXT
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.profile import Profile

FORMAT = 1
_NOT_OURS = "this is not an organisation profile of ours"


@cache
def _profiles() -> TypeAdapter[Profile]:
    """Made when a profile is first read or written."""
    return TypeAdapter(Profile)


def dump_profile(profile: Profile) -> dict[str, Any]:
    """The profile as plain JSON data; what was not said is left out."""
    plain: dict[str, Any] = _profiles().dump_python(
        profile, mode="json", exclude_none=True, exclude_defaults=True
    )
    return {"format": FORMAT, **plain}


def load_profile(plain: object, *, source: str) -> Profile:
    """Rebuild a profile; raises `UnreadableError` naming fields, never their content."""
    if not isinstance(plain, dict) or type(plain.get("format")) is not int:
        raise UnreadableError(source=source, problems=[_NOT_OURS])
    if plain["format"] != FORMAT:
        raise UnreadableError(source=source, problems=[NEWER])
    told = {key: value for key, value in plain.items() if key != "format"}
    try:
        profile = _profiles().validate_python(told, extra="forbid")
    except ValidationError as error:
        raise UnreadableError(source=source, problems=sentences(error, told)) from error
    too_long = [k for k, v in told.items() if isinstance(v, str) and len(v) > LONGEST_TEXT]
    if too_long:
        problems = [f"“{name}” is longer than {LONGEST_TEXT:,} characters" for name in too_long]
        raise UnreadableError(source=source, problems=problems)
    return profile
