"""Activities as plain data for the store, and back, refusing what is not understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dpia_wizard.codec.complaints import sentences
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import UnreadableError

FORMAT = 1

_ACTIVITY = TypeAdapter(Activity)


def dump_activity(activity: Activity) -> dict[str, Any]:
    """The activity as plain JSON data."""
    plain: dict[str, Any] = _ACTIVITY.dump_python(activity, mode="json", exclude_none=True)
    return {"format": FORMAT, **plain}


def load_activity(plain: object, *, source: str) -> Activity:
    """Rebuild an activity; raises `UnreadableError` naming fields, never their content."""
    if not isinstance(plain, Mapping) or "format" not in plain:
        raise UnreadableError(source=source, problems=["this is not an activity of ours"])
    if plain["format"] != FORMAT:
        raise UnreadableError(
            source=source, problems=["it was written by a newer version of the program"]
        )
    try:
        return _ACTIVITY.validate_python({k: v for k, v in plain.items() if k != "format"})
    except ValidationError as error:
        raise UnreadableError(source=source, problems=sentences(error, plain)) from error
