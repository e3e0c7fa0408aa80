"""Rows of a register, as many as a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dpia_wizard.domain.summary import ActivitySummary, SetSummary
from tests.builders import NOW, TODAY


def rows(number: int) -> Sequence[ActivitySummary]:
    states = (("5 of 8", "note"), ("Signed off", "good"), ("Consent needed", "stop"))
    return [
        ActivitySummary(
            id=f"{place:05}",
            label=f"ACT-{place:04}",
            title=f"Activity {place * 7919 % number}",
            updated_at=NOW - timedelta(hours=place),
            next_review=TODAY + timedelta(days=place % 400) if place % 3 else None,
            sets=tuple(
                SetSummary(set_id=set_id, title=set_id, text=text, tone=tone, state="draft")
                for set_id, (text, tone) in zip(
                    ("screening", "marketing-rules", "lia"), states, strict=True
                )
            ),
        )
        for place in range(number)
    ]
