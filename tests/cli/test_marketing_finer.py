"""The finer questions about a list come to the same as the values they stand for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_marketing_rules import ACTIVITY, CASES, EXPECTED, LETTER, rules_asked

POINTS = "free separate active granular clear withdrawable fresh named provable"
CHECKS = [f"consent_{point}" for point in POINTS.split()]
AGREED = {"agreed": "yes", **dict.fromkeys(CHECKS, "yes")}
CONSENT: dict[str, dict[str, str]] = {
    "valid": AGREED,
    "generic": AGREED | {"consent_granular": "no"},
    "stale": AGREED | {"consent_fresh": "no"},
    "unsure": AGREED | {"consent_provable": "no"},
    "withdrawn": {"agreed": "withdrawn"},
    "none": {"agreed": "no"},
}
OBJECTED = {"n": "yes", "y": "no", "unsure": "not_sure"}
SPECIAL: dict[str, dict[str, str]] = {
    "none": {"special_used": "no"},
    "unsure": {"special_used": "not_sure"},
    "y_explicit_consent": {"special_used": "yes", "special_condition": "explicit_consent"},
    "y_other_art9": {"special_used": "yes", "special_condition": "party"},
    "y_none": {"special_used": "yes", "special_condition": "none"},
}
CHECKED = {"screened": "yes", "listed_left": "none"}
REGISTER: dict[str, dict[str, str]] = {
    "clear": CHECKED,
    "listed": CHECKED | {"listed_left": "some"},
    "listed_under_28d": CHECKED | {"listed_left": "recent"},
    "not_screened": {"screened": "no"},
    "unsure": {"screened": "not_sure"},
    "na": {"screened": "na"},
}
CHECKED_ON = {"post": "mps_checked_on", "fax": "fax_ps_checked_on"}
MAY_AIM_AT_NOBODY = {"post", "freepost", "post_unaddressed", "display", "social_feed_ad"}
MAY_AIM_AT_NOBODY |= {"in_person", "unknown"}


def checked_on(given: dict[str, Any]) -> str:
    """The register that a row's list is checked against."""
    calls = "ctps_checked_on" if given["subscriber"] == "corporate" else "tps_checked_on"
    return CHECKED_ON.get(given["channel"], calls)


def in_finer_words(given: dict[str, Any]) -> dict[str, Any]:
    """A row of F.2 as the wizard asks for it."""
    words = dict(given)
    if "consent" in words:
        words |= CONSENT[words.pop("consent")]
    directed = words.pop("directed")
    if words["channel"] in MAY_AIM_AT_NOBODY:
        words["aimed_at"] = directed
    words |= SPECIAL[words.pop("special_category")]
    if "objected" in words:
        objectors = OBJECTED[words.pop("objected")]
        words |= {"objectors_removed": objectors, "fundraising_ps_removed": objectors}
    if words["source"] == "electoral_register":
        words = {"register_version": "full_current", **words}
    if "register" not in words:  # asked for in finer words already
        return words
    words |= REGISTER[words.pop("register")]
    if words["screened"] == "yes":
        words[checked_on(words)] = words["send_date"]
    return words


def test_every_row_in_finer_words_comes_to_the_same(run: Run) -> None:
    given = []
    for case in CASES:
        answers = case["input"].get("answers", case["input"])
        facts = case["input"].get("facts", {}) if "answers" in case["input"] else {}
        given.append(json.dumps({"answers": in_finer_words(answers), "facts": facts}))
    ran = run("evaluate", "marketing-rules", given="\n".join(given))
    assert (ran.code, ran.err) == (0, "")
    found = {c["name"]: [o[k] for k in EXPECTED] for c, o in zip(CASES, ran.lines, strict=True)}
    assert found == {case["name"]: case["expect"] for case in CASES}


FREE = {"consent_free", "consent_separate", "consent_active", "consent_clear"}
FREE |= {"consent_withdrawable"}
EMAIL: dict[str, Any] = next(c["input"] for c in CASES if c["name"] == "V63") | {
    "channel": "email"
}
CALL: dict[str, Any] = next(c["input"] for c in CASES if c["name"] == "V42")


