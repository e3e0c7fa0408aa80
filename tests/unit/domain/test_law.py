"""Which law counts on which day, and what breaking it costs; every boundary that we know of."""

from __future__ import annotations

from datetime import date

import pytest

from dpia_wizard.codec.law_words import first_penalty, most_words, penalty_line
from dpia_wizard.store.law import shipped_law

LAW = shipped_law()


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("1999-01-01", "uk-2003"),
        ("2025-08-19", "uk-2003"),
        ("2025-08-20", "uk-2025-08-20"),
        ("2026-02-04", "uk-2025-08-20"),
        ("2026-02-05", "uk-2026-02-05"),
        ("2026-06-18", "uk-2026-02-05"),
        ("2026-06-19", "uk-2026-06-19"),
        ("2026-09-29", "uk-2026-06-19"),
        ("2026-09-30", "uk-2026-09-30"),
        ("2040-01-01", "uk-2026-09-30"),
    ],
)
def test_a_day_has_the_law_of_its_day(day: str, version: str) -> None:
    assert LAW.on(date.fromisoformat(day)).id == version


@pytest.mark.parametrize(
    ("day", "regulation", "most"),
    [
        # domain pack F.4: an email without consent, a day apart, and a rule that is not listed
        ("2026-02-04", "22", "up to £500,000"),
        (
            "2026-02-05",
            "22",
            "up to £17.5 million, or 4% of worldwide yearly turnover if that is more",
        ),
        (
            "2026-02-05",
            "26",
            "up to £8.7 million, or 2% of worldwide yearly turnover if that is more",
        ),
    ],
)
def test_the_highest_fine_is_that_of_the_day_of_conduct(
    day: str, regulation: str, most: str
) -> None:
    penalty = LAW.penalty_for(date.fromisoformat(day), under="pecr", regulation=regulation)
    assert penalty is not None
    assert most_words(penalty) == most


@pytest.mark.parametrize("regulation", ["5", "14", "19", "20", "21", "21A", "21B", "22", "24"])
def test_the_listed_rules_of_pecr_cost_most(regulation: str) -> None:
    penalty = LAW.penalty_for(date(2026, 2, 5), under="pecr", regulation=regulation)
    assert penalty is not None
    assert (penalty.most_pounds, penalty.most_percent) == (17_500_000, 4)


def test_no_fine_is_made_up_for_a_law_we_do_not_know() -> None:
    assert LAW.penalty_for(date(2026, 2, 5), under="fundraising-code", regulation="1") is None


def test_a_record_keeps_the_law_of_its_day_with_the_fines_of_its_set() -> None:
    before, after = (LAW.used("marketing-rules", date(2026, 2, day)) for day in (4, 5))
    assert [p.most_pounds for p in before.penalties if p.under == "pecr"] == [500_000]
    assert [p.most_pounds for p in after.penalties if p.under == "pecr"] == [
        17_500_000,
        8_700_000,
    ]
    assert (after.id, after.since, after.day) == (
        "uk-2026-02-05",
        date(2026, 2, 5),
        date(2026, 2, 5),
    )
    then, first = first_penalty(before), first_penalty(after)
    assert then is not None
    assert first is not None
    assert penalty_line(then) == "Breaking any rule of PECR: up to £500,000."
    assert penalty_line(first).startswith("Breaking PECR’s rules on calls")
    assert first_penalty(LAW.used("screening", date(2026, 2, 5))) is None


def test_every_house_setting_of_ours_has_its_open_point() -> None:
    point = LAW.open_point("marketing-rules", "tenancy_counts_as_sale")
    assert point is not None
    assert "Data protection officer" in point.who
    assert LAW.open_point("marketing-rules", "none_such") is None
