"""Activities as plain data for the store, and back, refusing what is not understood."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dpia_wizard.codec.complaints import MISWRITTEN, sentences
from dpia_wizard.codec.fields import DIGEST, SET_ID
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import UnreadableError

FORMAT = 1
NEWER = "it was written by a newer version of the program"


@cache
def _activities() -> TypeAdapter[Activity]:
    """Made when the first activity is read or written: the window opens before that."""
    return TypeAdapter(Activity)


def dump_activity(activity: Activity) -> dict[str, Any]:
    """The activity as plain JSON data."""
    plain: dict[str, Any] = _activities().dump_python(activity, mode="json", exclude_none=True)
    return {"format": FORMAT, **plain}


def seal_of(plain: Mapping[str, Any]) -> str:
    """SHA-256 of a stored activity, however its file is laid out.

    Not RFC 8785: this is computed at each save, and nobody but the program checks it.
    """
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def load_activity(plain: object, *, source: str) -> Activity:
    """Rebuild an activity; raises `UnreadableError` naming fields, never their content."""
    if not isinstance(plain, Mapping) or type(plain.get("format")) is not int:
        raise UnreadableError(source=source, problems=["this is not an activity of ours"])
    if plain["format"] != FORMAT:
        raise UnreadableError(source=source, problems=[NEWER])
    told = {key: value for key, value in plain.items() if key != "format"}
    try:
        activity = _activities().validate_python(told, extra="forbid")
    except ValidationError as error:
        raise UnreadableError(source=source, problems=sentences(error, told)) from error
    problems = list(_misnamed(activity))
    if problems:
        raise UnreadableError(source=source, problems=problems)
    return activity


def _misnamed(activity: Activity) -> Iterator[str]:
    """Names that become names of files must look like ours."""
    for i, assessment in enumerate(activity.assessments):
        where = f"assessments.{i}"
        for name, pattern in (("set_id", SET_ID), ("set_digest", DIGEST)):
            if not re.fullmatch(pattern, getattr(assessment, name)):
                yield f"“{where}.{name}” {MISWRITTEN}"
        if assessment.version < 1:
            yield f"“{where}.version” must be at least 1"