def code(run: Run, given: dict[str, Any]) -> str:
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    return str(result["reason_code"])


@pytest.mark.parametrize("check", CHECKS)
def test_a_consent_that_fails_or_may_fail_in_one_point_does_not_hold(
    check: str, run: Run
) -> None:
    bare = {key: value for key, value in EMAIL.items() if key != "consent"}
    no, unsure = (code(run, {**bare, **AGREED, check: word}) for word in ("no", "unsure"))
    if check in FREE:
        assert (no, unsure) == ("CONSENT_NEEDED", "CONSENT_UNPROVEN")
    else:
        assert no == unsure
        assert no in {"CONSENT_NOT_SPECIFIC", "CONSENT_STALE", "CONSENT_UNPROVEN"}
    assert code(run, {**bare, **AGREED}) == "CONSENT_VALID"


@pytest.mark.parametrize(
    ("day", "reason_code"),
    [
        ("2026-11-03", "LIVE_CALL_SCREENED"),
        ("2026-11-02", "SCREEN_TPS_FIRST"),
        ("2026-12-01", "LIVE_CALL_SCREENED"),
        ("2026-12-02", "SCREEN_TPS_FIRST"),
        (None, "SCREEN_TPS_FIRST"),
    ],
)
@pytest.mark.parametrize(
    ("subscriber", "register"),
    [("individual", "tps_checked_on"), ("corporate", "ctps_checked_on")],
)
def test_a_check_of_the_register_counts_for_28_days(
    day: str | None, reason_code: str, subscriber: str, register: str, run: Run
) -> None:
    """PECR reg 21(3): sending is on 1 December 2026."""
    bare = {key: value for key, value in CALL.items() if key != "register"}
    given = {**bare, **CHECKED, "subscriber": subscriber, register: day}
    assert code(run, given) == reason_code


def test_the_register_of_people_says_nothing_of_companies(run: Run) -> None:
    bare = {key: value for key, value in CALL.items() if key != "register"}
    given = {**bare, **CHECKED, "subscriber": "corporate", "tps_checked_on": "2026-12-01"}
    assert code(run, given) == "SCREEN_TPS_FIRST"


def test_who_is_not_sure_whose_number_it_is_checks_both_registers(run: Run) -> None:
    bare = {key: value for key, value in CALL.items() if key != "register"}
    given = {**bare, **CHECKED, "subscriber": "unknown", "tps_checked_on": "2026-12-01"}
    assert code(run, given) == "SCREEN_TPS_FIRST"
    assert code(run, {**given, "ctps_checked_on": "2026-12-01"}) == "LIVE_CALL_SCREENED"


def test_a_request_through_the_fundraising_preference_service_is_an_objection(run: Run) -> None:
    bare = {key: value for key, value in LETTER.items() if key != "objected"}
    given = bare | {"purpose": "fundraising", "objectors_removed": "yes"}
    assert code(run, {**given, "fundraising_ps_removed": "yes"}) == "POST"
    for word in ("no", "unsure"):
        assert code(run, {**given, "fundraising_ps_removed": word}) == "OBJECTED"


@pytest.mark.parametrize(
    ("recipient", "reason_code"),
    [
        ("named", "LIA_REQUIRED"),
        ("general", "NO_PERSONAL_DATA"),
        ("not_sure", "LIA_REQUIRED"),
    ],
)
def test_a_general_mailbox_of_a_company_needs_no_lia(
    recipient: str, reason_code: str, run: Run
) -> None:
    bare = {key: value for key, value in EMAIL.items() if key != "lia"}
    assert code(run, {**bare, "subscriber": "corporate", "recipient": recipient}) == reason_code


