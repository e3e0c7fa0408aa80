"""How far a draft is, in a sentence that also says what remains."""

from __future__ import annotations

import pytest

from dpia_wizard.app.gate_words import gate_sentence
from dpia_wizard.domain.gates import Point, PointKind


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (12, "12 of 13 questions are answered."),
        (13, "Everything is answered. See the result and sign off."),
    ],
)
def test_a_draft_says_what_remains(done: int, said: str) -> None:
    point = Point(kind=PointKind.DRAFT, done=done, total=13)
    assert gate_sentence(point, {}) == said
