"""Pictures: sound SVG with words for those who do not see them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.codec.pictures import (
    Bar,
    JourneyStep,
    StepState,
    bar_boxes,
    bars_words,
    journey,
    journey_words,
    review_bars,
)

SVG = "{http://www.w3.org/2000/svg}"
labels = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=12)
steps = st.lists(
    st.builds(JourneyStep, label=labels, state=st.sampled_from(StepState)), max_size=6
)
bars = st.lists(
    st.builds(Bar, label=labels, count=st.integers(0, 40), urgent=st.booleans()), max_size=12
)


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)


@given(steps=steps, width=st.integers(100, 2_000))
def test_a_journey_draws_each_step_and_says_them_all(
    steps: list[JourneyStep], width: int
) -> None:
    picture = drawn(journey(steps, width=width))
    assert len(picture.findall(f"{SVG}circle")) == len(steps)
    assert len(picture.findall(f"{SVG}line")) == max(len(steps) - 1, 0)
    done = sum(step.state in (StepState.DONE, StepState.NOT_NEEDED) for step in steps)
    assert len(picture.findall(f"{SVG}path")) == done
    assert (picture.get("role"), picture.get("aria-label")) == ("img", journey_words(steps))
    middles = [float(circle.get("cx", "-1")) for circle in picture.findall(f"{SVG}circle")]
    assert middles == sorted(middles)
    assert all(0 < middle < width for middle in middles)


@given(bars=bars, width=st.integers(100, 2_000))
def test_bars_stay_inside_and_an_empty_month_keeps_a_stub(bars: list[Bar], width: int) -> None:
    picture = drawn(review_bars(bars, width=width))
    assert len(picture.findall(f"{SVG}rect")) == len(bars)
    for bar, (x, y, thick, tall) in zip(bars, bar_boxes(bars, width), strict=True):
        assert 0 <= x <= x + thick <= width
        assert y >= 0
        assert tall == 4 if not bar.count else tall > 8
    assert picture.get("aria-label") == bars_words(bars)


def test_bars_are_told_in_words() -> None:
    assert bars_words([]) == bars_words([Bar(label="May", count=0)]) == "none"
    told = bars_words([Bar(label="May", count=2), Bar(label="June", count=0)])
    assert told == "May 2"


def test_a_journey_is_told_in_words() -> None:
    told = journey_words(
        [
            JourneyStep(label="Screening", state=StepState.DONE),
            JourneyStep(label="LIA", state=StepState.CURRENT),
            JourneyStep(label="DPIA", state=StepState.TODO),
        ]
    )
    assert told == "Progress: Screening done, LIA in progress, DPIA to do."


def test_urgent_bars_differ_in_more_than_their_place() -> None:
    calm = review_bars([Bar(label="May", count=1)])
    assert calm != review_bars([Bar(label="May", count=1, urgent=True)])
    assert review_bars([Bar(label="May", count=0)]) == review_bars(
        [Bar(label="May", count=0, urgent=True)]
    )