@pytest.mark.parametrize(
    ("facts", "reason_code"),
    [
        ({}, "LIA_REQUIRED"),
        ({"lia_allows": "yes", "lia_signed_off": "no"}, "LIA_REQUIRED"),
        ({"lia_allows": "yes", "lia_signed_off": "yes"}, "POST"),
        ({"lia_allows": "no", "lia_signed_off": "no"}, "LIA_FAILED"),
    ],
)
def test_the_state_of_the_lia_is_a_live_fact(
    facts: dict[str, str], reason_code: str, run: Run
) -> None:
    bare = {key: value for key, value in LETTER.items() if key != "lia"}
    assert code(run, {"answers": bare, "facts": facts}) == reason_code


@pytest.mark.parametrize(
    ("field", "finer"),
    [
        ("consent", {"agreed": "withdrawn"}),
        ("objected", {"objectors_removed": "no"}),
        ("special_category", {"special_used": "not_sure"}),
        ("register", {"screened": "no"}),
    ],
)
def test_a_value_given_beside_finer_answers_that_say_another_is_refused(
    field: str, finer: dict[str, str], run: Run
) -> None:
    ran = run("evaluate", "marketing-rules", given={**LETTER, **finer})
    sentence = f"“{field}” differs from the answers it follows from."
    assert (ran.code, ran.complaints) == (3, [sentence])


def test_a_value_given_beside_finer_answers_that_say_the_same_is_taken(run: Run) -> None:
    given = {**LETTER, "agreed": "no", "objectors_removed": "yes", "special_used": "no"}
    assert code(run, given) == "POST"


def test_only_what_matters_for_a_channel_is_asked(run: Run) -> None:
    row = {"audience": "Tenants", "channel": "post", "aimed_at": "yes"}
    message = {key: value for key, value in LETTER.items() if key in ACTIVITY}
    (result,) = run("evaluate", "marketing-rules", given={**message, "sendings": [row]}).lines
    owed = {m["id"].removeprefix("marketing-rules.") for m in result["missing"]}
    finer = {"subscriber", "objectors_removed", "special_used", "source", "agreed", "screened"}
    derived = {"objected", "special_category", "consent", "register"}
    before_sign_off = {"nation", "profiled", "privacy_given"}
    assert owed == finer | derived | before_sign_off


def pointed_out(run: Run, given: dict[str, Any]) -> set[str]:
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    return {warning["id"] for warning in result["warnings"]}


def comes_with(run: Run, given: dict[str, Any]) -> set[str]:
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    return {need["id"] for need in result["needs"]}


PARTY = {**LETTER, "org_type": "political", "purpose": "political"}
NEEDS = [
    ({"privacy_given": "no"}, "give_privacy_information"),
    ({"privacy_given": "first_message"}, "privacy_with_first_message"),
    ({"profiled": "unsure"}, "tell_of_profiling"),
    ({"young_people": "yes"}, "care_with_children"),
    ({"objectors_removed": "no", "objection_scope": "another_body"}, "pass_the_objection_on"),
    ({"objectors_removed": "no", "objection_scope": "other_channel"}, "keep_that_channel_shut"),
    ({"source": "bought_list"}, "answer_for_the_list"),
    ({"source": "casework"}, "expected_from_casework"),
    ({"source": "previous_party"}, "ask_after_a_change_of_party"),
    ({"source": "friend"}, "friends_pass_it_on"),
    ({"pass_on": "yes"}, "friends_pass_it_on"),
    ({"poll": "internal"}, "members_own_consent"),
    ({"channel": "post"}, "supporters_expect_it"),
    ({"channel": "email", "optout_in_message": "yes"}, "one_issue_at_a_time"),
    ({"channel": "post"}, "imprint_if_political"),
    ({"channel": "social_feed_ad"}, "audience_of_an_advert"),
]


@pytest.mark.parametrize(("changed", "need"), NEEDS)
def test_what_a_campaign_must_mind_comes_with_its_rows(
    changed: dict[str, Any], need: str, run: Run
) -> None:
    """Seed 003 and domain D.8, D.9 and D.12, line by line."""
    given = {**PARTY, **changed}
    given = given if "objectors_removed" not in given else {**given, "objected": "yes"}
    assert need in comes_with(run, given)


DONOR: dict[str, Any] = next(c["input"] for c in CASES if c.get("like") == "donor")

