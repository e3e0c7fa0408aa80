"""Steps that more than one trip begins with."""

from __future__ import annotations

from tests.e2e.person import Person

TITLE = "Newsletter for spring"
OWNER = "Ada Owner"


def begin_an_activity(person: Person, title: str = TITLE) -> None:
    """Fill in a new activity at the first start; the screening opens then."""
    person.see("Open an example")
    person.click("New activity")
    person.see("Describe what you want to do. You can change it later.")
    person.type(title)
    person.click_below("Your name")
    person.type(OWNER)
    person.press("Tab")
    person.type("Campaign owner")
    person.press("ctrl+Return")
