"""A council's message in a window: the public task comes first, so nothing else is needed."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.person import Person
from tests.e2e.program import shown
from tests.e2e.steps import begin_an_activity

TITLE = "Food waste collection"
TASK = (
    "Collecting household waste and telling people how to put it out.",
    "Environmental Protection Act 1990 ss.45 to 46",
    "The collection works only if people know the day and the caddy.",
    "A page on our website reached one home in ten.",
)
GROUP = "Residents with a waste account"


def test_a_message_that_a_public_task_needs_is_not_direct_marketing(
    person: Person, start: Start, data: Path
) -> None:
    program = start()
    begin_an_activity(person, TITLE)
    for number in range(1, 13):
        person.see(f"Question {number} of 12")
        person.press("n", "alt+Right")
    person.click("None of these")
    person.press("alt+Right")
    person.click("See the result")
    person.see("This screening does not require a DPIA")
    person.click("Save and close")
    person.click("Start")
    answer_the_marketing_rules(person)
    person.see("Yes, with conditions")
    person.see("Route: Public task")
    program.quit()
    told = shown(data)
    assert told["evaluations"]["marketing-rules-v1"]["result"] == "proceed_with_conditions"


def answer_the_marketing_rules(person: Person) -> None:
    """By the keyboard alone: an answer is told by its first letters, or stepped to."""
    person.see("When will it be sent?")
    person.type("15 Mar 2027")
    person.press("Tab", "Tab", "space", "Down", "Down")  # past the calendar, a council
    person.press("Tab", "y", "Tab", "space")  # a public authority, needed for a task
    for words in TASK:
        person.press("Tab")
        person.type(words)
    person.press("Tab", "space", "Down")  # nothing people pay for
    person.press("Tab", "space", "Down", "Down")  # its own services
    person.press("alt+Right")
    person.see("How will you reach whom?")
    person.press("Return")
    person.see("Which group is this?")
    person.type(GROUP)
    for words in ("Em", "Yes", "Yes", "Yes"):  # email, to people, objectors out, told in time
        person.press("Tab")
        person.settle()
        person.type(words)
    person.press("alt+Right")
    person.see("Everything needed is answered.")
    person.click("See the result")
