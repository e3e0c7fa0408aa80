"""Cases that commands are given, and the screening cases with what must come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[1] / "data"
SCREENINGS: list[dict[str, Any]] = json.loads(
    (_DATA / "screening_cases.json").read_text(encoding="utf-8")
)
ALL_NO: dict[str, Any] = SCREENINGS[0]["input"]
LIA_002 = _DATA / "lia_seed_002.json"
SEED_002: dict[str, Any] = json.loads(LIA_002.read_text(encoding="utf-8"))
TITLE = SEED_002["activity"]["title"]
