"""The main job: from a new activity to three signed-off records, in a window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.e2e.conftest import Start
from tests.e2e.person import Person
from tests.e2e.program import command, shown
from tests.e2e.steps import OWNER, TITLE, begin_an_activity

APPROVER = "Ben Approver"
COLLECTED = "Email addresses, from the enquiry form."
UNSURE = "Nobody can tell who ticked the box before 2020."
PURPOSE = "Tenants learn about repairs and safety checks in time."
NECESSITY = "Notices reach one tenant in ten; a call to each costs more."
NATURE = "Names and email addresses only."
EXPECTED = "They heard of it when they signed their tenancy."
IMPACT = "A message they do not want, four times a year."
REASON = "Small impact, easy to stop, useful to most."

SENT_ON, GROUP = "1 Mar 2027", "Tenants by post"
POST = ["Down"] * 9
"""The ninth channel: two letters of a name are one word only where the machine is quick."""
LETTER = ("Yes", "A", "Yes", "No", "Fr", "No", "Yes", "No", "Yes")

YES_AND_NOT_SURE = {1: ("y", COLLECTED), 11: ("u", UNSURE)}


def test_an_activity_goes_from_the_first_start_to_three_signed_off_records(
    person: Person, start: Start, data: Path
) -> None:
    let_names_sign_off(data)
    program = start()
    begin_an_activity(person)
    answer_the_screening(person)
    name_the_approver(person)
    sign_off(person)
    assert shown(data)["evaluations"]["screening-v1"]["result"] == "dpia_required"
    person.click("Close")
    person.click("Start")
    answer_the_marketing_rules(person)
    sign_off(person)
    person.click("Close")
    person.click("Start")
    answer_the_lia(person)
    sign_off(person)
    person.click("Close")
    person.see("Legitimate interests can be relied on")
    everything_is_there(data)
    program.quit()

    again = start()
    person.click(TITLE)
    person.press("Return")
    person.see("Record chain intact ✓")
    everything_is_there(data)
    again.quit()


def let_names_sign_off(data: Path) -> None:
    """The house allows sign-off without a signature."""
    data.mkdir()
    (data / "settings.json").write_text('{"signature_needed": false}', "utf-8")


def answer_the_screening(person: Person) -> None:
    for number in range(1, 13):
        person.see(f"Question {number} of 12")
        key, details = YES_AND_NOT_SURE.get(number, ("n", ""))
        person.press(key)
        if details:
            person.press("Tab")
            person.type(details)
        if number % 2:
            person.press("alt+Right")
        else:
            person.click("Next")
    person.click("None of these")
    person.press("alt+Right")
    person.see("Everything needed is answered.")
    person.click("See the result")
    person.see("Does the law itself ask for a DPIA?")
    person.click("Go to sign-off")


def answer_the_marketing_rules(person: Person) -> None:
    """One letter to tenants, by the keyboard: an answer is told by its first letters."""
    person.see("When will it be sent?")
    person.type(SENT_ON)
    person.press("Tab", "Tab", "space")  # past the calendar, a housing association
    person.press("Tab", "space", "Tab", "n")  # in England, no public authority
    person.press("Tab", "space", "Down", "Down", "Tab", "n")  # its own services, no children
    person.press("alt+Right")
    person.see("How will you reach whom?")
    person.press("Return")
    person.see("Which group is this?")
    person.type(GROUP)
    person.press("Tab")
    person.settle()
    person.press(*POST)
    for words in LETTER:
        person.press("Tab")
        person.settle()
        person.type(words)
    person.press("Tab")
    person.type(SENT_ON)
    person.press("Tab", "Tab")
    person.type("No")
    person.press("alt+Right")
    person.see("Everything needed is answered.")
    person.click("See the result")
    person.see("What would make this allowed?")
    person.click("Go to sign-off")


def answer_the_lia(person: Person) -> None:
    person.see("Part 1. Purpose test")
    person.type(PURPOSE)
    person.press("F1", "space", "Escape")
    person.see("1 of 10 points marked in the checklist")
    person.press("alt+Right")
    person.see("Part 2. Necessity test")
    person.type(NECESSITY)
    person.press("alt+Right")
    person.see("Part 3. Balancing test")
    person.type(NATURE)
    for answer in (EXPECTED, IMPACT):
        person.press("Tab", "Tab")
        person.type(answer)
    person.press("Tab", "Tab", "y", "alt+Right")
    person.see("Can you rely on legitimate interests for this activity?")
    person.press("y", "Tab")
    person.type(REASON)
    person.press("alt+Right")
    person.see("Everything needed is answered.")
    person.click("See the result")
    person.click("Go to sign-off")


def name_the_approver(person: Person) -> None:
    """Asked once: the assessments after it offer the same."""
    person.see("Still to do before completion")
    person.click_below("To be approved by")
    person.type(APPROVER)
    person.press("Tab")
    person.type("Head of communications")


def sign_off(person: Person) -> None:
    person.see("2. Completed by")
    person.press_until("Tab", "I have completed this assessment")
    person.click("I have completed this assessment")
    person.see("3. Approved by")
    person.click("I have read this record and approve it")
    person.see("What to do next")


def everything_is_there(data: Path) -> None:
    activity = shown(data)
    assert activity["details"]["title"] == TITLE
    screening, rules, lia = activity["assessments"]
    assert {len(screening["answers"]), len(lia["answers"])} == {15, 8}
    (letter,) = rules["answers"]["marketing-rules.sendings"]
    assert (letter["audience"], letter["channel"]) == (GROUP, "post")
    assert screening["answers"]["screening.new_collection_details"] == COLLECTED
    for assessment in (screening, rules, lia):
        moves = {move["kind"]: move["by"]["name"] for move in assessment["moves"]}
        assert moves == {"completed": OWNER, "approved": APPROVER}
        assert assessment["status"] == "signed_off"
        record = record_of(data, activity["id"], assessment)
        assert record["assessment"]["answers"] == assessment["answers"]
    assert activity["evaluations"]["lia-v1"]["result"] == "can_rely"
    purpose = lia["answers"]["lia.purpose_answer"]
    assert (purpose["text"], len(purpose["addressed"])) == (PURPOSE, 1)
    for question, text in {
        "necessity_answer": NECESSITY,
        "nature_answer": NATURE,
        "expectations_answer": EXPECTED,
        "impact_answer": IMPACT,
        "decision_comments": REASON,
    }.items():
        assert lia["answers"][f"lia.{question}"] == text


def record_of(data: Path, activity_id: str, assessment: dict[str, Any]) -> dict[str, Any]:
    path = data / "records" / activity_id / f"{assessment['set_id']}-v1.pdf"
    record: dict[str, Any] = json.loads(command(data, "extract", str(path)))
    return record
