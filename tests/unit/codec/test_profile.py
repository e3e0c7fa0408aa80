"""The profile's form and its file: nothing is lost on the way, nothing strange comes in."""

from __future__ import annotations

import pytest

from dpia_wizard.codec.profile_file import dump_profile, load_profile
from dpia_wizard.codec.profile_form import (
    answers_of,
    profile_form,
    profile_of,
    read_profile_form,
    said_in,
)
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.errors import BadQuestionnaireError, UnreadableError
from dpia_wizard.domain.profile import Company, Profile
from dpia_wizard.resources import resource_path
from tests.profiles import PROFILE


@pytest.mark.parametrize("profile", [Profile(), PROFILE])
def test_a_profile_comes_back_from_its_form_and_from_its_file(profile: Profile) -> None:
    assert profile_of(answers_of(profile)) == profile
    assert load_profile(dump_profile(profile), source="x") == profile


def test_blank_texts_and_rows_say_nothing() -> None:
    answers: Answers = {"profile.controller": "  ", "profile.companies": ({"name": " "},)}
    assert profile_of(answers).is_empty
    named = profile_of({"profile.companies": ({"name": " Ours "}, {"name": ""})})
    assert named.companies == (Company(name="Ours"),)


def test_what_is_said_is_told_in_words() -> None:
    told = {said.name: said.lines for said in said_in(PROFILE)}
    assert told["companies"] == (
        "Example Homes Limited, registration Z0000002",
        "Example Care Limited, trades as Example Living",
    )
    assert told["notice_date"] == ("3 May 2026",)
    assert told["special_kinds"] == ("None of these",)
    assert told["dpo_contact"] == ("Data protection officer", "Telephone 0303 000 0000")
    assert "transfers" not in told


def test_every_part_cites_the_law_it_comes_from() -> None:
    without = [name for name, asked in profile_form().questions.items() if not asked.cite]
    assert without == ["regulators", "other_data"]


def test_a_form_that_leaves_something_out_is_refused() -> None:
    path = resource_path("questionnaires/organisation/profile.yaml")
    text = path.read_text("utf-8").replace("profile.retention", "profile.keeping")
    with pytest.raises(BadQuestionnaireError) as refused:
        read_profile_form(text, source="profile.yaml")
    assert refused.value.facts["problems"] == [
        "profile.yaml: “keeping” is missing or not known",
        "profile.yaml: “retention” is missing or not known",
    ]


@pytest.mark.parametrize(
    ("plain", "problem"),
    [
        ([], "not an organisation profile"),
        ({"controller": "Ours"}, "not an organisation profile"),
        ({"format": 2}, "newer version"),
        ({"format": 1, "colour": "red"}, "“colour” is not known here"),
        ({"format": 1, "notice_date": "soon"}, "“notice_date” must be a date"),
        ({"format": 1, "controller": "x" * 20_001}, "“controller” is longer than"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_in_words(plain: object, problem: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        load_profile(plain, source="profile.json")
    assert problem in str(refused.value.facts["problems"])


def test_a_set_can_offer_only_what_a_profile_says() -> None:
    path = resource_path("questionnaires") / "screening.yaml"
    text = path.read_text("utf-8").replace("profile.transfers", "profile.colour")
    with pytest.raises(BadQuestionnaireError) as refused:
        read_questionnaire(text, source="screening.yaml")
    assert "the organisation profile has no “colour”" in str(refused.value.facts["problems"])
