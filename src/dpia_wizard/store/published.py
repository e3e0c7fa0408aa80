"""Every question set the program ever came with: what we gave out, and tested before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from dpia_wizard.resources import resource_path

PUBLISHED = "questionnaires/published.json"
"""Id, version and digest of every set the program ever came with, oldest first."""


@cache
def published_sets() -> Mapping[str, tuple[str, str]]:
    """Id and version by digest."""
    rows = json.loads(resource_path(PUBLISHED).read_text(encoding="utf-8"))
    return {row["digest"]: (row["id"], row["version"]) for row in rows}
