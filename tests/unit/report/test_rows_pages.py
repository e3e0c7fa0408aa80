"""The record of a result that rests on rows: the table, each row, house settings in words."""

from __future__ import annotations

import pytest

from dpia_wizard.codec.record import assessment_of
from dpia_wizard.report.context import page_of
from dpia_wizard.report.view import RowOverview
from tests.unit.report import pages
from tests.unit.report.examples import example
from tests.unit.report.samples import Sample
from tests.unit.report.views import page

EMAIL = "Email · Tenants since April 2019 with an email address, 2,460"
POST = "Post addressed to somebody · All other tenants, 1,646"


@pytest.fixture(scope="module")
def made() -> Sample:
    return example("marketing-rules")


def overview(made: Sample) -> RowOverview:
    found = page(made).front.overview
    assert found is not None
    return found


def test_the_table_says_what_whom_route_decision_and_what_is_missing(made: Sample) -> None:
    shown = overview(made)
    assert shown.headings == ("Channel", "Group", "Route", "Decision", "Still missing")
    assert [line[2:4] for line in shown.lines] == [
        ("Soft opt-in after a sale", "Needs the LIA"),
        ("Legitimate interests", "Needs the LIA"),
    ]
    assert all("(LIA)" in line[4] for line in shown.lines)
    assert shown.cause == f"Waits because of: {EMAIL}; {POST}"
    assert shown.law == "By the rules in force on 1 March 2027 (date of sending)."


def test_each_row_has_its_reasons_ways_out_and_house_settings(made: Sample) -> None:
    email, post = overview(made).rows
    assert (email.name, post.name) == (EMAIL, POST)
    for row in (email, post):
        assert row.because.cite
        assert row.ways[-2:] == (
            "Leave this group out.",
            "Drop this channel and reach the group another way.",
        )
        assert all(need.cite for need in row.needs)
    setting = "House setting “Does a tenancy count as a sale?”: Ask the DPO each time."
    assert (setting in email.unsettled, setting in post.unsettled) == (True, False)


def test_the_answers_of_a_row_stand_in_lines_without_what_only_rules_work_out(
    made: Sample,
) -> None:
    (asked,) = page(made).sections[-1].groups[0].questions
    assert asked.answer.rows is not None
    email, post = asked.answer.rows.cards
    assert email.name.startswith("1 of 2 · Tenants since April 2019")
    assert not email.is_short  # it may go on over the page
    said = [cell.label for line in post.pairs for cell in line]
    assert said[:3] == ["Group", "Channel", "Aimed at people"]
    fields = made.questionnaire.question("marketing-rules.sendings").fields
    assert not {field.short for field in fields if field.given_only} & set(said)
    assert all(len(line) <= 2 for line in post.pairs)


def test_the_house_settings_stand_there_as_they_were(made: Sample) -> None:
    shown = page(made)
    said = {row.label: row.blocks[0].lines[0] for row in shown.house}
    assert said["Does a tenancy count as a sale?"] == "Ask the DPO each time"
    assert not {row.label for row in shown.facts} & said.keys()


def test_the_pages_tell_it(made: Sample) -> None:
    text = pages.text_of(made)
    for words in ("What each row comes to", "Row by row", "What would make this allowed"):
        assert words in text
    assert "House settings" in text


def test_an_older_record_without_rows_still_gives_its_reasons(made: Sample) -> None:
    part = assessment_of(made.record)
    older = [found.model_copy(update={"rows": None}) for found in part.result]
    then = made.record.model_copy(
        update={"assessment": part.model_copy(update={"result": older})}
    )
    front = page_of(then, made.questionnaire).front
    assert front.overview is None
    assert front.reasons
    assert front.needs
