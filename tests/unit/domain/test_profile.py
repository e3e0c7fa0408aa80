"""What an organisation profile tells rules, and what the shipped sets make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from dpia_wizard.codec.profile_form import profile_form
from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.profile import Profile, is_profile_fact, profile_facts
from dpia_wizard.domain.rules import evaluate
from dpia_wizard.domain.situation import situation
from dpia_wizard.resources import resource_path
from tests.builders import TODAY
from tests.profiles import PROFILE, UNCOVERED

NAMES = (
    "profile_filled",
    "notice_date",
    "notice_covers_fundraising",
    "notice_covers_political",
    "notice_names_mailing_house",
    "notice_names_volunteers",
    "holds_special_data",
    "holds_health",
)


@cache
def shipped(name: str) -> QuestionSet:
    path = resource_path("questionnaires") / f"{name}.yaml"
    return read_questionnaire(path.read_text("utf-8"), source=path.name)


def pointed_out(
    set_name: str, profile: Profile | None, answers: Mapping[str, AnswerValue]
) -> dict[str, str]:
    """What a shipped set says by itself, by id."""
    said = shipped(set_name).say(profile=profile)
    seen = situation(said, answers, facts=said.known, as_at=TODAY)
    return {check.id: check.text for check in evaluate(seen).warnings}


def test_a_profile_tells_what_its_notice_covers_and_names() -> None:
    assert profile_facts(PROFILE, NAMES) == {
        "profile_filled": "yes",
        "notice_date": "2026-05-03",
        "notice_covers_fundraising": "yes",
        "notice_covers_political": "no",
        "notice_names_mailing_house": "yes",
        "notice_names_volunteers": "no",
        "holds_special_data": "no",
        "holds_health": "no",
    }


def test_what_was_never_said_tells_neither_yes_nor_no() -> None:
    assert profile_facts(Profile(), NAMES) == {"profile_filled": "no"}
    only_a_name = Profile(controller="Ours")
    assert profile_facts(only_a_name, NAMES) == {"profile_filled": "yes"}
    held = profile_facts(replace(PROFILE, special_kinds=("health",)), NAMES)
    assert (held["holds_special_data"], held["holds_health"]) == ("yes", "yes")


def test_only_facts_of_the_profile_count_as_such() -> None:
    assert all(map(is_profile_fact, NAMES))
    others = ("planned_start", "lia_allows", "public_authority", "dpia_signed_off")
    assert not any(map(is_profile_fact, others))


def test_rules_rest_on_the_lists_and_not_on_the_texts() -> None:
    assert replace(PROFILE, retention="Ten years.").rests_on == PROFILE.rests_on
    assert UNCOVERED.rests_on != PROFILE.rests_on
    assert Profile(retention="Ten years.").rests_on != Profile().rests_on


def test_a_purpose_the_notice_leaves_out_is_pointed_out_with_its_date() -> None:
    answers = {"marketing-rules.purpose": "fundraising"}
    assert "notice_lacks_fundraising" not in pointed_out("marketing_rules", PROFILE, answers)
    found = pointed_out("marketing_rules", UNCOVERED, answers)["notice_lacks_fundraising"]
    assert found.startswith("Your privacy notice of 3 May 2026 does not cover fundraising.")
    undated = replace(UNCOVERED, notice_date=None)
    found = pointed_out("marketing_rules", undated, answers)["notice_lacks_fundraising"]
    assert found.startswith("Your privacy notice does not cover fundraising.")


def test_a_recipient_the_notice_leaves_out_is_pointed_out() -> None:
    answers = {"marketing-rules.recipients": ("mailing_house", "volunteers")}
    found = pointed_out("marketing_rules", PROFILE, answers)
    assert "notice_lacks_volunteers" in found
    assert "notice_lacks_mailing_house" not in found


def test_a_notice_older_than_the_right_to_complain_is_pointed_out() -> None:
    late = {"marketing-rules.send_date": "2026-06-19"}
    assert "notice_before_complaints" in pointed_out("marketing_rules", PROFILE, late)
    early = {"marketing-rules.send_date": "2026-06-18"}
    assert "notice_before_complaints" not in pointed_out("marketing_rules", PROFILE, early)
    newer = replace(PROFILE, notice_date=TODAY)
    assert "notice_before_complaints" not in pointed_out("marketing_rules", newer, late)


@pytest.mark.parametrize("name", ["lia", "dpia"])
def test_special_data_in_use_though_none_is_held_is_pointed_out(name: str) -> None:
    answers: dict[str, AnswerValue] = {f"{name}.special_category_used": "yes"}
    if name == "lia":  # asked once the prompt on it is marked
        marked = PromptsAnswer(text="Health.", addressed=("nature_special",))
        answers["lia.nature_answer"] = marked
    assert "special_data_not_in_profile" in pointed_out(name, PROFILE, answers)
    held = replace(PROFILE, special_kinds=("health",))
    assert "special_data_not_in_profile" not in pointed_out(name, held, answers)


ANSWERS: Mapping[str, AnswerValue] = {
    "marketing-rules.purpose": "fundraising",
    "marketing-rules.recipients": ("volunteers",),
    "marketing-rules.send_date": "2026-12-01",
}


def test_without_a_profile_there_is_one_note_and_no_warning() -> None:
    about = {"no_profile", "notice_not_described", "recipients_not_told"}
    found = {
        check
        for check in pointed_out("marketing_rules", Profile(), ANSWERS)
        if check in about or check.startswith("notice_")
    }
    assert found == {"no_profile"}


def test_where_no_folder_is_in_play_nothing_is_said_of_a_profile() -> None:
    found = pointed_out("marketing_rules", None, ANSWERS)
    assert not {"no_profile", "notice_not_described"} & found.keys()


def test_each_purpose_and_recipient_asked_can_be_ticked_in_the_profile() -> None:
    said, fields = shipped("marketing_rules").say(), profile_form().questions
    checks = {check.id for check in said.checks}
    for asked, field in (("purpose", "notice_purposes"), ("recipients", "notice_recipients")):
        ids = {o.id for o in said.question(f"marketing-rules.{asked}").options}
        ids -= {"not_sure", "none"}
        assert ids <= {option.id for option in fields[field].options}
        assert {f"notice_lacks_{each}" for each in ids} <= checks
