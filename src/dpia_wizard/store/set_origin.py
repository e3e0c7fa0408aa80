"""Whose a question set is: ours, this organisation's own, or nobody's we know."""

from __future__ import annotations

from enum import StrEnum

from dpia_wizard.store.published import published_sets
from dpia_wizard.store.question_sets import QuestionSets


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
    published = published_sets()
    if digest in published:
        return Origin.OURS
    if digest in {found.digest for found in sets.current()}:
        return Origin.OWN
    return Origin.FALSE if (set_id, version) in published.values() else Origin.UNKNOWN