WARNINGS = [
    ({**DONOR, "org_type": "charity", "is_charity": "no"}, "charity_but_none_in_law"),
    ({**DONOR, "org_type": "company", "is_charity": "yes"}, "no_charity_but_one_in_law"),
    ({"org_type": "public_authority"}, "public_body_that_is_none"),
    ({"nation": "scotland"}, "landlord_in_scotland"),
    ({"purpose": "political"}, "basis_of_campaigning"),
    ({"purpose": "genuine_research", "research_asks": "yes"}, "research_that_seeks_support"),
    ({"privacy_given": "not_sure"}, "privacy_information_owed"),
    ({"privacy_given": "first_message"}, "first_message_needs_it_all"),
    ({"channel": "email", "solicited": "yes", "source": "friend"}, "asked_for_by_nobody"),
    ({"source": "previous_party"}, "change_of_party"),
    ({"objectors_removed": "no", "objected": "yes", "objected_on": "2026-11-02"}, "objection_"),
]


@pytest.mark.parametrize(("changed", "warning"), WARNINGS)
def test_answers_that_do_not_fit_together_are_pointed_out(
    changed: dict[str, Any], warning: str, run: Run
) -> None:
    found = pointed_out(run, {**LETTER, **changed})
    assert any(name.startswith(warning) for name in found)
    assert not any(name.startswith(warning) for name in pointed_out(run, LETTER))


@pytest.mark.parametrize(("poll", "stands"), [("local", True), ("senedd", False)])
def test_freepost_where_there_is_none_cannot_be_signed_off(
    poll: str, stands: bool, run: Run
) -> None:
    """Domain D.12: who qualifies at each poll."""
    given = {**PARTY, "channel": "freepost", "poll": poll, "freepost_right": "yes"}
    assert ("no_freepost_here" in pointed_out(run, given)) is stands


def test_public_bodies_meet_the_task_question_before_anything_about_marketing() -> None:
    """Domain D.4: Scottish registered social landlords and other public authorities too."""
    asked = list(rules_asked().questions)
    first = ("send_date", "org_type", "nation", "is_public_authority", "task_necessary")
    assert tuple(asked[:5]) == tuple(f"marketing-rules.{name}" for name in first)


@pytest.mark.parametrize("nation", ["scotland", "england"])
def test_a_landlord_in_scotland_is_asked_for_its_task_and_writes_it_down(
    nation: str, run: Run
) -> None:
    given = {**LETTER, "org_type": "registered_provider", "nation": nation}
    given |= {"task_necessary": "yes"}
    (result,) = run("evaluate", "marketing-rules", given=given).lines
    owed = {m["id"].removeprefix("marketing-rules.") for m in result["missing"]}
    record = {"task_name", "task_source", "task_need", "task_less"}
    assert owed & record == (record if nation == "scotland" else set())


def test_the_soft_opt_in_of_a_charity_is_shown_before_sign_off(run: Run) -> None:
    """Domain D.6, "Design"."""
    donor = next(c["input"] for c in CASES if c["expect"][2] == "SOFT_OPT_IN_CHARITY")
    (result,) = run("evaluate", "marketing-rules", given=donor).lines
    owed = {
        m["id"].removeprefix("marketing-rules.")
        for m in result["missing"]
        if m["for"] == "sign_off"
    }
    assert {
        "charity_number",
        "charity_regulator",
        "circumstances",
        "refusal_wording_shown",
        "refusal_evidence",
    } <= owed


def test_recognised_legitimate_interests_are_never_offered_and_it_is_said_why() -> None:
    asked = rules_asked()
    fields = asked.question(asked.flat_rows).fields
    questions = (*asked.questions.values(), *fields)
    offered = [option.text for question in questions for option in question.options]
    assert not [text for text in offered if "recognised legitimate" in text.lower()]
    said = [asked.question("marketing-rules.is_public_authority").why]
    said += [option.help for field in fields for option in field.options]
    assert sum("Recognised legitimate interests" in text for text in said) == 2
