"""Whose a question set is: ours, this organisation's own, or nobody's we know."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache

from dpia_wizard.resources import resource_path
from dpia_wizard.store.question_sets import QuestionSets

PUBLISHED = "questionnaires/published.json"
"""Id, version and digest of every set the program ever came with, oldest first."""


class Origin(StrEnum):
    """Where a set comes from; `false` bears a name and version that are not its own."""

    OURS = "ours"
    OWN = "own"
    FALSE = "false"
    UNKNOWN = "unknown"


def origin_of(sets: QuestionSets, set_id: str, version: str, digest: str) -> Origin:
    """Whose the set of this digest is.

    A set counts as the organisation's own only where it lies in its folder of question sets:
    one that merely came along with an opened record is unknown.
    """
    published = _published()
    if digest in published:
        return Origin.OURS
    if digest in {found.digest for found in sets.current()}:
        return Origin.OWN
    return Origin.FALSE if (set_id, version) in published.values() else Origin.UNKNOWN


@cache
def _published() -> dict[str, tuple[str, str]]:
    """Id and version by digest."""
    rows = json.loads(resource_path(PUBLISHED).read_text(encoding="utf-8"))
    return {row["digest"]: (row["id"], row["version"]) for row in rows}
