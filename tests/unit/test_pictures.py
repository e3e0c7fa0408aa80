"""Pictures: well-formed, told in words, and safe whatever a label holds."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from dpia_wizard.codec.pictures import (
    BARS_HEIGHT,
    Bar,
    JourneyStep,
    StepState,
    bar_boxes,
    bars_words,
    journey,
    review_bars,
)

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [
    JourneyStep(label="Screening", state=StepState.DONE),
    JourneyStep(label="Rules & <routes>", state=StepState.CURRENT),
    JourneyStep(label='Ready "now"', state=StepState.TODO),
]


def _read(text: str) -> ET.Element:
    return ET.fromstring(text)


def test_a_journey_shows_a_circle_and_a_label_for_each_step() -> None:
    picture = _read(journey(STEPS))
    assert len(picture.findall(f"{SVG}circle")) == len(STEPS)
    assert len(picture.findall(f"{SVG}line")) == len(STEPS) - 1
    words = [text.text for text in picture.findall(f"{SVG}text")]
    assert words == ["Screening", "2", "Rules & <routes>", "3", 'Ready "now"']


def test_a_picture_says_in_words_what_it_shows() -> None:
    told = _read(journey(STEPS)).get("aria-label")
    assert told == 'Progress: Screening done, Rules & <routes> in progress, Ready "now" to do.'


@pytest.mark.parametrize("counts", [[], [0, 0], [1], [3, 0, 12], [0] * 11 + [9999]])
@pytest.mark.parametrize("width", [60, 480])
def test_bars_stay_within_their_picture_and_keep_their_order(
    counts: list[int], width: int
) -> None:
    bars = [Bar(label=f"Nov {2000 + place}", count=n) for place, n in enumerate(counts)]
    boxes = bar_boxes(bars, width)
    assert all(x >= 0 and y >= 0 and y + tall <= BARS_HEIGHT for x, y, _, tall in boxes)
    assert all(x + thick <= width for x, _, thick, _ in boxes)
    by_count = sorted(zip(counts, boxes, strict=True), key=lambda pair: pair[0])
    heights = [box[3] for _, box in by_count]
    assert heights == sorted(heights)
    assert len(_read(review_bars(bars, width=width)).findall(f"{SVG}rect")) == len(counts)


def test_only_months_with_something_in_them_are_told() -> None:
    assert bars_words([Bar(label="Nov 2026", count=0), Bar(label="Dec 2026", count=2)]) == (
        "Dec 2026 2"
    )
    assert bars_words([Bar(label="Nov 2026", count=0)]) == "none"
