"""The DPIA's risk grid: the nine places, the house rule, and the picture before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from dpia_wizard.codec.grid_picture import grids, grids_height, grids_words
from dpia_wizard.codec.risk_grid import risk_grids
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.situation import Situation
from tests.dpia import seen_in_dpia

PUBLISHED = {
    ("severe", "remote"): "low",
    ("severe", "possible"): "high",
    ("severe", "probable"): "high",
    ("significant", "remote"): "low",
    ("significant", "possible"): "medium",
    ("significant", "probable"): "high",
    ("minimal", "remote"): "low",
    ("minimal", "possible"): "low",
    ("minimal", "probable"): "low",
}
"""The regulator's grid, by severity and likelihood."""


def levels(
    facts: Mapping[str, str] | None = None,
    **answers: Any,  # noqa: ANN401 - any JSON
) -> tuple[object, object]:
    """What a risk and what is left of it come to."""
    seen = seen_in_dpia(facts, **answers)
    risk = rows_of(seen.answers["dpia.risks"])[0]
    measure = rows_of(seen.answers["dpia.measures"])[0]
    return risk.get("overall_risk"), measure.get("residual_risk")


def rated(severity: str, likelihood: str) -> dict[str, Any]:
    risk = {"likelihood": likelihood, "severity": severity}
    left = {"risk_no": 1, "residual_likelihood": likelihood, "residual_severity": severity}
    return {"risks": [risk], "measures": [left]}


@pytest.mark.parametrize(("place", "level"), PUBLISHED.items())
def test_the_nine_places_of_the_published_grid(place: tuple[str, str], level: str) -> None:
    assert levels(**rated(*place)) == (level, level)


@pytest.mark.parametrize(("place", "level"), PUBLISHED.items())
def test_the_house_rule_changes_one_place_only(place: tuple[str, str], level: str) -> None:
    expected = "medium" if place == ("severe", "remote") else level
    stricter = {"severe_remote": "medium"}
    assert levels(stricter, **rated(*place)) == (expected, expected)


@pytest.mark.parametrize("row", [{"likelihood": "remote"}, {"severity": "minimal"}, {}])
def test_half_a_rating_is_no_level(row: dict[str, str]) -> None:
    left = {f"residual_{key}": value for key, value in row.items()}
    risk = {"risk_kind": "individual", **row}
    measure = {"risk_no": 1, **left}
    assert levels(risks=[risk], measures=[measure]) == (None, None)


def picture() -> Situation:
    return seen_in_dpia(
        risks=[
            {"risk_no": 1, "likelihood": "possible", "severity": "severe"},
            {"risk_no": 2, "likelihood": "possible", "severity": "significant"},
            {
                "risk_no": 3,
                "likelihood": "remote",
                "severity": "minimal",
                "overall_risk": "high",
                "overall_risk_reason": "The press would report it.",
            },
            {"risk_no": 4, "source_and_impact": "Not thought through."},
        ],
        measures=[
            {
                "risk_no": 1,
                "residual_likelihood": "remote",
                "residual_severity": "severe",
                "measure_approved": "yes",
            },
            {
                "risk_no": 1,
                "residual_likelihood": "possible",
                "residual_severity": "significant",
                "measure_approved": "yes",
            },
            {
                "risk_no": 2,
                "residual_likelihood": "remote",
                "residual_severity": "minimal",
                "measure_approved": "no",
            },
        ],
    )


def test_the_grids_say_in_words_where_each_risk_stood_and_stands() -> None:
    seen = picture()
    shown = risk_grids(seen.questionnaire.pictures[1], seen)
    assert grids_words(shown) == (
        "Before measures: 1 high (possible, severe); 2 medium (possible, significant); "
        "3 raised to high (remote, minimal); 4 not rated yet. "
        "After approved measures: 1 medium (possible, significant); "
        "2 medium (possible, significant); 3 raised to high (remote, minimal); "
        "4 not rated yet."
    )


def test_every_place_carries_its_level_in_words() -> None:
    seen = picture()
    shown = risk_grids(seen.questionnaire.pictures[1], seen)
    drawn = grids(shown, width=640)
    words = [level.title() for level in PUBLISHED.values()] * 2
    assert all(drawn.count(f">{word}<") == words.count(word) for word in set(words))
    assert "↑ raised: 3 to high" in drawn
    assert "Not rated yet: 4" in drawn
    assert f'height="{grids_height(shown)}"' in drawn
    assert drawn == grids(shown, width=640)


def test_many_risks_in_one_place_are_named_and_the_last_counted() -> None:
    many = [{"likelihood": "possible", "severity": "severe"} for _ in range(20)]
    seen = seen_in_dpia(risks=many, measures=[])
    drawn = grids(risk_grids(seen.questionnaire.pictures[1], seen), width=640)
    assert re.findall(r">([0-9, +]+)<", drawn)[:2] == ["1, 2, 3, 4", "5, 6, +14"]


def test_grids_stand_below_one_another_where_it_is_narrow() -> None:
    seen = picture()
    shown = risk_grids(seen.questionnaire.pictures[1], seen)
    assert grids_height(shown, 400) == 2 * grids_height(shown, 640)
    assert f'height="{grids_height(shown, 400)}"' in grids(shown, width=400)
