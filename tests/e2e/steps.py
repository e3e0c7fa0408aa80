"""Steps that more than one trip begins with."""

from __future__ import annotations

from tests.e2e.hand import answer_all
from tests.e2e.person import Person
from tests.e2e.told import Sheet, Told

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


def do_by_hand(person: Person, told: Told, *, screening: str, rules: str) -> None:
    """Go from the first start to the marketing rules, and see what both sets come to."""
    begin_an_activity(person, told.title)
    _answer(person, told.screening, says=screening)
    person.click("Save and close")
    person.click_beside("2. Marketing rules", "Start")
    _answer(person, told.rules, says=rules)


def _answer(person: Person, sheet: Sheet, *, says: str) -> None:
    answer_all(person, sheet)
    person.read("Everything needed is answered.")
    person.click("See the result")
    person.read(says)
